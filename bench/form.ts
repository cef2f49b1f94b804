import { measure, type Measurement } from './measure'
import type { BenchOptions } from './options'
import { form } from './questions/form'
import { printMeasurement } from './report'

export const describe = 'a race and the last five runs of each runner: CPU per request against floor, PostGraphile, Mercurius'

export const run = async (options: BenchOptions): Promise<Measurement> => {
  const measurement = await measure(form, options)
  printMeasurement(measurement, options)
  return measurement
}
