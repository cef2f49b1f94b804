import type { Field } from './run-row'

/** Metres of a length. */
const LENGTH_M = 2.4

/** Milliseconds of each starter: its own time, else the winner's and the lengths behind him at the winner's average speed; NaN without either or without a finish. */
export function finishTimes({ race: { card: { distanceM } }, starters }: Field): Float64Array {
  const winner = starters.find(({ outcome }) => outcome.position === 1)?.outcome.finishTimeMs ?? NaN
  const lengthMs = distanceM === null ? NaN : (LENGTH_M * winner) / distanceM
  return Float64Array.from(starters, ({ outcome: { position, finishTimeMs, beatenLengths } }) =>
    position === null ? NaN : finishTimeMs ?? winner + (position === 1 ? 0 : beatenLengths ?? NaN) * lengthMs)
}
