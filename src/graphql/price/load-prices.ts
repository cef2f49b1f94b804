import type { Offer } from '../../domain/market-view'
import type { PriceSource } from '../../domain/vocabulary'
import { WITHDRAWN } from '../../domain/withdrawn'
import { Conditions } from '../filter/conditions'
import { plainText } from '../filter/plain-text'
import type { Args, Values, Wanted } from '../read/mapping'
import { WITHDRAWN_SQL } from '../runner/withdrawn'
import { liveRows } from './live-rows'
import { latest, placeOf, priceOf, type Quote } from './quotes'
import type { SqlRunner } from '../../usecases/ports'

/** What was recorded and, behind it, how the markets stand now or stood then. `$5` instant. */
const QUOTES = `SELECT runner_id, race_id, source, market, bookmaker, kind, at, decimal, volume, live, back, back_size, lay, lay_size FROM (
SELECT runner_id, race_id, source, market, bookmaker, kind, at, decimal::float8, volume::float8, false AS live, NULL::float8 AS back, NULL::float8 AS back_size, NULL::float8 AS lay, NULL::float8 AS lay_size, id
FROM prices WHERE runner_id = ANY($1::int[])
AND ($2::text[] IS NULL OR source = ANY($2::text[])) AND ($3::text[] IS NULL OR market = ANY($3::text[]))
AND ($4::text[] IS NULL OR bookmaker = ANY($4::text[])) AND ($5::timestamptz IS NULL OR known_at <= $5::timestamptz)
UNION ALL
SELECT s.runner_id, k.race_id, k.source, k.type, k.bookmaker, 'FLUCTUATION', t.at, t.decimal, t.matched, true, t.back, t.back_size, t.lay, t.lay_size, 0
${liveRows('$5::timestamptz')} AND s.runner_id = ANY($1::int[])
AND ($2::text[] IS NULL OR k.source = ANY($2::text[])) AND ($3::text[] IS NULL OR k.type = ANY($3::text[])) AND ($4::text[] IS NULL OR k.bookmaker = ANY($4::text[]))
) q ORDER BY runner_id, source, market, bookmaker, at, live, id`

const SHORTEST = `SELECT race_id, source, market, bookmaker, min(decimal) FROM (
  SELECT DISTINCT ON (runner_id, source, market, bookmaker) race_id, source, market, bookmaker, decimal FROM (
    SELECT p.runner_id, p.race_id, p.source, p.market, p.bookmaker, p.decimal::float8 AS decimal, p.at, false AS live, p.id
    FROM runners r JOIN prices p ON p.runner_id = r.id
    WHERE r.race_id = ANY($1::int[]) AND r.status NOT IN ${WITHDRAWN_SQL} AND ($2::timestamptz IS NULL OR p.known_at <= $2::timestamptz)
    UNION ALL
    SELECT s.runner_id, k.race_id, k.source, k.type, k.bookmaker, t.decimal, t.at, true, 0
    ${liveRows('$2::timestamptz')} AND k.race_id = ANY($1::int[]) AND EXISTS (SELECT 1 FROM runners r WHERE r.id = s.runner_id AND r.status NOT IN ${WITHDRAWN_SQL})
  ) q ORDER BY runner_id, source, market, bookmaker, at DESC, live DESC, id DESC
) last GROUP BY race_id, source, market, bookmaker`

const list = (args: Args, name: string): readonly string[] | null => {
  const values = (args[name] ?? null) as readonly string[] | null
  for (const value of values ?? []) plainText(`a value of ${name}`, value, 100)
  return values && Conditions.bounded(name, values)
}

type Growing = Omit<Quote, 'points' | 'live'> & { readonly points: Quote['points'][number][]; live: NonNullable<Quote['live']> | null }

/** All prices of each runner, one quote for each market at each place. */
export async function quotesOf(db: SqlRunner, runnerIds: readonly number[], sources: readonly string[] | null, markets: readonly string[] | null, args: Args): Promise<ReadonlyMap<number, readonly Quote[]>> {
  const byRunner = new Map<number, Quote[]>()
  let quote: Growing | null = null
  for (const [runnerId, raceId, source, market, bookmaker, kind, at, decimal, volume, live, back, backSize, lay, laySize] of await db.rows(QUOTES, [[...new Set(runnerIds)], sources, markets, list(args, 'bookmakers'), args['asOf'] ?? null])) {
    if (quote === null || quote.runnerId !== runnerId || quote.source !== source || quote.market !== market || quote.bookmaker !== bookmaker) {
      quote = { runnerId, raceId, source, market, bookmaker, points: [], live: null }
      byRunner.set(runnerId, [...(byRunner.get(runnerId) ?? []), quote])
    }
    // A tick in which the price did not move tells of sizes alone.
    if (!live || quote.points.at(-1)?.decimal !== decimal) quote.points.push({ at, decimal, kind })
    quote.live = live ? { back: offer(back, backSize), lay: offer(lay, laySize), matched: volume } : { back: null, lay: null, matched: volume ?? quote.live?.matched ?? null }
  }
  return byRunner
}
const offer = (price: number | null, size: number | null): Offer | null => (price === null ? null : { price, size })

/** The shortest price at each place of the races; nothing is read when nobody asks who is favourite. */
async function shortest(db: SqlRunner, parents: readonly Values[], args: Args, wanted: Wanted): Promise<ReadonlyMap<string, number>> {
  if (!wanted.has('favourite')) return new Map()
  const rows = await db.rows(SHORTEST, [[...new Set(parents.map(([, raceId]) => raceId as number))], args['asOf'] ?? null])
  return new Map(rows.map(([raceId, source, market, bookmaker, decimal]) => [placeOf({ raceId, source, market, bookmaker }), decimal as number]))
}

/** The prices of each runner, one for each market at each place. Parents are `[runner id, race id]`. */
export async function loadPrices(db: SqlRunner, parents: readonly Values[], args: Args, wanted: Wanted): Promise<readonly (readonly unknown[])[]> {
  const quotes = await quotesOf(db, parents.map(([id]) => id as number), list(args, 'sources'), list(args, 'markets'), args)
  const favourites = await shortest(db, parents, args, wanted)
  return parents.map(([id]) => (quotes.get(id) ?? []).map((quote) => priceOf(quote, favourites, wanted)))
}

/** Prices that a bet can be had at; a starting price is only known afterwards, and a forecast is nobody's offer. */
const ON_OFFER: readonly PriceSource[] = ['FIXED', 'TOTE', 'EXCHANGE']

/** The longest price on offer, the first place by name among equals. A runner that is out has none; `asOf` may look back before that. Parents are `[runner id, race id, status]`. */
export async function loadBestPrice(db: SqlRunner, parents: readonly Values[], args: Args, wanted: Wanted): Promise<readonly unknown[]> {
  const quotes = await quotesOf(db, parents.map(([id]) => id as number), ON_OFFER, [args['market'] ?? 'WIN'], args)
  const favourites = await shortest(db, parents, args, wanted)
  return parents.map(([id, , status]) => {
    if (WITHDRAWN.includes(status) && (args['asOf'] ?? null) === null) return null
    const [first, ...others] = quotes.get(id) ?? []
    return first === undefined ? null : priceOf(others.reduce((best, quote) => (latest(quote).decimal > latest(best).decimal ? quote : best), first), favourites, wanted)
  })
}
