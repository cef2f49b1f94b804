import { AppError } from '../../../../src/domain/errors'
import type { Note } from '../../../../src/live/feeds/betfair/notes'
import { createPostClient, type PostClient } from '../../../../src/live/feeds/betfair/post'
import { createSession, type Session } from '../../../../src/live/feeds/betfair/session'
import { certificateUrl, sessionLifeMs } from '../../../../src/live/feeds/betfair/settings'
import { createManualTime, type ManualTime } from '../../../support/betfair/manual-time'
import { recordedMessage } from '../../../support/betfair/recordings'
import { startBetfairFake, type BetfairFake, type BetfairScript } from '../../../support/betfair/start-betfair-fake'
import { describeWithShared } from '../../../support/shared-data'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
let fake: BetfairFake
let client: PostClient
let session: Session
let time: ManualTime
let said: unknown[]
const stopping = new AbortController()
afterEach(async () => { session.close(); client.close(); await fake.close() })

const start = async (script: BetfairScript = {}, lifeMs = 12 * HOUR): Promise<Session> => {
  fake = await startBetfairFake(script)
  time = createManualTime(Date.parse('2025-04-01T12:00:00Z'), fake.bell)
  said = []
  const note: Note = (...args) => { said.push(args); fake.bell.ring() }
  client = createPostClient({ timers: time.timers, ca: fake.settings.ca, certificate: fake.settings.certificate })
  session = createSession(fake.settings, { post: client.post, now: time.now, timers: time.timers, random: () => 0.4, note, lifeMs })
  return session
}
const token = (): Promise<string> => session.token(stopping.signal)
const refused = (): Promise<AppError> => token().then(() => { throw new Error('it was to be refused') }, (error: unknown) => error as AppError)
const keptAlive = (count: number): Promise<unknown> => fake.bell.until(() => fake.web.keepAlives.length === count)
const isWaiting = (ms: number): Promise<unknown> => fake.bell.until(() => time.waiting().includes(ms))

describe('logging in', () => {
  test('with a certificate: certlogin, a form, the application key', async () => {
    await start()
    expect(await token()).toBe('session-1')
    const [login] = fake.web.logins
    expect([login?.path, login?.certified, login?.headers['x-application'], login?.headers['content-type'], login?.headers['expect']]).toEqual(['/api/certlogin', true, 'test-app-key', 'application/x-www-form-urlencoded', undefined])
    expect([...new URLSearchParams(login?.body)]).toEqual([['username', 'test-user'], ['password', 'test-pässword&=']])
  })
  test('without one: interactive', async () => {
    await start({ withCertificate: false })
    expect(await token()).toBe('session-1')
    expect([fake.web.logins[0]?.path, fake.web.logins[0]?.certified]).toEqual(['/api/login', false])
  })
  test('once for all who ask, and not again while the session is good', async () => {
    await start()
    expect(await Promise.all([token(), token(), token()])).toEqual(['session-1', 'session-1', 'session-1'])
    await token()
    expect(fake.web.logins.length).toBe(1)
  })
  test.each([
    ['INVALID_USERNAME_OR_PASSWORD', 'BETFAIR_PASSWORD'], ['ACCOUNT_NOW_LOCKED', 'locked'], ['ACCOUNT_ALREADY_LOCKED', 'locked'], ['PENDING_AUTH', 'authenticated'], ['CERT_AUTH_REQUIRED', 'BETFAIR_CERT_FILE'],
    ['CHANGE_PASSWORD_REQUIRED', 'password'], ['ACCOUNT_PENDING_PASSWORD_CHANGE', 'password'], ['STRONG_AUTH_CODE_REQUIRED', 'second factor'], ['SELF_EXCLUDED', 'excluded'], ['SUSPENDED', 'suspended'], ['CLOSED', 'closed'],
    ['KYC_SUSPEND', 'suspended'], ['BETTING_RESTRICTED_LOCATION', 'place'], ['SECURITY_RESTRICTED_LOCATION', 'place'], ['MULTIPLE_USERS_WITH_SAME_CREDENTIAL', 'BETFAIR_USERNAME'], ['EMAIL_LOGIN_NOT_ALLOWED', 'BETFAIR_USERNAME'],
    ['INTERNATIONAL_TERMS_ACCEPTANCE_REQUIRED', 'terms'], ['ACTIONS_REQUIRED', 'betfair.com'], ['A_STATUS_OF_NEXT_YEAR', 'betfair.com'],
  ])('%s: no second try, and words that say what to do', async (loginStatus, words) => {
    await start({ logins: [{ json: { loginStatus } }] })
    const error = await refused()
    expect([error instanceof AppError, error.code]).toEqual([true, 'CONFIG_INVALID'])
    expect(error.message).toContain(loginStatus)
    expect(error.message).toContain(words)
    expect([fake.web.logins.length, time.waiting()]).toEqual([1, []])
  })
  test('TEMPORARY_BAN_TOO_MANY_REQUESTS: 20 minutes without a try', async () => {
    await start({ logins: [{ json: { loginStatus: 'TEMPORARY_BAN_TOO_MANY_REQUESTS' } }, { json: { loginStatus: 'SUCCESS', sessionToken: 'late' } }] })
    const coming = token()
    await isWaiting(20 * MINUTE)
    time.advance(20 * MINUTE - 1)
    expect(fake.web.logins.length).toBe(1)
    time.advance(1)
    expect(await coming).toBe('late')
  })
  test.each<[string, NonNullable<BetfairScript['logins']>[number]]>([['HTTP 503', { status: 503, text: '<html>' }], ['no JSON', { text: '<html>' }], ['trouble at Betfair', { json: { loginStatus: 'INTERNAL_ERROR' } }]])('%s passes: tried again, later each time', async (_, answer) => {
    await start({ logins: [answer, answer, { json: { loginStatus: 'SUCCESS', sessionToken: 'late' } }] })
    const coming = token()
    // Of 4 s and 8 s what chance says.
    await isWaiting(1_600); time.advance(1_600)
    await isWaiting(3_200); time.advance(3_200)
    expect(await coming).toBe('late')
  })
  test('no answer within 20 s is none', async () => {
    await start({ logins: [null, { json: { loginStatus: 'SUCCESS', sessionToken: 'late' } }] })
    const coming = token()
    await fake.bell.until(() => fake.web.logins.length === 1)
    time.advance(20_000)
    await isWaiting(1_600); time.advance(1_600)
    expect(await coming).toBe('late')
    expect(JSON.stringify(said)).toContain('did not answer within 20 s')
  })
  test('nothing that is said has a secret in it', async () => {
    await start({ logins: [{ status: 500, text: 'x' }, { json: { loginStatus: 'test-pässword&=' } }] })
    const coming = refused()
    await isWaiting(1_600); time.advance(1_600)
    const text = JSON.stringify([said, (await coming).message])
    for (const secret of ['test-app-key', 'test-user', 'test-pässword&=', encodeURIComponent('test-pässword&=')]) expect(text).not.toContain(secret)
  })
})

