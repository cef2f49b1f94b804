import type { Offer } from '../../domain/market-view'
import type { SqlRunner } from '../../usecases/ports'
import { newestTick } from '../price/live-rows'
import { quotesOf } from '../price/load-prices'
import { placeOf, priceOf, type Quote } from '../price/quotes'
import type { Values, Wanted } from '../read/mapping'

const NEWEST = `SELECT s.market_id, s.selection_id, s.handicap, t.at, t.decimal, t.back, t.back_size, t.lay, t.lay_size, t.matched
FROM market_selections s ${newestTick("'infinity'")} WHERE s.market_id = ANY($1::int[])`

const offer = (price: number | null, size: number | null): Offer | null => (price === null ? null : { price, size })
const keyOf = (marketId: number, selectionId: number, handicap: number): string => [marketId, selectionId, handicap].join('/')
/** Markets of one place are apart here: each has a favourite of its own. */
const apart = (marketId: number): number => -marketId

/** A Price of each selection by the newest tick of it; earlier ones are those recorded of its runner. Parents are `[market, selection, handicap, runner, source, type, bookmaker]`. */
export async function loadSelectionPrices(db: SqlRunner, parents: readonly Values[], _args: unknown, wanted: Wanted): Promise<readonly unknown[]> {
  const ticks = new Map<string, Values>()
  const shortest = new Map<number, number>()
  for (const tick of await db.rows(NEWEST, [[...new Set(parents.map(([marketId]) => marketId as number))]])) {
    const [marketId, selectionId, handicap, , decimal] = tick
    ticks.set(keyOf(marketId, selectionId, handicap), tick)
    if (decimal !== null) shortest.set(marketId, Math.min(decimal, shortest.get(marketId) ?? Infinity))
  }
  const looksBack = ['open', 'dropPercent', 'fluctuations'].some((name) => wanted.has(name))
  const runnerIds = parents.flatMap(([, , , runnerId]) => (looksBack && runnerId !== null ? [runnerId as number] : []))
  const recorded = runnerIds.length === 0 ? new Map<number, readonly Quote[]>() : await quotesOf(db, runnerIds, null, null, {})
  return parents.map(([marketId, selectionId, handicap, runnerId, source, market, bookmaker]) => {
    const [, , , at, decimal, back, backSize, lay, laySize, matched] = ticks.get(keyOf(marketId, selectionId, handicap)) ?? []
    if (decimal === undefined || decimal === null) return null
    const before = (recorded.get(runnerId) ?? []).find((quote) => quote.source === source && quote.market === market && quote.bookmaker === bookmaker)?.points.filter((point) => point.at < at) ?? []
    const isSame = before.at(-1)?.decimal === decimal
    const quote: Quote = {
      runnerId, raceId: apart(marketId), source, market, bookmaker, points: isSame ? before : [...before, { at, decimal, kind: 'FLUCTUATION' }],
      live: { back: offer(back, backSize), lay: offer(lay, laySize), matched },
    }
    return priceOf(quote, new Map([[placeOf(quote), shortest.get(marketId) ?? NaN]]), wanted)
  })
}
