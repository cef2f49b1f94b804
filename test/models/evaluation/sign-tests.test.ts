import { mcnemar } from '../../../src/models/evaluation/mcnemar'
import { signFlip } from '../../../src/models/evaluation/sign-flip'
import { seeded } from '../../../src/models/seeded'

const DRAWS = { seed: 1, draws: 20_000 }

describe('sign-flip', () => {
  test('all signs of a few differences', () => {
    // 1, 2, 3: sums of size 6 come by +++ and --- alone, 2 of 8.
    expect(signFlip(Float64Array.of(1, 2, 3), DRAWS)).toBe(0.25)
    // -1, 2, 3: |sum| >= 4 by +++, ---, -++ and +--, 4 of 8.
    expect(signFlip(Float64Array.of(-1, 2, 3), DRAWS)).toBe(0.5)
  })
  test('races without a difference say nothing', () => {
    expect(signFlip(Float64Array.of(0, 1, 0, 2, 3, 0), DRAWS)).toBe(0.25)
    expect(signFlip(Float64Array.of(0, 0), DRAWS)).toBe(1)
  })
  test('many: near the normal approximation', () => {
    // Forty differences of 1 with 26 of one sign: two-sided binomial P(|X - 20| >= 6) = 0.0807 by summing the binomial.
    const differences = Float64Array.from({ length: 40 }, (_, i) => (i < 26 ? 1 : -1))
    expect(signFlip(differences, DRAWS)).toBeGreaterThan(0.072)
    expect(signFlip(differences, DRAWS)).toBeLessThan(0.09)
  })
  test('true in its level: of no difference few are found', () => {
    const random = seeded(7, 'sign-flip test')
    const small = Array.from({ length: 200 }, () => signFlip(Float64Array.from({ length: 30 }, () => random.normal()), { seed: 1, draws: 500 })).filter((p) => p < 0.05).length
    expect(small).toBeLessThanOrEqual(20)
  })
})

describe('McNemar', () => {
  test.each([
    // 2 x (C(10,0) + C(10,1)) / 1024
    [1, 9, 22 / 1024],
    // 2 x 1 / 2^5
    [5, 0, 2 / 32],
    [0, 0, 1],
    // even: more than the whole, cut at 1
    [4, 4, 1],
  ])('%i against %i', (a, b, p) => { expect(mcnemar(a, b)).toBeCloseTo(p, 12) })
  test('many', () => {
    // chi-square without correction (50 - 30)^2 / 80 = 5: p near .0253 to .033 by the exact form
    expect(mcnemar(50, 30)).toBeGreaterThan(0.025)
    expect(mcnemar(50, 30)).toBeLessThan(0.04)
  })
})
