import type { WebhookKeeper } from '../../../src/app/webhooks/keep-webhooks'
import { predictionLedger } from '../../../src/storage/ledger/prediction-ledger'
import { webhookStore } from '../../../src/storage/webhooks/webhook-store'
import type { Instant } from '../../../src/domain/instant'
import { testDatabase, type TestDatabase } from '../../support/database'
import { addRaces, addResult, served } from '../../support/served-races'
import { verified, webhookReceiver, type Receiver } from '../../support/webhook-receiver'
import { addWebhook, SECRET, startKeeper } from '../../support/webhook-world'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
  await addRaces(db.pool, [3, 2])
  await addRaces(db.pool, [2], { date: '2099-03-02', first: 10, source: 'SYNTHETIC' })
  await addRaces(db.pool, Array.from({ length: 12 }, () => 4), { date: '2099-03-03', first: 20 })
})
afterAll(() => db.close())
let receiver: Receiver
let keepers: WebhookKeeper[] = []
const start = (...args: Parameters<typeof startKeeper> extends [string, ...infer Rest] ? Rest : never): WebhookKeeper => {
  const keeper = startKeeper(db.url, ...args)
  keepers.push(keeper)
  return keeper
}
const stop = async (): Promise<void> => { await Promise.all(keepers.map((keeper) => keeper.close())); keepers = [] }
beforeEach(async () => {
  await db.pool.query(AFRESH)
  receiver = await webhookReceiver()
})
afterEach(async () => { await receiver.close(); await stop() })

/** As if nothing had happened; the record of predictions stays, and counts as read. */
const AFRESH = `
DELETE FROM webhooks; DELETE FROM webhook_signals; DELETE FROM webhook_told; DELETE FROM results; UPDATE races SET status = 'OPEN', result_known_at = NULL WHERE status <> 'OPEN'; UPDATE runners SET status = 'DECLARED' WHERE status <> 'DECLARED';
UPDATE webhook_ledger SET sequence = (SELECT coalesce(max(sequence), 0) FROM served_predictions)`
const FINISH = [{ position: 1, price: 3 }, { position: 2, price: 2 }, { runner: 'LATE_SCRATCHED' }]
const scratch = (runnerId: number, status = 'SCRATCHED'): Promise<unknown> => db.pool.query('UPDATE runners SET status = $2 WHERE id = $1', [runnerId, status])
const deliveries = async (): Promise<readonly { state: string; attempts: number; last_status: number | null; last_error: string | null; event: string }[]> =>
  (await db.pool.query('SELECT event, state, attempts, last_status, last_error FROM webhook_deliveries ORDER BY sequence')).rows as never
/** Once all is as it should be (a clock is put forward only when nothing is under way: claims would end); whatever changes a delivery is waited for. */
async function until(isSo: (rows: Awaited<ReturnType<typeof deliveries>>) => boolean): ReturnType<typeof deliveries> {
  for (;;) {
    const rows = await deliveries()
    if (isSo(rows)) return rows
  }
}
const ended = (rows: Awaited<ReturnType<typeof deliveries>>): boolean => rows.length > 0 && rows.every(({ state }) => state !== 'PENDING')

