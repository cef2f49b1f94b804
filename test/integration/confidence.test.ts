import { CONFIDENCE_PARTS, confidenceFrom, promiseOf, shareUpTo, type ConfidencePart, type ConfidenceParts, type ConfidenceScale } from '../../src/integration/confidence'

const partsOf = (known: Partial<Record<ConfidencePart, number>>): ConfidenceParts => ({ ...Object.fromEntries(CONFIDENCE_PARTS.map((part) => [part, NaN])) as Record<ConfidencePart, number>, ...known })
const SCALE: ConfidenceScale = { parts: { completeness: { weight: 2, mean: 0.9 }, trackRecord: { weight: 4, mean: 0.5 } }, quantiles: [-1, 0, 0, 0.5, 1] }

describe('what parts promise', () => {
  it.each([
    ['all at their mean', { completeness: 0.9, trackRecord: 0.5 }, 0],
    ['one above, one below: 2 x 0.1 - 4 x 0.1', { completeness: 1, trackRecord: 0.4 }, -0.2],
    ['an unknown part adds nothing', { trackRecord: 0.6 }, 0.4],
    ['a part without a weight adds nothing', { trackRecord: 0.6, familiarity: 0 }, 0.4],
    ['nothing known', {}, 0],
  ])('%s', (_, known, promise) => { expect(promiseOf(SCALE, partsOf(known))).toBeCloseTo(promise, 12) })
})

describe('share of what is no more than a value', () => {
  it.each([
    [[0, 1], -0.1, 0], [[0, 1], 0, 0], [[0, 1], 0.3, 0.3], [[0, 1], 1, 1], [[0, 1], 2, 1],
    [[-1, 0, 0, 0.5, 1], 0, 0.5], [[-1, 0, 0, 0.5, 1], -0.5, 0.125], [[-1, 0, 0, 0.5, 1], 0.25, 0.625],
    [[3, 3, 3], 3, 1], [[3, 3, 3], 2.9, 0],
  ])('of %j up to %d: %d', (quantiles, value, share) => { expect(shareUpTo(quantiles, value)).toBeCloseTo(share, 12) })
})

it('a confidence is the rank of the promise, with its parts', () => {
  const parts = partsOf({ completeness: 0.9, trackRecord: 0.5625 })
  expect(confidenceFrom(SCALE, parts)).toEqual({ value: 0.625, parts })
})
it('lies from 0 to 1 and never falls when a part rises', () => {
  let before = 0
  for (let record = 0; record <= 1; record += 0.05) {
    const { value } = confidenceFrom(SCALE, partsOf({ completeness: 0.2, trackRecord: record }))
    expect(value).toBeGreaterThanOrEqual(before)
    expect(value).toBeLessThanOrEqual(1)
    before = value
  }
  expect(before).toBeGreaterThan(0)
})
