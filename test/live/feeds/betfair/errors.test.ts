import { AppError } from '../../../../src/domain/errors'
import { image, oneMarket, priced } from '../../../support/betfair/messages'
import { runFeed, type RunningFeed } from '../../../support/betfair/running-feed'
import type { Play } from '../../../support/betfair/stream-fake'
import { describeWithShared } from '../../../support/shared-data'
import { recordedMessage } from '../../../support/betfair/recordings'

let feed: RunningFeed
afterEach(() => feed.stop())
const start = async (...plays: readonly Play[]): Promise<void> => { feed = await runFeed({ plays, catalogue: oneMarket }) }
const imaged: Play = async (line) => { const { id } = await line.subscribed(); await line.send([image(id)]) }
const imagedAndCut: Play = async (line) => { await imaged(line); line.cut() }
const greet: Play = (line) => line.send([{ op: 'connection', connectionId: 'x' }])
const refusesLogin = (code: string, message?: string): Play => async (line) => { await greet(line); await line.refuse(await line.request('authentication'), code, message === undefined ? {} : { message }) }
const refusesSubscription = (code: string): Play => async (line) => { await greet(line); await line.succeed(await line.request()); await line.refuse(await line.request('marketSubscription'), code) }
const refusal = (): Promise<AppError> => feed.ended.then(() => { throw new Error('it was to be refused') }, (error: unknown) => error as AppError)
const latest = async (place: number): Promise<object> => feed.subscription(place)
/** Half of a minute, and of the other half what chance says. */
const CROWDED_MS = 30_000 + 0.4 * 30_000

describe('what no retry mends', () => {
  test.each([['NO_APP_KEY', 'BETFAIR_APP_KEY'], ['INVALID_APP_KEY', 'BETFAIR_APP_KEY'], ['NOT_AUTHORIZED', 'BETFAIR_APP_KEY']])('%s: given up at once, with the name of the setting', async (code, setting) => {
    await start(refusesLogin(code))
    const error = await refusal()
    expect([error instanceof AppError, error.code]).toEqual([true, 'CONFIG_INVALID'])
    expect(error.message).toContain(code)
    expect(error.message).toContain(setting)
    expect(feed.fake.stream.lines.length).toBe(1)
    expect(feed.time.waiting()).toEqual([])
  })
  test.each(['INVALID_INPUT', 'INVALID_REQUEST'])('%s: what was refused is not sent again', async (code) => {
    await start(refusesSubscription(code))
    const error = await refusal()
    expect(error).toBeInstanceOf(AppError)
    expect(error.message).toContain('BETFAIR_COUNTRIES')
    expect(feed.fake.stream.lines.length).toBe(1)
  })
  test.each(['INVALID_INPUT', 'INVALID_REQUEST'])('%s of a subscription that resumes: it is sent afresh, which is another message, and then no more', async (code) => {
    await start(imagedAndCut, refusesSubscription(code), refusesSubscription(code))
    await feed.backOff(0)
    expect(await latest(1)).toMatchObject({ clk: 'c0' })
    await feed.backOff(1)
    expect(await latest(2)).not.toHaveProperty('clk')
    await refusal()
    expect(feed.fake.stream.lines.length).toBe(3)
  })
})

