import { historyBehind, rememberedHistoryBehind } from '../../../src/storage/features/history-behind'
import { withRunner } from '../../../src/storage/sql-runner'
import { testDatabase, type TestDatabase } from '../../support/database'
import { foldHistory } from '../../support/fold-history'

let database: TestDatabase
beforeAll(async () => { database = await testDatabase() })
afterAll(() => database.close())

test('history is behind until it is gathered, and again after an import; what is known is remembered for a while', async () => {
  let now = 0
  const remembered = rememberedHistoryBehind(() => now, 1_000)
  const both = (): Promise<readonly [boolean, boolean]> => withRunner(database.pool, async (db) => [await historyBehind(db), await remembered(db)])
  expect(await both()).toEqual([true, true])
  await foldHistory(database)
  expect(await both()).toEqual([false, true])
  now = 1_000
  expect(await both()).toEqual([false, false])
  await database.pool.query(`INSERT INTO import_units (source, feed, key, sha256, rows, imported_at) VALUES ('HKJC', 'results', 'one', 'digest', 1, now())`)
  expect(await both()).toEqual([true, false])
  now = 2_000
  expect(await both()).toEqual([true, true])
})
