import type { Limiter } from '../../access/limiter'
import type { Caller } from '../../access/principal'
import type { AskedDocument, FoundDocument } from './asked-document'
import { limitError } from './limit-headers'

/** Characters of a refused document that cost as much as one object. */
const CHARACTERS = 100
/** What a document costs whoever sent it that is refused before it is an operation: reading it was work. */
export const costOfRefused = (source: string | undefined): number => 1 + Math.ceil((source?.length ?? 0) / CHARACTERS)

/**
 * What is looked at before a document is parsed: whether its sender has anything left, which document it is, and its shape. That of a trusted document was looked at when it was
 * published.
 * @throws GraphQLError RATE_LIMITED, or that of the finder or the guard
 */
export type Door = (asked: AskedDocument, caller: Caller) => Promise<FoundDocument>
export const createDoor = (limiter: Pick<Limiter, 'spent' | 'charge'>, guard: (source: string) => void, find: Door): Door => async (asked, caller) => {
  const spent = limiter.spent(caller)
  if (spent !== null) throw limitError(spent)
  try {
    const found = await find(asked, caller)
    if (found.query !== undefined && found.trusted === null) guard(found.query)
    return found
  } catch (error) {
    limiter.charge(caller, costOfRefused(typeof asked.query === 'string' ? asked.query : undefined))
    throw error
  }
}
