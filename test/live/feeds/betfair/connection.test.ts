import { heartbeat, image, MARKET, market, definition, oneMarket, priced, T0 } from '../../../support/betfair/messages'
import { runFeed, type RunningFeed } from '../../../support/betfair/running-feed'
import type { FakeLine, Play } from '../../../support/betfair/stream-fake'
import type { WebScript } from '../../../support/betfair/web-fake'

let feed: RunningFeed
afterEach(() => feed.stop())
const start = async (plays: readonly Play[], web: WebScript = {}): Promise<void> => { feed = await runFeed({ plays, catalogue: oneMarket, ...web }) }
/** Image, then whatever more. */
const imaged = (more: (line: FakeLine, id: number) => Promise<void> | void = () => undefined): Play => async (line) => { const { id } = await line.subscribed(); await line.send([image(id)]); await more(line, id) }
const cut: Play = (line) => { line.cut(); return Promise.resolve() }
const greet = (line: FakeLine): Promise<void> => line.send([{ op: 'connection', connectionId: 'x' }])
/** What a play waits for until the test lets it go on. */
const latch = (): { readonly opened: Promise<void>; readonly go: () => void } => { let go = (): void => undefined; const opened = new Promise<void>((resolve) => { go = resolve }); return { opened, go: () => { go() } } }
/** What was to happen at once has happened. */
const turns = async (): Promise<void> => { for (let i = 0; i < 5; i++) await new Promise<void>((resolve) => { setImmediate(resolve) }) }
const ofFirst = (): number | null | undefined => feed.sink.views.get(MARKET)?.selections[0]?.lastTraded

