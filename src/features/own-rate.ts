import type { Input } from './define'
import { tallyPlace } from './tally-places'
import type { RunnerView, RunView } from './views'

export interface Computed { readonly inputs: readonly Input[]; readonly compute: (runner: RunnerView) => number }
type OfRun = (run: RunView) => number
type WhichFor = (runner: RunnerView) => (run: RunView) => boolean

const BASE = 'everyone.career'
const STARTS = tallyPlace(BASE, 'starts')
export const won = (run: RunView): number => run.won
/** In the first three; 0 without a finish. */
export const placed = (run: RunView): number => (run.position <= 3 ? 1 : 0)
export const beaten = (run: RunView): number => run.beaten

/**
 * Mean of `of` over the horse's own runs that fit, the `newest` of them, drawn toward the rate of all runners of the world by
 * `prior` imaginary starts: the base rate without a run that fits, NaN only where nothing at all was run before.
 */
export const ownRate = (of: OfRun, base: 'wins' | 'places' | 'beaten', prior: number, which?: WhichFor, newest = Infinity): Computed => {
  const baseOf = tallyPlace(BASE, base)
  return { inputs: ['past', BASE], compute: (r) => r.past.drawn(newest, of, which?.(r), prior, r.tally(baseOf) / r.tally(STARTS)) }
}

/**
 * Mean share of rivals beaten in the runs that fit, less that in the horse's other runs (of those that `among` lets in), times
 * n / (n + prior) with n the smaller number of runs of the two: 0 while there are none of one kind; NaN without any run.
 */
export const ownEdge = (prior: number, which: WhichFor, among?: WhichFor): Computed =>
  ({ inputs: ['past'], compute: (r) => r.past.edge(prior, beaten, which(r), among?.(r)) })
