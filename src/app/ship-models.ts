import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import type { Params } from '../models/model'
import { modelStore } from '../storage/models/model-store'
import { clockAt } from './clock'
import { readConfig } from './config/read-config'
import { shippedModels } from './model-folders'
import { withDatabase } from './open-database'
import type { Progress } from './progress'
import { importSynthetic } from './synthetic-season'
import { train, type TrainAnswer } from './train'

/** The invented world that shipped models learn from, and the day it is on. */
const NOW = '2026-08-01T00:00:00Z'
const WORLD = { seasons: 3, seed: 'shipped' } as const
const DAYS = { train: { from: '2023-11-01', to: '2025-07-31' }, validate: { from: '2025-08-01', to: '2026-01-31' }, test: { from: '2026-02-01', to: '2026-07-31' } } as const
const NAMES = ['market-power', 'conditional-logit', 'boosting', 'neural', 'fundamentals-pool', 'market-boosting', 'market-neural', 'market-logit', 'champion-pool', 'logit-with-rules', 'fundamentals-with-rules'] as const
/** Small, so that they are quick to make and to send. Taught by results alone: the prices of an invented public are nobody's wisdom. */
const SMALL: ReadonlyMap<string, Params> = new Map<string, Params>([
  ['boosting', { rounds: 120, learningRate: 0.1, depth: 3, bags: 2, marketLabel: 0 }], ['neural', { networks: 3, units: 16, epochs: 15, marketLabel: 0 }], ['market-boosting', { rounds: 60, bags: 2 }], ['market-neural', { networks: 3, units: 16, epochs: 10 }],
])

interface ShipContext { readonly progress: (label: string, unit: string) => Progress; readonly signal: AbortSignal; readonly xgboostPath: string | null }

/** Makes the shipped models in `folder` from nothing: an invented world in a database of its own, a fixed clock, a fixed seed. */
async function make({ progress, signal, xgboostPath }: ShipContext, folder: string): Promise<TrainAnswer> {
  const home = mkdtempSync(join(tmpdir(), 'racegraph-models-'))
  try {
    const config = { ...readConfig({ RACEGRAPH_HOME: home }), RACEGRAPH_XGBOOST_PATH: xgboostPath }
    const clock = clockAt(NOW)
    return await withDatabase(config, async ({ url }) => {
      await importSynthetic({ databaseUrl: url, home, clock, progress: progress('Inventing races', 'meetings'), signal }, WORLD)
      return train({ config, databaseUrl: url, clock, signal, progress, store: modelStore(folder, null, () => clock.now()) }, {
        names: NAMES, days: DAYS, source: null, asOf: 'off', minutesBefore: 0, market: 'closing', seed: 1, refit: true, folds: 0, importance: true, promote: true, given: SMALL,
      })
    })
  } finally { rmSync(home, { recursive: true, force: true }) }
}

const filesIn = (folder: string): readonly string[] => (existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name))).sort() : [])
/** What a file says but how long it took. */
const contentOf = (path: string): string => readFileSync(path, 'latin1').replace(/^ "cpuSeconds": .*$/m, '')
export interface ShipReport {
  readonly kind: 'shipped'
  readonly files: number
  readonly bytes: number
  /** Files that are not as they were; empty where all are, bit for bit but for the seconds that cards tell. */
  readonly different: readonly string[]
  /** Greatest difference of log-loss between cards, nats a race; null where a card is missing. */
  readonly drift: number | null
  readonly failed: TrainAnswer['failed']
}
/** The same to this is the same model on another machine. */
export const TOLERANCE = 0.002

/** Makes `models/` anew; `check` only compares with what is there. */
export async function shipModels(context: ShipContext, check: boolean, folder = shippedModels): Promise<ShipReport> {
  const made = mkdtempSync(join(tmpdir(), 'racegraph-shipped-'))
  try {
    const { failed, interrupted } = await make(context, made)
    const [now, then] = [filesIn(made), filesIn(folder)]
    const all = [...new Set([...now, ...then])]
    const different = all.filter((file) => !now.includes(file) || !then.includes(file) || contentOf(join(made, file)) !== contentOf(join(folder, file)))
    const report: ShipReport = { kind: 'shipped', files: now.length, bytes: now.reduce((sum, file) => sum + readFileSync(join(made, file)).length, 0), different, drift: driftOf(all, made, folder), failed }
    if (!check && failed.length === 0 && !interrupted) replace(made, folder)
    return report
  } finally { rmSync(made, { recursive: true, force: true }) }
}
function driftOf(files: readonly string[], made: string, folder: string): number | null {
  const lossOf = (path: string): number => { const card = JSON.parse(readFileSync(path, 'utf8')) as { evaluation: { scores: { logLoss: number } } | null }; return card.evaluation?.scores.logLoss ?? NaN }
  const cards = files.filter((file) => file.endsWith('card.json'))
  if (cards.some((file) => !existsSync(join(made, file)) || !existsSync(join(folder, file)))) return null
  return cards.reduce((most, file) => Math.max(most, Math.abs(lossOf(join(made, file)) - lossOf(join(folder, file)))), 0)
}
/** Whole or as it was: copied beside its place, then renamed. */
function replace(made: string, folder: string): void {
  const [next, old] = [`${folder}.next`, `${folder}.old`]
  for (const path of [next, old]) rmSync(path, { recursive: true, force: true })
  cpSync(made, next, { recursive: true, filter: (path) => !path.endsWith('.lock') })
  if (existsSync(folder)) renameSync(folder, old)
  renameSync(next, folder)
  rmSync(old, { recursive: true, force: true })
}
