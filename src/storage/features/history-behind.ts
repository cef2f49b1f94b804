import type { SqlRunner } from '../../usecases/ports'
import { HISTORY_VERSION } from '../../features/history/run-columns'
import { FACTS } from './history-store'

const BUILT = 'SELECT built_from FROM feature_history WHERE history_version = $1'

/** Whether there are imports that `run_lines` and `tallies` do not hold yet. */
export async function historyBehind(db: SqlRunner): Promise<boolean> {
  const [[facts] = []] = await db.rows(FACTS, [])
  const [[builtFrom] = []] = await db.rows(BUILT, [HISTORY_VERSION])
  return facts !== builtFrom
}

/** The same, looked up again after `everyMs`. `now` in milliseconds. */
export function rememberedHistoryBehind(now: () => number, everyMs = 5_000): (db: SqlRunner) => Promise<boolean> {
  let known: { readonly behind: boolean; readonly at: number } | null = null
  return async (db) => {
    if (known === null || now() - known.at >= everyMs) known = { behind: await historyBehind(db), at: now() }
    return known.behind
  }
}
