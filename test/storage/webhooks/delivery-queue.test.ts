import { DAY_MS, instant, type Instant } from '../../../src/domain/instant'
import { deliveryQueue } from '../../../src/storage/webhooks/delivery-queue'
import { testDatabase, type TestDatabase } from '../../support/database'
import { addRaces } from '../../support/served-races'
import { addWebhook, SECRET } from '../../support/webhook-world'

const NOW = instant('2099-01-01T00:00:00Z')
let db: TestDatabase
let webhook: string
beforeAll(async () => { db = await testDatabase(); await addRaces(db.pool, [2, 2]) })
afterAll(() => db.close())
beforeEach(async () => {
  await db.pool.query('DELETE FROM webhooks; DELETE FROM webhook_told')
  webhook = await addWebhook(db.pool, 'https://receiver.invalid/', { concurrency: 2 })
})
const queue = (ms = 0, mostDead = 100) => deliveryQueue({ pool: db.pool, now: () => (NOW + ms) as Instant, keepDays: 30, mostDead })
let made = 0
const add = async (race: number, state = 'PENDING', ms = 0): Promise<string> => {
  const id = `msg_${(++made).toString(16).padStart(32, '0')}`
  await db.pool.query(`INSERT INTO webhook_deliveries (id, webhook_id, event, race_id, payload, state, next_attempt_at, created_at, ended_at) SELECT $1, $2, 'RESULT', $3, '{}', $4, t, t, CASE WHEN $4 <> 'PENDING' THEN t END FROM to_timestamp($5::float8 / 1000) t`, [id, webhook, race, state, NOW + ms])
  return id
}
const idsOf = (claimed: readonly { readonly id: string }[]): readonly string[] => claimed.map(({ id }) => id).sort()
const left = async (): Promise<readonly string[]> => (await db.pool.query<{ id: string }>('SELECT id FROM webhook_deliveries ORDER BY id')).rows.map(({ id }) => id)

it('gives each delivery to one, no more of a webhook than it takes at once, whoever asks', async () => {
  const ids = [await add(1), await add(2), await add(3)]
  const [first] = await queue().claim('a', 1, 1_000)
  expect(first).toEqual({ id: ids[0], webhookId: webhook, principal: null, url: 'https://receiver.invalid/', event: 'RESULT', payload: '{}', attempts: 0, secret: SECRET, previous: null })
  expect(idsOf(await queue().claim('b', 10, 1_000))).toEqual([ids[1]])
  expect(await queue().claim('a', 10, 1_000)).toEqual([])
  await queue().end(ids[0] ?? '', 'a', { kind: 'delivered', status: 200 })
  expect(idsOf(await queue().claim('a', 10, 1_000))).toEqual([ids[2]])
})
it('gives what a dead process held to the next, and takes no word of the dead but that it was delivered', async () => {
  const id = await add(1)
  await queue().claim('a', 1, 1_000)
  expect(await queue(999).claim('b', 1, 1_000)).toEqual([])
  expect(idsOf(await queue(1_000).claim('b', 1, 1_000))).toEqual([id])
  await queue(1_100).end(id, 'a', { kind: 'again', at: (NOW + 5_000) as Instant, status: 500, error: 'it answered 500' })
  const state = async (): Promise<unknown> => (await db.pool.query('SELECT state, attempts, claimed_by FROM webhook_deliveries')).rows
  expect(await state()).toEqual([{ state: 'PENDING', attempts: 0, claimed_by: 'b' }])
  await queue(1_200).end(id, 'a', { kind: 'delivered', status: 204 })
  expect(await state()).toEqual([{ state: 'DELIVERED', attempts: 1, claimed_by: null }])
})
it('lets later events of a race pass one that was tried three times', async () => {
  const ids = [await add(1), await add(1)]
  for (let attempt = 1; attempt <= 3; attempt++) {
    expect(idsOf(await queue(attempt * 10).claim('a', 10, 1_000))).toEqual([ids[0]])
    await queue(attempt * 10).end(ids[0] ?? '', 'a', { kind: 'again', at: (NOW + (attempt === 3 ? DAY_MS : attempt * 10 + 10)) as Instant, status: 500, error: 'it answered 500' })
  }
  expect(idsOf(await queue(40).claim('a', 10, 1_000))).toEqual([ids[1]])
})
it('forgets what ended thirty days ago, the oldest of too many dead, and what was told of races long over', async () => {
  const old = -30 * DAY_MS
  await add(1, 'DELIVERED', old - 1)
  await add(1, 'DEAD', old - 1)
  const kept = [await add(1, 'DELIVERED', old), await add(1, 'PENDING', old - 1)]
  await add(1, 'DEAD')
  kept.push(await add(1, 'DEAD'), await add(2, 'DEAD'))
  await db.pool.query("INSERT INTO webhook_told VALUES ('RESULT', 1, 0, 1, 'x', now()), ('RESULT', 999, 0, 1, 'x', now())")
  expect(await queue(0, 2).prune()).toBe(4)
  expect(await left()).toEqual(kept)
  expect(await queue().counts()).toEqual({ active: 1, pending: 1, dead: 2, oldestPending: NOW + old - 1 })
  expect(await queue(200 * DAY_MS).prune()).toBeGreaterThan(0)
  expect((await db.pool.query('SELECT FROM webhook_told')).rowCount).toBe(0)
})
it('is turned off with all that waits', async () => {
  await add(1)
  await queue().claim('a', 1, 1_000)
  await add(2)
  await queue().disable(webhook, 'its key was revoked, or has expired')
  expect((await db.pool.query('SELECT state, last_error FROM webhook_deliveries')).rows).toEqual(Array(2).fill({ state: 'DEAD', last_error: 'not sent: its key was revoked, or has expired' }))
  expect(await queue(5_000).claim('b', 10, 1_000)).toEqual([])
})
