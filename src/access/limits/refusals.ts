import type { Refusal } from '../limiter'
import { remaining, waitFor } from './bucket'
import type { Budget, Place } from './store'

const SECOND_MS = 1_000
/** Places come free when something ends, which nobody knows beforehand. */
const PLACE_RETRY_SECONDS = 1
const PER = { minute: 'a minute', day: 'a day', address: 'a minute for one address' } as const
const DO = {
  operations: 'Wait for the answer of one before the next.',
  subscriptions: 'Complete one first.',
  connections: 'Close one first, or put several subscriptions on one.',
} as const
const inWords = (seconds: number): string => seconds < 120 ? `${seconds} s` : seconds < 7_200 ? `${Math.ceil(seconds / 60)} min` : `${Math.ceil(seconds / 3_600)} h`

export function budgetRefusal(budget: Budget, tier: string, cost: number, fullAt: number, now: number): Refusal {
  const { name, limit } = budget
  const wait = waitFor(fullAt, now, cost, budget)
  const costs = `This operation is reckoned to cost ${cost}`
  if (wait === null) return { what: name, retryAfterSeconds: null, message: `${costs}, and the tier "${tier}" has ${limit} ${PER[name]}: ask for smaller pages or fewer fields.` }
  const seconds = Math.max(1, Math.ceil(wait / SECOND_MS))
  return { what: name, retryAfterSeconds: seconds, message: `${costs}, and of the ${limit} that the tier "${tier}" has ${PER[name]} ${remaining(fullAt, now, budget)} are left: ask again in ${inWords(seconds)}, or for less.` }
}
export const spentRefusal = ({ name, limit }: Budget, tier: string, waitMs: number): Refusal => {
  const seconds = Math.max(1, Math.ceil(waitMs / SECOND_MS))
  return { what: name, retryAfterSeconds: seconds, message: `Nothing is left of the ${limit} that the tier "${tier}" has ${PER[name]}: ask again in ${inWords(seconds)}.` }
}
export const placeRefusal = ({ kind, limit }: Place, tier: string): Refusal => ({ what: kind, retryAfterSeconds: PLACE_RETRY_SECONDS, message: `${limit} ${kind} are open at once, which is the limit of the tier "${tier}". ${DO[kind]}` })
export const unavailable: Refusal = { what: 'unavailable', retryAfterSeconds: 1, message: 'What you may use cannot be looked at now. Try again later.' }
export const wrongCredentials = (limit: number, waitMs: number): Refusal => {
  const seconds = Math.max(1, Math.ceil(waitMs / SECOND_MS))
  return { what: 'credentials', retryAfterSeconds: seconds, message: `More than ${limit} requests of your address a minute came with credentials that are not right: try again in ${inWords(seconds)}, with the right ones.` }
}
