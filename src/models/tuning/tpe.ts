import type { ParamRange, Params } from '../model'
import { seeded, type Seeded } from '../seeded'
import { fromUnit, toUnit, type Space } from './space'

/** What is known of a trial when the next one is chosen. */
export interface Tried { readonly params: Params; /** The lower the better; of one that was pruned the last that it reported; null when it failed. */ readonly loss: number | null; readonly pruned: boolean }

/** Trials drawn at random before anything is learnt from them. */
const AT_RANDOM = 10
/** Share of trials that count as good. */
const GAMMA = 0.15
/** Candidates drawn from the good ones, the likeliest of which is tried. */
const CANDIDATES = 24
/** Weight of not knowing anything, in trials. */
const PRIOR = 1

/**
 * The next parameters by the tree-structured Parzen estimator: each parameter by itself, drawn where the density of the best trials is high against
 * that of the others. The same seed and trials before give the same. Source: Bergstra, Bardenet, Bengio, Kégl, Algorithms for
 * Hyper-Parameter Optimization, 2011, 4.
 */
export function nextParams(space: Space, trials: readonly Tried[], seed: number): Params {
  const random = seeded(seed, 'tpe', trials.length)
  const told = trials.filter(({ loss }) => loss !== null)
  const names = Object.keys(space).sort()
  if (told.length < AT_RANDOM) return Object.fromEntries(names.map((name) => [name, anyOf(space[name] as ParamRange, random)]))
  const sorted = [...told].sort((a, b) => Number(a.pruned) - Number(b.pruned) || (a.loss as number) - (b.loss as number))
  const few = Math.max(2, Math.ceil(GAMMA * sorted.length))
  const [good, rest] = [sorted.slice(0, few), sorted.slice(few)]
  return Object.fromEntries(names.map((name) => {
    const of = (some: readonly Tried[]): readonly Params[string][] => some.flatMap(({ params }) => { const value = params[name]; return value === undefined ? [] : [value] })
    return [name, better(space[name] as ParamRange, of(good), of(rest), random)]
  }))
}

function anyOf(range: ParamRange, random: Seeded): Params[string] {
  return range.kind === 'one-of' ? range.values[random.below(range.values.length)] as Params[string] : fromUnit(range, random.uniform())
}

function better(range: ParamRange, good: readonly Params[string][], rest: readonly Params[string][], random: Seeded): Params[string] {
  if (range.kind === 'one-of') {
    const shares = (values: readonly Params[string][]): readonly number[] => { const counts = range.values.map((one) => PRIOR + values.filter((value) => value === one).length); const sum = counts.reduce((a, b) => a + b, 0); return counts.map((count) => count / sum) }
    const [ofGood, ofRest] = [shares(good), shares(rest)]
    const drawn = Array.from({ length: CANDIDATES }, () => pick(ofGood, random))
    return range.values[likeliest(drawn, (i) => (ofGood[i] as number) / (ofRest[i] as number))] as Params[string]
  }
  const units = (values: readonly Params[string][]): readonly number[] => values.flatMap((value) => (typeof value === 'number' ? [toUnit(range, value)] : []))
  const [ofGood, ofRest] = [parzen(units(good)), parzen(units(rest))]
  const drawn = Array.from({ length: CANDIDATES }, () => draw(ofGood, random))
  return fromUnit(range, likeliest(drawn, (unit) => density(ofGood, unit) / density(ofRest, unit)))
}
function likeliest<T>(drawn: readonly T[], of: (one: T) => number): T {
  let [best, most] = [drawn[0] as T, -Infinity]
  for (const one of drawn) { const value = of(one); if (value > most) [best, most] = [one, value] }
  return best
}
function pick(shares: readonly number[], random: Seeded): number {
  let left = random.uniform()
  for (const [i, share] of shares.entries()) { left -= share; if (left < 0) return i }
  return shares.length - 1
}

/** Normal humps over [0, 1], cut off at its ends, of equal weight. */
interface Parzen { readonly centres: readonly number[]; readonly widths: readonly number[]; /** Of the normal density, with what the ends cut off made up for. */ readonly heights: readonly number[] }
/** A hump on each point, as wide as the way to the farther neighbour, and one over everything. */
export function parzen(points: readonly number[]): Parzen {
  const sorted = [...points, 0.5].sort((a, b) => a - b)
  const prior = sorted.indexOf(0.5)
  const least = 1 / Math.min(100, 1 + sorted.length)
  const widths = sorted.map((at, i) => (i === prior ? 1 : Math.min(1, Math.max(least, at - (sorted[i - 1] ?? 0), (sorted[i + 1] ?? 1) - at))))
  const heights = sorted.map((centre, i) => { const width = widths[i] as number; return 1 / (width * Math.sqrt(2 * Math.PI) * (below((1 - centre) / width) - below(-centre / width))) })
  return { centres: sorted, widths, heights }
}
/** Density at a place in [0, 1]; integrates to 1. */
export function density({ centres, widths, heights }: Parzen, unit: number): number {
  let sum = 0
  for (let i = 0; i < centres.length; i++) sum += (heights[i] as number) * Math.exp(-0.5 * ((unit - (centres[i] as number)) / (widths[i] as number)) ** 2)
  return sum / centres.length
}
function draw({ centres, widths }: Parzen, random: Seeded): number {
  const i = random.below(centres.length)
  for (;;) { const unit = (centres[i] as number) + (widths[i] as number) * random.normal(); if (unit >= 0 && unit <= 1) return unit }
}
/** Standard normal distribution function. Source: Abramowitz, Stegun, 1964, 7.1.26; off by 1e-7 at most. */
function below(z: number): number {
  const x = Math.abs(z) / Math.SQRT2
  const t = 1 / (1 + 0.3275911 * x)
  const erf = 1 - (((((1.061405429 * t - 1.453152027) * t) + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t * Math.exp(-x * x)
  return z < 0 ? (1 - erf) / 2 : (1 + erf) / 2
}
