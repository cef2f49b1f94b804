import type { Client } from 'pg'
import type { ImportUnit } from '../../../src/domain/records'
import { History } from '../../../src/features/history/history'
import { syntheticSeason } from '../../../src/imports/synthetic/season'
import { createMeetingStore } from '../../../src/storage/copy-in/meeting-store'
import { featureReader } from '../../../src/storage/features/feature-reader'
import { historyFeed } from '../../../src/storage/features/history-feed'
import { historyStore } from '../../../src/storage/features/history-store'
import { createPool } from '../../../src/storage/pool'
import { withRunner } from '../../../src/storage/sql-runner'
import { withClient } from '../../../src/storage/with-client'
import { importMeetings } from '../../../src/usecases/import-meetings'
import { passThroughHistory } from '../../../src/usecases/pass-through-history'
import type { FeatureReader, HistoryFeed, SqlRunner } from '../../../src/usecases/ports'
import { seededDatabase, type TestDatabase } from '../../support/database'

async function* asAsync(units: Iterable<ImportUnit>): AsyncGenerator<ImportUnit> { yield* units }
const rejects = { add: () => undefined, close: () => Promise.resolve(null) }

/** Everything that the races of the database leave, folded in memory. */
export const foldOf = (url: string): Promise<History> => withFeed(url, async (feed) => {
  const history = new History()
  for await (const _ of passThroughHistory(feed, { asOf: () => null, market: 'as-of' }, history)) { /* it only folds */ }
  return history
})
export const withFeed = <T>(url: string, use: (feed: HistoryFeed) => Promise<T>): Promise<T> => withClient(url, (client: Client) => use(historyFeed(client)))
/** Over a connection such as the server reads with. */
export const withReader = async <T>(url: string, use: (reader: FeatureReader) => Promise<T>): Promise<T> => {
  const pool = createPool({ url, size: 1, pipeline: true })
  try { return await withRunner(pool, (db) => use(featureReader(db as SqlRunner))) } finally { await pool.end() }
}

/** Four months of invented racing, 1 August to 1 December 2025, cards of the next days and the history that it leaves among them; a copy of the test's own. */
export const racingMonths = (): Promise<TestDatabase> => seededDatabase('features_months', async ({ url, pool }) => {
  const units = syntheticSeason({ seasons: 1, seed: 'months', from: '2025-08-01', now: '2025-12-01T02:00:00Z' })
  await importMeetings({ store: createMeetingStore(url), progress: () => undefined, rejects, elapsedMs: () => 0 }, asAsync(units), { source: 'SYNTHETIC', feed: 'season/months/2025-08-01' })
  await historyStore(pool).replace(await foldOf(url), 'the season')
})
