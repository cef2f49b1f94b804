import { testDatabase, type TestDatabase } from '../support/database'
import { ranCommand, type Ran } from '../support/ran-command'
import { addRaces } from '../support/served-races'
import { verified, webhookReceiver, type Receiver } from '../support/webhook-receiver'
import { startKeeper } from '../support/webhook-world'

let db: TestDatabase
let receiver: Receiver
beforeAll(async () => { db = await testDatabase(); await addRaces(db.pool, [3, 3]) })
afterAll(() => db.close())
beforeEach(async () => {
  await db.pool.query("DELETE FROM webhooks; DELETE FROM webhook_signals; DELETE FROM webhook_told; UPDATE runners SET status = 'DECLARED' WHERE status <> 'DECLARED'")
  receiver = await webhookReceiver()
})
afterEach(() => receiver.close())

const webhooks = (...args: readonly string[]): Promise<Ran> => ranCommand(['webhooks', ...args], { DATABASE_URL: db.url, RACEGRAPH_WEBHOOKS_PRIVATE: 'on' })
const made = async (...args: readonly string[]): Promise<{ readonly id: string; readonly secret: string }> => {
  const { code, out, err } = await webhooks('create', '--url', receiver.url, '--events', 'RESULT,SCRATCHING', ...args, '--json')
  expect([code, err]).toEqual([0, 'The secret is not shown again: give it to whoever runs the receiver.\n'])
  return JSON.parse(out) as { id: string; secret: string }
}

