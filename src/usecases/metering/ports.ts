import type { Caller } from '../../access/principal'
import type { Instant } from '../../domain/instant'

/** One operation that was answered, refused ones too. */
export interface UsedOperation {
  readonly at: Instant
  readonly caller: Caller
  readonly transport: 'http' | 'websocket' | 'sse' | 'rest'
  readonly type: 'query' | 'mutation' | 'subscription' | null
  /** As the document names it. */
  readonly name: string | null
  /** SHA-256 of the text of the document, hex; null where it was none. */
  readonly document: string | null
  /** `Type.field` of all that it selects, without introspection; sorted. Null where it was not valid. */
  readonly fields: readonly string[] | null
  readonly estimatedCost: number
  readonly actualCost: number
  /** Codes of the errors that were answered. */
  readonly errors: readonly string[]
  /** Of the answer, before compression. */
  readonly bytes: number
  readonly durationMs: number
}
/** A subscription, told again and again while it is open; each time what is new. */
export interface UsedSubscription { readonly at: Instant; readonly caller: Caller; readonly name: string | null; readonly document: string; readonly openMs: number; readonly deliveries: number; readonly bytes: number }

/** Where use is told. Never throws, never waits: what is told is written in batches. */
export interface UsageRecorder {
  operation(used: UsedOperation): void
  subscription(used: UsedSubscription): void
}
export const NO_USAGE: UsageRecorder = { operation: () => undefined, subscription: () => undefined }
