import { defineCategory } from './define'
import { sexIndex } from './encode'
import { lessMean, rankHighest } from './field'
import { ownRate } from './own-rate'
import { beatenRate } from './rates'

const FEMALE: readonly number[] = [sexIndex('FILLY'), sexIndex('MARE')]
const UNKNOWN_SEX = sexIndex('UNKNOWN')
const YEAR = 365.25

/** Nothing here may tell that a source knows a horse well: a profile or rating is often there because of what the horse did later. So no flags for what is missing. */
export const horse = defineCategory('horse', 'The horse itself: age, sex, origin, record, official rating.', [
  { name: 'horse.age', version: 1, scope: 'runner', unit: 'years', description: 'Official age.', missing: { policy: 'fieldMean' }, compute: (r) => r.age },
  { name: 'horse.female', version: 1, scope: 'runner', unit: 'flag', description: 'Filly or mare. Geldings are not told from entires: sources say what a horse is today.', missing: { policy: 'fieldMean' }, compute: (r) => (r.sex === UNKNOWN_SEX ? NaN : Number(FEMALE.includes(r.sex))) },
  { name: 'horse.originBeatenShare', version: 1, scope: 'runner', unit: 'ratio', description: 'Mean share of rivals beaten by all horses born in the same country, drawn toward the base rate by 200 starts.', missing: { policy: 'fieldMean' }, ...beatenRate('origin.career', 200) },
  { name: 'horse.debut', version: 1, scope: 'runner', unit: 'flag', description: 'No earlier start is known.', missing: { policy: 'never' }, inputs: ['past'], compute: (r) => Number(r.careerRun === 1) },
  { name: 'horse.starts', version: 1, scope: 'runner', unit: 'index', description: 'Earlier starts, ln(1 + n).', missing: { policy: 'never' }, inputs: ['past'], compute: (r) => Math.log(r.careerRun) },
  { name: 'horse.yearsRacing', version: 1, scope: 'runner', unit: 'years', description: 'Years since the first known start; 0 for a debutant.', missing: { policy: 'never' }, inputs: ['past'], compute: (r) => (r.past.count === 0 ? 0 : (r.race.localDay - r.past.last((run) => run.localDay, r.past.count - 1)) / YEAR) },
  { name: 'horse.winRate', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of earlier starts won, drawn toward the base rate by 8 starts.', missing: { policy: 'trainingMean' }, ...ownRate('wins', 8) },
  { name: 'horse.placeRate', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of earlier starts in the first three, drawn toward the base rate by 6 starts.', missing: { policy: 'trainingMean' }, ...ownRate('places', 6) },
  { name: 'horse.beatenShare', version: 1, scope: 'runner', unit: 'ratio', description: 'Mean share of rivals beaten in earlier starts, drawn toward the base rate by 4 starts.', missing: { policy: 'trainingMean' }, ...ownRate('beaten', 4) },
  { name: 'horse.rating', version: 1, scope: 'runner', unit: 'points', description: 'Official rating.', missing: { policy: 'fieldMean' }, inputs: ['past'], compute: (r) => r.handicapRating },
  { name: 'horse.ratingRank', version: 1, scope: 'field', unit: 'rank', of: 'horse.rating', description: 'Rank of the official rating in the field, 1 = highest.', missing: { policy: 'fieldMean' }, compute: rankHighest },
  { name: 'horse.ratingOverField', version: 1, scope: 'field', unit: 'points', of: 'horse.rating', description: 'Official rating less the mean of the field.', missing: { policy: 'constant', value: 0 }, compute: lessMean },
  { name: 'horse.ratingChange', version: 1, scope: 'runner', unit: 'points', description: 'Official rating less that carried into the last start.', missing: { policy: 'fieldMean' }, inputs: ['past'], compute: (r) => r.handicapRating - r.past.last((run) => run.rating) },
])
