import { AppError } from '../domain/errors'
import { categoryOf, FEATURE_SET, type FeatureCategory, type FeatureName } from '../features/registry'
import type { AnyRule } from '../integration/define'
import { signalsOf } from '../integration/signals'
import { columnOf, type RaceTable } from '../models/data/race-table'
import { racesOf, trainingRaces, type Days } from '../models/data/split'
import { pause } from '../models/learners/pause'
import { raceLosses, raceSoftmax } from '../models/race-softmax'
import { withMembers, type Recipe } from '../models/recipe'
import { ruleFitFor } from '../models/rules/fit-rules'
import { hierarchyOf, rankCategories } from '../models/rules/rank-categories'
import { measureBase } from './matrix/measure-base'
import { effortOfPart, eveOf, outOfSample, type FitDeps } from './matrix/out-of-sample'
import { judgedParts, partsOf, type Part } from './matrix/parts'
import type { BaseMeasure, MatrixReport, ModelBins } from './matrix/report'
import { findingOf } from './matrix/verdict'
import { rulesFor } from './training/learn-rules'
import { workBar } from './training/work-bar'

export interface MatrixDeps extends Omit<FitDeps, 'bar'> {
  readonly recipes: readonly Recipe[]
  readonly rules: readonly AnyRule[]
  readonly progress: (done: number, total: number, note: string) => void
  /** Whether what a rule, by id, says is part of an invented world. */
  readonly planted: (id: string) => boolean
  /** What the confidence of models at hand is worth. */
  readonly confidence: readonly ModelBins[]
}
export interface MatrixAsk {
  /** Recipes of learners, by name. */
  readonly over: readonly string[]
  /** To judge on; without either end the last three whole seasons. */
  readonly days: Days
}
/** Effort of ranking categories and of weighing rules on all races, and ridge of the ranking logit. */
const [RANKING, WEIGHING, RANKING_RIDGE] = [70, 40, 1_000]

/**
 * What rules add to models without them, walking forward: bases are fitted on the races before each part (a season), rules are weighed on the scores that came of it, and judged on later parts. The table is of one source and
 * has every feature. @throws FitStopped; AppError BAD_USER_INPUT for a recipe that is not there or days that cannot be judged
 */
export async function evaluateMatrix(deps: MatrixDeps, table: RaceTable, { over, days }: MatrixAsk): Promise<MatrixReport> {
  const recipes = withMembers(over, deps.recipes).filter(({ name }) => over.includes(name))
  const all = partsOf(table)
  const judged = judgedParts(all, days)
  const [first, last] = [judged[0] as Part, judged.at(-1) as Part]
  const needed = all.parts.filter(({ from }) => from <= last.to)
  for (const name of new Set(deps.rules.flatMap(({ reads }) => reads as readonly FeatureName[]))) columnOf(table, name)
  const effortOf = (recipe: Recipe): number => needed.reduce((sum, part) => sum + effortOfPart(table, recipe, part), 0) + WEIGHING * judged.length
  const bar = workBar(RANKING + recipes.reduce((sum, recipe) => sum + effortOf(recipe), 0), deps.progress)

  const before = needed.filter(({ to }) => to < first.from).at(-1) as Part
  const features = [...table.columns.keys()].filter((name) => categoryOf(name) !== 'market')
  const validate = racesOf(table, before)
  const task = { train: trainingRaces(table, { from: null, to: eveOf(before.from) }), validate, features, ridge: RANKING_RIDGE }
  const ranking = await bar.part(RANKING, 'ranking categories', (at) => rankCategories(task, { signal: deps.signal, known: null, progress: at, note: () => Promise.resolve() }))

  const signals = new Map<AnyRule, Float64Array>()
  for (const rule of deps.rules) { await pause(deps.signal); signals.set(rule, signalsOf(rule, table)) }
  const bases: BaseMeasure[] = []
  let priced: Float64Array | null = null
  for (const recipe of recipes) {
    const rules = rulesFor(recipe, deps.rules)
    const scores = await outOfSample({ ...deps, bar }, recipe, table, needed)
    const losses = recipe.usesPrices ? lossesOn(validate, table, scores) : null
    priced ??= losses
    const hierarchy: readonly FeatureCategory[] = hierarchyOf(ranking, losses).map(({ category }) => category)
    const base = await bar.part(WEIGHING * judged.length, `rules over ${recipe.name}`, (at) => measureBase({ table, recipe, scores, rules, signals: rules.map((rule) => signals.get(rule) as Float64Array), hierarchy, judged }, { signal: deps.signal, progress: at }))
    if (base.races === 0) throw new AppError('BAD_USER_INPUT', `${recipe.name} has no chances of any race from ${first.from} to ${last.to}: it needs prices, and there are none. Leave it out of --over.`)
    bases.push(base)
  }
  const { cap, marketLabel } = ruleFitFor(table, false)
  const { source } = table.races[0] as RaceTable['races'][number]
  return {
    kind: 'matrix', source, from: table.races[0]?.date ?? '', to: table.races.at(-1)?.date ?? '', races: table.races.length, judged: { from: first.from, to: last.to }, by: all.by, cap, marketLabel, featureSet: FEATURE_SET,
    hierarchy: { from: before.from, to: before.to, races: validate.races.length, ranks: hierarchyOf(ranking, priced) },
    bases: source === 'SYNTHETIC' ? bases.map((base) => ({ ...base, rules: base.rules.map((rule) => ({ ...rule, finding: findingOf(deps.planted(rule.rule.slice(0, rule.rule.lastIndexOf('@'))), rule) })) })) : bases,
    confidence: deps.confidence,
  }
}

/** Losses of some races of the table by scores of all. */
function lossesOn(part: RaceTable, table: RaceTable, scores: Float64Array): Float64Array {
  const place = new Map(table.races.map(({ raceId }, r) => [raceId, table.raceStart[r] as number]))
  const own = new Float64Array(part.runnerIds.length)
  part.races.forEach(({ raceId }, r) => { const [from, to] = [part.raceStart[r] as number, part.raceStart[r + 1] as number]; own.set(scores.subarray(place.get(raceId), (place.get(raceId) as number) + to - from), from) })
  return raceLosses(raceSoftmax(own, part.raceStart), part.targets.win, part.raceStart)
}
