import { measure, type Measurement } from './measure'
import type { BenchOptions } from './options'
import { trivial } from './questions/trivial'
import { printMeasurement } from './report'

export const describe = '{ __typename }: what HTTP, parsing, limits and logging cost before anything is read (the bars are for the other questions)'

export const run = async (options: BenchOptions): Promise<Measurement> => {
  const measurement = await measure(trivial, options)
  printMeasurement(measurement, options)
  return measurement
}
