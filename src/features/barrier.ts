import { TrackDirection } from '../domain/vocabulary'
import { defineCategory } from './define'
import { directionIndex } from './encode'
import { lessMean, rankLowest } from './field'
import { ownEdge } from './own-rate'
import { beatenRate, impact } from './rates'
import { runSplit } from './run-split'
import type { RunnerView, RunView } from './views'

const share = (run: RunView): number => run.barrierShare
const inside = runSplit((run) => run.barrierShare < 0.5, 'barrierShare')

const STRAIGHT = directionIndex(TrackDirection.STRAIGHT)
const PER_M = 1_000
/** Starters inside, by the distance: ground lost in the turns weighs the more, the shorter the race. No turn, no loss. */
const wideness = ({ barrierShare, race: { fieldSize, distanceM, direction } }: RunnerView): number =>
  (Number.isNaN(barrierShare) ? NaN : direction === STRAIGHT ? 0 : (barrierShare * (fieldSize - 1) * PER_M) / distanceM)
const change = (r: RunnerView): number => r.barrierShare - r.past.last(share)

export const barrier = defineCategory('barrier', 'Where the runner starts from, and what that has been worth here.', [
  { name: 'barrier.number', version: 1, scope: 'runner', unit: 'count', description: 'Barrier as drawn, 1 = at the rail.', missing: { policy: 'fieldMean', flag: true }, compute: (r) => r.barrier },
  { name: 'barrier.rank', version: 1, scope: 'field', unit: 'rank', of: 'barrier.number', description: 'Place from the rail among those that start: gaps left by scratched runners close.', missing: { policy: 'fieldMean' }, compute: rankLowest },
  { name: 'barrier.share', version: 1, scope: 'runner', unit: 'ratio', description: 'Barrier among those that start, 0 innermost to 1 outermost.', missing: { policy: 'constant', value: 0.5 }, compute: (r) => r.barrierShare },
  { name: 'barrier.byFieldSize', version: 1, scope: 'runner', unit: 'index', description: 'Share of the draw, from the middle, times the field size: minus half the field at the rail to half of it outside.', missing: { policy: 'constant', value: 0 }, compute: (r) => (r.barrierShare - 0.5) * r.race.fieldSize },
  { name: 'barrier.wideness', version: 1, scope: 'runner', unit: 'index', description: 'Starters on the inside for each 1,000 m of the race; 0 on a straight course.', missing: { policy: 'fieldMean' }, compute: wideness },
  { name: 'barrier.change', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of the draw less that of the last start: below 0 the horse is drawn farther in.', missing: { policy: 'constant', value: 0 }, inputs: ['past'], compute: change },
  { name: 'barrier.insideEdge', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of rivals that the horse beat from the inner half of the draw less that from the outer, drawn toward 0 by 4 starts.', missing: { policy: 'constant', value: 0 }, ...ownEdge(4, inside) },
  { name: 'barrier.thirdImpact', version: 1, scope: 'runner', unit: 'ratio', description: 'Wins from the same third of the draw at this venue, surface and distance over those of chance, drawn toward 1.', missing: { policy: 'constant', value: 1 }, ...impact('drawOwn.career', 10) },
  { name: 'barrier.thirdImpactOverField', version: 1, scope: 'field', unit: 'ratio', of: 'barrier.thirdImpact', description: 'Impact of the own third of the draw (wins over those of chance) less the mean of the field.', missing: { policy: 'constant', value: 0 }, compute: lessMean },
  { name: 'barrier.thirdBeatenShare', version: 1, scope: 'runner', unit: 'ratio', description: 'Mean share of rivals beaten from the same third of the draw at this venue, surface and distance, drawn toward the base rate by 60 starts.', missing: { policy: 'fieldMean' }, ...beatenRate('drawOwn.career', 60) },
  { name: 'barrier.groundImpact', version: 1, scope: 'runner', unit: 'ratio', description: 'Wins from the same third of the draw at this venue, surface and distance over those of chance, on ground as wet or dry as today; drawn toward 1.', missing: { policy: 'constant', value: 1 }, ...impact('drawGround.career', 10) },
  { name: 'barrier.layoutImpact', version: 1, scope: 'runner', unit: 'ratio', description: 'Wins from the same third of the draw at this venue, surface and distance over those of chance, with the rail where it is today; drawn toward 1.', missing: { policy: 'constant', value: 1 }, ...impact('drawLayout.career', 10) },
  { name: 'barrier.stallImpact', version: 1, scope: 'runner', unit: 'ratio', description: 'Wins from the very barrier at this venue, surface and distance over those of chance, drawn toward 1.', missing: { policy: 'constant', value: 1 }, ...impact('stall.career', 10) },
  { name: 'barrier.stallImpactOverField', version: 1, scope: 'field', unit: 'ratio', of: 'barrier.stallImpact', description: 'Impact of the very barrier (wins over those of chance) less the mean of the field.', missing: { policy: 'constant', value: 0 }, compute: lessMean },
])
