/** What a key may use. Null: no limit. Costs are those of `@cost` and `@listSize`. */
export interface Tier {
  readonly costPerMinute: number | null
  readonly costPerDay: number | null
  /** Of all keys of this tier together that ask from one address. */
  readonly costPerMinuteByAddress: number | null
  /** Queries and mutations at once. */
  readonly operations: number | null
  readonly subscriptions: number | null
  /** WebSockets and event streams that are open at once. */
  readonly connections: number | null
}
