import { measure, type Measurement } from './measure'
import type { BenchOptions } from './options'
import { narrow } from './questions/narrow'
import { printMeasurement } from './report'

export const describe = 'one race by id with number and horse of each runner: CPU per request against floor, PostGraphile, Mercurius'

export const run = async (options: BenchOptions): Promise<Measurement> => {
  const measurement = await measure(narrow, options)
  printMeasurement(measurement, options)
  return measurement
}
