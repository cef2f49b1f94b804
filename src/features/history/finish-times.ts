import type { Field } from './run-row'

/** Metres of a length. */
const LENGTH_M = 2.4

/** No thoroughbred race is run faster or, over jumps in heavy ground, slower: metres a second of a time that can be right. */
const [SLOWEST, FASTEST] = [10, 20]

/** Milliseconds of each starter: its own time, else the winner's and the lengths behind him at the winner's average speed; NaN without either, without a finish, and for a time that cannot be. */
export function finishTimes({ race: { card: { distanceM } }, starters }: Field): Float64Array {
  const won = starters.flatMap(({ outcome: { position, finishTimeMs } }) => (position === 1 && finishTimeMs !== null ? [finishTimeMs] : []))
  const winner = won.length === 0 ? NaN : Math.min(...won)
  const lengthMs = distanceM === null ? NaN : (LENGTH_M * winner) / distanceM
  return Float64Array.from(starters, ({ outcome: { position, finishTimeMs, beatenLengths } }) => {
    const time = position === null ? NaN : finishTimeMs ?? winner + (position === 1 ? 0 : beatenLengths ?? NaN) * lengthMs
    const speed = distanceM === null ? NaN : (1_000 * distanceM) / time
    return speed >= SLOWEST && speed <= FASTEST ? time : NaN
  })
}
