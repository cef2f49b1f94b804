import { priceAt, PRICES, rungBelow, TOP } from '../../../../src/live/feeds/simulator/price-ladder'
import { bestBacks, quote } from '../../../../src/live/feeds/simulator/quotes'

test('the ladder has the 350 prices of an exchange, ascending', () => {
  expect(PRICES).toHaveLength(350)
  expect([0, 98, 99, 100, 148, 149, 150, 169, 189, 209, 229, 239, 249, 259, 269, TOP].map(priceAt)).toEqual([1.01, 1.99, 2, 2.02, 2.98, 3, 3.05, 4, 6, 10, 20, 30, 50, 100, 200, 1000])
  expect(PRICES.every((price, i) => i === 0 || price > priceAt(i - 1))).toBe(true)
})
test.each([[1.0, 1.01], [2.0, 2.0], [2.01, 2.0], [2.02, 2.02], [3.04, 3.0], [9.99, 9.8], [31, 30], [104, 100], [5_000, 1_000]])('%d is bet at %d', (price, rung) => { expect(priceAt(rungBelow(price))).toBe(rung) })

test('best backs add up to the overround that is asked for, near enough', () => {
  for (const chances of [[0.5, 0.3, 0.2], [0.3, 0.2, 0.15, 0.1, 0.08, 0.07, 0.05, 0.03, 0.02], [0.9, 0.06, 0.04]]) {
    const sum = bestBacks(chances, 1.02).reduce((total, rung) => total + 1 / priceAt(rung), 0)
    expect(Math.abs(sum - 1.02)).toBeLessThan(0.012)
  }
})
test.each([0.0012, 0.01, 0.2, 0.5, 0.97])('at a chance of %d nobody can back above what somebody lays at', (chance) => {
  const { back, lay, bestBack, bestLay } = quote(Math.min(TOP - 1, rungBelow(1 / (chance * 1.01))), chance, { name: 'x', at: 1_000, depth: 6, money: 100, lifeMs: 1_000 })
  expect(Math.max(...back.keys())).toBe(bestBack)
  expect(Math.min(...lay.keys())).toBe(bestLay)
  expect(bestBack).toBeLessThan(bestLay)
  expect([...back.values(), ...lay.values()].every((size) => size >= 200)).toBe(true)
})
