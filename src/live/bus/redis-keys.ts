/** Raised when what lies under the keys changes its form: processes of two versions then keep apart. */
const PROTOCOL = 1

/** Names of what racegraph keeps in Redis. */
export interface RedisKeys {
  /** Stream of batches of events. */
  readonly events: string
  /** Batches so far: a reader that finds a number left out has missed something. */
  readonly count: string
  /** Races by the receipt of their last event. */
  readonly races: string
  /** + race id: hash of what stands; + race id: list of the last changes, newest first; + name: who holds the lease. */
  readonly race: string
  readonly changes: string
  readonly lease: string
}
export function redisKeys(prefix: string): RedisKeys {
  const at = `${prefix}:live:${PROTOCOL}:`
  return { events: `${at}events`, count: `${at}count`, races: `${at}races`, race: `${at}race:`, changes: `${at}changes:`, lease: `${at}lease:` }
}
