import { RacePattern } from '../domain/vocabulary'
import { defineCategory } from './define'
import { rankHighest } from './field'
import { tallyPlace } from './tally-places'
import type { RunnerView, RunView } from './views'

const rating = (run: RunView): number => run.classRating
const won = (run: RunView): boolean => run.won === 1
const placed = (run: RunView): boolean => run.position <= 3
/** NaN for 0, of which there is no logarithm. */
const ln = (value: number): number => (value > 0 ? Math.log(value) : NaN)
const lnPrize = (run: RunView): number => ln(run.prizeTotal)

const [FIGURES, FIGURE_SUM] = [tallyPlace('classBand.career', 'figures'), tallyPlace('classBand.career', 'figureSum')]
const [WORLD_FIGURES, WORLD_FIGURE_SUM] = [tallyPlace('world.career', 'figures'), tallyPlace('world.career', 'figureSum')]
const PRIOR = 20
const winnersFigure = (r: RunnerView): number => {
  const races = r.tally(WORLD_FIGURES)
  return races > 0 ? (r.tally(FIGURE_SUM) + (PRIOR * r.tally(WORLD_FIGURE_SUM)) / races) / (r.tally(FIGURES) + PRIOR) : NaN
}
/** NaN for a race of unknown class, 0 for a debutant. */
const runsAtOrAbove = (r: RunnerView): number => { const today = r.race.classRating; return Number.isNaN(today) ? NaN : r.past.countWhere((run) => run.classRating >= today) }

export const raceClass = defineCategory('class', 'How good the race is and what it pays, and what the horse has met before.', [
  { name: 'class.rating', version: 1, scope: 'race', unit: 'points', description: 'What the class of the race is worth in points of an official rating: the rating of the best horse that may run.', missing: { policy: 'trainingMean' }, compute: (r) => r.race.classRating },
  { name: 'class.pattern', version: 1, scope: 'race', unit: 'code', words: Object.keys(RacePattern), description: 'Group, listed or none.', missing: { policy: 'never' }, compute: (r) => r.race.pattern },
  { name: 'class.change', version: 1, scope: 'runner', unit: 'points', description: 'Class less that of the last start: above 0 the horse goes up.', missing: { policy: 'constant', value: 0, flag: true }, inputs: ['past'], compute: (r) => r.race.classRating - r.past.last(rating) },
  { name: 'class.overMean5', version: 1, scope: 'runner', unit: 'points', description: 'Class less the mean of the last five starts.', missing: { policy: 'constant', value: 0 }, inputs: ['past'], compute: (r) => r.race.classRating - r.past.mean(5, rating) },
  { name: 'class.overBestWon', version: 1, scope: 'runner', unit: 'points', description: 'Class less the best in which the horse has won; missing without a win.', missing: { policy: 'trainingMean', flag: true }, inputs: ['past'], compute: (r) => r.race.classRating - r.past.max(Infinity, rating, won) },
  { name: 'class.overBestPlaced', version: 1, scope: 'runner', unit: 'points', description: 'Class less the best in which the horse came in the first three; missing where it never did.', missing: { policy: 'trainingMean', flag: true }, inputs: ['past'], compute: (r) => r.race.classRating - r.past.max(Infinity, rating, placed) },
  { name: 'class.runsAtOrAbove', version: 1, scope: 'runner', unit: 'count', description: 'Earlier starts in this class or a better one.', missing: { policy: 'trainingMean' }, inputs: ['past'], compute: runsAtOrAbove },
  { name: 'class.ratingBelowTop', version: 1, scope: 'runner', unit: 'points', description: 'Top of the rating band less the official rating; missing where the race has no band.', missing: { policy: 'fieldMean' }, inputs: ['past'], compute: (r) => r.race.ratingHigh - r.handicapRating },
  { name: 'class.lnPrize', version: 1, scope: 'race', unit: 'index', description: 'Natural logarithm of the prize money, in its currency.', missing: { policy: 'trainingMean' }, compute: (r) => ln(r.race.prizeTotal) },
  { name: 'class.prizePerStarter', version: 1, scope: 'race', unit: 'currency', description: 'Prize money by the number of starters.', missing: { policy: 'trainingMean' }, compute: (r) => r.race.prizeTotal / r.race.fieldSize },
  { name: 'class.lnPrizeOverUsual', version: 1, scope: 'runner', unit: 'index', description: 'Logarithm of the prize money less its mean over the races of the last five starts: above 0 the horse runs for more than it used to.', missing: { policy: 'constant', value: 0 }, inputs: ['past'], compute: (r) => ln(r.race.prizeTotal) - r.past.mean(5, lnPrize) },
  { name: 'class.prizePerStart', version: 1, scope: 'runner', unit: 'currency', description: 'Prize money won a start, of the starts whose prizes are known.', missing: { policy: 'fieldMean', flag: true }, inputs: ['past'], compute: (r) => r.past.mean(Infinity, (run) => run.prize) },
  { name: 'class.prizePerStartRank', version: 1, scope: 'field', unit: 'rank', of: 'class.prizePerStart', description: 'Rank by prize money won a start, 1 = most.', missing: { policy: 'fieldMean' }, compute: rankHighest },
  { name: 'class.winnersFigure', version: 1, scope: 'race', unit: 'points', description: 'Mean speed figure of the winners of this class of the country, drawn by 20 races toward that of all its winners.', missing: { policy: 'trainingMean' }, inputs: ['classBand.career', 'world.career'], compute: winnersFigure },
])
