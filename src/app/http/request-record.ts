import type { DocumentNode } from 'graphql'
import type { CachePolicy } from '../../graphql/limits/cache-policy'

/** What one request turned out to be, gathered on its way for the log line and the response's headers. */
export interface RequestRecord {
  operationName: string | null
  operationType: string | null
  /** Static cost. */
  cost: number | null
  cache: CachePolicy | null
  /** Codes of the errors answered. */
  errors: readonly string[] | null
}

/** A subscription that passed every check of an operation: its text, page sizes and cost. */
export interface CheckedSubscription {
  readonly document: DocumentNode
  readonly operationName: string | null
  /** As they were sent. */
  readonly variables: Readonly<Record<string, unknown>>
}

/** The context of every operation. */
export interface GraphContext {
  readonly requestId: string
  readonly record: RequestRecord
  /** The request's Accept header. */
  readonly accept: string | undefined
  /** Takes a subscription instead of its execution; null where answers come once. */
  readonly subscribe: ((checked: CheckedSubscription) => void) | null
  /** What may be read beside what everybody may. */
  readonly scopes: readonly string[]
  /** Mutations are refused: it came in a way that browsers and caches take for harmless. Apollo sees to that for requests of its own. */
  readonly readOnly: boolean
}

export const newRecord = (): RequestRecord => ({ operationName: null, operationType: null, cost: null, cache: null, errors: null })