describe('a connection', () => {
  test('greets, authenticates, subscribes at once with ids of its own, and tells what comes', async () => {
    await start([imaged((line, id) => line.send([priced(id, 3.5)]))])
    await feed.traded(3.5)
    const { asked } = await feed.line(0)
    expect(asked.map(({ op, id }) => [op, id])).toEqual([['authentication', 1], ['marketSubscription', 2]])
    expect(asked[0]).toMatchObject({ appKey: 'test-app-key', session: 'session-1' })
    expect(asked[1]).toMatchObject({ segmentationEnabled: true, heartbeatMs: 5000, conflateMs: 0, marketFilter: { eventTypeIds: ['7'], countryCodes: ['GB', 'IE'], marketTypes: ['WIN', 'PLACE'] } })
    expect(asked[1]).not.toHaveProperty('clk')
    expect(feed.fake.stream.problems).toEqual([])
    expect(feed.sink.states.map(({ state }) => state)).toEqual(['CONNECTING', 'CONNECTING', 'LIVE'])
    expect((await feed.noted('connected')).details['connectionId']).toBe('test-0')
  })
  test.each([[false, ['EX_MARKET_DEF', 'EX_ALL_OFFERS', 'EX_TRADED_VOL', 'EX_LTP', 'SP_PROJECTED']], [true, ['EX_MARKET_DEF', 'EX_ALL_OFFERS', 'EX_TRADED_VOL', 'EX_LTP', 'SP_PROJECTED', 'EX_TRADED', 'SP_TRADED', 'EX_BEST_OFFERS', 'EX_BEST_OFFERS_DISP']]])('asks for what views are made of, and for everything when it is recorded: %p', async (everything, fields) => {
    feed = await runFeed({ plays: [imaged()], catalogue: oneMarket }, { deps: { everything } })
    expect((await feed.subscription(0)).marketDataFilter?.fields).toEqual(fields)
    expect(feed.fake.stream.problems).toEqual([])
  })
  test('failure 2, idle for 15 s: none is opened while no market is wanted, and one as soon as there is', async () => {
    let listed: readonly object[] = []
    await start([imaged()], { catalogue: (request) => ({ json: { jsonrpc: '2.0', id: request.id, result: listed } }) })
    await feed.pass(300_000)
    await feed.bell.until(() => feed.fake.web.catalogues.length === 2)
    expect([feed.fake.stream.lines.length, feed.sink.states.at(-1)]).toEqual([0, { state: 'CONNECTING', detail: 'no market is wanted now' }])
    listed = [{ marketId: MARKET, marketStartTime: '2025-04-01T13:02:00.000Z' }]
    await feed.pass(300_000)
    await feed.traded(3)
  })
  test('failure 1, closed by the server as a routine: comes back by itself, again and again, with the clocks', async () => {
    await start([imaged((line, id) => line.send([priced(id, 3.5)]).then(() => line.cut())), async (line) => { const { id } = await line.subscribed(); await line.send([{ op: 'mcm', id, ct: 'RESUB_DELTA', clk: 'c9', pt: T0 }]); line.cut() }, imaged((line, id) => line.send([priced(id, 6)]))])
    await feed.backOff(0)
    expect(await feed.subscription(1)).toMatchObject({ initialClk: 'first', clk: 'c3.5' })
    await feed.backOff(0)
    expect(await feed.subscription(2)).toMatchObject({ initialClk: 'first', clk: 'c9' })
    await feed.traded(6)
    expect(feed.counted.reconnects).toBe(2)
  })
  test('is opened later each time, at most a minute later, until an image has come', async () => {
    const failures = [0, 1, 2, 3, 4, 5, 6, 7]
    await start([...failures.map(() => cut), imaged((line) => line.cut()), imaged()])
    for (const count of failures) await feed.backOff(count)
    await feed.traded(3)
    await feed.backOff(0)
    await feed.bell.until(() => feed.fake.stream.lines.length === 10)
  })
  test.each<[string, Play]>([
    ['the greeting', () => Promise.resolve()],
    ['the answer to the authentication', async (line) => { await greet(line); await line.request() }],
    ['the answer to the marketSubscription', async (line) => { await greet(line); await line.succeed(await line.request()); await line.request() }],
  ])('gives up waiting for %s after 30 s', async (what, play) => {
    await start([play, imaged()])
    const asks = what === 'the greeting' ? 0 : what.endsWith('authentication') ? 1 : 2
    await feed.bell.until(() => feed.fake.stream.lines[0]?.asked.length === asks)
    await feed.pass(30_000)
    expect(await feed.bell.until(() => feed.sink.states.at(-1)?.detail)).toBe(`${what} did not come within 30 s`)
    await feed.backOff(0)
    await feed.traded(3)
  })
  test('failure 20, sockets that time out too early: an answer that takes 29 s is waited for', async () => {
    const { opened, go } = latch()
    await start([async (line) => { await greet(line); const request = await line.request(); await opened; await line.succeed(request); const subscription = await line.request(); await line.succeed(subscription); await line.send([image(subscription.id)]) }])
    await feed.bell.until(() => feed.fake.stream.lines[0]?.asked.length === 1)
    feed.time.advance(29_000)
    go()
    await feed.traded(3)
    expect(feed.counted.reconnects).toBe(0)
  })
  test('is let be when the certificate of the host is not trusted', async () => {
    feed = await runFeed({ plays: [imaged()], catalogue: oneMarket }, { settings: { ca: null } })
    const note = await feed.noted('the login at Betfair failed')
    expect(note.details['reason']).toMatch(/certificate|self.signed/i)
    expect([feed.fake.web.logins.length, feed.fake.stream.lines.length]).toEqual([0, 0])
  })
  test('ends at once when it is told to stop, wherever it is', async () => {
    await start([cut])
    await feed.noted('it is opened again')
    await feed.stop()
    await expect(feed.ended).resolves.toBeUndefined()
    expect(feed.time.waiting()).toEqual([])
  })
})

