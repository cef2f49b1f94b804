import { z } from 'zod'
import { raceSoftmax } from '../race-softmax'

/**
 * What is done to the scores of a model so that its chances happen as often as they say. A temperature multiplies scores (its inverse is here, the
 * power of the chances). Isotonic is a rising line of straight pieces from ln chance to ln chance, going on at a slope of 1 beyond its ends.
 */
export type Calibration =
  | { readonly kind: 'none' }
  | { readonly kind: 'temperature'; readonly power: number }
  | { readonly kind: 'isotonic'; /** ln chance, ascending. */ readonly from: readonly number[]; /** Ascending, as many. */ readonly to: readonly number[] }

const isRising = (values: readonly number[]): boolean => values.every((value, at) => at === 0 || value > (values[at - 1] as number))
const rising = z.array(z.number()).min(1).refine(isRising, 'numbers must ascend')
export const CALIBRATION: z.ZodType<Calibration> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('temperature'), power: z.number().nonnegative() }),
  z.strictObject({ kind: z.literal('isotonic'), from: rising, to: rising }).refine(({ from, to }) => from.length === to.length, 'there must be as many numbers in `to` as in `from`'),
])

/** Scores that the race softmax makes calibrated chances of. No two runners of a race change places. NaN stays. */
export function calibrate(calibration: Calibration, scores: Float64Array, raceStart: Int32Array): Float64Array {
  switch (calibration.kind) {
    case 'none': return scores
    case 'temperature': return scores.map((score) => calibration.power * score)
    case 'isotonic': return lnChances(scores, raceStart).map((value) => alongLine(calibration.from, calibration.to, value))
  }
}

/** ln of the race softmax, exact for chances too small to be told from 0. */
export function lnChances(scores: Float64Array, raceStart: Int32Array): Float64Array {
  const chances = raceSoftmax(scores, raceStart)
  const logs = new Float64Array(scores.length)
  for (let race = 0; race + 1 < raceStart.length; race++) {
    const [from, to] = [raceStart[race] as number, raceStart[race + 1] as number]
    let top = from
    for (let row = from; row < to; row++) if ((scores[row] as number) > (scores[top] as number)) top = row
    for (let row = from; row < to; row++) logs[row] = Math.log(chances[top] as number) + (scores[row] as number) - (scores[top] as number)
  }
  return logs
}

function alongLine(from: readonly number[], to: readonly number[], value: number): number {
  const last = from.length - 1
  if (value <= (from[0] as number)) return (to[0] as number) + value - (from[0] as number)
  if (!(value < (from[last] as number))) return (to[last] as number) + value - (from[last] as number)
  let [low, high] = [0, last]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((from[middle] as number) <= value) low = middle
    else high = middle
  }
  const share = (value - (from[low] as number)) / ((from[high] as number) - (from[low] as number))
  return (to[low] as number) + share * ((to[high] as number) - (to[low] as number))
}
