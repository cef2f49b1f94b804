import { binsIn, countInto, type Bins } from './bins'

/** Shares below this are taken for this much: an empty bin has no logarithm. */
const LEAST = 1e-4

/**
 * Population stability index of counts by bin against what the bins held: sum of (share - reference) x ln(share / reference). 0 where both
 * are alike; above .1 worth a look, above .25 another world, by custom. NaN without values. Source: Siddiqi, Credit Risk Scorecards, 2006.
 */
export function psiOfCounts({ shares }: Pick<Bins, 'shares'>, counts: ArrayLike<number>): number {
  let total = 0
  for (let bin = 0; bin < shares.length; bin++) total += counts[bin] as number
  if (total === 0) return NaN
  let psi = 0
  shares.forEach((share, bin) => {
    const [now, then] = [Math.max(LEAST, (counts[bin] as number) / total), Math.max(LEAST, share)]
    psi += (now - then) * Math.log(now / then)
  })
  return psi
}
/** The same of values. */
export function psi(reference: Bins, values: Iterable<number>): number {
  const counts = new Array<number>(binsIn(reference)).fill(0)
  countInto(counts, 0, reference.edges, values)
  return psiOfCounts(reference, counts)
}
/** What the index would be on average of so many values that were drawn from the reference: one less than the bins that it uses, over the count. Values that a race shares count as one. */
export const psiByLuck = ({ shares }: Pick<Bins, 'shares'>, values: number): number => (values === 0 ? NaN : (shares.filter((share) => share > 0).length - 1) / values)
