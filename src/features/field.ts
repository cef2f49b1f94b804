/** Functions over the values of one race; NaN is left out and stays NaN. Sums run over sorted values, so that the order of runners cannot show. */
type OverField = (values: Float64Array, out: Float64Array) => void
type Sorted = readonly number[]

/** What is known, ascending. Fields are small: sorted by insertion, in a fraction of the time that `sort` takes to begin. */
export function known(values: Float64Array): Sorted {
  const sorted: number[] = []
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    if (value !== value) continue
    let place = sorted.length
    sorted.push(value)
    for (; place > 0 && (sorted[place - 1] as number) > value; place--) sorted[place] = sorted[place - 1] as number
    sorted[place] = value
  }
  return sorted
}
const sum = (sorted: Sorted): number => { let total = 0; for (let i = 0; i < sorted.length; i++) total += sorted[i] as number; return total }
const countWhere = (sorted: Sorted, fits: (value: number) => boolean): number => { let count = 0; for (let i = 0; i < sorted.length; i++) if (fits(sorted[i] as number)) count++; return count }
const meanOf = (sorted: Sorted): number => (sorted.length === 0 ? NaN : sum(sorted) / sorted.length)
/** Mean of what is known of a field; NaN when nothing is. */
export const knownMean = (values: Float64Array): number => meanOf(known(values))

const each = (values: Float64Array, out: Float64Array, value: (own: number) => number): void => { for (let i = 0; i < values.length; i++) { const own = values[i] as number; out[i] = own === own ? value(own) : NaN } }

/** 1 = highest; ties share the better rank. */
export const rankHighest: OverField = (values, out) => { const sorted = known(values); each(values, out, (own) => 1 + countWhere(sorted, (other) => other > own)) }
/** 1 = lowest; ties share the better rank. */
export const rankLowest: OverField = (values, out) => { const sorted = known(values); each(values, out, (own) => 1 + countWhere(sorted, (other) => other < own)) }
/** Own value less the mean of the field, oneself among it. */
export const lessMean: OverField = (values, out) => { const mean = knownMean(values); each(values, out, (own) => own - mean) }
/** Own value less the highest of the field: 0 for the best, negative for the rest. */
export const lessHighest: OverField = (values, out) => { const sorted = known(values); const best = sorted[sorted.length - 1] as number; each(values, out, (own) => own - best) }
/** Own value less the lowest of the field. */
export const lessLowest: OverField = (values, out) => { const lowest = known(values)[0] as number; each(values, out, (own) => own - lowest) }
/** Own value less the highest of the others: positive for the best alone; NaN with no other known. */
export const lessBestOther: OverField = (values, out) => {
  const sorted = known(values)
  const [best, second] = [sorted[sorted.length - 1] as number, sorted[sorted.length - 2]]
  each(values, out, (own) => (second === undefined ? NaN : own - (own === best ? second : best)))
}
/** Standard score in the field; 0 where all are equal. */
export const standardScore: OverField = (values, out) => {
  const sorted = known(values)
  const mean = meanOf(sorted)
  const deviation = Math.sqrt(meanOf(known(Float64Array.from(sorted, (value) => (value - mean) ** 2))))
  each(values, out, (own) => (deviation > 0 ? (own - mean) / deviation : 0))
}
/** Own share of the sum of the field; NaN where that is not above 0. */
export const shareOfSum: OverField = (values, out) => { const total = sum(known(values)); each(values, out, (own) => (total > 0 ? own / total : NaN)) }
/** The mean of the field, for every runner alike, the unknown too. */
export const fieldMean: OverField = (values, out) => { out.fill(knownMean(values)) }
/** Runners of the field whose value is at least `limit`, for every runner alike. */
export const countAtLeast = (limit: number): OverField => (values, out) => { out.fill(countWhere(known(values), (value) => value >= limit)) }
/** The sum over the field, for every runner alike; NaN when nothing is known. */
export const fieldSum: OverField = (values, out) => { const sorted = known(values); out.fill(sorted.length === 0 ? NaN : sum(sorted)) }
/** The highest of the field, for every runner alike. */
export const fieldHighest: OverField = (values, out) => { const sorted = known(values); out.fill(sorted[sorted.length - 1] ?? NaN) }
/** 1 for the only runner of the field whose value is at least `limit`, else 0. */
export const aloneAtLeast = (limit: number): OverField => (values, out) => { const count = countWhere(known(values), (value) => value >= limit); each(values, out, (own) => Number(count === 1 && own >= limit)) }
