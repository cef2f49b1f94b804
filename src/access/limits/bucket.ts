/**
 * A budget as one number, after the generic cell rate algorithm: the instant at which it will be whole again, milliseconds. What was taken comes back
 * evenly over the window, so a budget that is whole can be forgotten. `scripts.ts` has the same in Lua, step by step.
 */
export interface Bucket { readonly limit: number; readonly windowMs: number }

/** Rounding of numbers around 10^12 ms, in units of cost. */
const NEARLY = 1e-3
/** How far below nothing a budget can go, as a share of it: refused documents are charged even where nothing is left, and waited for. */
export const DEBT = 0.1

/** A budget that was never touched, one that is whole, and one from before a clock was set back. */
export const settledAt = (fullAt: number | undefined, now: number, { windowMs }: Bucket): number => Math.min(Math.max(fullAt ?? now, now), now + windowMs * (1 + DEBT))
/** Can be below 0. */
const left = (fullAt: number, now: number, { limit, windowMs }: Bucket): number => limit * (1 - (fullAt - now) / windowMs)
export const remaining = (fullAt: number, now: number, bucket: Bucket): number => Math.max(0, Math.floor(left(settledAt(fullAt, now, bucket), now, bucket) + NEARLY))
/** What is taken may be less than nothing: it is given back. */
export const afterTaking = (fullAt: number, cost: number, { limit, windowMs }: Bucket): number => fullAt + (cost * windowMs) / limit
export const suffices = (fullAt: number, now: number, cost: number, bucket: Bucket): boolean => left(fullAt, now, bucket) + NEARLY >= cost
/** When so much is there, milliseconds from now; null: never, it is more than the whole. */
export const waitFor = (fullAt: number, now: number, cost: number, { limit, windowMs }: Bucket): number | null => cost > limit ? null : Math.max(0, fullAt - now - windowMs + (cost * windowMs) / limit)
