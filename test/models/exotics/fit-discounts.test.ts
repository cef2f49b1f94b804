import { rngFor } from '../../../src/imports/synthetic/prng'
import { fitDiscounts } from '../../../src/models/exotics/fit-discounts'
import { raceTable } from '../../support/race-table'

const NONE = new Float64Array()
/** Races of finish positions, all runners at these chances. */
const races = (positions: readonly (readonly number[])[]): { raceStart: Int32Array; targets: Parameters<typeof fitDiscounts>[0]['targets'] } => ({
  raceStart: Int32Array.from([0, ...positions.map((_, r) => positions.slice(0, r + 1).flat().length)]),
  targets: { win: NONE, place: NONE, topFive: NONE, beatFavourite: NONE, finishPosition: Float64Array.from(positions.flat()) },
})
const alike = (count: number, chances: readonly number[]): Float64Array => Float64Array.from(Array.from({ length: count }, () => chances).flat())

describe('worked by hand', () => {
  // Behind the winner are 0.4 and 0.1; the former is second in two of three: 4^lambda = 2.
  const three = [[1, 2, 3], [1, 2, 3], [1, 3, 2]]
  test('4 to 1 that comes second 2 to 1: a power of one half', () => {
    const { discounts, second } = fitDiscounts(races(three), alike(3, [0.5, 0.4, 0.1]))
    expect(discounts.lambda).toBeCloseTo(0.5, 7)
    expect(second.logLikelihood).toBeCloseTo(2 * Math.log(2 / 3) + Math.log(1 / 3), 9)
    expect(second.harville).toBeCloseTo(2 * Math.log(4 / 5) + Math.log(1 / 5), 9)
    expect(second.races).toBe(3)
  })
  test('third of those left by the first two', () => {
    const { discounts, third } = fitDiscounts(races(three.map((order) => [4, ...order].map((at) => (at === 4 ? 1 : at + 1)))), alike(3, [0.2, 0.3, 0.4, 0.1]))
    expect(discounts.tau).toBeCloseTo(0.5, 7)
    expect(third.races).toBe(3)
  })
})
describe('hazards', () => {
  const chances = [0.4, 0.3, 0.2, 0.1]
  test.each([
    ['a dead heat for first: nobody is second, third is run for', [1.5, 1.5, 3, 4], 0, 1], ['a dead heat for second: it is shared, nobody is third', [1, 2.5, 2.5, 4], 1, 0],
    ['a dead heat for third', [1, 2, 3.5, 3.5], 1, 0], ['three level for first', [2, 2, 2, 4], 0, 0], ['only the winner finished: the rest are level', [1, 3, 3, 3], 0, 0], ['no positions', [NaN, NaN, NaN, NaN], 0, 0],
  ])('%s', (_, positions, second, third) => {
    const fitted = fitDiscounts(races([positions]), alike(1, chances))
    expect([fitted.second.races, fitted.third.races]).toEqual([second, third])
  })
  test('without any race it is Harville', () => { expect(fitDiscounts(races([]), NONE).discounts).toEqual({ lambda: 1, tau: 1 }) })
  test('a race without chances is left out', () => { expect(fitDiscounts(races([[1, 2, 3]]), Float64Array.of(0.5, NaN, 0.5)).second.races).toBe(0) })
  test('one runner and two runners say nothing', () => { expect(fitDiscounts(races([[1], [1, 2]]), Float64Array.of(1, 0.5, 0.5)).second.races).toBe(0) })
})
test('races in which second is run by p^0.7 and third by p^0.5 give these back', () => {
  const { table, chances } = raceTable({ races: 3_000, weights: { 'form.winRate10': 1 }, seed: 'discounts' })
  const rng = rngFor('discounts')
  const finishPosition = new Float64Array(chances.length)
  for (let race = 0; race < 3_000; race++) {
    let left = Array.from({ length: (table.raceStart[race + 1] as number) - (table.raceStart[race] as number) }, (_, i) => (table.raceStart[race] as number) + i)
    for (let place = 1; left.length > 0; place++) {
      const luck = left.map((row) => ({ row, at: (place === 1 ? 1 : place === 2 ? 0.7 : 0.5) * Math.log(chances[row] as number) - Math.log(-Math.log(rng.next())) })).sort((a, b) => b.at - a.at)
      const next = luck[0]?.row as number
      finishPosition[next] = place
      left = left.filter((row) => row !== next)
    }
  }
  const { discounts, second, third } = fitDiscounts({ ...table, targets: { ...table.targets, finishPosition } }, chances)
  expect(Math.abs(discounts.lambda - 0.7)).toBeLessThan(0.06)
  expect(Math.abs(discounts.tau - 0.5)).toBeLessThan(0.06)
  expect(second.logLikelihood).toBeGreaterThan(second.harville)
  expect(third.logLikelihood).toBeGreaterThan(third.harville)
})
