import type { DataSource, Surface } from '../../domain/vocabulary'
import type { Instant } from '../../domain/instant'
import { AppError } from '../../domain/errors'
import type { FeatureColumns } from '../../features/compute'
import type { FeatureName } from '../../features/registry'
import type { Target, TargetColumns } from '../../features/targets'

/** What reports cut races by. `date` is the day of the meeting, `YYYY-MM-DD`. */
export interface TableRace {
  readonly raceId: number
  readonly source: DataSource
  readonly venueId: number
  readonly date: string
  readonly number: number
  readonly offAt: Instant
  readonly distanceM: number | null
  readonly surface: Surface | null
  readonly classCode: string | null
}
/** Races with their features. Race `r` has the rows `raceStart[r] .. raceStart[r + 1]` of every column. */
export interface RaceBatch {
  /** [races + 1] into rows. */
  readonly raceStart: Int32Array
  /** One value a row; NaN where unknown. */
  readonly columns: FeatureColumns
}
/** Everyone that ran in races with a winner: features, prices, what came of it. Races are in order of time. */
export interface RaceTable extends RaceBatch {
  readonly races: readonly TableRace[]
  readonly runnerIds: Int32Array
  /** Number on the card; NaN where there is none. */
  readonly runnerNumbers: Float64Array
  /** Decimal; NaN unknown. */
  readonly startingPrice: Float64Array
  /** `win` sums to 1 over a race, shared in a dead heat. */
  readonly targets: TargetColumns
}

declare const training: unique symbol
/** Races that something may be fitted on. Only `splitByDate` and `walkForward` make them, and only by date. */
export interface TrainingTable extends RaceTable { readonly [training]: true }

/** Some races of a table, whole, in the order of `races`; `names`: only these features. */
export function takeRaces(table: RaceTable, races: readonly number[], names?: readonly FeatureName[]): RaceTable {
  const { raceStart } = table
  const starts = new Int32Array(races.length + 1)
  races.forEach((r, at) => { starts[at + 1] = (starts[at] as number) + (raceStart[r + 1] as number) - (raceStart[r] as number) })
  const rows = new Int32Array(starts[races.length] as number)
  races.forEach((r, at) => { for (let row = raceStart[r] as number, to = starts[at] as number; row < (raceStart[r + 1] as number); row++, to++) rows[to] = row })
  const take = (values: Float64Array): Float64Array => { const taken = new Float64Array(rows.length); for (let i = 0; i < rows.length; i++) taken[i] = values[rows[i] as number] as number; return taken }
  const chosen = names ?? [...table.columns.keys()]
  return {
    races: races.map((r) => table.races[r] as TableRace), raceStart: starts, runnerIds: rows.map((row) => table.runnerIds[row] as number),
    runnerNumbers: take(table.runnerNumbers), startingPrice: take(table.startingPrice),
    targets: Object.fromEntries(Object.entries(table.targets).map(([name, values]) => [name, take(values as Float64Array)])) as Record<Target, Float64Array>,
    columns: new Map(chosen.map((name) => [name, take(columnOf(table, name))])),
  }
}

/** @throws AppError BAD_USER_INPUT when it was not computed */
export function columnOf({ columns }: Pick<RaceBatch, 'columns'>, name: FeatureName): Float64Array {
  const column = columns.get(name)
  if (column === undefined) throw new AppError('BAD_USER_INPUT', `feature ${name} is needed and was not computed: compute it too`)
  return column
}
export const rowCount = ({ raceStart }: Pick<RaceBatch, 'raceStart'>): number => raceStart[raceStart.length - 1] ?? 0
export const raceCount = ({ raceStart }: Pick<RaceBatch, 'raceStart'>): number => raceStart.length - 1
