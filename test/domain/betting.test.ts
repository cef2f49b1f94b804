import fc from 'fast-check'
import { edgeOf, fairOdds, kellyFraction } from '../../src/domain/betting'

test.each([[0.25, 4], [1, 1], [0.5, 2], [0, NaN], [NaN, NaN], [1.2, NaN], [-0.1, NaN]])('fair odds of a chance of %p: %p', (chance, odds) => { expect(fairOdds(chance)).toBe(odds) })
test.each([
  ['a quarter at 5.0', 0.25, 5, 0.25], ['a quarter at 4.0 is fair', 0.25, 4, 0], ['a quarter at 3.0', 0.25, 3, -0.25], ['no chance loses the stake', 0, 100, -1],
  ['a certainty at 1.0 gives back the stake', 1, 1, 0], ['scratched', NaN, 5, NaN], ['no price', 0.25, NaN, NaN], ['no price is below 1', 0.25, 0.9, NaN], ['no chance is above 1', 1.01, 5, NaN],
])('edge: %s', (_, chance, price, edge) => { expect(edgeOf(chance, price)).toBe(edge) })
test.each([
  ['half at evens', 0.5, 2, 0], ['six in ten at evens: (0.6 x 2 - 1) / 1', 0.6, 2, 0.2], ['a quarter at 5.0: 0.25 / 4', 0.25, 5, 0.0625], ['a negative edge', 0.2, 4, 0],
  ['a price of 1.0 wins nothing', 1, 1, 0], ['a certainty at any other price', 1, 1.01, 1], ['no chance', 0, 50, 0], ['scratched', NaN, 5, NaN], ['no price', 0.25, NaN, NaN], ['below 1', 0.5, 0.5, NaN],
])('Kelly: %s', (_, chance, price, fraction) => {
  if (Number.isNaN(fraction)) expect(kellyFraction(chance, price)).toBeNaN()
  else expect(kellyFraction(chance, price)).toBeCloseTo(fraction, 12)
})
test('no other stake lets the bank grow faster, and it is from 0 to 1', () => {
  const growth = (stake: number, chance: number, price: number): number => chance * Math.log(1 + stake * (price - 1)) + (1 - chance) * Math.log(1 - stake)
  fc.assert(fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), fc.double({ min: 1, max: 1_000, noNaN: true }), fc.double({ min: 0, max: 0.999, noNaN: true }), (chance, price, other) => {
    const stake = kellyFraction(chance, price)
    expect(stake).toBeGreaterThanOrEqual(0)
    expect(stake).toBeLessThan(1)
    expect(growth(stake, chance, price)).toBeGreaterThanOrEqual(growth(other, chance, price) - 1e-12)
  }))
})
test('no edge at the fair price', () => {
  fc.assert(fc.property(fc.double({ min: 1e-6, max: 1, noNaN: true }), (chance) => { expect(edgeOf(chance, fairOdds(chance))).toBeCloseTo(0, 12) }))
})
