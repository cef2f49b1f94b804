import { defineCategory } from './define'
import { lessMean } from './field'
import { ownWinRateOfLast } from './own-rate'
import type { RunView } from './views'

/** Farther behind tells no more: eased horses are beaten by any distance. */
const MOST_LENGTHS = 20
const beaten = (run: RunView): number => run.beaten
const lengths = (run: RunView): number => Math.min(MOST_LENGTHS, run.beatenLengths)
/** Share of rivals beaten, less what the rank in the betting promised. */
const overMarket = (run: RunView): number => run.beaten - (run.fieldSize - run.marketRank) / (run.fieldSize - 1)

export const form = defineCategory('form', 'What the horse has done lately, and against whom. A run without a finish beat nobody and has no lengths.', [
  { name: 'form.lastBeatenShare', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of rivals beaten at the last start.', missing: { policy: 'trainingMean' }, inputs: ['past'], compute: (r) => r.past.last(beaten) },
  { name: 'form.beatenShare3', version: 1, scope: 'runner', unit: 'ratio', description: 'Mean share of rivals beaten in the last three starts.', missing: { policy: 'trainingMean' }, inputs: ['past'], compute: (r) => r.past.mean(3, beaten) },
  { name: 'form.fadingBeatenShare', version: 1, scope: 'runner', unit: 'ratio', description: 'Mean share of rivals beaten in all starts, each counting half as much as the one three starts later.', missing: { policy: 'trainingMean' }, inputs: ['past'], compute: (r) => r.past.fading(3, beaten) },
  { name: 'form.lastLengths', version: 1, scope: 'runner', unit: 'lengths', description: 'Lengths behind the winner at the last start, 20 at most.', missing: { policy: 'trainingMean' }, inputs: ['past'], compute: (r) => r.past.last(lengths) },
  { name: 'form.lengths3', version: 1, scope: 'runner', unit: 'lengths', description: 'Mean lengths behind the winner in the last three starts, each 20 at most.', missing: { policy: 'trainingMean' }, inputs: ['past'], compute: (r) => r.past.mean(3, lengths) },
  { name: 'form.winRate10', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of the last ten starts won, drawn toward the base rate by 5 starts.', missing: { policy: 'trainingMean' }, ...ownWinRateOfLast(10, 5) },
  { name: 'form.daysSinceWin', version: 1, scope: 'runner', unit: 'days', description: 'Days since the last win; missing for a horse that has not won.', missing: { policy: 'trainingMean', flag: true }, inputs: ['past'], compute: (r) => r.race.localDay - r.past.newest((run) => run.localDay, (run) => run.won === 1) },
  { name: 'form.consistency', version: 1, scope: 'runner', unit: 'ratio', description: 'Standard deviation of the share of rivals beaten over the last six starts: low is consistent.', missing: { policy: 'trainingMean' }, inputs: ['past'], compute: (r) => r.past.deviation(6, beaten) },
  { name: 'form.trend', version: 1, scope: 'runner', unit: 'ratio', description: 'Change a start of the share of rivals beaten, by a straight line through the last five.', missing: { policy: 'constant', value: 0 }, inputs: ['past'], compute: (r) => r.past.trend(5, beaten) },
  { name: 'form.elo', version: 1, scope: 'runner', unit: 'points', description: 'Rating by whom the horse beat and by how far (Elo), after its last start.', missing: { policy: 'fieldMean' }, inputs: ['past'], compute: (r) => r.past.last((run) => run.elo) },
  { name: 'form.eloOverField', version: 1, scope: 'field', unit: 'points', of: 'form.elo', description: 'Elo less the mean of the field.', missing: { policy: 'constant', value: 0 }, compute: lessMean },
  { name: 'form.opposition3', version: 1, scope: 'runner', unit: 'points', description: 'Mean Elo of the rivals met in the last three starts.', missing: { policy: 'fieldMean' }, inputs: ['past'], compute: (r) => r.past.mean(3, (run) => run.opposition) },
  { name: 'form.marketChance3', version: 1, scope: 'runner', unit: 'ratio', description: 'Mean chance by the starting prices of the last three starts.', missing: { policy: 'trainingMean' }, inputs: ['past'], compute: (r) => r.past.mean(3, (run) => run.marketShare) },
  { name: 'form.overMarket6', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of rivals beaten less the share that stood at longer prices, mean of the last six starts.', missing: { policy: 'constant', value: 0 }, inputs: ['past'], compute: (r) => r.past.mean(6, overMarket) },
])
