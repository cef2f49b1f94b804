import { defineCategory } from './define'
import { distanceBand } from './encode'
import { ownEdge, ownRate, type Computed } from './own-rate'
import { runSplit } from './run-split'
import type { RunnerView, RunView } from './views'

const known = (run: RunView): boolean => !Number.isNaN(run.distanceM)
/** Within ten per cent; whole numbers, so that the edge is exact. */
const near = runSplit((run, { race }) => 10 * Math.abs(run.distanceM - race.distanceM) <= race.distanceM, 'distanceM')
const longer = runSplit((run, { race }) => 10 * (run.distanceM - race.distanceM) > race.distanceM)
const shorter = runSplit((run, { race }) => 10 * (race.distanceM - run.distanceM) > race.distanceM)

/** NaN where the distance of the race is unknown. */
const atKnown = ({ inputs, compute }: Computed): Computed => ({ inputs, compute: (r) => (Number.isNaN(r.race.distanceM) ? NaN : compute(r)) })

function bestFigureAt(r: RunnerView): number {
  let [best, at] = [-Infinity, NaN]
  r.past.each((run) => { if (run.figure > best && known(run)) { best = run.figure; at = run.distanceM } })
  return at
}
const nearRuns = (r: RunnerView): number => r.past.split(near, r).fitting.runs
const metres = (run: RunView): number => run.distanceM
const WORDS = ['to 1,100 m', 'to 1,300 m', 'to 1,500 m', 'to 1,700 m', 'to 2,000 m', 'above 2,000 m'] as const

export const distance = defineCategory('distance', 'The trip, and what the horse has done over it. At the distance means within ten per cent of it.', [
  { name: 'distance.metres', version: 1, scope: 'race', unit: 'm', description: 'Distance of the race.', missing: { policy: 'trainingMean' }, compute: (r) => r.race.distanceM },
  { name: 'distance.band', version: 1, scope: 'race', unit: 'code', words: WORDS, description: 'Sprint to staying, in six steps.', missing: { policy: 'trainingMean' }, compute: (r) => distanceBand(r.race.distanceM) },
  { name: 'distance.change', version: 1, scope: 'runner', unit: 'm', description: 'Distance less that of the last start.', missing: { policy: 'constant', value: 0 }, inputs: ['past'], compute: (r) => r.race.distanceM - r.past.last(metres) },
  { name: 'distance.runs', version: 1, scope: 'runner', unit: 'index', description: 'Earlier starts at the distance, ln(1 + n).', missing: { policy: 'trainingMean' }, ...atKnown({ inputs: ['past'], compute: (r) => Math.log1p(nearRuns(r)) }) },
  { name: 'distance.firstTime', version: 1, scope: 'runner', unit: 'flag', description: 'No earlier start at the distance; so for every debutant.', missing: { policy: 'trainingMean' }, ...atKnown({ inputs: ['past'], compute: (r) => Number(nearRuns(r) === 0) }) },
  { name: 'distance.winRate', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of starts at the distance won, drawn toward the base rate by 6 starts.', missing: { policy: 'trainingMean' }, ...atKnown(ownRate('wins', 6, near)) },
  { name: 'distance.placeRate', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of starts at the distance in the first three, drawn toward the base rate by 5 starts.', missing: { policy: 'trainingMean' }, ...atKnown(ownRate('places', 5, near)) },
  { name: 'distance.beatenShare', version: 1, scope: 'runner', unit: 'ratio', description: 'Mean share of rivals beaten at the distance, drawn toward the base rate by 4 starts.', missing: { policy: 'trainingMean' }, ...atKnown(ownRate('beaten', 4, near)) },
  { name: 'distance.edge', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of rivals beaten at the distance less that at others, drawn toward 0 by 4 starts.', missing: { policy: 'constant', value: 0 }, ...atKnown(ownEdge(4, near)) },
  { name: 'distance.longerBeatenShare', version: 1, scope: 'runner', unit: 'ratio', description: 'Mean share of rivals beaten at longer distances, drawn toward the base rate by 4 starts.', missing: { policy: 'trainingMean' }, ...atKnown(ownRate('beaten', 4, longer)) },
  { name: 'distance.shorterBeatenShare', version: 1, scope: 'runner', unit: 'ratio', description: 'Mean share of rivals beaten at shorter distances, drawn toward the base rate by 4 starts.', missing: { policy: 'trainingMean' }, ...atKnown(ownRate('beaten', 4, shorter)) },
  { name: 'distance.overLongest', version: 1, scope: 'runner', unit: 'm', description: 'Distance less the longest that the horse has run: above 0 it has not been so far.', missing: { policy: 'constant', value: 0 }, inputs: ['past'], compute: (r) => r.race.distanceM - r.past.max(Infinity, metres) },
  { name: 'distance.fromBestFigure', version: 1, scope: 'runner', unit: 'm', description: 'Distance less that of the best speed figure, the latest of equals.', missing: { policy: 'constant', value: 0 }, inputs: ['past'], compute: (r) => r.race.distanceM - bestFigureAt(r) },
  { name: 'distance.fromWins', version: 1, scope: 'runner', unit: 'm', description: 'Distance less the mean distance of the wins; missing without a win.', missing: { policy: 'constant', value: 0 }, inputs: ['past'], compute: (r) => r.race.distanceM - r.past.mean(Infinity, metres, (run) => run.won === 1) },
])
