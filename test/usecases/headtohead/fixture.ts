import { DataSource } from '../../../src/domain/vocabulary'
import type { Instant } from '../../../src/domain/instant'
import type { RaceTable } from '../../../src/models/data/race-table'

/** Races 1, 2, ... by size with a winner each, by place; a race a day; runners 100, 101, ... */
export function compareFixture(sizes: readonly number[], winners: readonly number[], prices?: readonly number[]): RaceTable {
  const raceStart = Int32Array.from([0, ...sizes.map((_, i) => sizes.slice(0, i + 1).reduce((a, b) => a + b, 0))])
  const rows = raceStart.at(-1) ?? 0
  const win = new Float64Array(rows)
  winners.forEach((place, r) => { win[(raceStart[r] ?? 0) + place] = 1 })
  return {
    raceStart, columns: new Map(), runnerIds: Int32Array.from({ length: rows }, (_, row) => 100 + row), runnerNumbers: new Float64Array(rows).fill(NaN), startingPrice: prices === undefined ? new Float64Array(rows).fill(NaN) : Float64Array.from(prices), targets: { win } as unknown as RaceTable['targets'],
    races: sizes.map((_, r) => ({ raceId: r + 1, source: DataSource.HKJC, venueId: 1, date: new Date(Date.UTC(2024, 0, 1 + r)).toISOString().slice(0, 10), number: 1, offAt: Date.UTC(2024, 0, 1 + r, 5) as Instant, distanceM: 1200, surface: null, classCode: null })),
  }
}
/** Races of `size` in which the runner at `place` has this chance and the others share the rest. */
export const likely = (races: number, size: number, place: number, chance: number): Float64Array => Float64Array.from({ length: races * size }, (_, i) => (i % size === place ? chance : (1 - chance) / (size - 1)))
