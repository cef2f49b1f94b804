import { labelsOf } from '../../../src/models/learners/market-label'
import { raceTable } from '../../support/race-table'

/** Races of two at 4 / 3 and 4, chances of 0.75 and 0.25, of which the first wins nine in ten: to the power of 2 they are 0.9 and 0.1. */
const { table } = raceTable({ races: 11, field: () => 2, weights: {} })
const prices = (last: readonly [number, number]): Float64Array => Float64Array.from({ length: 22 }, (_, row) => (row < 20 ? [4 / 3, 4][row % 2] : last[row % 2]) as number)
const win = Float64Array.from({ length: 22 }, (_, row) => Number((row % 2 === 0) === (row < 18)))
const of = (marketLabel: number, last: readonly [number, number] = [NaN, 4]): Float64Array => labelsOf({ raceStart: table.raceStart, targets: { ...table.targets, win }, startingPrice: prices(last) }, marketLabel)

test.each([
  ['none: who won', 0, [1, 0], [0, 1]],
  ['half: half of each', 0.5, [0.95, 0.05], [0.45, 0.55]],
  ['all: the chances to their best power, whoever won', 1, [0.9, 0.1], [0.9, 0.1]],
])('%s', (_, share, favourite, outsider) => {
  const labels = of(share)
  expect([...labels.subarray(0, 2)]).toEqual(favourite.map((one) => expect.closeTo(one, 9) as number))
  expect([...labels.subarray(18, 20)]).toEqual(outsider.map((one) => expect.closeTo(one, 9) as number))
})
test.each([['missing', [NaN, 4]], ['below 1, which no price is', [0.5, 4]], ['0', [0, 4]]] as const)('a race with a price %s keeps who won', (_, last) => {
  expect([...of(0.5, last).subarray(20)]).toEqual([0, 1])
})
test('a price of 1.0 is a price', () => {
  const labels = of(0.5, [1, 1])
  expect([...labels.subarray(20)]).toEqual([expect.closeTo(0.25, 9), expect.closeTo(0.75, 9)])
})
test('no race with all prices: who won throughout', () => {
  expect([...labelsOf({ raceStart: table.raceStart, targets: { ...table.targets, win }, startingPrice: new Float64Array(22).fill(NaN) }, 0.5)]).toEqual([...win])
})
