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

/** What was used, added up. */
export interface UsageCounts {
  /** Answered, refused ones and those that open a subscription included. */
  readonly operations: number
  /** Those of them with at least one error. */
  readonly failed: number
  readonly estimatedCost: number
  readonly actualCost: number
  /** Of answers and deliveries, before compression. */
  readonly bytes: number
  readonly durationMs: number
  /** That subscriptions were open. */
  readonly subscriptionMs: number
  readonly deliveries: number
  /** Operations by code of error; one with several errors of a code counts once. */
  readonly errors: Readonly<Record<string, number>>
}
/** What is told apart. Empty text: it named none. */
export interface UsageKey {
  /** Of UTC, `YYYY-MM-DD`. */
  readonly day: string
  readonly principal: string
  readonly client: string
  readonly version: string
  readonly operation: string
  /** Hash; empty where the document was not valid. */
  readonly document: string
  /** What there was no room for to be told apart: everything but day and principal is empty. */
  readonly rest: boolean
}
export interface UsageRow extends UsageKey, UsageCounts {}
/** What an operation of a document selects, told on the first use of a day. */
export interface UsedDocument { readonly document: string; readonly operation: string; readonly fields: readonly string[]; readonly day: string }
/** Of one writer (a process) batches are numbered from 1 and written in turn; the same number has the same content for ever. */
export interface UsageBatch { readonly writer: string; readonly sequence: number; readonly rows: readonly UsageRow[]; readonly documents: readonly UsedDocument[] }
export interface UsageStore {
  /** Adds a batch, all of it or nothing, once however often it is written: false where it was there already. Rejects when nobody knows whether it is. */
  write(batch: UsageBatch): Promise<boolean>
  /** Forgets what was told apart on days before; totals by day and principal stay. Gives the number of rows. */
  prune(before: string): Promise<number>
}

export const USAGE_BY = ['DAY', 'PRINCIPAL', 'CLIENT', 'VERSION', 'OPERATION', 'DOCUMENT'] as const
export type UsageBy = (typeof USAGE_BY)[number]
/** Days of UTC, both included; `principal` null: of all. */
export interface UsageAsked { readonly from: string; readonly to: string; readonly principal: string | null }
/** Null where it is not told apart, or where it named none. */
export interface UsageTold extends UsageCounts {
  readonly day: string | null
  readonly principal: string | null
  readonly client: string | null
  readonly version: string | null
  readonly operation: string | null
  readonly document: string | null
  readonly rest: boolean
}
/** How often a client asked for a field by an operation, refused ones included. */
export interface FieldUse { readonly field: string; readonly principal: string; readonly client: string | null; readonly version: string | null; readonly operation: string | null; readonly operations: number; readonly lastDay: string }
export interface UsageReports {
  /** In order of what is told apart; at most `most` and one more rows. By days and principals it goes back for good, else as far as use is told apart. */
  usage(asked: UsageAsked & { readonly by: ReadonlySet<UsageBy>; readonly most: number }): Promise<readonly UsageTold[]>
  /** The most asked for first; at most `most` and one more rows. `fields` null: all. */
  fields(asked: UsageAsked & { readonly fields: readonly string[] | null; readonly most: number }): Promise<readonly FieldUse[]>
}
