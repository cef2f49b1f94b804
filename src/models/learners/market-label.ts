import { fitPower } from '../choice/fit-power'
import type { RaceTable } from '../data/race-table'
import type { ParamDefinition } from '../model'
import { raceSoftmax } from '../race-softmax'

export const MARKET_LABEL: ParamDefinition = {
  default: 0, range: { kind: 'number', from: 0, to: 1 }, tuned: false,
  description: 'Share of what is learned that the chances by the starting prices of the training races take over from who won. No price is read to predict.',
}

/**
 * What is learned of each runner, summing to 1 over a race: its share of the win, of which `marketLabel` is given to the chances by the starting prices, to
 * the power that fits these races best. A result is one draw; the chances say as well who might have won. Races without all prices keep who won.
 */
export function labelsOf(train: Pick<RaceTable, 'raceStart' | 'startingPrice' | 'targets'>, marketLabel: number): Float64Array {
  const { raceStart, startingPrice, targets: { win } } = train
  if (marketLabel === 0) return win
  const logs = startingPrice.map((price) => (price >= 1 ? -Math.log(price) : NaN))
  const power = fitPower(logs, train)
  const chances = raceSoftmax(logs.map((log) => power * log), raceStart)
  return win.map((share, row) => { const chance = chances[row] as number; return Number.isNaN(chance) ? share : (1 - marketLabel) * share + marketLabel * chance })
}
