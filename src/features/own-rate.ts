import type { Input } from './define'
import { tallyPlace, type RunnerView, type RunView } from './views'

export interface Computed { readonly inputs: readonly Input[]; readonly compute: (runner: RunnerView) => number }
type OfRun = (run: RunView) => number
type WhichFor = (runner: RunnerView) => (run: RunView) => boolean

const BASE = 'everyone.career'
const STARTS = tallyPlace(BASE, 'starts')
const always = (): boolean => true

export const won = (run: RunView): number => run.won
/** In the first three; 0 without a finish. */
export const placed = (run: RunView): number => (run.position <= 3 ? 1 : 0)
export const beaten = (run: RunView): number => run.beaten

/**
 * Mean of `of` over the horse's own runs that fit, the `newest` of them, drawn toward the rate of all runners of the world by
 * `prior` imaginary starts: the base rate without a run that fits, NaN only where nothing at all was run before.
 */
export const ownRate = (of: OfRun, base: 'wins' | 'places' | 'beaten', prior: number, which: WhichFor = () => always, newest = Infinity): Computed => {
  const baseOf = tallyPlace(BASE, base)
  return {
    inputs: ['past', BASE],
    compute: (r) => {
      let [count, sum, left] = [0, 0, newest]
      const fits = which(r)
      r.past.each((run) => {
        if (left === 0) return false
        if (!fits(run)) return true
        left--
        const value = of(run)
        if (!Number.isNaN(value)) { count++; sum += value }
        return true
      })
      return (sum + (prior * r.tally(baseOf)) / r.tally(STARTS)) / (count + prior)
    },
  }
}

/**
 * Mean share of rivals beaten in the runs that fit, less that in the horse's other runs (of those that `among` lets in), times
 * n / (n + prior) with n the smaller number of runs of the two: 0 while there are none of one kind; NaN without any run.
 */
export const ownEdge = (prior: number, which: WhichFor, among: WhichFor = () => always): Computed => ({
  inputs: ['past'],
  compute: (r) => {
    let [fitting, sum, others, otherSum] = [0, 0, 0, 0]
    const [fits, counts] = [which(r), among(r)]
    r.past.each((run) => {
      const value = run.beaten
      if (Number.isNaN(value) || !counts(run)) return
      if (fits(run)) { fitting++; sum += value } else { others++; otherSum += value }
    })
    if (fitting + others === 0) return NaN
    const n = Math.min(fitting, others)
    return n === 0 ? 0 : (sum / fitting - otherSum / others) * (n / (n + prior))
  },
})
