import type { PastRun } from './past-run'

export interface Sum { readonly amount: number; readonly currency: string }

/** Starts and what came of them. A dead heat for first counts as a win of each. */
export interface RunRecord {
  readonly starts: number
  readonly wins: number
  readonly seconds: number
  readonly thirds: number
  /** wins / starts; null without a start. */
  readonly winRate: number | null
  /** First three / starts; null without a start. */
  readonly placeRate: number | null
  /** Null when no prize is known or the runs were paid in several currencies. */
  readonly prize: Sum | null
}

export const recordOf = (starts: number, wins: number, seconds: number, thirds: number, prize: Sum | null): RunRecord => ({
  starts, wins, seconds, thirds,
  winRate: starts === 0 ? null : wins / starts,
  placeRate: starts === 0 ? null : (wins + seconds + thirds) / starts,
  prize,
})

type Paid = Pick<PastRun, 'prize' | 'currency'>

/** Adds prizes up in whole cents, so that a hundred small ones do not drift. */
export const sumPrizes = (runs: readonly Paid[]): Sum | null => {
  const paid = runs.filter((run) => run.prize !== null && run.currency !== null)
  const currency = paid[0]?.currency
  if (currency === undefined || currency === null || paid.some((run) => run.currency !== currency)) return null
  return { amount: paid.reduce((cents, run) => cents + Math.round((run.prize ?? 0) * 100), 0) / 100, currency }
}

/** Runs declared VOID are no starts; every other way of ending is one. */
export const summarise = (runs: readonly PastRun[]): RunRecord => {
  const starts = runs.filter((run) => run.status !== 'VOID')
  const at = (position: number): number => starts.filter((run) => run.position === position).length
  return recordOf(starts.length, at(1), at(2), at(3), sumPrizes(starts))
}
