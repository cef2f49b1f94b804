import { rowCount, takeRaces, type RaceBatch, type RaceTable } from '../data/race-table'
import type { Model } from '../model'
import { raceSoftmax } from '../race-softmax'

/** Races that are scored at a time: bounds the memory of encoded inputs. */
const RACES = 400

/** Chances of every row, a part at a time; `between` is called before each. NaN throughout a race that cannot be told. */
export function chancesOf(model: Model, table: RaceTable, between: (done: number) => void = () => undefined): Float64Array {
  const chances = new Float64Array(rowCount(table))
  for (let from = 0; from < table.races.length; from += RACES) {
    between(from)
    const races = Array.from({ length: Math.min(RACES, table.races.length - from) }, (_, i) => from + i)
    chances.set(batchChances(model, takeRaces(table, races, model.features)), table.raceStart[from])
  }
  return chances
}
export const batchChances = (model: Model, batch: RaceBatch): Float64Array => raceSoftmax(model.scores(batch), batch.raceStart)
