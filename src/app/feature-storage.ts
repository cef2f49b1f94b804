import { featureReader } from '../storage/features/feature-reader'
import { historyFeed } from '../storage/features/history-feed'
import { historyStore } from '../storage/features/history-store'
import { vectorStore } from '../storage/features/vector-store'
import { createPool } from '../storage/pool'
import { createRaceDirectory } from '../storage/race-directory'
import { withRunner } from '../storage/sql-runner'
import { withClient } from '../storage/with-client'
import type { FeatureReader, HistoryFeed, HistoryStore, RaceDirectory, VectorStore } from '../usecases/ports'

/** What features are read from and written to by a command. */
export interface FeatureStorage {
  readonly feed: HistoryFeed
  readonly history: HistoryStore
  readonly vectors: VectorStore
  readonly directory: RaceDirectory
  /** Reads single races over one connection. */
  readonly withReader: <T>(use: (reader: FeatureReader) => Promise<T>) => Promise<T>
}

/** Opens connections for a command's work on features and closes them afterwards. No statement has a time limit: a pass over history reads for as long as it takes. */
export const withFeatureStorage = <T>(databaseUrl: string, use: (storage: FeatureStorage) => Promise<T>): Promise<T> => withClient(databaseUrl, async (client) => {
  const settings = { url: databaseUrl, size: 2, statementTimeoutMs: 0, applicationName: 'racegraph features' }
  const pool = createPool(settings)
  const readers = createPool({ ...settings, pipeline: true })
  try {
    return await use({
      feed: historyFeed(client), history: historyStore(pool), vectors: vectorStore(pool), directory: createRaceDirectory(pool),
      withReader: (read) => withRunner(readers, (db) => read(featureReader(db))),
    })
  } finally { await Promise.all([pool.end(), readers.end()]) }
})
