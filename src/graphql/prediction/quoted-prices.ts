import type { Instant } from '../../domain/instant'
import type { MarketType, PriceSource } from '../../domain/vocabulary'
import type { SqlRunner } from '../../usecases/ports'
import { newestTick } from '../price/live-rows'

/** A price that could be had, or the starting price. */
export interface QuotedPrice { readonly source: PriceSource; readonly bookmaker: string | null; readonly price: number }

/** The last of each runner, source and bookmaker that was known before the instant, offered up to the off: what was recorded, and how markets stood that are not in play. */
const QUOTED = `SELECT DISTINCT ON (runner_id, source, bookmaker) runner_id, source, bookmaker, decimal FROM (
  SELECT p.runner_id, p.source, p.bookmaker, p.decimal::float8 AS decimal, p.at, false AS live, p.id
  FROM prices p JOIN races r ON r.id = p.race_id
  WHERE p.runner_id = ANY($1::int[]) AND p.market = $2 AND p.known_at < $3::timestamptz AND p.at <= r.scheduled_start AND p.decimal >= 1
  UNION ALL
  SELECT s.runner_id, k.source, k.bookmaker, t.decimal, t.at, true, 0 FROM market_selections s JOIN markets k ON k.id = s.market_id AND k.type = $2 JOIN races r ON r.id = k.race_id
  ${newestTick("least($3::timestamptz - interval '1 millisecond', r.scheduled_start)")} WHERE s.runner_id = ANY($1::int[]) AND t.decimal IS NOT NULL AND NOT t.in_play
) q ORDER BY runner_id, source, bookmaker, at DESC, live DESC, id DESC`
/** Starting prices are known after the off. */
const STARTING = `SELECT s.runner_id, s.starting_price FROM results s JOIN races r ON r.id = s.race_id
WHERE s.runner_id = ANY($1::int[]) AND r.scheduled_start < $2::timestamptz AND s.starting_price >= 1`

/** Prices of runners in one market, by source and bookmaker. */
export async function quotedPrices(db: SqlRunner, runnerIds: readonly number[], market: MarketType, at: Instant): Promise<ReadonlyMap<number, readonly QuotedPrice[]>> {
  const prices = new Map<number, QuotedPrice[]>()
  const add = (runnerId: number, price: QuotedPrice): void => {
    const own = prices.get(runnerId)
    if (own === undefined) prices.set(runnerId, [price])
    else own.push(price)
  }
  const [ids, instant] = [[...new Set(runnerIds)].sort((a, b) => a - b), new Date(at).toISOString()]
  for (const [runnerId, source, bookmaker, price] of await db.rows(QUOTED, [ids, market, instant])) add(runnerId, { source, bookmaker: bookmaker === '' ? null : bookmaker, price: Number(price) })
  if (market === 'WIN') for (const [runnerId, price] of await db.rows(STARTING, [ids, instant])) {
    if (!prices.get(runnerId)?.some(({ source }) => source === 'STARTING_PRICE')) add(runnerId, { source: 'STARTING_PRICE', bookmaker: null, price: Number(price) })
  }
  return prices
}

const ON_OFFER: readonly PriceSource[] = ['FIXED', 'TOTE', 'EXCHANGE']
/** The longest price of the source; without one the longest on offer, else the starting price. Null when there is none. */
export function longestPrice(prices: readonly QuotedPrice[], source: PriceSource | null): number | null {
  const of = (sources: readonly PriceSource[]): number => Math.max(-Infinity, ...prices.filter((one) => sources.includes(one.source)).map(({ price }) => price))
  const longest = source === null ? (Number.isFinite(of(ON_OFFER)) ? of(ON_OFFER) : of(['STARTING_PRICE'])) : of([source])
  return Number.isFinite(longest) ? longest : null
}
