import type { Instant } from './instant'
import type { LiveMarket, LivePrice, OddsEvent } from './live-event'
import type { MarketType, PriceKind, PriceSource } from './vocabulary'

/** A live price that is kept as a fact. `volume`: matched on the runner by then, units of the market's currency. */
export interface LiveFact { readonly runnerId: number; readonly raceId: number; readonly source: PriceSource; readonly market: MarketType; readonly kind: PriceKind; readonly bookmaker: string; readonly decimal: number; readonly at: Instant; readonly volume: number | null }
/** What becomes a fact of what markets tell. */
export interface PriceLines { take(event: OddsEvent): readonly LiveFact[] }

/** What became a fact of a runner last, and what it costs now. */
interface Line { told: { readonly decimal: number; readonly at: Instant } | null; now: LivePrice; settled: boolean }

/** Longer prices are nobody's opinion. */
const LONGEST_PRICE = 999_999
/** As the database keeps them. */
const HUNDREDTHS = 100

/**
 * OPEN for the first price of a runner in a market, FLUCTUATION for a later one that is another, at most one in `everyMs` by the source's clock and
 * when the market's status changed, CLOSE when it goes in play, and the BSP once it is known. At most `mostMarkets` in memory, of which
 * those go first that moved longest ago; the next price of one that is forgotten is taken for its first.
 */
export function createPriceLines({ everyMs, mostMarkets }: { readonly everyMs: number; readonly mostMarkets: number }): PriceLines {
  const markets = new Map<number, { readonly lines: Map<number, Line>; inPlay: boolean; status: string }>()
  const stateOf = ({ id, status }: LiveMarket) => {
    const known = markets.get(id) ?? { lines: new Map<number, Line>(), inPlay: false, status }
    markets.delete(id)
    markets.set(id, known)
    const oldest = markets.size > mostMarkets ? markets.keys().next().value : undefined
    if (oldest !== undefined) markets.delete(oldest)
    return known
  }
  return {
    take: ({ market, prices, at }) => {
      const facts: LiveFact[] = []
      const add = ({ runnerId, matched }: LivePrice, kind: PriceKind, decimal: number, source: PriceSource = market.source): void => {
        if (decimal <= LONGEST_PRICE) facts.push({ runnerId, raceId: market.raceId, source, market: market.type, kind, bookmaker: market.bookmaker, decimal, at, volume: matched === null ? null : Math.round(matched * HUNDREDTHS) / HUNDREDTHS })
      }
      const known = stateOf(market)
      const starts = market.inPlay && !known.inPlay
      if (starts) for (const { told, now } of known.lines.values()) if (told !== null && now.decimal !== null) add(now, 'CLOSE', now.decimal)
      const turned = known.status !== market.status
      ;[known.inPlay, known.status] = [known.inPlay || market.inPlay, market.status]
      for (const price of prices) {
        const line = known.lines.get(price.runnerId) ?? { told: null, now: price, settled: false }
        known.lines.set(price.runnerId, line)
        line.now = price
        if (price.startingPrice !== null && price.startingPrice >= 1 && !line.settled) { line.settled = true; add(price, 'CLOSE', price.startingPrice, 'BSP') }
        if (known.inPlay || price.decimal === null || price.decimal === line.told?.decimal || (line.told !== null && !turned && at - line.told.at < everyMs)) continue
        add(price, line.told === null ? 'OPEN' : 'FLUCTUATION', price.decimal)
        line.told = { decimal: price.decimal, at }
      }
      return facts
    },
  }
}
