import { stakingOf, thinned, type Betting } from '../../../src/models/evaluation/staking'
import type { Staking } from '../../../src/models/evaluation/report'

const f = (...values: readonly number[]): Float64Array => Float64Array.from(values)
const RESAMPLING = { seed: 1, draws: 400, level: 0.95 }
const of = (betting: Betting, rule: string): Staking => stakingOf(betting, RESAMPLING).find((one) => one.rule === rule) as Staking

/** Day one: the pick wins at 3.0, then two level picks of which one dead-heats at 4.0. Day two: the pick at 1.0 loses. */
const betting: Betting = {
  raceStart: Int32Array.of(0, 2, 4, 6), days: ['2024-01-01', '2024-01-01', '2024-01-02'],
  chances: f(0.6, 0.4, 0.5, 0.5, 0.9, 0.1), won: f(1, 0, 0.5, 0.5, 0, 1), price: f(3, 2, 4, 1.5, 1, 20),
}

describe('three races by hand', () => {
  test('top pick: a unit a race, shared; half of the stake is paid in a dead heat', () => {
    // +2; half a unit each: .5 x (.5 x 4 - 1) = .5 and .5 x (.5 x 1.5 - 1) = -.125; -1.
    expect(of(betting, 'top-pick')).toMatchObject({ bets: 4, days: 2, end: expect.closeTo(1.375, 12), roi: expect.closeTo(1.375 / 3, 12), curve: [{ date: '2024-01-01', profit: expect.closeTo(2.375, 12) }, { date: '2024-01-02', profit: expect.closeTo(1.375, 12) }] })
  })
  test('every edge above 10%: 1.8, 2.0 and 2.0 but not .8, .75, .9', () => {
    // +2, then .5 x 4 - 1 = 1, then 20 - 1 = 19.
    expect(of(betting, 'edge-10')).toMatchObject({ bets: 3, end: 22, roi: expect.closeTo(22 / 3, 12) })
  })
  test('quarter Kelly: parts of the bank at the race', () => {
    // .25 x .8 / 2 = .1 wins .2; .25 x 1 / 3 = 1/12 wins 1/12; .25 x 1 / 19 wins .25.
    const { bets, end, roi } = of(betting, 'quarter-kelly')
    expect({ bets, end, roi }).toEqual({ bets: 3, end: expect.closeTo(1.2 * (13 / 12) * 1.25, 12), roi: expect.closeTo((0.2 + 1 / 12 + 0.25) / (0.1 + 1 / 12 + 0.25 / 19), 12) })
  })
  test('two days tell nothing: no interval, no edge', () => { for (const one of stakingOf(betting)) expect(one).toMatchObject({ low: null, high: null, edge: false }) })
})

test('no bet: null, not NaN', () => {
  const none = of({ ...betting, price: f(1, 1, 1, 1, 1, 1) }, 'edge-10')
  expect(none).toMatchObject({ bets: 0, days: 0, roi: null, low: null, high: null, edge: false, end: 0, curve: [] })
  expect(of({ ...betting, price: f(1, 1, 1, 1, 1, 1) }, 'quarter-kelly')).toMatchObject({ bets: 0, end: 1, roi: null })
})

/** A race a day; the pick at `price` wins every `every`-th. */
const days = (count: number, every: number, price: number): Betting => ({
  raceStart: Int32Array.from({ length: count + 1 }, (_, r) => 2 * r), days: Array.from({ length: count }, (_, r) => new Date(Date.UTC(2024, 0, 1 + r)).toISOString().slice(0, 10)),
  chances: Float64Array.from({ length: 2 * count }, (_, row) => (row % 2 === 0 ? 0.6 : 0.4)), price: new Float64Array(2 * count).fill(price),
  won: Float64Array.from({ length: 2 * count }, (_, row) => Number((row % 2 === 0) === (Math.floor(row / 2) % every === 0))),
})
describe('edge', () => {
  test.each([['every second wins at 3.0', days(200, 2, 3), true, 0.5], ['every second wins at 2.05: luck could do it', days(200, 2, 2.05), false, 0.025], ['every third wins at 2.5', days(198, 3, 2.5), false, -1 / 6], ['19 days of winning', days(19, 1, 3), false, 2], ['20 days of winning', days(20, 1, 3), true, 2]] as const)('%s', (_, table, edge, roi) => {
    const pick = of(table, 'top-pick')
    expect([pick.edge, pick.roi]).toEqual([edge, expect.closeTo(roi, 10)])
    if (pick.low !== null && pick.high !== null) expect(pick.low <= roi + 1e-12 && pick.high >= roi - 1e-12).toBe(true)
  })
})

test.each([[[1, 2, 3], 5, [1, 2, 3]], [[1, 2, 3, 4, 5], 3, [1, 3, 5]], [[1, 2, 3, 4], 2, [2, 4]], [[], 3, []]] as const)('%j thinned to %d: the last stays', (points, most, left) => { expect(thinned<number>(points, most)).toEqual(left) })
