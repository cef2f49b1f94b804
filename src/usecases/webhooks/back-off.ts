const [SECOND, MINUTE, HOUR] = [1_000, 60_000, 3_600_000]
/** Pauses before each further try, milliseconds: eight tries in two days and a half. */
export const RETRIES_MS: readonly number[] = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, 24 * HOUR]
/** Nobody puts us off for longer, milliseconds. */
const LONGEST_MS = 24 * HOUR

/** How long to wait after so many tries, milliseconds: by a fifth less or more, so that those that failed together do not come back together, and never before the receiver asked for. Null: that was the last. */
export function pauseAfter(attempts: number, retriesMs: readonly number[], retryAfterMs: number | null, random: () => number): number | null {
  const pause = retriesMs[attempts - 1]
  if (pause === undefined) return null
  return Math.max(Math.round(pause * (0.8 + 0.4 * random())), Math.min(retryAfterMs ?? 0, LONGEST_MS))
}

/** `Retry-After`: seconds, or a date. Null for none, or what is neither. Milliseconds from `now` on, not below 0. */
export function retryAfterOf(header: string | undefined, now: number): number | null {
  const text = header?.trim() ?? ''
  if (/^\d{1,9}$/.test(text)) return Number(text) * SECOND
  const at = /^[A-Za-z]{3},/.test(text) ? Date.parse(text) : NaN
  return Number.isNaN(at) ? null : Math.max(0, at - now)
}
