/** How values were spread: `edges` ascending, bin `b` has what is above `edges[b - 1]` and up to `edges[b]`, the last but one what is above all edges, the last what is missing. */
export interface Bins { readonly edges: readonly number[]; /** Share of the values in each bin, edges + 2 of them. */ readonly shares: readonly number[] }

const QUANTILES = 10
export const binsIn = ({ edges }: Pick<Bins, 'edges'>): number => edges.length + 2

/** Bin of a value: the first whose edge it does not pass. */
export function binOf(edges: readonly number[], value: number): number {
  if (Number.isNaN(value)) return edges.length + 1
  let [low, high] = [0, edges.length]
  while (low < high) { const middle = (low + high) >> 1; if (value <= (edges[middle] as number)) high = middle; else low = middle + 1 }
  return low
}

/** Counts of the values, bin by bin, added to `counts` from `at` on. */
export function countInto(counts: { [bin: number]: number }, at: number, edges: readonly number[], values: Iterable<number>): void {
  for (const value of values) { const bin = at + binOf(edges, value); counts[bin] = (counts[bin] as number) + 1 }
}

/**
 * Ten bins of as many values each, fewer where values repeat: a value is never in two bins. What is missing has a bin of its own.
 * Of no values at all, everything is in the bin of what is missing.
 */
export function binsOf(values: Float64Array): Bins {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort()
  const edges: number[] = []
  for (let q = 1; q < QUANTILES; q++) {
    const edge = sorted[Math.ceil((sorted.length * q) / QUANTILES) - 1]
    if (edge !== undefined && edge !== edges.at(-1) && edge < (sorted.at(-1) as number)) edges.push(edge)
  }
  const counts = new Array<number>(edges.length + 2).fill(0)
  countInto(counts, 0, edges, values)
  return { edges, shares: values.length === 0 ? counts.map((_, bin) => Number(bin === edges.length + 1)) : counts.map((count) => count / values.length) }
}
