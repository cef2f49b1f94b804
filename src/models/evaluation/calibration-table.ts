import { seeded } from '../seeded'
import type { CalibrationPoint, EvaluationReport } from './report'
import type { Outcomes } from './scores'

/** Groups of runners with alike chances, as many in each; they hold equal chances together. Ends, each the start of the next. */
export function equalCounts(sorted: Float64Array, bins: number): readonly number[] {
  const ends: number[] = []
  for (let bin = 1; bin <= bins; bin++) {
    let end = Math.round((sorted.length * bin) / bins)
    while (end > 0 && end < sorted.length && sorted[end] === sorted[end - 1]) end++
    if (end > (ends.at(-1) ?? 0)) ends.push(end)
  }
  return ends
}

/** 97.5% point of the normal distribution. */
const Z = 1.959963984540054
/** Wilson's 95% interval of a share. Source: Wilson, Probable Inference, 1927. */
export function wilson(share: number, count: number): { readonly low: number; readonly high: number } {
  const [middle, wide] = [share + Z ** 2 / (2 * count), Z * Math.sqrt((share * (1 - share)) / count + Z ** 2 / (4 * count ** 2))]
  const under = 1 + Z ** 2 / count
  return { low: Math.max(0, (middle - wide) / under), high: Math.min(1, (middle + wide) / under) }
}

/** Rounds in which winners are drawn from the chances, to tell what the error would be of chances that are true. */
const ROUNDS = 100

/**
 * Chances held against what came of them, over runners in groups of equal count. `ece`: the mean distance between the two, by runners. `byLuck`: what it
 * would be on average, were the chances true: a sample as small as this one has that much error of its own.
 */
export function calibrationOf(chances: Float64Array, { raceStart, won }: Outcomes, bins: number, seed: number): EvaluationReport['calibration'] {
  const order = Uint32Array.from(chances.keys()).sort((a, b) => (chances[a] as number) - (chances[b] as number))
  const ends = equalCounts(Float64Array.from(order, (row) => chances[row] as number), bins)
  const binOf = new Uint16Array(chances.length)
  ends.forEach((end, bin) => { for (let at = ends[bin - 1] ?? 0; at < end; at++) binOf[order[at] as number] = bin })
  const sums = (values: Float64Array): Float64Array => { const out = new Float64Array(ends.length); values.forEach((value, row) => { const bin = binOf[row] as number; out[bin] = (out[bin] as number) + value }); return out }
  const [predicted, observed] = [sums(chances), sums(won)]
  const errorOf = (seen: Float64Array): number => seen.reduce((sum, value, bin) => sum + Math.abs(value - (predicted[bin] as number)), 0) / chances.length
  const points = ends.map((end, bin): CalibrationPoint => {
    const runners = end - (ends[bin - 1] ?? 0)
    const share = (observed[bin] as number) / runners
    return { predicted: (predicted[bin] as number) / runners, observed: share, runners, ...wilson(share, runners) }
  })
  const random = seeded(seed, 'calibration')
  let luck = 0
  for (let round = 0; round < ROUNDS; round++) {
    const drawn = new Float64Array(ends.length)
    for (let r = 0; r + 1 < raceStart.length; r++) { const bin = binOf[draw(chances, raceStart[r] as number, raceStart[r + 1] as number, random.uniform())] as number; drawn[bin] = (drawn[bin] as number) + 1 }
    luck += errorOf(drawn) / ROUNDS
  }
  return { ece: errorOf(observed), byLuck: luck, points }
}
function draw(chances: Float64Array, from: number, to: number, roll: number): number {
  let left = roll
  for (let row = from; row < to - 1; row++) { left -= chances[row] as number; if (left < 0) return row }
  return to - 1
}