it('tells a result and a scratching that come by SQL of anybody, signed', async () => {
  await addWebhook(db.pool, receiver.url)
  start()
  await addResult(db.pool, 1, FINISH)
  const requests = await receiver.count(2)
  for (const request of requests) expect(verified(SECRET, request)).toEqual(request.json)
  expect(requests.map(({ json }) => json).sort((a, b) => (a.type < b.type ? -1 : 1))).toMatchObject([
    { type: 'race.result', synthetic: false, data: { version: 1, amended: false, race: { sourceId: 'R1', status: 'FINAL' }, placings: [{ position: 1, startingPrice: 3, runner: { number: 1, horse: 'H101' } }, { position: 2 }] } },
    { type: 'race.scratching', data: { version: 1, withdrawn: true, status: 'LATE_SCRATCHED', runner: { number: 3 } } },
  ])
  expect(() => verified(`whsec_${Buffer.from('another secret').toString('base64')}`, requests[0] as never)).toThrow('No matching signature')
})
it('says of invented racing that it is', async () => {
  await addWebhook(db.pool, receiver.url)
  start()
  await scratch(1_001)
  expect((await receiver.count(1))[0]?.json).toMatchObject({ synthetic: true, data: { race: { source: 'SYNTHETIC' } } })
})
it('tells an amended result, once, and nothing of a result that is written again as it was', async () => {
  await addWebhook(db.pool, receiver.url, { events: ['RESULT'] })
  start()
  await addResult(db.pool, 1, FINISH)
  await receiver.count(1)
  await db.pool.query("UPDATE results SET position = position; UPDATE races SET status = 'PROTEST' WHERE id = 1; UPDATE races SET status = 'FINAL' WHERE id = 1")
  await db.pool.query('BEGIN; UPDATE results SET position = 9 WHERE runner_id = 101; UPDATE results SET position = 1 WHERE runner_id = 102; UPDATE results SET position = 2 WHERE runner_id = 101; COMMIT')
  const requests = await receiver.count(2)
  await stop()
  expect(requests.map(({ json: { data } }) => [data.version, data['amended'], (data['placings'] as { runner: { number: number } }[])[0]?.runner.number])).toEqual([[1, false, 1], [2, true, 2]])
  expect((await deliveries()).map(({ state }) => state)).toEqual(['DELIVERED', 'DELIVERED'])
})
it('tells nothing of what was rolled back', async () => {
  await addWebhook(db.pool, receiver.url)
  await db.pool.query("BEGIN; UPDATE runners SET status = 'SCRATCHED' WHERE id = 101; ROLLBACK")
  start()
  await scratch(201)
  expect((await receiver.count(1))[0]?.json).toMatchObject({ data: { runner: { number: 1 }, race: { sourceId: 'R2' } } })
  await stop()
  expect(await deliveries()).toHaveLength(1)
})
it('tells only of what a webhook asks for', async () => {
  await addWebhook(db.pool, `${receiver.url}/race`, { filter: { raceId: 2, meetingId: null, venueId: null } })
  await addWebhook(db.pool, `${receiver.url}/meeting`, { filter: { raceId: null, meetingId: 1, venueId: 1 }, events: ['SCRATCHING'] })
  await addWebhook(db.pool, `${receiver.url}/elsewhere`, { filter: { raceId: null, meetingId: null, venueId: 2 } })
  start()
  await scratch(101)
  await scratch(201)
  const requests = await receiver.count(3)
  await stop()
  expect(requests.map(({ path, json }) => [path, json.data.race.sourceId]).sort()).toEqual([['/hook/meeting', 'R1'], ['/hook/meeting', 'R2'], ['/hook/race', 'R2']])
  expect(await deliveries()).toHaveLength(3)
})
it('keeps no signals while nobody is told', async () => {
  await scratch(101)
  expect((await db.pool.query('SELECT FROM webhook_signals')).rowCount).toBe(0)
})

