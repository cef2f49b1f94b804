import { seeded } from '../seeded'

export interface Interval { readonly low: number; readonly high: number }
export interface Resampling { readonly seed: number; readonly draws: number; /** 0.95: from the 2.5% to the 97.5% quantile of the draws. */ readonly level: number }
export const RESAMPLING: Resampling = { seed: 1, draws: 2_000, level: 0.95 }

/** The value below which a share of a sorted list lies, between two by straight line; NaN of an empty one. */
export function quantile(sorted: Float64Array, share: number): number {
  const at = (sorted.length - 1) * share
  const [low, high] = [sorted[Math.floor(at)] ?? NaN, sorted[Math.ceil(at)] ?? NaN]
  return low + (high - low) * (at - Math.floor(at))
}

/**
 * Percentile interval of sum(over) / sum(under) when units (races, days) are drawn anew with replacement; `under` null: of the
 * mean of `over`. Draws without anything under the line are left out. Null without units. Source: Efron, Tibshirani, An
 * Introduction to the Bootstrap, 1993, 13.3.
 */
export function bootstrap(over: Float64Array, under: Float64Array | null, { seed, draws, level }: Resampling = RESAMPLING): Interval | null {
  const units = over.length
  if (units === 0) return null
  const random = seeded(seed, 'bootstrap', units)
  const values = new Float64Array(draws)
  let kept = 0
  for (let draw = 0; draw < draws; draw++) {
    let [top, bottom] = [0, 0]
    for (let i = 0; i < units; i++) {
      const unit = random.below(units)
      top += over[unit] as number
      if (under !== null) bottom += under[unit] as number
    }
    if (under === null) values[kept++] = top / units
    else if (bottom !== 0) values[kept++] = top / bottom
  }
  if (kept === 0) return null
  const sorted = values.subarray(0, kept).sort()
  return { low: quantile(sorted, (1 - level) / 2), high: quantile(sorted, (1 + level) / 2) }
}
