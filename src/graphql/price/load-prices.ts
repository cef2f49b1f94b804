import type { PriceSource } from '../../domain/vocabulary'
import { WITHDRAWN } from '../../domain/withdrawn'
import { Conditions } from '../filter/conditions'
import { plainText } from '../filter/plain-text'
import type { Args, Values, Wanted } from '../read/mapping'
import { WITHDRAWN_SQL } from '../runner/withdrawn'
import { latest, placeOf, priceOf, type Quote } from './quotes'
import type { SqlRunner } from '../../usecases/ports'

const QUOTES = `SELECT runner_id, race_id, source, market, bookmaker, kind, at, decimal
FROM prices WHERE runner_id = ANY($1::int[])
AND ($2::text[] IS NULL OR source = ANY($2::text[])) AND ($3::text[] IS NULL OR market = ANY($3::text[]))
AND ($4::text[] IS NULL OR bookmaker = ANY($4::text[])) AND ($5::timestamptz IS NULL OR known_at <= $5::timestamptz)
ORDER BY runner_id, source, market, bookmaker, at, id`

const SHORTEST = `SELECT race_id, source, market, bookmaker, min(decimal) FROM (
  SELECT DISTINCT ON (p.runner_id, p.source, p.market, p.bookmaker) p.race_id, p.source, p.market, p.bookmaker, p.decimal
  FROM runners r JOIN prices p ON p.runner_id = r.id
  WHERE r.race_id = ANY($1::int[]) AND r.status NOT IN ${WITHDRAWN_SQL}
  AND ($2::timestamptz IS NULL OR p.known_at <= $2::timestamptz)
  ORDER BY p.runner_id, p.source, p.market, p.bookmaker, p.at DESC, p.id DESC
) last GROUP BY race_id, source, market, bookmaker`

const list = (args: Args, name: string): readonly string[] | null => {
  const values = (args[name] ?? null) as readonly string[] | null
  for (const value of values ?? []) plainText(`a value of ${name}`, value, 100)
  return values && Conditions.bounded(name, values)
}

async function quotesOf(db: SqlRunner, runnerIds: readonly number[], sources: readonly string[] | null, markets: readonly string[] | null, args: Args): Promise<ReadonlyMap<number, readonly Quote[]>> {
  const byRunner = new Map<number, Quote[]>()
  let quote: (Omit<Quote, 'points'> & { readonly points: Quote['points'][number][] }) | null = null
  for (const [runnerId, raceId, source, market, bookmaker, kind, at, decimal] of await db.rows(QUOTES, [[...new Set(runnerIds)], sources, markets, list(args, 'bookmakers'), args['asOf'] ?? null])) {
    if (quote === null || quote.runnerId !== runnerId || quote.source !== source || quote.market !== market || quote.bookmaker !== bookmaker) {
      quote = { runnerId, raceId, source, market, bookmaker, points: [] }
      byRunner.set(runnerId, [...(byRunner.get(runnerId) ?? []), quote])
    }
    quote.points.push({ at, decimal, kind })
  }
  return byRunner
}

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
