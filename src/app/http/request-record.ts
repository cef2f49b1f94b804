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

/** The context of every operation. */
export interface GraphContext {
  readonly requestId: string
  readonly record: RequestRecord
  /** The request's Accept header. */
  readonly accept: string | undefined
}

export const newRecord = (): RequestRecord => ({ operationName: null, operationType: null, cost: null, cache: null, errors: null })
