import { bootstrap, RESAMPLING, type Resampling } from './bootstrap'
import type { Paired } from './report'

/** Losses of two models on the same races (`raceLosses`), compared race by race. Races are drawn anew for the interval. */
export function pairedOf(against: string, own: Float64Array, other: Float64Array, resampling: Resampling = RESAMPLING): Paired {
  const differences = own.map((loss, r) => loss - (other[r] as number))
  const difference = differences.reduce((sum, one) => sum + one, 0) / differences.length
  const { low, high } = bootstrap(differences, null, resampling) ?? { low: NaN, high: NaN }
  return { against, difference, low, high, level: resampling.level, races: differences.length }
}
