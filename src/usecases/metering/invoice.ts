import type { UsageTold } from './ports'

/** What is sold by the piece; bytes by 10^9. */
export const PRICED = ['operations', 'costUnits', 'subscriptionMinutes', 'deliveries', 'gigabytes'] as const
export type Priced = (typeof PRICED)[number]
/** Of one of each, in the currency of the file. What is left out has no price, which is not the same as 0. */
export type TierPrices = { readonly [P in Priced]?: number | undefined }
export interface Prices { readonly currency: string; readonly tiers: Readonly<Record<string, TierPrices>> }
/** Whom a principal belongs to. */
export interface KeyOwner { readonly principal: string; readonly owner: string; readonly name: string; readonly tier: string }

export interface Quantities { readonly operations: number; readonly failed: number; readonly costUnits: number; readonly subscriptionMinutes: number; readonly deliveries: number; readonly bytes: number }
export interface InvoiceLine extends Quantities {
  readonly principal: string
  /** Null for what is no key of ours. */
  readonly name: string | null
  readonly tier: string | null
  /** Null where the price of something that was used is not known. */
  readonly amount: number | null
}
export interface InvoiceOwner { readonly owner: string | null; readonly keys: readonly InvoiceLine[]; readonly total: Quantities; readonly amount: number | null }
export interface Invoice { readonly month: string; readonly currency: string | null; readonly owners: readonly InvoiceOwner[] }

const MINUTE_MS = 60_000
const GIGABYTE = 1e9
/** Six places are kept: what is charged is rounded once, by whoever charges it. */
const rounded = (amount: number): number => Math.round(amount * 1e6) / 1e6

const amountOf = ({ operations, costUnits, subscriptionMinutes, deliveries, bytes }: Quantities, prices: TierPrices | undefined): number | null => {
  const used: Readonly<Record<Priced, number>> = { operations, costUnits, subscriptionMinutes, deliveries, gigabytes: bytes / GIGABYTE }
  let amount = 0
  for (const part of PRICED) {
    const price = prices?.[part]
    if (price !== undefined) amount += used[part] * price
    else if (used[part] > 0) return null
  }
  return rounded(amount)
}
const together = (all: readonly Quantities[]): Quantities => {
  const sum = (of: (one: Quantities) => number): number => all.reduce((total, one) => total + of(one), 0)
  return { operations: sum((one) => one.operations), failed: sum((one) => one.failed), costUnits: sum((one) => one.costUnits), subscriptionMinutes: sum((one) => one.subscriptionMinutes), deliveries: sum((one) => one.deliveries), bytes: sum((one) => one.bytes) }
}

/** Use of a month by owner and key, priced where prices are known. `used`: by principal. Owners and their keys in the order of their names; what is no key of ours comes last. */
export function makeInvoice(month: string, used: readonly UsageTold[], keys: readonly KeyOwner[], prices: Prices | null): Invoice {
  const known = new Map(keys.map((key) => [key.principal, key]))
  const byOwner = new Map<string | null, InvoiceLine[]>()
  for (const { principal, operations, failed, actualCost, subscriptionMs, deliveries, bytes } of used) {
    if (principal === null) continue
    const key = known.get(principal) ?? null
    const quantities: Quantities = { operations, failed, costUnits: actualCost, subscriptionMinutes: subscriptionMs / MINUTE_MS, deliveries, bytes }
    const line: InvoiceLine = { principal, name: key?.name ?? null, tier: key?.tier ?? null, ...quantities, amount: key === null || prices === null ? null : amountOf(quantities, Object.hasOwn(prices.tiers, key.tier) ? prices.tiers[key.tier] : undefined) }
    const owner = key?.owner ?? null
    const lines = byOwner.get(owner)
    if (lines === undefined) byOwner.set(owner, [line])
    else lines.push(line)
  }
  const owners = [...byOwner].sort(([a], [b]) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1)).map(([owner, lines]): InvoiceOwner => {
    const sorted = [...lines].sort((a, b) => (`${a.name ?? ''} ${a.principal}` < `${b.name ?? ''} ${b.principal}` ? -1 : 1))
    const amounts = sorted.map(({ amount }) => amount)
    return { owner, keys: sorted, total: together(sorted), amount: amounts.some((amount) => amount === null) ? null : rounded(amounts.reduce<number>((total, amount) => total + (amount ?? 0), 0)) }
  })
  return { month, currency: prices?.currency ?? null, owners }
}
