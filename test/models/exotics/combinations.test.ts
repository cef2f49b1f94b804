import { HARVILLE } from '../../../src/models/exotics/discounts'
import { EXOTICS, topCombinations, type Exotic } from '../../../src/models/exotics/combinations'
import { allOrders } from '../../support/all-orders'

const of = (...chances: readonly number[]): Float64Array => Float64Array.from(chances)
const THREE = of(1 / 2, 1 / 3, 1 / 6)

describe('three runners at 1/2, 1/3 and 1/6, by Harville', () => {
  test('exacta: A before B 1/2 x 2/3 = 1/3, B before A 1/3 x 3/4 = 1/4, A before C 1/6', () => {
    expect(topCombinations(THREE, 'EXACTA', 3, HARVILLE)).toEqual([
      { rows: [0, 1], chance: expect.closeTo(1 / 3, 12), fairOdds: expect.closeTo(3, 10) }, { rows: [1, 0], chance: expect.closeTo(1 / 4, 12), fairOdds: expect.closeTo(4, 10) },
      { rows: [0, 2], chance: expect.closeTo(1 / 6, 12), fairOdds: expect.closeTo(6, 10) },
    ])
  })
  test('quinella: A and B 7/12, A and C 1/6 + 1/10, B and C 1/12 + 1/15', () => {
    expect(topCombinations(THREE, 'QUINELLA', Infinity, HARVILLE).map(({ rows, chance }) => [rows, chance])).toEqual([[[0, 1], expect.closeTo(7 / 12, 12)], [[0, 2], expect.closeTo(4 / 15, 12)], [[1, 2], expect.closeTo(3 / 20, 12)]])
  })
  test('trifecta: A, B, C is as likely as A before B', () => { expect(topCombinations(THREE, 'TRIFECTA', 1, HARVILLE)).toEqual([{ rows: [0, 1, 2], chance: expect.closeTo(1 / 3, 12), fairOdds: expect.closeTo(3, 10) }]) })
  test('all three are the trio, and every two of them are among the first three', () => {
    expect(topCombinations(THREE, 'TRIO', 5, HARVILLE)).toEqual([{ rows: [0, 1, 2], chance: expect.closeTo(1, 12), fairOdds: expect.closeTo(1, 10) }])
    expect(topCombinations(THREE, 'QUINELLA_PLACE', 5, HARVILLE).map(({ chance }) => chance)).toEqual([1, 1, 1].map((one) => expect.closeTo(one, 12) as number))
  })
})
describe('against every order of finish', () => {
  const chances = [0.4, 0.25, 0.15, 0.1, 0.06, 0.04]
  const wins: Readonly<Record<Exotic, (order: readonly number[], rows: readonly number[]) => boolean>> = {
    EXACTA: (order, rows) => order[0] === rows[0] && order[1] === rows[1], QUINELLA: (order, rows) => rows.every((row) => order.indexOf(row) < 2),
    QUINELLA_PLACE: (order, rows) => rows.every((row) => order.indexOf(row) < 3), TRIO: (order, rows) => rows.every((row) => order.indexOf(row) < 3),
    TRIFECTA: (order, rows) => rows.every((row, at) => order[at] === row),
  }
  const counts: Readonly<Record<Exotic, readonly [number, number]>> = { EXACTA: [30, 1], QUINELLA: [15, 1], QUINELLA_PLACE: [15, 3], TRIO: [20, 1], TRIFECTA: [120, 1] }
  test.each(EXOTICS)('%s: all of them, falling, each the sum of the orders that win it', (type) => {
    const orders = allOrders(chances, [1, 0.76, 0.62])
    const all = topCombinations(of(...chances), type, Infinity, { lambda: 0.76, tau: 0.62 })
    expect(all).toHaveLength(counts[type][0])
    expect(all.reduce((sum, { chance }) => sum + chance, 0)).toBeCloseTo(counts[type][1], 10)
    all.forEach(({ rows, chance }, at) => {
      expect(chance).toBeLessThanOrEqual(all[at - 1]?.chance ?? 1)
      expect(chance).toBeCloseTo(orders.reduce((sum, { order, chance: one }) => sum + (wins[type](order, rows) ? one : 0), 0), 12)
    })
  })
})
describe('hazards', () => {
  test.each(EXOTICS)('%s of one runner, of none and without chances: there is none', (type) => {
    for (const chances of [of(1), of(), of(NaN, NaN, NaN, NaN)]) expect(topCombinations(chances, type, 5, HARVILLE)).toEqual([])
  })
  test('two runners: no trio, no trifecta, and both are placed', () => {
    expect(topCombinations(of(0.5, 0.5), 'TRIO', 5, HARVILLE)).toEqual([])
    expect(topCombinations(of(0.5, 0.5), 'TRIFECTA', 5, HARVILLE)).toEqual([])
    expect(topCombinations(of(0.5, 0.5), 'QUINELLA_PLACE', 5, HARVILLE)).toEqual([{ rows: [0, 1], chance: 1, fairOdds: 1 }])
  })
  test('level ones stand by their rows', () => { expect(topCombinations(of(0.25, 0.25, 0.25, 0.25), 'QUINELLA', 3, HARVILLE).map(({ rows }) => rows)).toEqual([[0, 1], [0, 2], [0, 3]]) })
  test('a certainty and two without a chance', () => { expect(topCombinations(of(1, 0, 0), 'EXACTA', 2, HARVILLE).map(({ rows, chance }) => [rows, chance])).toEqual([[[0, 1], expect.closeTo(0.5, 9)], [[0, 2], expect.closeTo(0.5, 9)]]) })
  test('none asked for, none given; fewer than none refused', () => {
    expect(topCombinations(THREE, 'EXACTA', 0, HARVILLE)).toEqual([])
    expect(() => topCombinations(THREE, 'EXACTA', -1, HARVILLE)).toThrow(RangeError)
  })
})
