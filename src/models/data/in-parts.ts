import type { FeatureName } from '../../features/registry'
import { takeRaces, type RaceTable } from './race-table'

/** Races that are scored at a time: bounds the memory of encoded inputs. */
const RACES = 400

/** Some of the races of a large table and the row of the table that their first is at. */
export interface Part { readonly part: RaceTable; readonly row: number }
/** Races from one place of the table up to another, a part at a time, with these features; `between` is called before each with how many went before. */
export function* inParts(table: RaceTable, names: readonly FeatureName[], { from = 0, to = table.races.length, between }: { readonly from?: number; readonly to?: number; readonly between?: (done: number) => void } = {}): Generator<Part> {
  for (let at = from; at < to; at += RACES) {
    between?.(at - from)
    yield { part: takeRaces(table, Array.from({ length: Math.min(RACES, to - at) }, (_, i) => at + i), names), row: table.raceStart[at] as number }
  }
}
