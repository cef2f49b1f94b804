import { fitPower } from '../choice/fit-power'
import type { TrainingTable } from '../data/race-table'
import { marketLogs } from '../inputs/market-offset'
import { raceSoftmax } from '../race-softmax'

/**
 * What is learnt of each runner, summing to 1 over a race: its share of the win; with a `fromMarket` above 0, that part of it is the chance that
 * the prices of the training race gave (to their fitted power) in place of who won. The prices are a teacher then and no input. Races without all prices keep the winner.
 */
export function labelsOf(train: TrainingTable, fromMarket: number): Float64Array {
  const won = train.targets.win
  if (!(fromMarket > 0)) return won
  const logs = marketLogs(train)
  const power = fitPower(logs, train)
  const chances = raceSoftmax(logs.map((log) => power * log), train.raceStart)
  return won.map((share, row) => (Number.isNaN(chances[row]) ? share : (1 - fromMarket) * share + fromMarket * (chances[row] as number)))
}
