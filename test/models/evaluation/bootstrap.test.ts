import { bootstrap, quantile, RESAMPLING } from '../../../src/models/evaluation/bootstrap'
import { pairedOf } from '../../../src/models/evaluation/paired'
import { seeded } from '../../../src/models/seeded'

describe('quantile', () => {
  test.each([[[1, 2, 3, 4, 5], 0.5, 3], [[1, 2, 3, 4, 5], 0.25, 2], [[0, 10], 0.1, 1], [[7], 0.9, 7]] as const)('%j at %d', (values, share, found) => { expect(quantile(Float64Array.from(values), share)).toBeCloseTo(found, 12) })
  test('of nothing', () => { expect(quantile(new Float64Array(0), 0.5)).toBeNaN() })
})

describe('bootstrap', () => {
  test('holds the true mean as often as it says', () => {
    let held = 0
    for (let world = 0; world < 400; world++) {
      const random = seeded(world, 'world')
      const interval = bootstrap(Float64Array.from({ length: 60 }, () => 3 + random.normal()), null, { seed: world, draws: 300, level: 0.9 })
      if (interval !== null && interval.low <= 3 && interval.high >= 3) held++
    }
    expect(held / 400).toBeGreaterThan(0.85)
    expect(held / 400).toBeLessThan(0.94)
  })
  test('as wide as the standard error says', () => {
    const random = seeded(5, 'wide')
    const values = Float64Array.from({ length: 400 }, () => 2 * random.normal())
    const [mean, count] = [values.reduce((a, b) => a + b, 0) / 400, 400]
    const error = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count / count)
    const { low, high } = bootstrap(values, null) ?? { low: NaN, high: NaN }
    expect(high - low).toBeGreaterThan(2 * 1.96 * error * 0.9)
    expect(high - low).toBeLessThan(2 * 1.96 * error * 1.1)
  })
  test('a quotient: days that are all alike leave no doubt', () => { expect(bootstrap(Float64Array.of(1, 2, 4), Float64Array.of(2, 4, 8))).toEqual({ low: 0.5, high: 0.5 }) })
  test('draws with nothing staked are left out', () => { expect(bootstrap(Float64Array.of(0, -1), Float64Array.of(0, 1), { seed: 3, draws: 200, level: 0.95 })).toEqual({ low: -1, high: -1 }) })
  test('nothing', () => { expect([bootstrap(new Float64Array(0), null), bootstrap(Float64Array.of(1), Float64Array.of(0))]).toEqual([null, null]) })
  test('one seed, one answer; another, another', () => {
    const values = Float64Array.from({ length: 30 }, (_, i) => i * i)
    expect(bootstrap(values, null)).toEqual(bootstrap(values, null))
    expect(bootstrap(values, null)).not.toEqual(bootstrap(values, null, { ...RESAMPLING, seed: 2 }))
  })
})

test('paired: the mean difference, and an interval about it of the differences alone', () => {
  const own = Float64Array.of(1, 2, 3)
  expect(pairedOf('other', own, Float64Array.of(1.5, 2.5, 3.5))).toEqual({ against: 'other', difference: -0.5, low: -0.5, high: -0.5, level: 0.95, races: 3 })
  const wide = pairedOf('other', own, Float64Array.of(0, 0, 0))
  expect([wide.difference, wide.low, wide.high]).toEqual([2, 1, 3])
})
