import { measure, type Measurement } from './measure'
import type { BenchOptions } from './options'
import { list } from './questions/list'
import { printMeasurement } from './report'

export const describe = '1,000 races with six plain fields: CPU per request against floor, PostGraphile, Mercurius'

export const run = async (options: BenchOptions): Promise<Measurement> => {
  const measurement = await measure(list, options)
  printMeasurement(measurement, options)
  return measurement
}
