import type { DocumentNode } from 'graphql'
import type { Admission } from '../../access/limiter'
import type { Caller } from '../../access/principal'
import type { CachePolicy } from '../../graphql/limits/cache-policy'

/** What one request turned out to be, gathered on its way for the log line and the response's headers. */
export interface RequestRecord {
  operationName: string | null
  operationType: string | null
  /** Static cost, an upper bound. */
  cost: number | null
  /** What was really read, in the same units; null before it is known. */
  actualCost: number | null
  /** Tells the cost of an answer's data; null before the operation was let in. */
  actual: ((data: Readonly<Record<string, unknown>>) => number) | null
  /** Id of the trusted document that it is; null where it was sent as text or persisted by its sender. */
  trusted: string | null
  /** SHA-256 of the document's text, hex; null where there was none. */
  document: string | null
  /** `Type.field` of what it selects; null where it was not valid. */
  fields: readonly string[] | null
  /** What was taken from the budgets; null where nothing was. */
  admission: Admission | null
  cache: CachePolicy | null
  /** Codes of the errors answered. */
  errors: readonly string[] | null
  /** It was executed; what was refused before was not. */
  ran: boolean
  /** Who asks; null before that is known. */
  caller: Caller | null
}

/** A subscription that passed every check of an operation: its text, page sizes and cost. */
export interface CheckedSubscription {
  readonly document: DocumentNode
  readonly operationName: string | null
  /** As they were sent. */
  readonly variables: Readonly<Record<string, unknown>>
  /** Of the operation that it came by; its admission is settled when the subscription is over. */
  readonly record: RequestRecord
}

/** The context of every operation. */
export interface GraphContext {
  readonly requestId: string
  readonly record: RequestRecord
  /** The request's Accept header. */
  readonly accept: string | undefined
  /** Takes a subscription instead of its execution; null where answers come once. */
  readonly subscribe: ((checked: CheckedSubscription) => void) | null
  readonly caller: Caller
  readonly over: 'http' | 'websocket' | 'sse' | 'rest'
  /** Mutations are refused: it came in a way that browsers and caches take for harmless. Apollo sees to that for requests of its own. */
  readonly readOnly: boolean
}

export const newRecord = (): RequestRecord => ({ operationName: null, operationType: null, cost: null, actualCost: null, actual: null, trusted: null, document: null, fields: null, admission: null, cache: null, errors: null, ran: false, caller: null })