describe('chances', () => {
  let raceId = 1
  const record = (chances: readonly number[], name = 'm'): Promise<void> => predictionLedger(db.pool).record([served({ raceId, model: { name, version: 1 }, chances, inputs: [chances] })])
  it('are told when they change by enough, of the model that is asked for', async () => {
    let now = Date.now()
    await addWebhook(db.pool, receiver.url, { everyMs: 60_000, minChange: 0.1 })
    start({ clock: { now: () => new Date(now) } })
    await record([0.5, 0.3, 0.2])
    await until(ended)
    await record([0.1, 0.1, 0.8], 'other')
    now += 60_000
    await record([0.55, 0.25, 0.2])
    await record([0.6, 0.2, 0.2])
    const [, second] = await receiver.count(2)
    await stop()
    expect(second?.json).toMatchObject({ type: 'race.prediction', data: { version: 2, model: 'm@1', chances: [{ chance: 0.6, previous: 0.5, runner: { number: 1 } }, { chance: 0.2 }, { chance: 0.2 }] } })
    expect(await deliveries()).toHaveLength(2)
  })
  it('that come within the interval are told at its end, the newest alone', async () => {
    raceId = 20
    let now = Date.now()
    await addWebhook(db.pool, receiver.url, { everyMs: 60_000, minChange: 0.1 })
    start({ clock: { now: () => new Date(now) } })
    await record([0.5, 0.3, 0.2])
    await until(ended)
    await record([0.7, 0.2, 0.1])
    await record([0.2, 0.7, 0.1])
    while ((await db.pool.query('SELECT FROM webhook_chances WHERE due_at IS NOT NULL')).rowCount === 0);
    await record([0.8, 0.1, 0.1])
    now += 60_000
    const [, second] = await receiver.count(2)
    await stop()
    expect(second?.json.data['chances']).toMatchObject([{ chance: 0.8, previous: 0.5 }, { chance: 0.1, previous: 0.3 }, { chance: 0.1, previous: 0.2 }])
    expect(await deliveries()).toHaveLength(2)
  })
})

it('chances that nobody has begun to send give way to newer ones', async () => {
  let now = Date.now()
  await addWebhook(db.pool, receiver.url, { principal: 'key:abc', minChange: 0.1, everyMs: 1_000 })
  const record = (chances: readonly number[]): Promise<void> => predictionLedger(db.pool).record([served({ raceId: 21, model: { name: 'm', version: 1 }, chances, inputs: [chances] })])
  start({ owners: { of: async () => 'unknown' }, clock: { now: () => new Date(now) } })
  await record([0.5, 0.3, 0.1, 0.1])
  await until(([row]) => row?.last_error === 'nobody can say now whether its key stands')
  now += 1_000
  await record([0.1, 0.1, 0.3, 0.5])
  while ((await db.pool.query('SELECT FROM webhook_chances WHERE version = 2')).rowCount === 0);
  await stop()
  expect((await db.pool.query<{ payload: string }>('SELECT payload FROM webhook_deliveries')).rows.map(({ payload }) => JSON.parse(payload) as unknown)).toMatchObject([{ data: { version: 2, chances: [{ chance: 0.5, previous: 0.1 }, { chance: 0.3 }, { chance: 0.1, previous: 0.5 }, { chance: 0.1, previous: 0.3 }] } }])
})