describe('the watchdog', () => {
  test('takes a line for dead that is silent for twice the heartbeat that the server promised, not the one that was asked for', async () => {
    await start([async (line) => { const { id } = await line.subscribed(); await line.send([image(id, [market()], { heartbeatMs: 700 })]) }, imaged()])
    await feed.traded(3)
    feed.time.advance(1_399)
    await turns()
    expect(feed.sink.states.at(-1)?.state).toBe('LIVE')
    feed.time.advance(1)
    await feed.state('CONNECTING')
    expect(feed.sink.states.at(-1)?.detail).toBe('nothing came for 1400 ms')
    await feed.backOff(0)
    expect(await feed.subscription(1)).toMatchObject({ initialClk: 'first', clk: 'c0' })
  })
  test.each<[string, string]>([['a heartbeat', JSON.stringify(heartbeat(2))], ['a message of another subscription', JSON.stringify(heartbeat(77))], ['an operation that is none of ours', '{"op":"rcm"}']])('is satisfied by %s', async (_, text) => {
    await start([imaged()])
    await feed.traded(3)
    feed.time.advance(9_999)
    await (await feed.line(0)).send([text])
    await feed.bell.until(() => feed.lines.includes(text))
    feed.time.advance(9_999)
    await turns()
    expect(feed.sink.states.at(-1)?.state).toBe('LIVE')
    feed.time.advance(1)
    await feed.state('CONNECTING')
  })
  test('is fed by heartbeats, whose clocks are kept', async () => {
    await start([imaged((line, id) => line.send([heartbeat(id, 'beat')]).then(() => line.cut())), imaged()])
    await feed.backOff(0)
    expect(await feed.subscription(1)).toMatchObject({ initialClk: 'first', clk: 'beat' })
  })
})

describe('ids', () => {
  test('failure 4: messages of another subscription change nothing, their clocks neither', async () => {
    await start([imaged((line, id) => line.send([priced(id, 3.5, 'own'), priced(id + 7, 8, 'foreign'), { ...image(id + 7, []), clk: 'foreign' }]).then(() => line.cut())), imaged()])
    await feed.traded(3.5)
    expect(feed.sink.gone).toEqual([])
    await feed.backOff(0)
    expect(await feed.subscription(1)).toMatchObject({ clk: 'own' })
    expect(feed.sink.batches.flatMap(({ changes }) => changes).some(({ view }) => view.selections[0]?.lastTraded === 8)).toBe(false)
  })
  test('of a line before are foreign to the next', async () => {
    await start([imaged((line) => line.cut()), async (line) => { const { id } = await line.subscribed(); await line.send([priced(2, 9, 'old'), { op: 'mcm', id, ct: 'RESUB_DELTA', clk: 'c1', pt: T0 }, priced(id, 4.5)]) }])
    await feed.backOff(0)
    await feed.traded(4.5)
    expect((await feed.subscription(1)).id).toBe(4)
    expect(feed.sink.batches.flatMap(({ changes }) => changes).some(({ view }) => view.selections[0]?.lastTraded === 9)).toBe(false)
  })
})

describe('what the source says of itself', () => {
  test('503: prices are stale, at once and all of them, until a message without it; the line stays', async () => {
    const { opened, go } = latch()
    await start([async (line) => {
      const { id } = await line.subscribed()
      await line.send([image(id, [market(), market('1.200000002')]), { op: 'mcm', id, status: 503 }])
      await opened
      await line.send([priced(id, 3.5)])
    }])
    await feed.state('STALE')
    expect([...feed.sink.views.values()].map(({ stale }) => stale)).toEqual([true, true])
    expect(ofFirst()).toBe(3)
    go()
    await feed.state('LIVE')
    await feed.traded(3.5)
    expect([...feed.sink.views.values()].map(({ stale }) => stale)).toEqual([false, false])
    expect(feed.counted.reconnects).toBe(0)
  })
  test('conflateMs 180000: the key is a delayed one, and that is said', async () => {
    await start([async (line) => { const { id } = await line.subscribed(); await line.send([image(id, [market()], { conflateMs: 180_000 })]) }])
    expect((await feed.noted('a delayed one')).message).toContain('BETFAIR_APP_KEY')
  })
  test('con: true raises no alarm', async () => {
    await start([imaged((line, id) => line.send([{ op: 'mcm', id, clk: 'a', pt: T0, mc: [{ id: MARKET, con: true, rc: [{ id: 1, ltp: 7 }] }] }]))])
    await feed.traded(7)
    expect(feed.notes.filter(({ level }) => level === 'warn' || level === 'error')).toEqual([])
  })
  test('how far its clock is behind is measured on updates, not on images and heartbeats', async () => {
    await start([imaged((line, id) => line.send([heartbeat(id), { op: 'mcm', id, clk: 'a', pt: T0 - 7, mc: [{ id: MARKET, rc: [{ id: 1, ltp: 7 }] }] }]))])
    await feed.traded(7)
    expect(feed.counted.lags).toEqual([7])
  })
  test('operations that are none of ours, unknown fields and answers to nothing are let be', async () => {
    await start([imaged((line, id) => line.send([{ op: 'ocm', id, oc: [] }, { op: 'rcm', id }, { op: 'status', statusCode: 'SUCCESS', connectionClosed: false }, { op: 'status', id: 99, statusCode: 'SUCCESS' }, priced(id, 5, 'x', { _stream_id: 3, rt: 'M' })]))])
    await feed.traded(5)
    expect(feed.counted.reconnects).toBe(0)
  })
})

