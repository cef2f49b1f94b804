import { defineCategory } from './define'
import { thirdOf } from './encode'
import { aloneAtLeast, countAtLeast, fieldHighest, fieldSum, rankHighest, rankLowest, shareOfSum } from './field'
import { impact } from './rates'
import { oncePerRunner, type RunnerView, type RunView } from './views'

const settled = (run: RunView): number => run.settled
const HALF_LIFE = 3
/** A run at a distance so much farther off counts half. */
const HALF_DISTANCE_M = 400
/** What is believed of a horse that never ran: a run in the middle of the field. */
const MIDDLE = 0.5
const BELIEF = 1
/** Farther out by the whole width of the draw, farther back by so much of the field. */
const DRAW_COST = 0.1
const byDraw = (barrierShare: number): number => (Number.isNaN(barrierShare) ? 0 : DRAW_COST * (barrierShare - MIDDLE))

/** Place at the first call that is to be expected, 0 = leads, 1 = last. */
const expectedSettled = oncePerRunner((r) => {
  let [sum, weight] = [BELIEF * MIDDLE, BELIEF]
  const today = r.race.distanceM
  r.past.each((run, back) => {
    const off = Math.abs(run.distanceM - today)
    if (Number.isNaN(run.settled)) return
    const w = Math.exp(-Math.LN2 * (back / HALF_LIFE + (Number.isNaN(off) ? 0 : off / HALF_DISTANCE_M)))
    sum += w * (run.settled - byDraw(run.barrierShare))
    weight += w
  })
  return Math.min(1, Math.max(0, sum / weight + byDraw(r.barrierShare)))
})

const NEWEST = 10
const RATE_BELIEF = 2
const FRONT = 1 / 3
/** Share of the last ten starts with a first call in which it was there, drawn toward `chance` by 2 starts. */
const shareOfRuns = (r: RunnerView, there: (run: RunView) => boolean, chance: number): number => {
  let [count, sum] = [0, 0]
  r.past.each((run) => {
    if (Number.isNaN(run.settled)) return true
    count++
    if (there(run)) sum++
    return count < NEWEST
  })
  return (sum + RATE_BELIEF * chance) / (count + RATE_BELIEF)
}
const led = (run: RunView): boolean => run.settled === 0
const inFront = (run: RunView): boolean => run.settled <= FRONT

const BIAS = [impact('styleFront.career', 10), impact('styleMiddle.career', 10), impact('styleBack.career', 10)] as const
const bias = (r: RunnerView): number => (BIAS[thirdOf(expectedSettled(r))] ?? BIAS[1]).compute(r)

export const style = defineCategory('style', 'Where the horse likes to be in running, and what that will meet in this field. A place in running is a share of the field: 0 leads, 1 is last, taken at the first call.', [
  { name: 'style.settled', version: 1, scope: 'runner', unit: 'ratio', description: 'Mean place at the first call, each start counting half as much as the one three starts later.', missing: { policy: 'constant', value: 0.5 }, inputs: ['past'], compute: (r) => r.past.fading(HALF_LIFE, settled) },
  { name: 'style.expectedSettled', version: 1, scope: 'runner', unit: 'ratio', description: 'Place at the first call to be expected: late starts and those at like distances count most, drawn toward the middle by one start; a tenth of the field farther back from the outermost barrier than from the rail.', missing: { policy: 'never' }, inputs: ['past'], compute: expectedSettled },
  { name: 'style.expectedRank', version: 1, scope: 'field', unit: 'rank', of: 'style.expectedSettled', description: 'Expected order at the first call, 1 = in front.', missing: { policy: 'never' }, compute: rankLowest },
  { name: 'style.leadRate', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of the last ten starts in which it led at the first call, drawn toward an equal share of this field by 2 starts.', missing: { policy: 'never' }, inputs: ['past'], compute: (r) => shareOfRuns(r, led, 1 / r.race.fieldSize) },
  { name: 'style.leaders', version: 1, scope: 'field', unit: 'count', of: 'style.leadRate', description: 'Runners of the field that led in a third of their starts or more.', missing: { policy: 'never' }, compute: countAtLeast(FRONT) },
  { name: 'style.loneLeader', version: 1, scope: 'field', unit: 'flag', of: 'style.leadRate', description: 'Leads in a third of its starts or more, and nobody else of the field does.', missing: { policy: 'never' }, compute: aloneAtLeast(FRONT) },
  { name: 'style.leadShare', version: 1, scope: 'field', unit: 'ratio', of: 'style.leadRate', description: 'Own share of the lead rates of the field: the chance to be in front.', missing: { policy: 'never' }, compute: shareOfSum },
  { name: 'style.frontRate', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of the last ten starts with a place in the front third at the first call, drawn toward a third by 2 starts.', missing: { policy: 'never' }, inputs: ['past'], compute: (r) => shareOfRuns(r, inFront, FRONT) },
  { name: 'style.pacePressure', version: 1, scope: 'field', unit: 'count', of: 'style.frontRate', description: 'Sum of the front rates of the field: how many want to be in front.', missing: { policy: 'never' }, compute: fieldSum },
  { name: 'style.earlySpeedRank', version: 1, scope: 'field', unit: 'rank', of: 'sectionals.early3', description: 'Rank of the mean early figure of the last three starts, 1 = fastest.', missing: { policy: 'fieldMean' }, compute: rankHighest },
  { name: 'style.expectedTempo', version: 1, scope: 'field', unit: 'points', of: 'sectionals.early3', description: 'Highest mean early figure in the field: how fast the one that is quickest away goes.', missing: { policy: 'trainingMean' }, compute: fieldHighest },
  { name: 'style.consistency', version: 1, scope: 'runner', unit: 'ratio', description: 'Standard deviation of the place at the first call over the last six starts: low is always the same.', missing: { policy: 'trainingMean' }, inputs: ['past'], compute: (r) => r.past.deviation(6, settled) },
  { name: 'style.bias', version: 1, scope: 'runner', unit: 'ratio', description: 'Wins over those of chance here from the third of the field where the runner is to be expected, drawn toward 1 by 10 chance wins.', missing: { policy: 'constant', value: 1 }, inputs: ['past', ...BIAS.flatMap(({ inputs }) => inputs)], compute: bias },
  { name: 'style.wideRisk', version: 1, scope: 'runner', unit: 'index', description: 'Draw, 0 rail to 1 outermost, times how far forward it is to be expected, 0 last to 1 leading: high is likely to race wide without cover.', missing: { policy: 'fieldMean' }, inputs: ['past'], compute: (r) => r.barrierShare * (1 - expectedSettled(r)) },
])
