import { measure, type Measurement } from './measure'
import type { BenchOptions } from './options'
import { card } from './questions/card'
import { printMeasurement } from './report'

export const describe = 'a meeting with its races, runners, horses, jockeys and trainers: CPU per request against floor, PostGraphile, Mercurius'

export const run = async (options: BenchOptions): Promise<Measurement> => {
  const measurement = await measure(card, options)
  printMeasurement(measurement, options)
  return measurement
}
