import type { Input } from './define'
import { everyRun, type RunSplit } from './run-split'
import type { RunSums } from './run-sums'
import { tallyPlace } from './tally-places'
import type { RunnerView, RunView } from './views'

export interface Computed { readonly inputs: readonly Input[]; readonly compute: (runner: RunnerView) => number }
type Share = 'wins' | 'places' | 'beaten'

const BASE = 'everyone.career'
const STARTS = tallyPlace(BASE, 'starts')

/** Runs that have the share: alone in the field there is nobody to beat. */
const counted = (sums: RunSums, share: Share): number => (share === 'beaten' ? sums.contested : sums.runs)

/**
 * Mean of a share over the horse's own runs that fit, drawn toward the rate of all runners of the world by `prior`
 * imaginary starts: the base rate without a run that fits, NaN only where nothing at all was run before.
 */
export const ownRate = (share: Share, prior: number, split: RunSplit = everyRun): Computed => {
  const base = tallyPlace(BASE, share)
  return {
    inputs: ['past', BASE],
    compute: (r) => { const { fitting } = r.past.split(split, r); return (fitting[share] + prior * (r.tally(base) / r.tally(STARTS))) / (counted(fitting, share) + prior) },
  }
}
/** Share of the last `newest` starts that the horse won, drawn in the same way. */
export const ownWinRateOfLast = (newest: number, prior: number): Computed => {
  const base = tallyPlace(BASE, 'wins')
  return { inputs: ['past', BASE], compute: (r) => (r.past.sum(newest, won) + prior * (r.tally(base) / r.tally(STARTS))) / (Math.min(newest, r.past.count) + prior) }
}
const won = (run: RunView): number => run.won

/**
 * Mean share of rivals beaten in the runs that fit, less that in the horse's other runs of the split, times n / (n + prior)
 * with n the smaller number of runs of the two: 0 while there are none of one kind; NaN without any run.
 */
export const ownEdge = (prior: number, split: RunSplit): Computed =>
  ({ inputs: ['past'], compute: (r) => { const { fitting, others } = r.past.split(split, r); return edge(prior, fitting, others) } })

/** The same of two sums. */
export function edge(prior: number, one: RunSums, other: RunSums): number {
  const n = Math.min(one.contested, other.contested)
  if (n === 0) return one.contested + other.contested === 0 ? NaN : 0
  return (one.beaten / one.contested - other.beaten / other.contested) * (n / (n + prior))
}
