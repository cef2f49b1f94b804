import type { Pool } from 'pg'
import type { Instant } from '../../domain/instant'
import type { LiveMarket, LivePrice, OddsEvent } from '../../domain/live-event'
import type { PriceKind, PriceSource } from '../../domain/vocabulary'

export interface PriceFactsDeps {
  readonly pool: Pool
  /** A runner's price in a market becomes a fact at most once in so many milliseconds, by the source's clock. */
  readonly everyMs: number
}
/** Live prices as facts in `prices`, known when they were published: what features see as of an earlier instant. */
export interface PriceFacts {
  take(event: OddsEvent): void
  /** Writes what is waiting. It stays when that fails. */
  flush(): Promise<void>
}

interface Fact { readonly runnerId: number; readonly raceId: number; readonly source: PriceSource; readonly market: string; readonly kind: PriceKind; readonly bookmaker: string; readonly decimal: number; readonly at: Instant; readonly volume: number | null }
/** What became a fact of a runner last, and what it costs now. */
interface Line { told: { readonly decimal: number; readonly at: Instant } | null; now: LivePrice; settled: boolean }

/** Runners are looked up: a card may have lost one meanwhile. */
const INSERT = `
INSERT INTO prices (runner_id, race_id, source, market, kind, bookmaker, decimal, at, known_at, volume)
SELECT f.runner, n.race_id, f.source, f.market, f.kind, f.bookmaker, f.decimal, to_timestamp(f.at / 1000), to_timestamp(f.at / 1000), f.volume
FROM unnest($1::int[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::numeric[], $8::float8[], $9::numeric[]) AS f(runner, race, source, market, kind, bookmaker, decimal, at, volume)
JOIN runners n ON n.id = f.runner AND n.race_id = f.race
ON CONFLICT DO NOTHING`
/** Markets whose facts are kept in mind; of one that is forgotten the next price is taken for the first and is there already. */
const MOST_MARKETS = 2_000
const LONGEST_PRICE = 999_999

/** OPEN for the first price of a runner, FLUCTUATION for later ones, CLOSE when the market goes in play, and the BSP once it is known. At most 2,000 markets in memory. */
export function createPriceFacts({ pool, everyMs }: PriceFactsDeps): PriceFacts {
  const markets = new Map<number, { readonly lines: Map<number, Line>; inPlay: boolean; status: string }>()
  let waiting: Fact[] = []
  const add = (market: LiveMarket, { runnerId, matched }: LivePrice, kind: PriceKind, decimal: number, at: Instant, source: PriceSource = market.source): void => {
    if (decimal <= LONGEST_PRICE) waiting.push({ runnerId, raceId: market.raceId, source, market: market.type, kind, bookmaker: market.bookmaker, decimal, at, volume: matched })
  }
  return {
    take: ({ market, prices, at }) => {
      const known = markets.get(market.id) ?? { lines: new Map<number, Line>(), inPlay: false, status: market.status }
      markets.delete(market.id)
      markets.set(market.id, known)
      const oldest = markets.size > MOST_MARKETS ? markets.keys().next().value : undefined
      if (oldest !== undefined) markets.delete(oldest)
      const starts = market.inPlay && !known.inPlay
      if (starts) for (const { told, now } of known.lines.values()) if (told !== null && now.decimal !== null) add(market, now, 'CLOSE', now.decimal, at)
      const turned = known.status !== market.status
      ;[known.inPlay, known.status] = [known.inPlay || market.inPlay, market.status]
      for (const price of prices) {
        const line = known.lines.get(price.runnerId) ?? { told: null, now: price, settled: false }
        known.lines.set(price.runnerId, line)
        line.now = price
        if (price.startingPrice !== null && price.startingPrice >= 1 && !line.settled) { line.settled = true; add(market, price, 'CLOSE', price.startingPrice, at, 'BSP') }
        if (known.inPlay || price.decimal === null || price.decimal === line.told?.decimal || (line.told !== null && !turned && at - line.told.at < everyMs)) continue
        add(market, price, line.told === null ? 'OPEN' : 'FLUCTUATION', price.decimal, at)
        line.told = { decimal: price.decimal, at }
      }
    },
    flush: async () => {
      if (waiting.length === 0) return
      const facts = waiting
      waiting = []
      const of = <T>(value: (fact: Fact) => T): T[] => facts.map(value)
      try {
        await pool.query({ name: 'live_price_facts', text: INSERT, values: [of((f) => f.runnerId), of((f) => f.raceId), of((f) => f.source), of((f) => f.market), of((f) => f.kind), of((f) => f.bookmaker), of((f) => f.decimal), of((f) => f.at), of((f) => f.volume)] })
      } catch (error) {
        waiting = [...facts, ...waiting]
        throw error
      }
    },
  }
}
