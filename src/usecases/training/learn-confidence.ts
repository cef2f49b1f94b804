import type { AnyRule } from '../../integration/define'
import type { ConfidenceBin } from '../../integration/confidence'
import { confidenceBins } from '../../models/confidence/confidence-bins'
import { confidenceOf } from '../../models/confidence/confidence-of'
import { crossFittedConfidence, fitConfidence } from '../../models/confidence/fit-confidence'
import type { FittedConfidence } from '../../models/confidence/fitted'
import { saidBy, type Said } from '../../models/confidence/parts'
import { inParts } from '../../models/data/in-parts'
import { takeRaces, type RaceTable } from '../../models/data/race-table'
import type { Model } from '../../models/model'
import { raceLosses } from '../../models/race-softmax'
import type { TrainingData } from './training-data'

/** What a confidence is worth on races that it was not fitted on: those of the test, or validation races each by a fit on the others. */
export interface MeasuredConfidence { readonly bins: readonly ConfidenceBin[]; readonly on: 'test' | 'validation' }
export interface LearntConfidence { readonly fitted: FittedConfidence; readonly measured: MeasuredConfidence }
/** The model as it was chosen, by which it is fitted, with its chances of validation races; and as it is kept, with those of test races, by which it is judged. */
export interface ConfidenceOf { readonly first: Model; readonly validated: Float64Array; readonly model: Model; readonly tested: Float64Array | null }

/** Fits the confidence in a model on validation races and measures it. Null where there are too few of them. */
export function learnConfidence({ train, validate, test }: Pick<TrainingData, 'train' | 'validate' | 'test'>, { first, validated, model, tested }: ConfidenceOf, rules: readonly AnyRule[]): LearntConfidence | null {
  // As it will be served: a model that reads no prices has none at hand.
  const read = takeRaces(validate, validate.races.map((_, r) => r), model.features)
  const task = { features: model.features, train, validate: read, said: saidBy(first, read, validated, rules) }
  const fitted = fitConfidence(task)
  if (fitted === null) return null
  const measured = (on: MeasuredConfidence['on'], table: RaceTable, chances: Float64Array, values: ArrayLike<number>): LearntConfidence =>
    ({ fitted, measured: { on, bins: confidenceBins(values, raceLosses(chances, table.targets.win, table.raceStart), sizesOf(table)) } })
  if (test === null || tested === null) return measured('validation', validate, validated, crossFittedConfidence(task))
  const values: number[] = []
  for (const { part, row } of inParts(test, model.features)) {
    const said: Said = saidBy(model, part, tested.subarray(row, row + part.runnerIds.length), rules)
    values.push(...confidenceOf(part, said, fitted).races.map(({ value }) => value))
  }
  return measured('test', test, tested, values)
}
const sizesOf = ({ raceStart }: Pick<RaceTable, 'raceStart'>): readonly number[] => Array.from({ length: raceStart.length - 1 }, (_, r) => (raceStart[r + 1] as number) - (raceStart[r] as number))