describe('a receiver that does not take it', () => {
  it('is tried again with the same id, after an answer of 500, a cut connection and a timeout', async () => {
    await addWebhook(db.pool, receiver.url)
    const answers = [(response: { writeHead(status: number): { end(): void } }) => { response.writeHead(500).end() }, (response: { socket: { destroy(): void } | null }) => { response.socket?.destroy() }, () => undefined, (response: { writeHead(status: number): { end(): void } }) => { response.writeHead(200).end() }]
    receiver.answer((response) => { answers.shift()?.(response) })
    start({ env: { RACEGRAPH_WEBHOOKS_TIMEOUT_MS: '300' } })
    await scratch(101)
    const requests = await receiver.count(4)
    const [row] = await until(ended)
    expect(new Set(requests.map(({ id, body }) => `${id} ${body}`)).size).toBe(1)
    expect(row).toMatchObject({ state: 'DELIVERED', attempts: 4, last_status: 200 })
  })
  it('is not tried before it asked to be', async () => {
    let now = Date.now()
    await addWebhook(db.pool, receiver.url)
    receiver.answer((response) => { response.writeHead(503, { 'retry-after': '100' }).end() })
    start({ clock: { now: () => new Date(now) } })
    await scratch(101)
    await until(([row]) => row?.attempts === 1)
    const [{ wait }] = (await db.pool.query('SELECT round(extract(epoch FROM next_attempt_at - last_attempt_at))::int AS wait FROM webhook_deliveries')).rows as [{ wait: number }]
    expect(wait).toBe(100)
    receiver.answer((response) => { response.writeHead(200).end() })
    now += 100_000
    await receiver.count(2)
    expect(await until(ended)).toMatchObject([{ attempts: 2, state: 'DELIVERED' }])
  })
  it('leaves a dead delivery, which can be sent by hand', async () => {
    await addWebhook(db.pool, receiver.url)
    receiver.answer((response) => { response.writeHead(500).end() })
    start()
    await scratch(101)
    expect(await until(ended)).toMatchObject([{ state: 'DEAD', attempts: 4, last_status: 500, last_error: 'it answered 500' }])
    receiver.answer((response) => { response.writeHead(200).end() })
    expect(await webhookStore(db.pool, () => Date.now() as Instant).retry(null)).toBe(1)
    const requests = await receiver.count(5)
    expect(await until(ended)).toMatchObject([{ state: 'DELIVERED', attempts: 1 }])
    expect(new Set(requests.map(({ id }) => id)).size).toBe(1)
  })
  it('is left alone after it said 410 Gone', async () => {
    const id = await addWebhook(db.pool, receiver.url)
    receiver.answer((response) => { response.writeHead(410).end() })
    start()
    await scratch(101)
    await until(ended)
    while ((await db.pool.query('SELECT FROM webhooks WHERE active')).rowCount !== 0);
    await scratch(102)
    await stop()
    expect(receiver.received).toHaveLength(1)
    expect(await webhookStore(db.pool, () => Date.now() as Instant).find(id)).toMatchObject({ active: false, disabledWhy: 'the receiver answered 410 Gone' })
  })
  it('holds nobody else up', async () => {
    await addWebhook(db.pool, receiver.url, { concurrency: 1 })
    const other = await webhookReceiver()
    await addWebhook(db.pool, other.url, { concurrency: 1 })
    receiver.answer(() => undefined)
    start()
    for (const runner of [101, 102, 103, 201, 202]) await scratch(runner)
    await other.count(5)
    await receiver.count(1)
    expect(receiver.received).toHaveLength(1)
    await other.close()
  })
})

it('keeps the order of a race while one is to be tried again, and holds up no other race', async () => {
  let now = Date.now()
  await addWebhook(db.pool, receiver.url, { concurrency: 4 })
  let first = true
  receiver.answer((response) => { response.writeHead(first ? 500 : 200).end(); first = false })
  start({ clock: { now: () => new Date(now) }, env: { RACEGRAPH_WEBHOOKS_RETRIES: '60' } })
  await scratch(101)
  await until(([row]) => row?.attempts === 1)
  for (const runner of [102, 103, 201]) { await scratch(runner); await until((rows) => rows.length === runner - 100 || rows.length === 4) }
  await until((rows) => rows.some(({ state }) => state === 'DELIVERED'))
  now += 100_000
  const requests = await receiver.count(5)
  expect(requests.map(({ json: { data } }) => `${data.race.sourceId} ${(data['runner'] as { number: number }).number}`)).toEqual(['R1 1', 'R2 1', 'R1 1', 'R1 2', 'R1 3'])
})
it('sends each delivery once while several work side by side', async () => {
  await addWebhook(db.pool, receiver.url, { concurrency: 4 })
  for (let keeper = 0; keeper < 3; keeper++) start()
  await db.pool.query("UPDATE runners SET status = 'SCRATCHED' WHERE race_id >= 20")
  await receiver.count(48)
  await until((rows) => rows.length === 48 && ended(rows))
  await stop()
  expect(receiver.received).toHaveLength(48)
  expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(48)
})