describe('books', () => {
  test('failures 3 and 5: while the line is down the last prices stay, marked stale; deltas then find what they change', async () => {
    await start([imaged((line, id) => line.send([priced(id, 3.5)]).then(() => line.cut())), async (line) => { const { id } = await line.subscribed(); await line.send([{ op: 'mcm', id, ct: 'RESUB_DELTA', clk: 'c5', pt: T0, mc: [{ id: MARKET, rc: [{ id: 1, ltp: 5 }] }] }]) }])
    await feed.state('CONNECTING')
    await feed.bell.until(() => feed.sink.views.get(MARKET)?.stale)
    expect(ofFirst()).toBe(3.5)
    await feed.backOff(0)
    await feed.traded(5)
    expect(feed.sink.views.get(MARKET)).toMatchObject({ stale: false, matched: 100, selections: [{ back: [{ price: 3.5, size: 5 }, { price: 3, size: 10 }, { price: 1.01, size: 1 }] }, { back: [{ price: 4, size: 20 }] }] })
    expect(feed.sink.gone).toEqual([])
  })
  test('a new image after a line that broke takes the place of all, and what is not in it is told to be gone', async () => {
    await start([async (line) => { const { id } = await line.subscribed(); await line.send([image(id, [market(), market('1.200000002')])]); line.cut() }, async (line) => { const { id } = await line.subscribed(); await line.send([image(id, [market(MARKET, 9)])]) }])
    await feed.backOff(0)
    await feed.traded(9)
    expect([feed.sink.gone, feed.sink.views.get(MARKET)?.selections[0]?.back]).toEqual([['1.200000002'], [{ price: 9, size: 10 }]])
  })
  test('segments: nothing is shown, no clock is kept, and the line is not up before the last', async () => {
    const { opened, go } = latch()
    const part = (id: number, segmentType: string, more: object): object => ({ op: 'mcm', id, ct: 'SUB_IMAGE', segmentType, pt: T0, heartbeatMs: 5000, ...more })
    await start([async (line) => {
      const { id } = await line.subscribed()
      await line.send([part(id, 'SEG_START', { initialClk: 'no', clk: 'no', mc: [market()] }), part(id, 'SEG', { clk: 'no', mc: [market('1.200000002')] })])
      line.cut()
    }, async (line) => {
      const { id } = await line.subscribed()
      await line.send([part(id, 'SEG_START', { mc: [market()] }), part(id, 'SEG', { mc: [market('1.200000002')] })])
      await opened
      await line.send([part(id, 'SEG_END', { initialClk: 'i', clk: 'end', mc: [market('1.200000003')] })])
      line.cut()
    }, imaged()])
    await feed.backOff(0)
    expect(await feed.subscription(1)).not.toHaveProperty('clk')
    await feed.bell.until(() => feed.lines.length === 10)
    expect([feed.sink.views.size, feed.sink.states.some(({ state }) => state === 'LIVE')]).toEqual([0, false])
    go()
    await feed.bell.until(() => feed.sink.views.size === 3)
    expect(feed.sink.batches[0]?.changes.map(({ view }) => view.marketId)).toEqual([MARKET, '1.200000002', '1.200000003'])
    await feed.backOff(0)
    expect(await feed.subscription(2)).toMatchObject({ initialClk: 'i', clk: 'end' })
  })
  test('failure 8: an image without a definition crashes nothing; what it is of comes later', async () => {
    await start([async (line) => { const { id } = await line.subscribed(); await line.send([image(id, [{ id: MARKET, img: true, rc: [{ id: 1, ltp: 2 }] }]), { op: 'mcm', id, clk: 'd', pt: T0, mc: [{ id: MARKET, marketDefinition: definition() }] }]) }])
    await feed.traded(2)
    expect(feed.sink.views.get(MARKET)).toMatchObject({ status: 'OPEN', stale: false })
  })
  test('failures 7 and 9: CLOSED from the start, settled anew, and a definition that lists one runner', async () => {
    await start([async (line) => {
      const { id } = await line.subscribed()
      const result = (first: string, second: string, version: number): object => ({ op: 'mcm', id, clk: String(version), pt: T0 + version, mc: [{ id: MARKET, marketDefinition: definition({ status: 'CLOSED', version, runners: [{ id: 1, status: first, sortPriority: 1 }, { id: 2, status: second, sortPriority: 2 }] }) }] })
      await line.send([image(id, [{ id: MARKET, img: true, marketDefinition: definition({ status: 'CLOSED' }), rc: [{ id: 1, ltp: 2 }] }]), result('WINNER', 'LOSER', 11), { op: 'mcm', id, clk: 'o', pt: T0 + 12, mc: [{ id: MARKET, marketDefinition: definition({ version: 12 }) }] }, result('LOSER', 'WINNER', 13),
        { op: 'mcm', id, clk: 'p', pt: T0 + 14, mc: [{ id: MARKET, marketDefinition: definition({ status: 'CLOSED', version: 14, runners: [{ id: 1, status: 'REMOVED' }] }) }] }])
    }])
    await feed.bell.until(() => feed.sink.views.get(MARKET)?.version === 14)
    expect(feed.sink.views.get(MARKET)?.selections.map(({ status }) => status)).toEqual(['REMOVED', 'WINNER'])
    expect(feed.counted.reconnects).toBe(0)
  })
  test('failure 17: what was given out stays as it was', async () => {
    await start([imaged((line, id) => line.send([priced(id, 3.5), priced(id, 6)]))])
    await feed.traded(6)
    const views = feed.sink.batches.flatMap(({ changes }) => changes.map(({ view }) => view.selections[0]))
    expect(views.map((selection) => [selection?.lastTraded, selection?.back.length])).toEqual([[3, 1], [3.5, 3], [6, 4]])
  })
  test('failure 6: a market that is closed goes after two hours of the source\'s time', async () => {
    await start([imaged((line, id) => line.send([
      { op: 'mcm', id, clk: '1', pt: T0 + 1, mc: [{ id: MARKET, marketDefinition: definition({ status: 'CLOSED' }) }] },
      { op: 'mcm', id, clk: '2', pt: T0 + 2 * 3_600_000, mc: [{ ...market('1.200000002'), img: true }] }, { op: 'mcm', id, clk: '3', pt: T0 + 3 * 3_600_000, mc: [{ id: '1.200000002', rc: [{ id: 1, ltp: 9 }] }] },
    ]))])
    await feed.bell.until(() => feed.sink.gone.includes(MARKET))
  })
})

describe('bytes that are no messages', () => {
  test('a line that is no JSON: the line is opened anew with the clocks from before it', async () => {
    await start([imaged((line, id) => line.send([priced(id, 3.5), '{"op":"mcm",', priced(id, 9)])), imaged((line, id) => line.send([priced(id, 4.5)]))])
    await feed.backOff(0)
    expect(await feed.subscription(1)).toMatchObject({ clk: 'c3.5' })
    expect((await feed.noted('it is opened again')).details['detail']).toBe('the stream sent 12 bytes that are no JSON')
    await feed.traded(4.5)
  })
  test('half a message, and then nothing more', async () => {
    await start([imaged((line, id) => line.raw(Buffer.from(JSON.stringify(priced(id, 9)).slice(0, 40))).then(() => line.cut())), imaged((line, id) => line.send([priced(id, 4.5)]))])
    await feed.backOff(0)
    await feed.traded(4.5)
  })
})
