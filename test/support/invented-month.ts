import { clockAt } from '../../src/app/clock'
import { topUpSeason } from '../../src/app/synthetic-season'
import { seededDatabase, type TestDatabase } from './database'
import { temporaryFolder } from './temporary-folder'

const SILENT = { update: () => undefined, finish: () => undefined }

/** August 2025 of the invented world, results and all, and the cards of the week after. */
export const inventedMonth = (): Promise<TestDatabase> => seededDatabase('invented_month', async ({ url }) => {
  const home = temporaryFolder()
  try { await topUpSeason({ databaseUrl: url, home: home.path, clock: clockAt('2025-09-01T02:00:00Z'), progress: SILENT, signal: new AbortController().signal }, { seed: '1', from: '2025-08-01' }) } finally { home.remove() }
})
