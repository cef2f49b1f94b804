/** The least loss that a trial had shown by a mark on its way. */
export interface Mark { readonly fold: number; readonly mark: number; readonly loss: number }

/** Trials that must have come to the same mark before one is pruned there. */
const ENOUGH = 5

/** The last number of 1, 2, 3, 5, 8, 13 ... that a step has reached: marks lie closer where there is more to see. */
export function markOf(step: number): number {
  let [mark, next] = [1, 2]
  while (next <= step) [mark, next] = [next, mark + next]
  return mark
}

/**
 * Whether a trial that shows this at a mark is to be ended: its best loss so far is above the median of what the others had shown there. Source:
 * Golovin et al., Google Vizier, 2017, 3.2.1.
 */
export function isBelowMedian(others: readonly (readonly Mark[])[], { fold, mark, loss }: Mark): boolean {
  const there = others.flatMap((marks) => { const same = marks.find((one) => one.fold === fold && one.mark === mark); return same === undefined ? [] : [same.loss] }).sort((a, b) => a - b)
  if (there.length < ENOUGH) return false
  const middle = there.length >> 1
  const median = there.length % 2 === 1 ? (there[middle] as number) : ((there[middle - 1] as number) + (there[middle] as number)) / 2
  return loss > median
}
