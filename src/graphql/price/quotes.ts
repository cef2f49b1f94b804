import { AppError } from '../../domain/errors'
import type { Offer } from '../../domain/market-view'
import { formatOdds } from '../../domain/odds'
import type { MarketType, OddsFormat, PriceKind, PriceSource } from '../../domain/vocabulary'
import type { Wanted, WantedField } from '../read/mapping'
import type { PricePoint } from './price.type'

/** All prices of one runner in one market at one place, oldest first; never empty. */
export interface Quote {
  readonly runnerId: number
  readonly raceId: number
  readonly source: PriceSource
  readonly market: MarketType
  readonly bookmaker: string
  readonly points: readonly (PricePoint & { readonly kind: PriceKind })[]
  /** What is on offer around the last of them, and was matched by then; left out or null where nothing tells. */
  readonly live?: { readonly back: Offer | null; readonly lay: Offer | null; readonly matched: number | null } | null
}
/** What tells the places of a race apart. */
export const placeOf = (quote: Omit<Quote, 'runnerId' | 'points' | 'live'>): string => [quote.raceId, quote.source, quote.market, quote.bookmaker].join('|')

export const latest = (quote: Quote): PricePoint => quote.points[quote.points.length - 1] as PricePoint

const MOST_POINTS = 100
const pointCount = (last: unknown): number => {
  const count = (last ?? 10) as number
  if (count < 1 || count > MOST_POINTS) throw new AppError('BAD_USER_INPUT', `fluctuations: last is ${count}; ask for 1 to ${MOST_POINTS}.`)
  return count
}

const opening = (quote: Quote): number | null => quote.points.find((point) => point.kind === 'OPEN')?.decimal ?? null
const drop = (open: number | null, now: number): number | null => (open === null ? null : Number(((100 * (open - now)) / open).toFixed(2)))

function valueOf(quote: Quote, favourites: ReadonlyMap<string, number>, field: WantedField): unknown {
  const { at, decimal } = latest(quote)
  switch (field.name) {
    case 'source': return quote.source
    case 'market': return quote.market
    case 'bookmaker': return quote.bookmaker === '' ? null : { code: quote.bookmaker }
    case 'value': return formatOdds(decimal, (field.args['format'] ?? 'DECIMAL') as OddsFormat)
    case 'open': return opening(quote)
    case 'fluctuations': return quote.points.slice(-pointCount(field.args['last']))
    case 'dropPercent': return drop(opening(quote), decimal)
    case 'favourite': return favourites.get(placeOf(quote)) === decimal
    case 'updatedAt': return at
    case 'bestBack': return quote.live?.back ?? null
    case 'bestLay': return quote.live?.lay ?? null
    case 'matchedVolume': return quote.live?.matched ?? null
    default: return decimal
  }
}

/** A Price with what is selected of it. `favourites` has the shortest price of each place. */
export const priceOf = (quote: Quote, favourites: ReadonlyMap<string, number>, wanted: Wanted): Record<string, unknown> =>
  Object.fromEntries(wanted.fields.map((field) => [field.property, valueOf(quote, favourites, field)]))
