import type { RaceTable } from '../data/race-table'
import { raceSoftmax } from '../race-softmax'

/** Power of 1 / price that its chances fit best, about the same wherever it was measured. */
const POWER = 1.06
/**
 * Shares of the win, of which `share` is given to the chances by the starting prices where all runners of a race have one. A result is one draw;
 * the chances say as well who might have won. Only what is learned from changes: nothing that is read.
 */
export function marketLabels({ raceStart, startingPrice, targets: { win } }: Pick<RaceTable, 'raceStart' | 'startingPrice' | 'targets'>, share: number): Float64Array {
  if (share === 0) return win
  const chances = raceSoftmax(startingPrice.map((price) => (price >= 1 ? -POWER * Math.log(price) : NaN)), raceStart)
  return win.map((won, row) => { const chance = chances[row] as number; return Number.isNaN(chance) ? won : (1 - share) * won + share * chance })
}
