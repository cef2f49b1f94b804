import fc from 'fast-check'
import { HARVILLE } from '../../../src/models/exotics/discounts'
import { placeChances } from '../../../src/models/exotics/place-chances'
import { allOrders } from '../../support/all-orders'

const of = (...chances: readonly number[]): Float64Array => Float64Array.from(chances)
const close = (...values: readonly number[]): readonly unknown[] => values.map((value) => expect.closeTo(value, 12) as unknown)

describe('three runners at 1/2, 1/3 and 1/6, worked by hand', () => {
  // Second: A behind B 1/3 x (1/2)/(2/3), behind C 1/6 x (1/2)/(5/6); B behind A 1/2 x (1/3)/(1/2), behind C 1/6 x (1/3)/(5/6); C the rest.
  test('Harville: to be in the first two 17/20, 11/15 and 5/12', () => {
    expect([...placeChances(of(1 / 2, 1 / 3, 1 / 6), 2, HARVILLE)]).toEqual(close(1 / 2 + 1 / 4 + 1 / 10, 1 / 3 + 1 / 3 + 1 / 15, 1 / 6 + 1 / 6 + 1 / 12))
  })
  test('with a power of 0 second is anybody: 1/2 + (1 - 1/2) / 2', () => {
    expect([...placeChances(of(1 / 2, 1 / 3, 1 / 6), 2, { lambda: 0, tau: 1 })]).toEqual(close(3 / 4, 2 / 3, 7 / 12))
  })
  test('the first one is the winner, the first three are all', () => {
    expect([...placeChances(of(1 / 2, 1 / 3, 1 / 6), 1, HARVILLE)]).toEqual(close(1 / 2, 1 / 3, 1 / 6))
    expect([...placeChances(of(1 / 2, 1 / 3, 1 / 6), 3, HARVILLE)]).toEqual([1, 1, 1])
  })
})
describe('against every order of finish', () => {
  const chances = [0.4, 0.25, 0.15, 0.1, 0.06, 0.04]
  test.each([1, 2, 3, 4, 5])('the first %p of six', (places) => {
    const { lambda, tau } = { lambda: 0.76, tau: 0.62 }
    const expected = chances.map((_, i) => allOrders(chances, [1, lambda, tau]).reduce((sum, { order, chance }) => sum + (order.indexOf(i) < places ? chance : 0), 0))
    expect([...placeChances(of(...chances), places, { lambda, tau })]).toEqual(close(...expected))
  })
})
describe('hazards', () => {
  test('one runner is placed', () => { expect([...placeChances(of(1), 1, HARVILLE)]).toEqual([1]) })
  test('an empty field', () => { expect(placeChances(of(), 3, HARVILLE)).toHaveLength(0) })
  test('a certainty and two without a chance: they share second', () => { expect([...placeChances(of(1, 0, 0), 2, HARVILLE)]).toEqual(close(1, 0.5, 0.5)) })
  test('a near certainty leaves the others their shares', () => {
    const placed = placeChances(of(1 - 3e-9, 2e-9, 1e-9), 2, HARVILLE)
    expect(placed[1]).toBeCloseTo(2 / 3, 6)
    expect(placed[2]).toBeCloseTo(1 / 3, 6)
  })
  test('no chances', () => { expect([...placeChances(of(NaN, NaN, NaN), 2, HARVILLE)]).toEqual([NaN, NaN, NaN]) })
  test.each([0, 6, 1.5, NaN])('%p places are refused', (places) => { expect(() => placeChances(of(0.5, 0.5), places, HARVILLE)).toThrow(RangeError) })
})
const field = fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 1, maxLength: 9 }).map((strengths) => { const sum = strengths.reduce((a, b) => a + b, 0); return of(...strengths.map((one) => one / sum)) })
const powers = fc.record({ lambda: fc.double({ min: 0.1, max: 1.5, noNaN: true }), tau: fc.double({ min: 0.1, max: 1.5, noNaN: true }) })
test('they add up to the places, the likelier to win the likelier to be placed, more places more chance', () => {
  fc.assert(fc.property(field, powers, fc.integer({ min: 1, max: 4 }), (chances, discounts, places) => {
    const [placed, more] = [placeChances(chances, places, discounts), placeChances(chances, places + 1, discounts)]
    expect(placed.reduce((a, b) => a + b, 0)).toBeCloseTo(Math.min(places, chances.length), 9)
    placed.forEach((one, i) => {
      expect(one).toBeLessThanOrEqual((more[i] as number) + 1e-12)
      chances.forEach((chance, j) => { if ((chances[i] as number) > chance) expect(one).toBeGreaterThanOrEqual((placed[j] as number) - 1e-12) })
    })
  }), { numRuns: 60 })
})
test('turning the field round turns the answer round', () => {
  fc.assert(fc.property(field, powers, (chances, discounts) => {
    const turned = placeChances(chances.slice().reverse(), 3, discounts).reverse()
    placeChances(chances, 3, discounts).forEach((one, i) => { expect(turned[i]).toBeCloseTo(one, 10) })
  }), { numRuns: 60 })
})
