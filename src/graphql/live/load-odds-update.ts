import { AppError } from '../../domain/errors'
import type { LiveMarket, LivePrice } from '../../domain/live-event'
import type { SqlRunner } from '../../usecases/ports'
import { toGlobalId } from '../node/global-id'
import { loadPrices } from '../price/load-prices'
import { placeOf, priceOf, type Quote } from '../price/quotes'
import type { Args, Values, Wanted, WantedField } from '../read/mapping'
import type { Scope } from '../read/scope'
import { sharedField, toldEvent } from './told-event'
import type { OddsTold } from './update'

const MOST_DEPTH = 10
const iso = (at: number): string => new Date(at).toISOString()

/** The market that the execution is told of. */
export async function loadOddsUpdate(db: SqlRunner, _parents: readonly Values[], _args: Args, wanted: Wanted, scope: Scope): Promise<readonly unknown[]> {
  const told = toldEvent(scope, 'odds')
  const entries = await Promise.all(wanted.fields.map(async (field) => [field.property, field.name === 'prices' ? await pricesValue(db, told, field.wanted) : ofUpdate(told, field.name)] as const))
  return [Object.fromEntries(entries)]
}

function ofUpdate(told: OddsTold, name: string): unknown {
  const market = told.state?.market ?? null
  switch (name) {
    case 'market': return market?.id ?? null
    case 'marketId': return market === null ? null : toGlobalId('Market', market.id)
    case 'status': return market?.status ?? null
    case 'inPlay': return market?.inPlay ?? false
    case 'stale': return market?.stale ?? false
    case 'overround': return market?.overround ?? null
    case 'matchedVolume': return market?.matched ?? null
    case 'receivedAt': return iso(told.receivedAt)
    default: return sharedField(told, name)
  }
}

async function pricesValue(db: SqlRunner, { state, runnerIds }: OddsTold, wanted: Wanted): Promise<readonly object[]> {
  if (state === null) return []
  const { market, prices } = state
  const own = runnerIds.flatMap((id) => prices.get(id) ?? [])
  const shortest = Math.min(...[...prices.values()].flatMap(({ decimal }) => decimal ?? []))
  const favourites = new Map([[placeOf(placeAt(market)), shortest]])
  const columns = await Promise.all(wanted.fields.map(async (field) => [field.property, field.name === 'price' ? await priceValues(db, market, own, favourites, field.wanted) : own.map((price) => ofPrice(price, field))] as const))
  return own.map((_, i) => Object.fromEntries(columns.map(([property, values]) => [property, values[i]])))
}

function ofPrice(price: LivePrice, { name, args }: WantedField): unknown {
  switch (name) {
    case 'runner': return price.runnerId
    case 'runnerId': return toGlobalId('Runner', price.runnerId)
    case 'matchedVolume': return price.matched
    case 'back': case 'lay': return price[name].slice(0, depthIn(name, args))
    case 'previous': case 'status': case 'lastTraded': case 'nearPrice': case 'farPrice': case 'startingPrice': case 'adjustmentFactor': return price[name]
    default: throw new Error(`no value for ${name}`)
  }
}
const depthIn = (name: string, args: Args): number => {
  const depth = (args['depth'] ?? 3) as number
  if (depth < 1 || depth > MOST_DEPTH) throw new AppError('BAD_USER_INPUT', `${name}: depth is ${depth}; ask for 1 to ${MOST_DEPTH}.`)
  return depth
}

const placeAt = ({ raceId, source, type, bookmaker }: LiveMarket): Omit<Quote, 'runnerId' | 'points' | 'live'> => ({ raceId, source, market: type, bookmaker })
const quoteOf = (market: LiveMarket, { runnerId, at, open, back, lay, matched }: LivePrice, decimal: number): Quote => ({
  ...placeAt(market), runnerId, live: { back: back[0] ?? null, lay: lay[0] ?? null, matched }, points: [...(open === null ? [] : [{ at: iso(at), decimal: open, kind: 'OPEN' as const }]), { at: iso(at), decimal, kind: 'FLUCTUATION' as const }],
})

/** A Price of each, null without one. Earlier prices come from the record, the present one goes to their end. */
async function priceValues(db: SqlRunner, market: LiveMarket, prices: readonly LivePrice[], favourites: ReadonlyMap<string, number>, wanted: Wanted): Promise<readonly unknown[]> {
  const plain: Wanted = { fields: wanted.fields.filter(({ name }) => name !== 'fluctuations'), has: wanted.has }
  const histories = await Promise.all(wanted.fields.filter(({ name }) => name === 'fluctuations').map(async (field) => ({ field, points: await recorded(db, market, prices, field) })))
  return prices.map((price, i) => {
    if (price.decimal === null) return null
    const now = { at: iso(price.at), decimal: price.decimal }
    const fluctuations = histories.map(({ field, points }) => {
      const before = points[i] ?? []
      return [field.property, before.at(-1)?.decimal === now.decimal ? before : [...before, now].slice(-(field.args['last'] ?? 10))] as const
    })
    return { ...priceOf(quoteOf(market, price, price.decimal), favourites, plain), ...Object.fromEntries(fluctuations) }
  })
}

type Points = readonly { readonly at: string; readonly decimal: number }[]
async function recorded(db: SqlRunner, market: LiveMarket, prices: readonly LivePrice[], field: WantedField): Promise<readonly Points[]> {
  const only: WantedField = { ...field, property: 'points' }
  const found = await loadPrices(db, prices.map(({ runnerId }) => [runnerId, market.raceId]), { sources: [market.source], markets: [market.type], bookmakers: [market.bookmaker] }, { fields: [only], has: (name) => name === only.name })
  return found.map((quotes) => ((quotes[0] as { readonly points: Points } | undefined)?.points ?? []))
}
