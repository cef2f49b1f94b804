import { inParts } from '../data/in-parts'
import { rowCount, type RaceBatch, type RaceTable } from '../data/race-table'
import type { Model } from '../model'
import { raceSoftmax } from '../race-softmax'

/** Chances of every row, a part at a time; `between` is called before each. NaN throughout a race that cannot be told. */
export function chancesOf(model: Model, table: RaceTable, between?: (done: number) => void): Float64Array {
  const chances = new Float64Array(rowCount(table))
  for (const { part, row } of inParts(table, model.features, between === undefined ? {} : { between })) chances.set(batchChances(model, part), row)
  return chances
}
export const batchChances = (model: Model, batch: RaceBatch): Float64Array => raceSoftmax(model.scores(batch), batch.raceStart)