describe('keeping a session alive', () => {
  test.each([[12 * HOUR, 3 * HOUR], [24 * HOUR, 6 * HOUR], [20 * MINUTE, 5 * MINUTE]])('of %d ms: every %d ms, by its token, asking for JSON', async (lifeMs, everyMs) => {
    await start({}, lifeMs)
    await token()
    for (const count of [1, 2, 3]) { await isWaiting(everyMs); time.advance(everyMs - 1); expect(fake.web.keepAlives.length).toBe(count - 1); time.advance(1); await keptAlive(count) }
    expect([fake.web.keepAlives[0]?.headers['x-authentication'], fake.web.keepAlives[0]?.headers['x-application'], fake.web.keepAlives[0]?.headers.accept]).toEqual(['session-1', 'test-app-key', 'application/json'])
    expect(fake.web.logins.length).toBe(1)
  })
  test('failure 20, a keepAlive that died: one that fails is tried again long before the session is over', async () => {
    await start({ keepAlives: [{ status: 500, text: '<html>' }, { json: { status: 'FAIL', error: 'INTERNAL_ERROR', token: '', product: '' } }, { json: { status: 'SUCCESS', error: '' } }] })
    await token()
    await isWaiting(3 * HOUR); time.advance(3 * HOUR)
    await isWaiting(45 * MINUTE); time.advance(45 * MINUTE)
    await keptAlive(2)
    await isWaiting(45 * MINUTE); time.advance(45 * MINUTE)
    await keptAlive(3)
    await isWaiting(3 * HOUR)
    expect(fake.web.logins.length).toBe(1)
  })
  test('NO_SESSION: the next who asks gets a new one', async () => {
    await start({ keepAlives: [{ json: { status: 'FAIL', error: 'NO_SESSION', token: '', product: '' } }] })
    await token()
    await isWaiting(3 * HOUR); time.advance(3 * HOUR)
    await fake.bell.until(() => JSON.stringify(said).includes('was over'))
    expect(time.waiting()).toEqual([])
    expect(await token()).toBe('session-2')
  })
  test('stops when it is closed', async () => {
    await start()
    await token()
    session.close()
    expect(time.waiting()).toEqual([])
    await expect(session.token(AbortSignal.abort())).rejects.toThrow()
  })
})

test('a refusal of an old token does not cost the new one', async () => {
  await start()
  const first = await token()
  session.refused(first)
  const second = await token()
  session.refused(first)
  expect([second, await token()]).toEqual(['session-2', 'session-2'])
})
test.each([['https://identitysso.betfair.com', 12 * HOUR, 'https://identitysso-cert.betfair.com'], ['https://identitysso.betfair.it', 20 * MINUTE, 'https://identitysso-cert.betfair.it'], ['https://identitysso.betfair.es', 20 * MINUTE, 'https://identitysso-cert.betfair.es'], ['https://127.0.0.1:9', 12 * HOUR, 'https://127.0.0.1:9']])('%s: sessions live for %d ms', async (url, ms, cert) => {
  await start()
  expect([sessionLifeMs(url), certificateUrl(url)]).toEqual([ms, cert])
})

describeWithShared('betfair', 'recorded replies', (folder) => {
  test.each<[string, boolean, string | null]>([['bp_cert_login', true, 'xxxsessionTokenxxx='], ['login_success', true, 'session_token'], ['login_interactive_success', false, 'session_token'], ['login_fail', true, null], ['login_interactive_fail', false, null]])('%s', async (name, withCertificate, wanted) => {
    await start({ withCertificate, logins: [{ json: recordedMessage(folder, name) }] })
    if (wanted !== null) expect(await token()).toBe(wanted)
    else expect((await refused()).message).toContain('INVALID_USERNAME_OR_PASSWORD')
  })
  test.each<[string, number]>([['keep_alive_success', 3 * HOUR], ['bp_keep_alive', 3 * HOUR], ['keep_alive_fail', 45 * MINUTE]])('%s: the next after %d ms', async (name, ms) => {
    await start({ keepAlives: [{ json: recordedMessage(folder, name) }] })
    await token()
    await isWaiting(3 * HOUR); time.advance(3 * HOUR)
    await keptAlive(1)
    await isWaiting(ms)
  })
})