test('a webhook is made, with a secret that is never shown again, and signs its ping with it', async () => {
  const { id, secret } = await made('--race', 'R2')
  const listed = await webhooks('list', '--json')
  expect(JSON.parse(listed.out)).toMatchObject([{ id, principal: null, events: ['RESULT', 'SCRATCHING'], filter: { raceId: 2, meetingId: null, venueId: null }, model: 'champion', minChange: 0.02, everyMs: 10_000, concurrency: 2, active: true }])
  expect(listed.out + (await webhooks('list')).out).not.toContain(secret)
  receiver.answer((response) => { response.writeHead(200).end('thanks') })
  expect((await webhooks('test', id)).out).toMatch(/^It answered 200 after \d+ ms\.\n"thanks"\n$/)
  expect(verified(secret, receiver.received[0] as never)).toMatchObject({ type: 'ping', data: { webhookId: id } })
})
test('a ping that is not taken is a failure', async () => {
  const { id } = await made()
  receiver.answer((response) => { response.writeHead(404).end() })
  const { code, out } = await webhooks('test', id, '--json')
  expect([code, JSON.parse(out)]).toEqual([1, { status: 404, error: 'it answered 404', ms: expect.any(Number), answer: '' }])
})
test('secrets are exchanged with an overlap', async () => {
  const { id, secret } = await made()
  const { out, err } = await webhooks('rotate', id, '--overlap', '1')
  const newer = out.trim()
  expect([newer === secret, /^whsec_[A-Za-z0-9+/]{43}=$/.test(newer), err]).toEqual([false, true, expect.stringContaining('goes on until')])
  await webhooks('test', id)
  for (const one of [secret, newer]) expect(() => verified(one, receiver.received[0] as never)).not.toThrow()
})
test('what was given up is listed and sent again by hand', async () => {
  const { id } = await made()
  receiver.answer((response) => { response.writeHead(500).end() })
  const keeper = startKeeper(db.url, { env: { RACEGRAPH_WEBHOOKS_RETRIES: '0' } })
  await db.pool.query("UPDATE runners SET status = 'SCRATCHED' WHERE id IN (101, 201)")
  while ((await db.pool.query("SELECT FROM webhook_deliveries WHERE state = 'DEAD'")).rowCount !== 2);
  const dead = JSON.parse((await webhooks('dead', '--json')).out) as readonly { id: string }[]
  expect(dead).toMatchObject([{ webhookId: id, state: 'DEAD', attempts: 2, lastStatus: 500, lastError: 'it answered 500' }, { event: 'SCRATCHING' }])
  expect((await webhooks('dead')).out.split('\n')[0]).toMatch(/^id +webhook +event +race +tries +status +given up +because$/)
  receiver.answer((response) => { response.writeHead(200).end() })
  expect((await webhooks('retry', dead[0]?.id ?? '')).out).toBe('1 delivery waits to be sent again.\n')
  expect(JSON.parse((await webhooks('retry', '--all', '--json')).out)).toEqual({ waiting: 1 })
  while ((await db.pool.query("SELECT FROM webhook_deliveries WHERE state = 'DELIVERED'")).rowCount !== 2);
  await keeper.close()
  expect((await webhooks('dead')).out).toBe('No delivery is dead.\n')
})
test('a webhook is turned on again, and deleted', async () => {
  const { id } = await made()
  await db.pool.query("UPDATE webhooks SET active = false, disabled_at = now(), disabled_why = 'the receiver answered 410 Gone'")
  expect((await webhooks('list')).out).toContain('the receiver answered 410 Gone')
  await webhooks('enable', id)
  expect(JSON.parse((await webhooks('list', '--json')).out)).toMatchObject([{ active: true, disabledAt: null }])
  await webhooks('delete', id)
  expect((await webhooks('list')).out).toBe('There are no webhooks.\n')
})
test.each([
  [['create', '--url', 'ftp://x/', '--events', 'RESULT'], 2, 'it must begin with https://'],
  [['create', '--url', 'https://example.com/', '--events', 'RESULTS'], 2, 'there are RESULT, SCRATCHING, PREDICTION'],
  [['create', '--url', 'https://example.com/', '--events', 'RESULT', '--concurrency', '5'], 2, '1 to 4 requests at once'],
  [['create', '--url', 'https://example.com/', '--events', 'PREDICTION', '--min-change', '2'], 2, 'from 0 to 1'],
  [['create', '--url', 'https://example.com/', '--events', 'RESULT', '--race', 'R99'], 1, 'There is no race "R99"'],
  [['create', '--url', 'https://example.com/', '--events', 'RESULT', '--key', 'nobody'], 1, 'There is no key that stands for key:nobody'],
  [['test', 'wh_0'], 1, 'There is no webhook "wh_0"'], [['rotate', 'wh_0'], 1, 'There is no webhook'], [['delete', 'wh_0'], 1, 'There is no webhook'], [['enable', 'wh_0'], 1, 'There is no webhook'],
  [['retry'], 2, 'Say which delivery, or --all'], [['retry', 'msg_0'], 1, 'There is no dead delivery'],
] as const)('%p is refused', async (args, code, words) => {
  const ran = await webhooks(...args)
  expect([ran.code, ran.err]).toEqual([code, expect.stringContaining(words)])
})
test('a webhook of a key is told what the key may read, and nothing else', async () => {
  const key = (scopes: string) => db.pool.query(`DELETE FROM api_keys; INSERT INTO api_keys (id, name, owner, tier, scopes, origins, addresses, created_at, revision) VALUES ('abcdefghij', 'partner', 'Partner', 'standard', '${scopes}', '{}', '{}', now(), 1)`)
  await key('{racing,predictions}')
  expect(JSON.parse((await webhooks('create', '--url', receiver.url, '--events', 'RESULT', '--key', 'abcdefghij', '--json')).out)).toMatchObject({ id: expect.stringMatching(/^wh_/) })
  expect(JSON.parse((await webhooks('list', '--json')).out)).toMatchObject([{ principal: 'key:abcdefghij' }])
  const refused = await webhooks('create', '--url', receiver.url, '--events', 'PREDICTION', '--key', 'abcdefghij')
  expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('key:abcdefghij has no scope live, which a webhook of PREDICTION needs')])
})
test('private addresses are refused without the setting', async () => {
  const { code, err } = await ranCommand(['webhooks', 'create', '--url', 'https://127.0.0.1/', '--events', 'RESULT'], { DATABASE_URL: db.url })
  expect([code, err]).toEqual([2, expect.stringContaining('it must be reachable over the public internet')])
})
