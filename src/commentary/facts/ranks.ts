import type { Fact } from '../fact'

/** In a field, 1 = highest, level ones share the better place; null where missing, alone, or where all that are known are alike. */
export function rankIn(values: Float64Array | undefined, place: number): Fact['rank'] {
  const own = values?.[place]
  if (values === undefined || own === undefined || Number.isNaN(own)) return null
  let [of, above, differs] = [0, 0, false]
  for (const value of values) {
    if (Number.isNaN(value)) continue
    of++
    if (value > own) above++
    if (value !== own) differs = true
  }
  return of > 1 && differs ? { place: above + 1, of } : null
}
