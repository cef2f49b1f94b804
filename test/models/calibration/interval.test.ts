import fc from 'fast-check'
import { rngFor } from '../../../src/imports/synthetic/prng'
import { fitIntervalFactor, intervalCoverage, winInterval } from '../../../src/models/calibration/interval'
import { raceSoftmax } from '../../../src/models/race-softmax'
import { raceTable } from '../../support/race-table'

const logs = (...chances: readonly number[]): Float64Array => Float64Array.from(chances, Math.log)
const TWO = Int32Array.of(0, 2)

test('two runners, two members: log odds of ln 4 and ln 1/4 deviate by ln 16 / sqrt 2 for both', () => {
  const interval = winInterval([logs(0.8, 0.2), logs(0.2, 0.8)], logs(0.5, 0.5), TWO, 0.5)
  const high = 1 / (1 + Math.exp(-1.6448536269514722 * 0.5 * (Math.log(16) / Math.SQRT2)))
  expect([...(interval?.high ?? [])]).toEqual([expect.closeTo(high, 12), expect.closeTo(high, 12)])
  expect([...(interval?.low ?? [])]).toEqual([expect.closeTo(1 - high, 12), expect.closeTo(1 - high, 12)])
})
describe('hazards', () => {
  test('a model alone has no interval', () => { expect(winInterval([logs(0.5, 0.5)], logs(0.5, 0.5), TWO, 1)).toBeNull() })
  test('one runner alone is certain', () => { expect(winInterval([logs(1), logs(1)], logs(1), Int32Array.of(0, 1), 3)).toEqual({ low: Float64Array.of(1), high: Float64Array.of(1) }) })
  test('members that agree leave no width', () => {
    const { low, high } = winInterval([logs(0.7, 0.3), logs(0.7, 0.3)], logs(0.7, 0.3), TWO, 2) ?? { low: [], high: [] }
    expect(low[0]).toBeCloseTo(0.7, 12)
    expect(high[0]).toBeCloseTo(0.7, 12)
  })
  test('a race without scores has none, the next one has', () => {
    const nan = Float64Array.of(NaN, NaN, 0, 0)
    const interval = winInterval([nan, Float64Array.of(NaN, NaN, 0, 1)], nan, Int32Array.of(0, 2, 4), 1)
    expect([...(interval?.low ?? [])].map(Number.isNaN)).toEqual([true, true, false, false])
  })
  test('an empty batch', () => { expect(winInterval([logs(), logs()], logs(), Int32Array.of(0), 1)).toEqual({ low: logs(), high: logs() }) })
  test('nothing to measure the factor on', () => { expect(fitIntervalFactor([logs(1), logs(1)], logs(1), Int32Array.of(0, 1), Float64Array.of(1))).toBeNull() })
})
test('members that always agree and are wrong: no factor helps', () => { expect(fitIntervalFactor([logs(0.7, 0.3), logs(0.7, 0.3)], logs(0.7, 0.3), TWO, Float64Array.of(0.5, 0.5))).toBeNull() })
test('the chance is within, and all is from 0 to 1', () => {
  const list = fc.array(fc.double({ min: -30, max: 30, noNaN: true }), { minLength: 4, maxLength: 4 })
  fc.assert(fc.property(list, list, list, fc.double({ min: 0, max: 10, noNaN: true }), (a, b, scores, factor) => {
    const raceStart = Int32Array.of(0, 4)
    const { low, high } = winInterval([Float64Array.from(a), Float64Array.from(b)], Float64Array.from(scores), raceStart, factor) ?? { low: [], high: [] }
    raceSoftmax(Float64Array.from(scores), raceStart).forEach((chance, row) => {
      expect(low[row]).toBeLessThanOrEqual(chance + 1e-9)
      expect(high[row]).toBeGreaterThanOrEqual(chance - 1e-9)
      expect(low[row]).toBeGreaterThanOrEqual(0)
      expect(high[row]).toBeLessThanOrEqual(1)
    })
  }))
})
describe('five members that are off on their own and all together', () => {
  const { table: { raceStart }, chances } = raceTable({ races: 600, weights: { 'form.winRate10': 1 } })
  const rng = rngFor('interval')
  const together = chances.map(() => rng.normal(0, 0.2))
  const members = Array.from({ length: 5 }, () => chances.map((chance, row) => Math.log(chance) + (together[row] as number) + rng.normal(0, 0.2)))
  const scores = chances.map((_, row) => members.reduce((sum, one) => sum + (one[row] as number), 0) / 5)
  const half = raceStart[300] as number
  const first = Int32Array.from(raceStart.subarray(0, 301))
  const second = Int32Array.from(raceStart.subarray(300), (row) => row - half)
  const factor = fitIntervalFactor(members.map((one) => one.subarray(0, half)), scores.subarray(0, half), first, chances.subarray(0, half)) ?? NaN

  test('the factor makes intervals hold 90% where it was fitted, and about that on other races', () => {
    const fitted = winInterval(members.map((one) => one.subarray(0, half)), scores.subarray(0, half), first, factor)
    expect(fitted === null ? NaN : intervalCoverage(fitted, chances.subarray(0, half))).toBeCloseTo(0.9, 3)
    const other = winInterval(members.map((one) => one.subarray(half)), scores.subarray(half), second, factor)
    const coverage = other === null ? NaN : intervalCoverage(other, chances.subarray(half))
    expect(coverage).toBeGreaterThan(0.87)
    expect(coverage).toBeLessThan(0.93)
  })
  test('what all of them fail to see makes it wider than their spread: about sqrt(0.04 + 0.008) / 0.2', () => {
    expect(factor).toBeGreaterThan(1)
    expect(factor).toBeLessThan(1.25)
  })
})
