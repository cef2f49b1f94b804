import { DAY_MS, type Instant } from '../domain/instant'

/** US dollars of one request on its way. */
export interface Reservation {
  /** It is over: what it cost as far as the ledger knows, and what it may have cost beyond that, which counts for the rest of the day. */
  settle(inLedger: number, beyondLedger: number): void
}
export type Reserved = { readonly ok: true; readonly reservation: Reservation } | { readonly ok: false; readonly spent: number; readonly inFlight: number }

export interface Budget {
  /** @throws whatever the ledger throws: without it nobody knows what is left */
  reserve(usd: number, now: Instant): Promise<Reserved>
  readonly inFlight: number
}

const NOTHING: Reservation = { settle: () => undefined }
const dayStart = (now: Instant): Instant => Math.floor(now / DAY_MS) * DAY_MS as Instant

/**
 * US dollars of a day in UTC. What was spent is in the ledger, that of other processes too; what is on its way here counts with the most that it can cost, and what the ledger
 * could not be told, or was without a known cost, counts here until midnight. `daily` null: no limit, and nothing is asked.
 */
export function createBudget(daily: number | null, spentSince: (since: Instant) => Promise<number>): Budget {
  let inFlight = 0
  let settled = 0
  let beyond = { day: 0, usd: 0 }
  const beyondOf = (day: number): number => (beyond.day === day ? beyond.usd : 0)
  return {
    get inFlight() { return inFlight },
    reserve: async (usd, now) => {
      if (daily === null) return { ok: true, reservation: NOTHING }
      const day = dayStart(now)
      const before = settled
      const told = await spentSince(day)
      // Settled while the ledger was asked: perhaps not in its answer.
      const spent = told + (settled - before) + beyondOf(day)
      if (spent + inFlight + usd > daily) return { ok: false, spent, inFlight }
      inFlight += usd
      let open = true
      return {
        ok: true,
        reservation: {
          settle: (inLedger, beyondLedger) => {
            if (!open) return
            open = false
            inFlight = Math.max(0, inFlight - usd)
            settled += inLedger
            if (day >= beyond.day) beyond = { day, usd: beyondOf(day) + beyondLedger }
          },
        },
      }
    },
  }
}
