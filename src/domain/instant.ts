declare const brand: unique symbol
/** Milliseconds since 1970 in UTC. */
export type Instant = number & { readonly [brand]: 'Instant' }

export const DAY_MS = 86_400_000

/** Reads ISO 8601 with a zone. Throws RangeError for anything that is no instant. */
export const instant = (iso: string): Instant => {
  const ms = Date.parse(iso)
  if (Number.isNaN(ms)) throw new RangeError(`${JSON.stringify(iso)} is no instant: write it as 2026-11-22T15:00:00Z`)
  return ms as Instant
}

/** Days since 1970-01-01, by the clock of UTC. */
export const dayOf = (at: Instant): number => Math.floor(at / DAY_MS)
/** The day so many days after a day `YYYY-MM-DD`; before it for less than 0. */
export const addDays = (date: string, days: number): string => new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10)
