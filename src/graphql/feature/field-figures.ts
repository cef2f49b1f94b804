/** Mean of what is known of a field; NaN when nothing is. Sums run over sorted values, so that the order of runners cannot show. */
export function meanOf(values: Float64Array): number {
  const known = values.filter((value) => value === value).sort()
  return known.length === 0 ? NaN : known.reduce((sum, value) => sum + value, 0) / known.length
}

/** 1 = highest of what is known; ties share the better rank. */
export const fieldRank = (values: Float64Array, own: number): number => values.reduce((rank, value) => (value > own ? rank + 1 : rank), 1)