describe('what passes', () => {
  test.each(['NO_SESSION', 'INVALID_SESSION_INFORMATION'])('%s: one new login, and on with it', async (code) => {
    await start(refusesLogin(code), imaged)
    await feed.backOff(0)
    await feed.traded(3)
    const second = await feed.line(1)
    expect([second.asked[0]?.session, feed.fake.web.logins.length]).toEqual(['session-2', 2])
  })
  test('failure 20, too many logins: sessions that are refused as well are asked for at longer and longer intervals', async () => {
    await start(...[0, 1, 2].map(() => refusesLogin('INVALID_SESSION_INFORMATION')), imaged)
    const longPause = async (atMost: number): Promise<void> => {
      const logins = feed.fake.web.logins.length
      const ms = await feed.bell.until(() => feed.time.waiting().find((one) => one > atMost * 0.9 && one <= atMost))
      expect(feed.fake.web.logins.length).toBe(logins)
      feed.time.advance(ms)
    }
    await feed.backOff(0)
    await feed.backOff(1)
    await longPause(CROWDED_MS)
    await feed.backOff(2)
    await longPause(2 * CROWDED_MS)
    await feed.traded(3)
    expect(feed.fake.web.logins.length).toBe(4)
  })
  test('many lines that are refused with one session make one login', async () => {
    const ids = Array.from({ length: 400 }, (_, i) => `1.2${String(i).padStart(8, '0')}`)
    const expired: Play = async (line) => { await greet(line); const request = await line.request(); if (request.session === 'session-1') await line.refuse(request, 'NO_SESSION'); else { await line.succeed(request); const { id } = await line.request(); await line.send([{ op: 'status', id, statusCode: 'SUCCESS', connectionClosed: false }, image(id)]) } }
    feed = await runFeed({ plays: [expired], catalogue: (request) => ({ json: { jsonrpc: '2.0', id: request.id, result: request.params.filter.marketIds === undefined ? ids.map((marketId) => ({ marketId, marketStartTime: '2025-04-01T13:00:00Z' })) : [] } }) })
    await feed.bell.until(() => feed.time.waiting().filter((ms) => ms === 400).length === 2 || feed.fake.web.logins.length > 1)
    feed.time.advance(400)
    await feed.state('LIVE')
    expect(feed.fake.web.logins.length).toBe(2)
  })
  test.each(['MAX_CONNECTION_LIMIT_EXCEEDED', 'TOO_MANY_REQUESTS'])('%s: a long pause, longer each time, and no login', async (code) => {
    await start(refusesLogin(code), refusesLogin(code), imaged)
    await feed.pass(CROWDED_MS)
    await feed.pass(2 * CROWDED_MS)
    await feed.traded(3)
    expect(feed.fake.web.logins.length).toBe(1)
  })
  test('INVALID_CLOCK: subscribed afresh', async () => {
    await start(imagedAndCut, refusesSubscription('INVALID_CLOCK'), imaged)
    await feed.backOff(0)
    expect(await latest(1)).toMatchObject({ initialClk: 'first', clk: 'c0' })
    await feed.backOff(1)
    const fresh = await latest(2)
    expect(fresh).not.toHaveProperty('clk')
    expect(fresh).not.toHaveProperty('initialClk')
    await feed.state('LIVE')
  })
  test.each(['TIMEOUT', 'CONNECTION_FAILED', 'UNEXPECTED_ERROR', 'A_CODE_OF_NEXT_YEAR'])('%s: reconnected with back-off and clocks', async (code) => {
    await start(imagedAndCut, refusesSubscription(code), refusesSubscription(code), imaged)
    for (const failures of [0, 1, 2]) await feed.backOff(failures)
    expect(await latest(3)).toMatchObject({ initialClk: 'first', clk: 'c0' })
    expect(feed.fake.web.logins.length).toBe(1)
  })
  test('a failure without an id ends the request that is open, or the line', async () => {
    await start(async (line) => { await greet(line); await line.request(); await line.refuse(null, 'TIMEOUT') }, async (line) => { await imaged(line); await line.refuse(null, 'UNEXPECTED_ERROR') }, imaged)
    await feed.backOff(0)
    await feed.traded(3)
    await feed.backOff(0)
    expect(await latest(2)).toMatchObject({ clk: 'c0' })
  })
  test('a complaint about an earlier request that leaves the line open leaves it so', async () => {
    await start(async (line) => { const { id } = await line.subscribed(); await line.send([image(id), { op: 'status', id: 1, statusCode: 'FAILURE', errorCode: 'UNEXPECTED_ERROR', connectionClosed: false }, priced(id, 5)]) })
    await feed.traded(5)
    expect(feed.counted.reconnects).toBe(0)
  })
})

describe('secrets', () => {
  test('that the server repeats in its messages get into no note, state or error', async () => {
    const message = "Connection is already authenticated: {op='authentication', id=1, appKey='test-app-key', session='session-1'} \"session\":\"other-secret\" (test-app-key/session-1)"
    await start(refusesLogin('TIMEOUT', message), refusesLogin('INVALID_REQUEST', message))
    await feed.backOff(0)
    const error = await refusal()
    const said = JSON.stringify([feed.notes, feed.sink.states, error.message])
    expect(said).toContain('already authenticated')
    for (const secret of ['test-app-key', 'session-1', 'other-secret', feed.fake.settings.password, encodeURIComponent(feed.fake.settings.password), feed.fake.settings.username]) expect(said).not.toContain(secret)
  })
})

describeWithShared('betfair', 'recorded messages', (folder) => {
  test.each(['bp_status_error', 'bp_status_error_alt'])('%s', async (name) => {
    const { connectionId, ...status } = recordedMessage(folder, name)
    await start(async (line) => { await imaged(line); await line.send([{ ...status, connectionId }]); line.cut() }, imaged)
    if (name === 'bp_status_error') { await feed.backOff(0); await feed.bell.until(() => feed.fake.stream.lines.length === 2) } else {
      await feed.backOff(0)
      expect(JSON.stringify(feed.notes)).not.toContain("session='true'")
    }
  })
  test('connection, status, 503, heartbeat and change as they were recorded', async () => {
    const message = (name: string, id: number): object => ({ ...recordedMessage(folder, name), id })
    await start(async (line) => {
      await line.send([recordedMessage(folder, 'streaming_connection')])
      const login = await line.request()
      await line.send([{ ...recordedMessage(folder, 'streaming_status'), id: login.id }])
      const { id } = await line.request()
      await line.send([{ ...recordedMessage(folder, 'streaming_status'), id }, image(id), message('streaming_503', id), message('streaming_mcm_HEARTBEAT', id), message('streaming_mcm_update', id), { ...message('streaming_mcm_UPDATE_tv', id) }])
      line.cut()
    }, imaged)
    await feed.backOff(0)
    expect(feed.sink.states.map(({ state }) => state).filter((state, at, all) => state !== all[at - 1])).toEqual(['CONNECTING', 'LIVE', 'STALE', 'LIVE', 'CONNECTING'])
    expect(await latest(1)).toMatchObject({ clk: recordedMessage(folder, 'streaming_mcm_UPDATE_tv')['clk'] })
  })
})
