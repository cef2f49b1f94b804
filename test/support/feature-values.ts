import type { Feature, Unit } from '../../src/features/define'
import { FEATURES, type FeatureName } from '../../src/features/registry'
import type { Rng } from '../../src/imports/synthetic/prng'
import type { Rows } from '../../src/integration/signals'

/** Least and most of what a unit may hold. */
const RANGES: Readonly<Record<Unit, readonly [number, number]>> = {
  ratio: [0.01, 1], percent: [80, 110], flag: [0, 1], code: [0, 5], count: [0, 14], rank: [1, 14], points: [0, 150], zscore: [-3, 3], index: [0, 5], m: [1_000, 2_400], kg: [0, 60], lengths: [0, 20],
  ms: [56_000, 150_000], days: [1, 400], years: [0, 9], hours: [10, 22], month: [1, 12], weekday: [0, 6], odds: [1, 100], lnOdds: [0, 4.6], currency: [0, 2_000_000], celsius: [-2, 36], mm: [0, 80], kmh: [0, 60],
}
const DIFFERENCE = /change|edge|less|over|trend|residual|move|from|balance|gain|below|above/i
const WHOLE: ReadonlySet<Unit> = new Set(['flag', 'code', 'count', 'rank', 'month', 'weekday'])

/** A value that its unit allows: differences of either sign, flags 0 or 1, words by number. */
export function someValue({ name, unit, words }: Pick<Feature, 'name' | 'unit' | 'words'>, rng: Rng): number {
  const [least, most] = words === undefined ? RANGES[unit] : [0, words.length - 1]
  if (WHOLE.has(unit)) return least + rng.int(most - least + 1)
  const difference = DIFFERENCE.test(name.slice(name.indexOf('.') + 1)) && least >= 0
  const half = (most - least) / (unit === 'ratio' ? 2 : 4)
  return difference ? half * (2 * rng.next() - 1) : least + (most - least) * rng.next()
}
/** One race in so many has a feature at 0 for all. */
const ALL_NOUGHT = 6
/** Races of these sizes in which every feature has a value, drawn for each runner by itself, features of a race once for each; now and then 0 for a whole field, where it may be. */
export function someRows(sizes: readonly number[], rng: Rng): Rows & { readonly columns: Map<FeatureName, Float64Array> } {
  const raceStart = Int32Array.from([0, ...sizes.map((_, race) => sizes.slice(0, race + 1).reduce((sum, size) => sum + size, 0))])
  const column = (feature: Feature<FeatureName>): Float64Array => Float64Array.from(sizes.flatMap((size) => {
    const ofRace = someValue(feature, rng)
    const nought = rng.int(ALL_NOUGHT) === 0 && RANGES[feature.unit][0] <= 0
    return Array.from({ length: size }, () => (nought ? 0 : feature.scope === 'race' ? ofRace : someValue(feature, rng)))
  }))
  const columns = new Map(FEATURES.map((feature) => [feature.name, column(feature)]))
  return { raceStart, columns: columns.set('race.fieldSize', Float64Array.from(sizes.flatMap((size) => Array.from({ length: size }, () => size)))) }
}
