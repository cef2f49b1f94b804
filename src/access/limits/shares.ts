import type { Caller } from '../principal'
import type { Tier } from '../tier'
import { addressGroup } from './address-group'
import type { Budget, Place } from './store'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** What is limited together: a key, a subject, or one address of those who send nothing. */
const shareOf = ({ principal, address }: Caller): string => (principal.kind === 'anonymous' ? `${principal.id}@${addressGroup(address)}` : principal.id)

/** The budgets that an operation is taken from. A change of tier begins them anew. */
export function budgetsOf(caller: Caller, { name: tierName, tier }: { readonly name: string; readonly tier: Tier }): readonly Budget[] {
  const share = shareOf(caller)
  const budget = (name: Budget['name'], limit: number | null, windowMs: number, of = share): readonly Budget[] => (limit === null ? [] : [{ name, key: `${name}:${tierName}:${of}`, limit, windowMs }])
  return [
    ...budget('minute', tier.costPerMinute, MINUTE_MS),
    ...budget('day', tier.costPerDay, DAY_MS),
    ...(tier.costPerMinuteByAddress === null ? [] : budget('address', tier.costPerMinuteByAddress, MINUTE_MS, addressGroup(caller.address))),
  ]
}
export function placeOf(caller: Caller, tier: Tier, kind: Place['kind']): Place | null {
  const limit = tier[kind]
  return limit === null ? null : { kind, key: `${kind}:${shareOf(caller)}`, limit }
}
