import type { DividendRecord } from '../../domain/records'
import type { MarketType } from '../../domain/vocabulary'

/** A finisher as the tote sees it. */
export interface Paid { readonly number: number; readonly position: number; readonly share: number }

const TAKEOUT: Readonly<Partial<Record<MarketType, number>>> = { WIN: 0.855, PLACE: 0.855, QUINELLA: 0.825, EXACTA: 0.82, TRIFECTA: 0.8, FIRST_FOUR: 0.775 }

/** Every way to name the first `depth` home: one, unless a dead heat reaches into them. */
export const orders = (field: readonly Paid[], depth: number): Paid[][] => {
  const sorted = [...field].sort((a, b) => a.position - b.position || a.number - b.number)
  const extend = (chosen: readonly Paid[]): Paid[][] => {
    if (chosen.length === depth) return [[...chosen]]
    const left = sorted.filter((p) => !chosen.includes(p))
    const next = left[0]
    return next === undefined ? [] : left.filter((p) => p.position === next.position).flatMap((p) => extend([...chosen, p]))
  }
  return extend([])
}

/** Harville: the chance that these come home first in this order. */
const orderChance = (order: readonly Paid[]): number => {
  let chance = 1, left = 1
  for (const p of order) { chance *= p.share / Math.max(left, 1e-6); left -= p.share }
  return chance
}

const paid = (market: MarketType, combination: string, chance: number, ways: number): DividendRecord => {
  const gross = (TAKEOUT[market] ?? 0.8) / Math.max(chance, 1e-7) / ways
  return { market, pool: market, combination, dividend: Math.max(1.04, Math.round(gross * 10) / 10), unitStake: 1, currency: 'AUD' }
}

/** Places paid: three from eight starters, two from five, none below. */
const placesPaid = (starters: number): number => (starters >= 8 ? 3 : starters >= 5 ? 2 : 0)

const places = (field: readonly Paid[], starters: number): DividendRecord[] => {
  const count = placesPaid(starters)
  return field.filter((p) => p.position <= count).map((p) => paid('PLACE', String(p.number), Math.min(0.97, 1 - Array.from({ length: count }).reduce<number>((miss) => miss * (1 - p.share), 1)), 1))
}

/** Tote dividends for a stake of 1 AUD. Ties for a place share the pool. */
export const dividendsOf = (field: readonly Paid[], starters: number): DividendRecord[] => {
  if (field.length === 0) return []
  const winners = field.filter((p) => p.position === 1)
  const wins = winners.map((p) => paid('WIN', String(p.number), p.share, winners.length))
  const ordered = (market: MarketType, depth: number): DividendRecord[] => {
    const ways = orders(field, depth)
    return ways.map((order) => paid(market, order.map((p) => p.number).join('-'), orderChance(order), ways.length))
  }
  const pairs = new Map(orders(field, 2).map((order) => [order.map((p) => p.number).sort((a, b) => a - b).join('-'), order]))
  const quinellas = [...pairs].map(([combination, order]) => paid('QUINELLA', combination, orderChance(order) + orderChance([...order].reverse()), pairs.size))
  return [...wins, ...places(field, starters), ...quinellas, ...ordered('EXACTA', 2), ...ordered('TRIFECTA', 3), ...(starters >= 8 ? ordered('FIRST_FOUR', 4) : [])]
}
