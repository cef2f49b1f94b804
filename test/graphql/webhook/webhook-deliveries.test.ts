import { toGlobalId } from '../../../src/graphql/node/global-id'
import { testDatabase, type TestDatabase } from '../../support/database'
import { openGraph } from '../../support/graph'
import { graphServices } from '../../support/graph-services'
import { addWebhook } from '../../support/webhook-world'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
  const deliver = async (id: string, principal: string | null, state: string): Promise<void> => {
    const webhook = await addWebhook(db.pool, 'https://receiver.invalid/', { principal })
    await db.pool.query(`INSERT INTO webhook_deliveries (id, webhook_id, event, race_id, payload, state, attempts, next_attempt_at, created_at, ended_at, last_status, last_error)
      VALUES ($1, $2, 'RESULT', 7, '{}', $3, 2, '2026-03-01T06:10:00Z', '2026-03-01T06:00:00Z', CASE WHEN $3 = 'PENDING' THEN NULL ELSE timestamptz '2026-03-01T06:05:00Z' END, 500, 'it answered 500')`, [`msg_${id.repeat(32)}`, webhook, state])
  }
  await deliver('1', 'key:a', 'DEAD')
  await deliver('2', 'key:b', 'DEAD')
  await deliver('3', null, 'DEAD')
  await deliver('4', 'key:a', 'PENDING')
})
afterAll(() => db.close())

const ask = async (args: string, fields: string, principal: string | null, scopes: readonly string[] = []): Promise<unknown> =>
  ((await (await openGraph(db.pool, graphServices(), scopes, principal)).ask(`{ webhookDeliveries${args} { ${fields} } }`)) as { webhookDeliveries: unknown }).webhookDeliveries
const ids = async (...asked: Parameters<typeof ask> extends [string, string, ...infer Rest] ? [string, ...Rest] : never): Promise<string> => ((await ask(asked[0], 'id', asked[1], asked[2])) as readonly { id: string }[]).map(({ id }) => id.at(-1)).join('')

test('a key sees deliveries of its own webhooks, the newest first', async () => {
  expect(await ask('', 'id event raceId state attempts nextAttemptAt lastStatus lastError createdAt endedAt', 'key:a')).toEqual([
    { id: `msg_${'4'.repeat(32)}`, event: 'RESULT', raceId: toGlobalId('Race', 7), state: 'PENDING', attempts: 2, nextAttemptAt: '2026-03-01T06:10:00.000Z', lastStatus: 500, lastError: 'it answered 500', createdAt: '2026-03-01T06:00:00.000Z', endedAt: null },
    { id: `msg_${'1'.repeat(32)}`, event: 'RESULT', raceId: toGlobalId('Race', 7), state: 'DEAD', attempts: 2, nextAttemptAt: null, lastStatus: 500, lastError: 'it answered 500', createdAt: '2026-03-01T06:00:00.000Z', endedAt: '2026-03-01T06:05:00.000Z' },
  ])
  expect(await ids('(state: DEAD)', 'key:a')).toBe('1')
})
test('the admin sees all, at most as many as are asked for', async () => {
  expect(await ids('(state: DEAD)', 'admin', ['admin'])).toBe('321')
  expect(await ids('(first: 2)', 'admin', ['admin'])).toBe('43')
})
test('nobody else sees any', async () => { for (const who of ['key:c', 'anonymous', 'token:a', null]) expect(await ids('', who)).toBe('') })
test('too many are refused', async () => {
  expect(await (await openGraph(db.pool, graphServices(), [], 'key:a')).refusal('{ webhookDeliveries(first: 201) { id } }')).toMatchObject({ code: 'BAD_USER_INPUT' })
})
