import { defineCategory } from './define'
import { lessMean } from './field'
import type { RunnerView, RunView } from './views'

const MOST_LENGTHS = 20
/** Trials since the last start; for a debutant all of them. They are the newest, so that `last` and the newest of an aggregate reach them. */
const sinceStart = (r: RunnerView): number => {
  const start = r.past.last((run) => run.at)
  return Number.isNaN(start) ? r.trials.count : r.trials.countWhere((trial) => trial.at > start)
}
const latest = (of: (trial: RunView) => number) => (r: RunnerView): number => (sinceStart(r) === 0 ? NaN : r.trials.last(of))
const meanOf = (of: (trial: RunView) => number) => (r: RunnerView): number => r.trials.mean(sinceStart(r), of)
const lengths = (trial: RunView): number => Math.min(MOST_LENGTHS, trial.beatenLengths)
const INPUTS = ['past', 'trials'] as const

/** No flags for what is missing: where trials begin to be written down, a flag would tell the year. */
export const trials = defineCategory('trials', 'Barrier trials since the last start, or before the debut.', [
  { name: 'trials.sinceRun', version: 1, scope: 'runner', unit: 'count', description: 'Trials since the last start; missing where nobody in the field trialed in the last six weeks, as far as is known.', missing: { policy: 'trainingMean' }, inputs: INPUTS, compute: (r) => (r.race.trialsKnown === 1 ? sinceStart(r) : NaN) },
  { name: 'trials.daysSince', version: 1, scope: 'runner', unit: 'days', description: 'Days since the latest trial.', missing: { policy: 'trainingMean' }, inputs: INPUTS, compute: (r) => r.race.localDay - latest((trial) => trial.localDay)(r) },
  { name: 'trials.lastBeatenShare', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of rivals beaten in the latest trial.', missing: { policy: 'trainingMean' }, inputs: INPUTS, compute: latest((trial) => trial.beaten) },
  { name: 'trials.lastLengths', version: 1, scope: 'runner', unit: 'lengths', description: 'Lengths behind the winner of the latest trial, 20 at most.', missing: { policy: 'trainingMean' }, inputs: INPUTS, compute: latest(lengths) },
  { name: 'trials.lastFigure', version: 1, scope: 'runner', unit: 'points', description: 'Time of the latest trial against the median of the day over its distance (of the heat where that is unknown): 100 is the median, 10 points are one per cent.', missing: { policy: 'trainingMean' }, inputs: INPUTS, compute: latest((trial) => trial.figure) },
  { name: 'trials.lastFigureOverField', version: 1, scope: 'field', unit: 'points', of: 'trials.lastFigure', description: 'Figure of the latest trial less the mean of those in the field that have one.', missing: { policy: 'constant', value: 0 }, compute: lessMean },
  { name: 'trials.meanBeatenShare', version: 1, scope: 'runner', unit: 'ratio', description: 'Mean share of rivals beaten in the trials since the last start.', missing: { policy: 'trainingMean' }, inputs: INPUTS, compute: meanOf((trial) => trial.beaten) },
  { name: 'trials.meanFigure', version: 1, scope: 'runner', unit: 'points', description: 'Mean figure of the trials since the last start.', missing: { policy: 'trainingMean' }, inputs: INPUTS, compute: meanOf((trial) => trial.figure) },
  { name: 'trials.won', version: 1, scope: 'runner', unit: 'flag', description: 'Was first in a trial since the last start; missing without a trial.', missing: { policy: 'constant', value: 0 }, inputs: INPUTS, compute: (r) => r.trials.max(sinceStart(r), (trial) => trial.won) },
])
