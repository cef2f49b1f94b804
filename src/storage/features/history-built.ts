import { HISTORY_VERSION } from '../../features/history/run-columns'
import type { SqlRunner } from '../../usecases/ports'

const BUILT = 'SELECT 1 FROM feature_history WHERE history_version = $1'

/** Whether `run_lines` and `tallies` hold a fold of history by today's rules. Once they do they always will: builds replace one another whole. */
export const historyBuilt = async (db: SqlRunner): Promise<boolean> => (await db.rows(BUILT, [HISTORY_VERSION])).length > 0

/** The same, not asked again once it is so. */
export const rememberedHistoryBuilt = (): ((db: SqlRunner) => Promise<boolean>) => {
  let built = false
  return async (db) => { built ||= await historyBuilt(db); return built }
}
