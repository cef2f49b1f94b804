import type { Limiter } from '../../access/limiter'
import type { Caller } from '../../access/principal'
import { limitError } from './limit-headers'

/** Characters of a refused document that cost as much as one object. */
const CHARACTERS = 100
/** What a document costs whoever sent it that is refused before it is an operation: reading it was work. */
export const costOfRefused = (source: string | undefined): number => 1 + Math.ceil((source?.length ?? 0) / CHARACTERS)

/**
 * What is looked at before a document is parsed: whether its sender has anything left, and its shape.
 * @throws GraphQLError RATE_LIMITED, or that of the guard
 */
export type Door = (source: string | undefined, caller: Caller) => void
export const createDoor = (limiter: Limiter, guard: (source: string) => void): Door => (source, caller) => {
  const spent = limiter.spent(caller)
  if (spent !== null) throw limitError(spent)
  if (source === undefined) return
  try {
    guard(source)
  } catch (error) {
    limiter.charge(caller, costOfRefused(source))
    throw error
  }
}
