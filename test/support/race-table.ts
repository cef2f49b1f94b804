import type { Instant } from '../../src/domain/instant'
import { DataSource } from '../../src/domain/vocabulary'
import type { FeatureName } from '../../src/features/registry'
import { rngFor } from '../../src/imports/synthetic/prng'
import type { RaceTable, TrainingTable } from '../../src/models/data/race-table'
import { raceSoftmax } from '../../src/models/race-softmax'

const DAY_MS = 86_400_000
export interface TableOptions {
  readonly races: number
  /** Runners of race `r`; 8 to 12 unless said. */
  readonly field?: (race: number) => number
  /** Weight of each feature in the true scores; its values are standard normal. */
  readonly weights: Partial<Record<FeatureName, number>>
  /** What the true scores have beyond that. */
  readonly bend?: (values: (name: FeatureName) => number) => number
  /** Share of values that are missing, none unless said. */
  readonly missing?: number
  readonly seed?: string
  /** First day; a day has ten races. */
  readonly from?: string
  /** How far the prices are from the truth, standard deviation of log odds; none without a price. */
  readonly market?: number
}
/** A table of races whose true chances are known, as a choice model makes them. `market.chance` and starting prices come with `market`. */
export function raceTable({ races, field, weights, bend = () => 0, missing = 0, seed = 'table', from = '2020-01-01', market }: TableOptions): { readonly table: RaceTable; readonly chances: Float64Array } {
  const rng = rngFor('race-table', seed)
  const names = Object.keys(weights) as FeatureName[]
  const starts = [0]
  const sizes = Array.from({ length: races }, (_, r) => field?.(r) ?? 8 + rng.int(5))
  for (const size of sizes) starts.push((starts.at(-1) as number) + size)
  const count = starts.at(-1) as number
  const raceStart = Int32Array.from(starts)
  const columns = new Map<FeatureName, Float64Array>(names.map((name) => [name, Float64Array.from({ length: count }, () => rng.normal(0, 1))]))
  const scores = Float64Array.from({ length: count }, (_, i) => names.reduce((sum, name) => sum + (weights[name] as number) * (columns.get(name)?.[i] as number), bend((name) => columns.get(name)?.[i] ?? 0)))
  const chances = raceSoftmax(scores, raceStart)
  const win = new Float64Array(count)
  const position = new Float64Array(count)
  for (let r = 0; r < races; r++) {
    const order = Array.from({ length: sizes[r] as number }, (_, i) => i).map((i) => ({ i, luck: (scores[(starts[r] as number) + i] as number) - Math.log(-Math.log(rng.next())) })).sort((a, b) => b.luck - a.luck)
    order.forEach(({ i }, place) => { position[(starts[r] as number) + i] = place + 1 })
    win[(starts[r] as number) + (order[0]?.i as number)] = 1
  }
  const prices = market === undefined ? null : raceSoftmax(Float64Array.from(scores, (score) => score + rng.normal(0, market)), raceStart)
  if (prices !== null) columns.set('market.chance', prices)
  if (missing > 0) for (const name of names) { const column = columns.get(name) as Float64Array; for (let i = 0; i < count; i++) if (rng.chance(missing)) column[i] = NaN }
  const first = Date.parse(`${from}T06:00:00Z`)
  const table: RaceTable = {
    races: sizes.map((_, r) => {
      const offAt = first + Math.floor(r / 10) * DAY_MS + (r % 10) * 1_800_000
      return { raceId: r + 1, source: DataSource.SYNTHETIC, venueId: 1 + (r % 2), date: new Date(offAt).toISOString().slice(0, 10), number: 1 + (r % 10), offAt: offAt as Instant, distanceM: 1_200, surface: 'TURF', classCode: String(1 + (r % 5)) }
    }),
    raceStart, columns, runnerIds: Int32Array.from({ length: count }, (_, i) => i + 1),
    runnerNumbers: Float64Array.from({ length: count }, (_, i) => 1 + i - (starts.findLast((start) => start <= i) as number)),
    startingPrice: prices === null ? new Float64Array(count).fill(NaN) : Float64Array.from(prices, (chance) => Math.max(1.01, 0.83 / chance)),
    targets: { win, place: position.map((p) => Number(p <= 3)), topFive: position.map((p) => Number(p <= 5)), finishPosition: position, beatFavourite: new Float64Array(count).fill(NaN) },
  }
  return { table, chances }
}
/** For tests that need no split. */
export const toTrainOn = (table: RaceTable): TrainingTable => table as TrainingTable