describe('the key of a webhook', () => {
  it('that was revoked stops it', async () => {
    const id = await addWebhook(db.pool, receiver.url, { principal: 'key:abc' })
    start({ owners: { of: async () => 'gone' } })
    await scratch(101)
    expect(await until(ended)).toMatchObject([{ state: 'DEAD', attempts: 0, last_error: 'not sent: its key was revoked, or has expired' }])
    expect(await webhookStore(db.pool, () => Date.now() as Instant).find(id)).toMatchObject({ active: false })
    expect(receiver.received).toHaveLength(0)
  })
  it('is looked up in the database for each delivery', async () => {
    await db.pool.query("DELETE FROM api_keys; INSERT INTO api_keys (id, name, owner, tier, scopes, origins, addresses, created_at, revision) VALUES ('abcdefghij', 'partner', 'Partner', 'standard', '{racing}', '{}', '{}', now(), 1)")
    await addWebhook(db.pool, receiver.url, { principal: 'key:abcdefghij' })
    start()
    await scratch(101)
    await receiver.count(1)
    await until(ended)
    await db.pool.query("UPDATE api_keys SET scopes = '{predictions}'")
    await scratch(102)
    expect((await until((rows) => rows.length === 2 && ended(rows)))[1]).toMatchObject({ state: 'DEAD', last_error: 'the key has no scope racing' })
    await db.pool.query("UPDATE api_keys SET scopes = '{racing}', expires_at = now() - interval '1 minute'")
    await scratch(103)
    expect((await until((rows) => rows.length === 3 && ended(rows)))[2]).toMatchObject({ state: 'DEAD', last_error: 'not sent: its key was revoked, or has expired' })
    expect(receiver.received).toHaveLength(1)
  })
  it('says what it is told at the time of sending', async () => {
    await addWebhook(db.pool, receiver.url, { principal: 'key:abc' })
    start({ owners: { of: async () => ({ scopes: ['predictions', 'live'] }) } })
    await scratch(101)
    expect(await until(ended)).toMatchObject([{ state: 'DEAD', last_error: 'the key has no scope racing' }])
    expect(receiver.received).toHaveLength(0)
  })
  it('that nobody can say anything about makes it wait', async () => {
    await addWebhook(db.pool, receiver.url, { principal: 'key:abc' })
    start({ owners: { of: async () => 'unknown' } })
    await scratch(101)
    expect(await until(([row]) => row?.last_error !== null && row !== undefined)).toMatchObject([{ state: 'PENDING', attempts: 0 }])
    expect(receiver.received).toHaveLength(0)
  })
})
it('signs by both secrets while one takes the place of the other', async () => {
  const id = await addWebhook(db.pool, receiver.url)
  const newer = `whsec_${Buffer.from('the secret that comes after it..').toString('base64')}`
  let now = Date.now()
  await webhookStore(db.pool, () => now as Instant).rotate(id, newer, (now + 60_000) as Instant)
  start({ clock: { now: () => new Date(now) } })
  await scratch(101)
  const [both] = await receiver.count(1)
  for (const secret of [SECRET, newer]) expect(() => verified(secret, both as never)).not.toThrow()
  await until(ended)
  now += 60_000
  await scratch(102)
  const [, one] = await receiver.count(2)
  expect(() => verified(newer, one as never)).not.toThrow()
  expect(() => verified(SECRET, one as never)).toThrow('No matching signature')
})
it('gives up at once what is too much', async () => {
  await addWebhook(db.pool, receiver.url, { principal: 'key:abc' })
  start({ owners: { of: async () => 'unknown' }, env: { RACEGRAPH_WEBHOOKS_WAITING: '2' } })
  for (const runner of [101, 102, 103]) await scratch(runner)
  expect((await until((rows) => rows.length === 3)).map(({ state, last_error }) => [state, last_error === 'too many deliveries were waiting'])).toEqual([['PENDING', expect.any(Boolean)], ['PENDING', expect.any(Boolean)], ['DEAD', true]])
})
