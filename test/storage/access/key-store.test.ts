import { digestOfKey, newKeyId, newKeyText } from '../../../src/access/api-key'
import type { Instant } from '../../../src/domain/instant'
import { keyStore } from '../../../src/storage/access/key-store'
import { withRunner } from '../../../src/storage/sql-runner'
import type { KeyTerms } from '../../../src/usecases/access/ports'
import { testDatabase, type TestDatabase } from '../../support/database'

const AT = Date.UTC(2099, 10, 23, 12) as Instant
const TERMS: KeyTerms = { name: 'web', owner: 'Example Ltd', tier: 'partner', scopes: ['racing'], origins: [], addresses: [], expiresAt: null }

let database: TestDatabase
beforeAll(async () => { database = await testDatabase() })
afterAll(() => database.close())
const store = keyStore((use) => withRunner(database.pool, use))

test('rotations at the same time leave one secret that does not end', async () => {
  const id = newKeyId()
  await store.create(id, TERMS, digestOfKey(newKeyText(id)), AT)
  for (let round = 0; round < 10; round++) await Promise.all(Array.from({ length: 4 }, () => store.rotate(id, digestOfKey(newKeyText(id)), AT, AT)))
  const { rows } = await database.pool.query('SELECT 1 FROM api_key_secrets WHERE key_id = $1 AND expires_at IS NULL', [id])
  expect(rows).toHaveLength(1)
})

test('there are as many keys as every process can hold; those that ended long ago make room', async () => {
  const before = (await store.list()).length
  const most = keyStore((use) => withRunner(database.pool, use), before + 2)
  const made = async (): Promise<readonly [string, boolean]> => { const id = newKeyId(); return [id, await most.create(id, TERMS, digestOfKey(newKeyText(id)), AT)] }
  const [[first, one], [, two], [third, three]] = [await made(), await made(), await made()]
  expect([one, two, three, await most.get(third), (await most.list()).length]).toEqual([true, true, false, null, before + 2])
  await database.pool.query("UPDATE api_keys SET revoked_at = now() - interval '31 days' WHERE id = $1", [first])
  expect((await made())[1]).toBe(true)
})
test('uses that are told at the same time, in whatever order, are all written', async () => {
  const ids = Array.from({ length: 200 }, newKeyId)
  for (const id of ids) await store.create(id, TERMS, digestOfKey(newKeyText(id)), AT)
  // As among many keys: each is looked up in the order that was told.
  const among = keyStore((use) => withRunner(database.pool, async (db) => { await db.rows("SELECT set_config(name, 'off', false) FROM unnest('{enable_hashjoin,enable_mergejoin,enable_seqscan,enable_bitmapscan}'::text[]) name", []); return use(db) }))
  for (let round = 0; round < 10; round++) await Promise.all(Array.from({ length: 8 }, (_, i) => among.used(new Map((i % 2 === 0 ? ids : [...ids].reverse()).map((id) => [id, (AT + 8 * round + i) as Instant])))))
  const found = new Set((await store.list()).filter(({ id }) => ids.includes(id)).map(({ lastUsedAt }) => lastUsedAt))
  expect(found).toEqual(new Set([AT + 79]))
})
