/**
 * Exact two-sided McNemar test: of the units in which one of two was right and the other wrong, `a` and `b` by who was right, how likely a split at least as uneven is
 * were both alike. 1 where there are none. Source: McNemar, Psychometrika 12, 1947; the exact binomial form.
 */
export function mcnemar(a: number, b: number): number {
  const count = a + b
  if (count === 0) return 1
  const lnHalf = -count * Math.LN2
  let [tail, lnChoose] = [0, 0]
  for (let k = 0; k <= Math.min(a, b); k++) {
    tail += Math.exp(lnChoose + lnHalf)
    lnChoose += Math.log((count - k) / (k + 1))
  }
  return Math.min(1, 2 * tail)
}
