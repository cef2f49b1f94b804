import { AppError } from '../../domain/errors'
import { rowCount, takeRaces, type RaceTable, type TrainingTable } from '../../models/data/race-table'
import { trainingRaces } from '../../models/data/split'
import { MARKET_CHANCE } from '../../models/inputs/market-offset'
import { paramsOf, type AnyLearner } from '../../models/learners'
import type { Model } from '../../models/model'
import { assertClaim, offeredTo, type Recipe } from '../../models/recipe'
import type { WorkBar } from '../training/work-bar'
import type { Part } from './parts'

export interface FitDeps { readonly learners: Readonly<Record<string, AnyLearner>>; readonly seed: number; readonly xgboostPath: string | null; readonly signal: AbortSignal; readonly bar: WorkBar }

/** The day before. */
export const eveOf = (date: string): string => new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
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
    try { scoreInto(scores, model, table, racesBetween(table, part.from, part.to)) } finally { model.dispose() }
  }
  return scores
}
/** A part at a time, to bound the memory of encoded inputs. */
const RACES = 400
function scoreInto(scores: Float64Array, model: Model, table: RaceTable, races: readonly number[]): void {
  for (let from = 0; from < races.length; from += RACES) scores.set(model.scores(takeRaces(table, races.slice(from, from + RACES), model.features)), table.raceStart[races[from] as number])
}
