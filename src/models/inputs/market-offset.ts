import { FEATURES, type FeatureName } from '../../features/registry'
import { columnOf, rowCount, type RaceBatch } from '../data/race-table'

export const MARKET_CHANCE: FeatureName = 'market.chance'
/** Natural logarithm of the chance by the prices; NaN throughout a race in which a runner has no price. */
export function marketLogs(batch: RaceBatch): Float64Array {
  const { raceStart } = batch
  const chances = columnOf(batch, MARKET_CHANCE)
  const logs = new Float64Array(rowCount(batch))
  for (let race = 0; race + 1 < raceStart.length; race++) {
    const [from, to] = [raceStart[race] as number, raceStart[race + 1] as number]
    let isPriced = true
    for (let row = from; row < to; row++) isPriced &&= (chances[row] as number) > 0
    for (let row = from; row < to; row++) logs[row] = isPriced ? Math.log(chances[row] as number) : NaN
  }
  return logs
}
/** What is left to a model that takes the chance by the prices for an offset: it is no input beside. */
export const besideMarket = (names: readonly FeatureName[], market: boolean): readonly FeatureName[] => (market ? names.filter((name) => name !== MARKET_CHANCE) : names)
/** These and, where a model takes it for an offset, the chance by the prices, in the order of the registry. */
export function withMarket(names: readonly FeatureName[], market: boolean): readonly FeatureName[] {
  const read = new Set<string>(market ? [...names, MARKET_CHANCE] : names)
  return FEATURES.filter(({ name }) => read.has(name)).map(({ name }) => name)
}
