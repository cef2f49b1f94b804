import type { Instant } from './instant'

/*
 * The result of one execution for all subscribers of a group, as text that is cut where they differ: what each of them is sent is the frame with the items
 * that changed since what it knows. Made in `graphql/live`, put together in `live/delivery`.
 */

/** One entry of a list of the result. */
export interface CutItem {
  readonly json: string
  /** At which it last changed by as much as the subscription asks for. */
  readonly sequence: number
}

/** What is put between two pieces of the frame: the entries of list `items` that changed, separated by commas (the brackets are the frame's); or `true` or `false`. */
export type CutSlot = { readonly items: number } | 'snapshot'

/** Never changed once made: shared by all who are sent it, and a key for what is worked out of it. */
export interface CutResult {
  /** What it tells of, e.g. a market of a race: results with the same key take each other's place. */
  readonly key: string
  readonly raceId: number
  readonly marketId: number | null
  readonly sequence: number
  /** When the worker had the newest of what it tells. */
  readonly receivedAt: Instant
  /** Pieces of the JSON text of an execution result, one more than `slots`. Put together they have no line breaks. */
  readonly frame: readonly string[]
  readonly slots: readonly CutSlot[]
  /** Every entry of each list, in the list's order. A list under two aliases is two lists. */
  readonly lists: readonly (readonly CutItem[])[]
}

/** A field of an error, as in a response. */
export interface DeliveredError { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }

/** One who is sent the results of a group. It keeps by key what it has sent: `since` is the sequence of that, null before the first. */
export interface Subscriber<E = DeliveredError> {
  /**
   * To be sent now, or later in the newest form. `since`, where given, takes the place of what is kept for the key, at once, whatever is sent meanwhile:
   * a number for one who resumes (`snapshot: false`), null for all anew. Without it: what changed since what was sent, and all the first time.
   */
  deliver(cut: CutResult, since?: number | null): void
  /** It is over, because of these. Nothing comes after it. */
  fail(errors: readonly E[]): void
  /** It is over: the source has no more. */
  end(): void
}
