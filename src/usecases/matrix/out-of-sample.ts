import { AppError } from '../../domain/errors'
import { addDays } from '../../domain/instant'
import { inParts } from '../../models/data/in-parts'
import { rowCount, type RaceTable, type TrainingTable } from '../../models/data/race-table'
import { trainingRaces } from '../../models/data/split'
import { MARKET_CHANCE } from '../../models/inputs/market-offset'
import { paramsOf, type AnyLearner } from '../../models/learners'
import type { Model } from '../../models/model'
import { assertClaim, offeredTo, type Recipe } from '../../models/recipe'
import type { WorkBar } from '../training/work-bar'
import type { Part } from './parts'

export interface FitDeps { readonly learners: Readonly<Record<string, AnyLearner>>; readonly seed: number; readonly xgboostPath: string | null; readonly signal: AbortSignal; readonly bar: WorkBar }

/** The day before. */
export const eveOf = (date: string): string => addDays(date, -1)
/** Races of these days, by their places in the table. */
export const racesBetween = ({ races }: RaceTable, from: string, to: string): readonly number[] => races.flatMap(({ date }, r) => (date >= from && date <= to ? [r] : []))
/** Effort of a part: that of the recipe, less where it is fitted on fewer races. */
export const effortOfPart = (table: RaceTable, { effort }: Recipe, { from }: Part): number => (effort * table.races.filter(({ date }) => date < from).length) / table.races.length

/** Scores of the races of parts, each by a fit on all races before its part; NaN elsewhere. @throws FitStopped; AppError BAD_USER_INPUT for a recipe that is not made by a learner */
export async function outOfSample({ learners, seed, xgboostPath, signal, bar }: FitDeps, recipe: Recipe, table: RaceTable, parts: readonly Part[]): Promise<Float64Array> {
  const { how, name } = recipe
  const learner = 'learner' in how ? learners[how.learner] : undefined
  if (!('learner' in how) || learner === undefined) throw new AppError('BAD_USER_INPUT', `--over names ${name}, which is made of other models: name what one learner makes, such as plain-logit, conditional-logit or market-logit.`)
  const params = paramsOf(name, learner, how.params)
  const features = offeredTo(recipe).filter((feature) => table.columns.has(feature))
  const read = recipe.usesPrices && table.columns.has(MARKET_CHANCE) ? [...features, MARKET_CHANCE] : features
  const scores = new Float64Array(rowCount(table)).fill(NaN)
  for (const part of parts) {
    const train: TrainingTable = trainingRaces(table, { from: null, to: eveOf(part.from) }, read)
    const model = await bar.part(effortOfPart(table, recipe, part), `${name} before ${part.from}`, async (at): Promise<Model> =>
      (await learner.fit({ train, validate: null, features }, params, { seed, signal, xgboostPath, progress: (done, total) => { at(total > 0 ? done / total : 0) } })).model)
    assertClaim(recipe, model)
    const own = racesBetween(table, part.from, part.to)
    try { for (const { part: some, row } of inParts(table, model.features, { from: own[0] ?? 0, to: (own.at(-1) ?? -1) + 1 })) scores.set(model.scores(some), row) } finally { model.dispose() }
  }
  return scores
}
