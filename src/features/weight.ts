import { defineCategory } from './define'
import { lessHighest, lessMean } from './field'
import type { RunnerView, RunView } from './views'

/** Handicappers count a pound as a point. */
const POINTS_PER_KG = 1 / 0.45359237
const weightKg = (run: RunView): number => run.weightKg
const bodyKg = (run: RunView): number => run.bodyWeightKg
const ratingLessWeight = (r: RunnerView): number => r.handicapRating - r.weightKg * POINTS_PER_KG
const perRating = ({ weightKg: carried, handicapRating }: RunnerView): number => (handicapRating > 0 ? carried / handicapRating : NaN)
const overBestWon = (r: RunnerView): number => r.weightKg - r.past.max(Infinity, weightKg, (run) => run.won === 1)

export const weight = defineCategory('weight', 'What the horse carries, alone and against the field, and what it weighs.', [
  { name: 'weight.carried', version: 1, scope: 'runner', unit: 'kg', description: 'Weight carried.', missing: { policy: 'fieldMean' }, compute: (r) => r.weightKg },
  { name: 'weight.change', version: 1, scope: 'runner', unit: 'kg', description: 'Weight carried less that of the last start.', missing: { policy: 'constant', value: 0 }, inputs: ['past'], compute: (r) => r.weightKg - r.past.last(weightKg) },
  { name: 'weight.overField', version: 1, scope: 'field', unit: 'kg', of: 'weight.carried', description: 'Weight carried less the mean of the field.', missing: { policy: 'constant', value: 0 }, compute: lessMean },
  { name: 'weight.belowTop', version: 1, scope: 'field', unit: 'kg', of: 'weight.carried', description: 'Weight carried less the top weight: 0 for who carries it.', missing: { policy: 'fieldMean' }, compute: lessHighest },
  { name: 'weight.perRating', version: 1, scope: 'runner', unit: 'index', description: 'Kilograms carried for each point of the official rating.', missing: { policy: 'fieldMean' }, inputs: ['past'], compute: perRating },
  { name: 'weight.ratingLessWeight', version: 1, scope: 'runner', unit: 'points', description: 'Official rating less the weight carried in pounds: equal for all in a handicap that goes by ratings, claims aside.', missing: { policy: 'fieldMean' }, inputs: ['past'], compute: ratingLessWeight },
  { name: 'weight.ratingLessWeightOverField', version: 1, scope: 'field', unit: 'points', of: 'weight.ratingLessWeight', description: 'Points that the horse is well in at the weights: rating less weight in pounds, against the mean of the field.', missing: { policy: 'constant', value: 0 }, compute: lessMean },
  { name: 'weight.aboveMinimum', version: 1, scope: 'runner', unit: 'kg', description: 'Weight carried less the lowest weight of the race; below 0 by a claim.', missing: { policy: 'fieldMean' }, compute: (r) => r.weightKg - r.race.minimumWeightKg },
  { name: 'weight.overBestWon', version: 1, scope: 'runner', unit: 'kg', description: 'Weight carried less the most that the horse has won with; missing without a win.', missing: { policy: 'trainingMean', flag: true }, inputs: ['past'], compute: overBestWon },
  { name: 'weight.claim', version: 1, scope: 'runner', unit: 'kg', description: 'Claimed by the apprentice.', missing: { policy: 'trainingMean' }, compute: (r) => r.claimKg },
  { name: 'weight.overweight', version: 1, scope: 'runner', unit: 'kg', description: 'Carried above the weight allotted.', missing: { policy: 'constant', value: 0 }, compute: (r) => r.overweightKg },
  { name: 'weight.body', version: 1, scope: 'runner', unit: 'kg', description: 'Weight of the horse, declared before the race.', missing: { policy: 'fieldMean' }, compute: (r) => r.bodyWeightKg },
  { name: 'weight.bodyChange', version: 1, scope: 'runner', unit: 'kg', description: 'Weight of the horse less that at the last start.', missing: { policy: 'constant', value: 0 }, inputs: ['past'], compute: (r) => r.bodyWeightKg - r.past.last(bodyKg) },
  { name: 'weight.shareOfBody', version: 1, scope: 'runner', unit: 'ratio', description: 'Weight carried by the weight of the horse.', missing: { policy: 'fieldMean' }, compute: (r) => r.weightKg / r.bodyWeightKg },
])
