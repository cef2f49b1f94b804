import type { Pool } from 'pg'
import { sheetReader } from '../../storage/commentary/sheet-reader'
import { featureReader } from '../../storage/features/feature-reader'
import { rememberedHistoryBehind } from '../../storage/features/history-behind'
import { rememberedHistoryBuilt } from '../../storage/features/history-built'
import { ledgerOver } from '../../storage/ledger/prediction-ledger'
import { withRunner } from '../../storage/sql-runner'
import type { GatherDeps } from '../../usecases/commentary/gather-sheets'

/** What fact sheets are gathered from, a connection of the pool for each gathering. */
export const sheetReaders = (pool: Pool): GatherDeps['open'] => {
  const [built, behind] = [rememberedHistoryBuilt(), rememberedHistoryBehind(() => performance.now())]
  return (use) => withRunner(pool, (db) => use({ features: featureReader(db), sheets: sheetReader(db), ledger: ledgerOver(db), historyReady: () => built(db), historyBehind: () => behind(db) }))
}
