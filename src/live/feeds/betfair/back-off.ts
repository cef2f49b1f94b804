const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS

export interface BackOffRange { readonly firstMs: number; readonly mostMs: number; /** Share of the wait that is left to chance. */ readonly jitter: number }
/** Lines that broke: anything up to a wait that doubles, so that many that broke at once do not come back at once. */
export const RECONNECT: BackOffRange = { firstMs: SECOND_MS, mostMs: MINUTE_MS, jitter: 1 }
/** Where the source said that there are too many of us. */
export const CROWDED: BackOffRange = { firstMs: MINUTE_MS, mostMs: 15 * MINUTE_MS, jitter: 0.5 }

/** `failures`: in a row before this wait, from 0. */
export const waitMs = ({ firstMs, mostMs, jitter }: BackOffRange, failures: number, random: () => number): number => {
  const longest = Math.min(mostMs, firstMs * 2 ** Math.min(failures, 30))
  return longest * (1 - jitter) + longest * jitter * random()
}
