import { defineCategory } from './define'
import { ownEdge, ownRate } from './own-rate'
import { actualVsExpected, countedLog, jointRate, winRate } from './rates'
import { runSplit } from './run-split'
import { tallyPlace } from './tally-places'
import type { RunnerView } from './views'

const together = runSplit((run, r) => run.jockeyId === r.jockeyId, 'jockeyId')
/** NaN where no jockey is named. */
const withJockey = (compute: (r: RunnerView) => number) => (r: RunnerView): number => (Number.isNaN(r.jockeyId) ? NaN : compute(r))
/** And NaN at the debut, and after a run whose jockey is unknown. */
const afterRide = (compute: (r: RunnerView) => number) => withJockey((r) => (Number.isNaN(lastJockey(r)) ? NaN : compute(r)))
const lastJockey = (r: RunnerView): number => r.past.last((run) => run.jockeyId)

const rides = (r: RunnerView): number => r.past.split(together, r).fitting.runs
const kept = (r: RunnerView): number => Number(lastJockey(r) === r.jockeyId)
const reunited = (r: RunnerView): number => Number(kept(r) === 0 && rides(r) > 0)
const firstTime = (r: RunnerView): number => Number(rides(r) === 0)

const RIDES = 40
const today = winRate('jockey.365', RIDES)
const before = winRate('lastJockey.365', RIDES)
/** Both rates as of today. */
const change = (r: RunnerView): number => (kept(r) === 1 ? 0 : today.compute(r) - before.compute(r))

const [starts, ridesOfYear] = [tallyPlace('partnership.365', 'starts'), tallyPlace('jockey.365', 'starts')]
const BOTH = ['jockey.career', 'trainer.career'] as const
const togetherRate = ownRate('wins', 8, together)
const togetherEdge = ownEdge(4, together)

export const chemistry = defineCategory('chemistry', 'What pairs have done together: jockey and horse, jockey and trainer, trainer and venue.', [
  { name: 'chemistry.partnershipWinRate', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of starts won by this jockey for this trainer, drawn by 60 starts toward the mean of what each of them wins.', missing: { policy: 'fieldMean' }, ...jointRate('partnership.career', BOTH, 'wins', 'starts', 60, RIDES, false) },
  { name: 'chemistry.partnershipEdge', version: 1, scope: 'runner', unit: 'ratio', description: 'Win rate of jockey and trainer together less the mean of what each of them wins, drawn toward 0 by 60 starts.', missing: { policy: 'constant', value: 0 }, ...jointRate('partnership.career', BOTH, 'wins', 'starts', 60, RIDES, true) },
  { name: 'chemistry.partnershipBeatenShare', version: 1, scope: 'runner', unit: 'ratio', description: 'Mean share of rivals beaten by this jockey for this trainer, drawn by 60 starts toward the mean of what each of them beats.', missing: { policy: 'fieldMean' }, ...jointRate('partnership.career', BOTH, 'beaten', 'starts', 60, RIDES, false) },
  { name: 'chemistry.partnershipImpact', version: 1, scope: 'runner', unit: 'ratio', description: 'Wins of jockey and trainer together of 365 days over those of pure chance, drawn by 5 chance wins toward the mean of what each of them has in a career.', missing: { policy: 'fieldMean' }, ...jointRate('partnership.365', BOTH, 'wins', 'fair', 5, 4, false) },
  { name: 'chemistry.partnershipActualVsExpected', version: 1, scope: 'runner', unit: 'ratio', description: 'Wins of jockey and trainer together over those that starting prices promised, drawn toward 1 by 20 expected wins.', missing: { policy: 'constant', value: 1 }, ...actualVsExpected('partnership.career', 20) },
  { name: 'chemistry.partnershipStarts', version: 1, scope: 'runner', unit: 'index', description: 'Earlier starts of jockey and trainer together, ln(1 + n).', missing: { policy: 'fieldMean' }, ...countedLog('partnership.career', 'starts') },
  { name: 'chemistry.stableJockey', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of the jockey\'s rides of 365 days that were for this trainer, drawn toward 0 by 20 rides.', missing: { policy: 'fieldMean' }, inputs: ['partnership.365', 'jockey.365'], compute: (r) => r.tally(starts) / (r.tally(ridesOfYear) + 20) },
  { name: 'chemistry.ridesTogether', version: 1, scope: 'runner', unit: 'index', description: 'Earlier starts of the horse under this jockey, ln(1 + n).', missing: { policy: 'fieldMean' }, inputs: ['past'], compute: withJockey((r) => Math.log1p(rides(r))) },
  { name: 'chemistry.winRateTogether', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of starts under this jockey that the horse won, drawn toward the base rate by 8 starts.', missing: { policy: 'fieldMean' }, inputs: togetherRate.inputs, compute: withJockey(togetherRate.compute) },
  { name: 'chemistry.edgeTogether', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of rivals that the horse beat under this jockey less that under others, drawn toward 0 by 4 starts.', missing: { policy: 'constant', value: 0 }, inputs: togetherEdge.inputs, compute: withJockey(togetherEdge.compute) },
  { name: 'chemistry.reunited', version: 1, scope: 'runner', unit: 'flag', description: 'The jockey has ridden it before, but not in its last start; missing at the debut.', missing: { policy: 'constant', value: 0 }, inputs: ['past'], compute: afterRide(reunited) },
  { name: 'chemistry.firstTimeTogether', version: 1, scope: 'runner', unit: 'flag', description: 'It has raced, but never under this jockey; missing at the debut.', missing: { policy: 'constant', value: 0 }, inputs: ['past'], compute: afterRide(firstTime) },
  { name: 'chemistry.jockeyChange', version: 1, scope: 'runner', unit: 'ratio', description: 'Win rate of 365 days of this jockey less that of the jockey of its last start, both as of now and drawn toward the base rate by 40 rides; 0 for the same jockey, missing at the debut.', missing: { policy: 'constant', value: 0 }, inputs: ['past', ...today.inputs, ...before.inputs], compute: afterRide(change) },
  { name: 'chemistry.trainerAtVenue', version: 1, scope: 'runner', unit: 'ratio', description: 'Wins of the trainer at this venue over those that starting prices promised there, drawn toward 1 by 30 expected wins.', missing: { policy: 'constant', value: 1 }, ...actualVsExpected('trainerVenue.career', 30) },
])
