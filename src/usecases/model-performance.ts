import { DataSource } from '../domain/vocabulary'
import { addDays, DAY_MS, type Instant } from '../domain/instant'
import { AppError } from '../domain/errors'
import type { ModelCard, ModelRef } from '../models/artefact/card'
import type { DriftReference } from '../models/drift/reference'
import { RESAMPLING } from '../models/evaluation/bootstrap'
import { calibrationOf } from '../models/evaluation/calibration-table'
import { pairedOf } from '../models/evaluation/paired'
import type { EvaluationReport, Paired, Scores, Staking } from '../models/evaluation/report'
import { scoresOf } from '../models/evaluation/scores'
import { stakingOf } from '../models/evaluation/staking'
import { raceLosses } from '../models/race-softmax'
import { parseRef } from './loaded-models'
import { alertOf, type AlertSettings, type PerformanceAlert } from './performance-alert'
import { driftOf, type PerformanceDrift } from './performance-drift'
import type { ScoredRace, ScoreStore } from './ports'
import type { LoadedModels } from './prediction'
import { pricedOf, type ScoredTable, tableOf } from './scored-table'

export interface PerformanceDeps {
  readonly store: ScoreStore
  readonly cards: LoadedModels['cards']
  readonly reference: (model: ModelRef) => Promise<DriftReference | null>
  readonly now: Instant
  readonly alert: AlertSettings
  /** Most days that may be asked for: all of their races are read. 1,100 unless said. */
  readonly mostDays?: number
}
export interface PerformanceAsk { /** Name, alias or `name@version`. */ readonly model: string; readonly from: string | null; readonly to: string | null }

/** How served predictions came out. `market` and `paired`: on the races in which all had a starting price; null without any. */
export interface Judged { readonly scores: Scores; readonly market: Scores | null; readonly paired: Paired | null }
export interface ModelPerformance extends Judged {
  readonly model: string
  /** Ascending. */
  readonly versions: readonly number[]
  readonly from: string
  readonly to: string
  /** Some races are invented. */
  readonly synthetic: boolean
  readonly leftOut: Readonly<Record<string, number>>
  readonly days: readonly (Judged & { readonly date: string })[]
  /** Null without races. */
  readonly calibration: EvaluationReport['calibration'] | null
  readonly staking: readonly Staking[]
  readonly drift: PerformanceDrift | null
  readonly alert: PerformanceAlert | null
}

/** Without a first day, so many before the last. */
const DAYS = 365
const MOST_DAYS = 1_100
const BINS = 10
/** Draws of a bootstrap times races: what one answer may cost. */
const DRAWN = 1_000_000
const DAY_DRAWS = 500
const resampling = (races: number, most: number = RESAMPLING.draws): typeof RESAMPLING => ({ ...RESAMPLING, draws: Math.max(200, Math.min(most, Math.floor(DRAWN / Math.max(1, races)))) })

/** What was served by a model, on days from..to, held against what came of it. Null: no such model is known and nothing of it was scored. @throws AppError BAD_USER_INPUT */
export async function modelPerformance(deps: PerformanceDeps, ask: PerformanceAsk): Promise<ModelPerformance | null> {
  const { cards, aliases } = await deps.cards()
  const asked = parseRef(aliases[ask.model] ?? ask.model)
  const days = daysOf(ask, deps)
  const scored = await deps.store.read(asked, days)
  const versions = [...new Set(scored.map(({ version }) => version))].sort((a, b) => a - b)
  const newest = asked.version ?? versions.at(-1) ?? null
  if (scored.length === 0 && !cards.some(({ name, version }) => name === asked.name && (asked.version ?? version) === version)) return null
  const table = tableOf(scored)
  const priced = pricedOf(table)
  return {
    model: asked.name, versions, ...days, synthetic: scored.some(({ race }) => race.source === DataSource.SYNTHETIC), leftOut: leftOutOf(scored), ...judge(table, resampling(table.days.length)),
    days: [...new Set(table.days)].map((date) => ({ date, ...judge(tableOf(scored.filter(({ race }) => race.date === date)), resampling(0, DAY_DRAWS)) })),
    calibration: table.days.length === 0 ? null : calibrationOf(table.chances, table, BINS, RESAMPLING.seed), staking: priced === null ? [] : stakingOf(priced, resampling(priced.days.length)),
    drift: newest === null ? null : driftOf(scored.filter(({ version }) => version === newest), await deps.reference({ name: asked.name, version: newest })),
    alert: newest === null ? null : await versionAlert(deps, { name: asked.name, version: newest }, cards),
  }
}

/** Whether a version does worse of late than it did when it was evaluated. */
export async function versionAlert({ store, alert }: Pick<PerformanceDeps, 'store' | 'alert'>, model: ModelRef, cards: readonly ModelCard[]): Promise<PerformanceAlert | null> {
  const card = cards.find(({ name, version }) => name === model.name && version === model.version)
  return card === undefined ? null : alertOf(card, await store.read(model, { from: null, to: null }, alert.races), alert)
}

function judge(table: ScoredTable, draws: typeof RESAMPLING): Judged {
  const priced = pricedOf(table)
  const scores = scoresOf(table.chances, table)
  if (priced === null) return { scores, market: null, paired: null }
  const losses = (chances: Float64Array): Float64Array => raceLosses(chances, priced.won, priced.raceStart)
  return { scores, market: scoresOf(priced.market, priced), paired: pairedOf('market', losses(priced.chances), losses(priced.market), draws) }
}
function leftOutOf(scored: readonly ScoredRace[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { leftOut } of scored) if (leftOut !== null) counts[leftOut] = (counts[leftOut] ?? 0) + 1
  return counts
}
/** PostgreSQL knows no year 0000. */
const FIRST_DAY = '0001-01-01'
function daysOf({ from, to }: PerformanceAsk, { now, mostDays = MOST_DAYS }: Pick<PerformanceDeps, 'now' | 'mostDays'>): { readonly from: string; readonly to: string } {
  // A day ahead of UTC: meetings in the east have their date before it is that day here.
  const last = to ?? addDays(new Date(now).toISOString().slice(0, 10), 1)
  const first = from ?? [FIRST_DAY, addDays(last, -DAYS)].toSorted()[1] as string
  if (first > last) throw new AppError('BAD_USER_INPUT', `from ${first} is after to ${last}: there is nothing between.`)
  if (Date.parse(last) - Date.parse(first) > mostDays * DAY_MS) throw new AppError('BAD_USER_INPUT', `from ${first} to ${last} is more than ${mostDays} days: ask for part of them.`)
  return { from: first, to: last }
}
