import { clamp, exp, ln, roundTo, softmax } from '../../../src/imports/synthetic/exact-math'
import { rngFor } from '../../../src/imports/synthetic/prng'

describe('named random streams', () => {
  const first = (n: number, ...key: (string | number)[]): number[] => { const rng = rngFor(...key); return Array.from({ length: n }, () => rng.next()) }

  test('the same name gives the same numbers, another name others', () => {
    expect(first(20, 'a', 1)).toEqual(first(20, 'a', 1))
    expect(first(3, 'a', 1)).not.toEqual(first(3, 'a', 2))
    expect(first(3, 'a', 11)).not.toEqual(first(3, 'a1', 1))
  })
  test('uniform, bell-shaped and inside their ranges', () => {
    const rng = rngFor('ranges')
    const uniform = Array.from({ length: 20_000 }, () => rng.next()), bell = Array.from({ length: 20_000 }, () => rng.normal(10, 2)), whole = Array.from({ length: 20_000 }, () => rng.int(5))
    const average = (v: number[]): number => v.reduce((a, b) => a + b, 0) / v.length
    expect(Math.min(...uniform)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...uniform)).toBeLessThan(1)
    expect(Math.abs(average(uniform) - 0.5)).toBeLessThan(0.01)
    expect(Math.abs(average(bell) - 10)).toBeLessThan(0.06)
    expect(Math.abs(Math.sqrt(average(bell.map((x) => (x - 10) ** 2))) - 2)).toBeLessThan(0.06)
    expect([...new Set(whole)].sort()).toEqual([0, 1, 2, 3, 4])
  })
  test('an empty list cannot be picked from', () => { expect(() => rngFor('x').pick([])).toThrow('empty list') })
})

describe('arithmetic that is the same on every machine', () => {
  test.each([-30, -2.5, -1e-9, 0, 0.3, 1, 7.25, 40])('exp(%p) and its logarithm', (x) => {
    expect(Math.abs(exp(x) / Math.exp(x) - 1)).toBeLessThan(1e-12)
    expect(ln(exp(x))).toBeCloseTo(x, 9)
  })
  test('no logarithm of nothing', () => { expect(() => ln(0)).toThrow(RangeError) })
  test('softmax of equals is even, of huge values finite', () => {
    expect(softmax([3, 3, 3, 3], 5)).toEqual([0.25, 0.25, 0.25, 0.25])
    expect(softmax([1000, 0], 1)[0]).toBeCloseTo(1, 12)
  })
  test('rounding to steps, and bounds', () => {
    expect([roundTo(54.26, 0.5), roundTo(54.24, 0.5), roundTo(7, 5), roundTo(0.125, 0.05)]).toEqual([54.5, 54, 5, 0.15])
    expect([clamp(1, 2, 3), clamp(4, 2, 3), clamp(2.5, 2, 3)]).toEqual([2, 3, 2.5])
  })
})
