import { careerPoint, type CareerPoint } from '../../../src/features/history/career'
import { RunStore } from '../../../src/features/history/run-store'

/** Days on which a horse ran, with the run of the preparation that the last was. */
const store = (days: readonly number[], prepRun: number): RunStore => {
  const runs = new RunStore()
  for (const day of days) { const row = runs.add(); runs.set(row, 'localDay', day); runs.set(row, 'prepRun', prepRun) }
  return runs
}
const DATE = '2024-05-01'
const DAY = 19_844

test.each<[string, readonly number[], number, Pick<CareerPoint, 'prepRun' | 'careerRun' | 'sincePrevious'>]>([
  ['debut', [], 0, { prepRun: 1, careerRun: 1, sincePrevious: NaN }],
  ['a week later', [DAY - 7], 1, { prepRun: 2, careerRun: 2, sincePrevious: 7 }],
  ['59 days: the same preparation', [DAY - 90, DAY - 59], 4, { prepRun: 5, careerRun: 3, sincePrevious: 59 }],
  ['60 days: a new one', [DAY - 90, DAY - 60], 4, { prepRun: 1, careerRun: 3, sincePrevious: 60 }],
  ['twice on one day', [DAY], 1, { prepRun: 2, careerRun: 2, sincePrevious: 0 }],
])('%s', (_, days, prepRun, expected) => { expect(careerPoint(store(days, prepRun), days.map((__, i) => i), DATE)).toMatchObject(expected) })
