import fc from 'fast-check'
import { calibrationOf, equalCounts, wilson } from '../../../src/models/evaluation/calibration-table'
import { raceTable } from '../../support/race-table'

const f = (...values: readonly number[]): Float64Array => Float64Array.from(values)

describe('equal counts', () => {
  test.each([
    ['four of eight', [1, 2, 3, 4, 5, 6, 7, 8], 4, [2, 4, 6, 8]], ['equal ones stay together', [1, 1, 1, 2, 3, 4], 3, [3, 4, 6]], ['all alike', [1, 1, 1], 2, [3]],
    ['fewer runners than groups', [1, 2], 5, [1, 2]], ['none', [], 3, []],
  ] as const)('%s', (_, sorted, bins, ends) => { expect(equalCounts(f(...sorted), bins)).toEqual(ends) })
  test('every runner in one group, and no group is parted by equal chances', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 50 }), fc.integer({ min: 1, max: 12 }), (values, bins) => {
      const sorted = f(...values).sort()
      const ends = equalCounts(sorted, bins)
      expect(ends.at(-1)).toBe(values.length)
      for (const end of ends.slice(0, -1)) expect(sorted[end]).toBeGreaterThan(sorted[end - 1] as number)
    }))
  })
})

test('two races by hand: the low half never won and the high half always', () => {
  const { ece, points } = calibrationOf(f(0.8, 0.2, 0.3, 0.7), { raceStart: Int32Array.of(0, 2, 4), won: f(1, 0, 0, 1) }, 2, 1)
  expect(points.map(({ predicted, observed, runners }) => [predicted, observed, runners])).toEqual([[0.25, 0, 2], [0.75, 1, 2]])
  expect(ece).toBeCloseTo(0.25, 12)
})
// Agresti, Coull 1998: 0 of 10 gives an upper end of z^2 / (n + z^2) = .2775.
test('Wilson', () => {
  expect(wilson(0, 10)).toEqual({ low: 0, high: expect.closeTo(3.8414588 / 13.8414588, 6) })
  expect(wilson(0.5, 100)).toEqual({ low: expect.closeTo(0.4038, 3), high: expect.closeTo(0.5962, 3) })
})
test('true chances err by luck alone, and half-hearted ones by more', () => {
  const { table, chances } = raceTable({ races: 3_000, weights: { 'form.lastBeatenShare': 1 } })
  const outcomes = { raceStart: table.raceStart, won: table.targets.win }
  const right = calibrationOf(chances, outcomes, 10, 1)
  expect(right.ece).toBeLessThan(2 * right.byLuck)
  expect(right.byLuck).toBeLessThan(0.006)
  const wrong = calibrationOf(Float64Array.from(chances, (chance, row) => { const r = table.raceStart.findLastIndex((start) => start <= row); return (chance + 1 / ((table.raceStart[r + 1] as number) - (table.raceStart[r] as number))) / 2 }), outcomes, 10, 1)
  expect(wrong.ece).toBeGreaterThan(5 * wrong.byLuck)
})
