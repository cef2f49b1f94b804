import type { MarketAsOf } from '../domain/as-of'

/** What a market says of a runner at an instant, decimal odds. NaN is unknown. */
export const MARKET_COLUMNS = {
  opening: 'First price offered.',
  current: 'Latest price: the last fluctuation of the leading bookmaker, else exchange, else tote; after the off the starting price.',
  hourAgo: 'Price that was current one hour before.',
  shortest: 'Shortest price so far.',
  longest: 'Longest price so far.',
  fluctuations: 'Prices of the current source so far, the opening among them.',
  bookmakers: 'Sources and bookmakers that offer a price.',
  bestFixed: 'Longest price now on offer at any bookmaker.',
  tote: 'Latest tote price.',
  exchange: 'Latest exchange price.',
  exchangeVolume: 'Matched on it so far, units of its currency.',
  startingPrice: 'Starting price; only after the off.',
} as const
export type MarketColumn = keyof typeof MARKET_COLUMNS
export const MARKET_PLACE = Object.freeze(Object.fromEntries(Object.keys(MARKET_COLUMNS).map((name, i) => [name, i]))) as Readonly<Record<MarketColumn, number>>
export const MARKET_STRIDE = Object.keys(MARKET_COLUMNS).length

/** Writes `MARKET_COLUMNS` of each runner, in order, to `out` from `at` on. */
export function fillMarket(market: MarketAsOf, runnerIds: readonly number[], out: Float64Array, at: number): void {
  out.fill(NaN, at, at + runnerIds.length * MARKET_STRIDE)
  runnerIds.forEach((runnerId, i) => {
    const startingPrice = market.startingPrices.get(runnerId)
    if (startingPrice === undefined) return
    out[at + i * MARKET_STRIDE + MARKET_PLACE.startingPrice] = startingPrice
    out[at + i * MARKET_STRIDE + MARKET_PLACE.current] = startingPrice
  })
}
