import fc from 'fast-check'
import { aucOf, pickScoresOf, scoresOf, shareOfHighest, uniformLossOf, type Outcomes } from '../../../src/models/evaluation/scores'

const f = (...values: readonly number[]): Float64Array => Float64Array.from(values)
/** Three races: 3, 2 and 4 runners. The favourite wins, a dead heat, an outsider with two level on top. */
const outcomes: Outcomes = { raceStart: Int32Array.of(0, 3, 5, 9), won: f(1, 0, 0, 0.5, 0.5, 0, 0, 0, 1) }
const chances = f(0.5, 0.3, 0.2, 0.75, 0.25, 0.35, 0.35, 0.2, 0.1)

describe('three races by hand', () => {
  const scores = scoresOf(chances, outcomes)
  const loss = (Math.log(2) + 0.5 * Math.log(4 / 3) + 0.5 * Math.log(4) + Math.log(10)) / 3
  const uniform = (Math.log(3) + Math.log(2) + Math.log(4)) / 3
  test('counts and log-loss', () => {
    expect([scores.races, scores.runners]).toEqual([3, 9])
    expect(scores.logLoss).toBeCloseTo(loss, 12)
    expect(uniformLossOf(outcomes)).toBeCloseTo(uniform, 12)
    expect(scores.pseudoR2).toBeCloseTo(1 - loss / uniform, 12)
  })
  test('top 1: the first race, and half of the dead heat', () => { expect(scores.top1).toBeCloseTo(1.5 / 3, 12) })
  test('top 3: all of the first two, and no fourth of four', () => { expect(scores.top3).toBeCloseTo(2 / 3, 12) })
  test('Brier', () => { expect(scores.brier).toBeCloseTo((0.25 + 0.09 + 0.04 + 0.0625 + 0.0625 + 0.1225 + 0.1225 + 0.04 + 0.81) / 9, 12) })
  // Winners .5 .75 .25 .1 against losers .3 .2 .35 .35 .2: 5 + 5 + 2 + 0 of 20 pairs.
  test('AUC', () => { expect(scores.auc).toBeCloseTo(12 / 20, 12) })
  test('picks: two of three won, two of four winners; six of nine told rightly', () => {
    expect(pickScoresOf(chances, outcomes)).toEqual({ accuracy: expect.closeTo(6 / 9, 12), precision: expect.closeTo(2 / 3, 12), recall: expect.closeTo(2 / 4, 12), f1: expect.closeTo(4 / 7, 12) })
  })
  test('a part of the races', () => {
    const { races, runners, logLoss, top1 } = scoresOf(chances, outcomes, [2])
    expect({ races, runners, logLoss, top1 }).toEqual({ races: 1, runners: 4, logLoss: expect.closeTo(Math.log(10), 12), top1: 0 })
  })
})

describe('ties and edges', () => {
  test.each([
    ['all alike, one place', [1, 1, 1, 1], 0, 1, 0.25],
    ['all alike, three places', [1, 1, 1, 1], 2, 3, 0.75],
    ['two on the line of three', [5, 4, 3, 3], 3, 3, 0.5],
    ['fewer than three', [2, 1], 1, 3, 1],
    ['alone', [1], 0, 1, 1],
  ] as const)('%s', (_, values, row, count, share) => { expect(shareOfHighest(f(...values), 0, values.length, row, count)).toBe(share) })
  test('equal chances tell nothing: AUC a half, top 1 one in n, pseudo-R2 0', () => {
    const even = { raceStart: Int32Array.of(0, 4), won: f(0, 0, 1, 0) }
    expect(scoresOf(f(0.25, 0.25, 0.25, 0.25), even)).toMatchObject({ auc: 0.5, top1: 0.25, top3: 0.75, pseudoR2: expect.closeTo(0, 12) })
    expect(pickScoresOf(f(0.25, 0.25, 0.25, 0.25), even)).toEqual({ accuracy: (4 - 1 - 1 + 0.5) / 4, precision: 0.25, recall: 0.25, f1: 0.25 })
  })
  test('a pick that never wins has no F1', () => { expect(pickScoresOf(f(0.9, 0.1), { raceStart: Int32Array.of(0, 2), won: f(0, 1) }).f1).toBe(0) })
  test('a sure thing that lost costs a lot and not everything', () => { expect(scoresOf(f(1, 0), { raceStart: Int32Array.of(0, 2), won: f(0, 1) }).logLoss).toBeCloseTo(12 * Math.log(10), 9) })
  test('everyone dead-heats: no AUC', () => { expect(scoresOf(f(0.6, 0.4), { raceStart: Int32Array.of(0, 2), won: f(0.5, 0.5) }).auc).toBeNaN() })
  test('one runner: certain, and no loss', () => { expect(scoresOf(f(1), { raceStart: Int32Array.of(0, 1), won: f(1) })).toMatchObject({ logLoss: 0, top1: 1, top3: 1, brier: 0 }) })
  test('no race', () => { expect(scoresOf(f(), { raceStart: Int32Array.of(0), won: f() }).logLoss).toBeNaN() })
})

describe('as a naive count', () => {
  const field = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 8 })
  const race = field.chain((parts) => fc.record({ parts: fc.constant(parts), winner: fc.nat(parts.length - 1), second: fc.option(fc.nat(parts.length - 1)) }))
  const tables = fc.array(race, { minLength: 1, maxLength: 6 }).map((races) => {
    const raceStart = Int32Array.from([0, ...races.map((_, r) => races.slice(0, r + 1).reduce((sum, { parts }) => sum + parts.length, 0))])
    const won = races.flatMap(({ parts, winner, second }) => parts.map((_, i) => (second === null || second === winner ? Number(i === winner) : Number(i === winner || i === second) / 2)))
    const all = races.flatMap(({ parts }) => parts.map((part) => part / parts.reduce((a, b) => a + b, 0)))
    return { chances: f(...all), outcomes: { raceStart, won: f(...won) } }
  })
  test('AUC: every pair', () => {
    fc.assert(fc.property(tables, ({ chances: told, outcomes: { raceStart, won } }) => {
      const [winners, losers] = [[...told].filter((_, i) => (won[i] as number) > 0), [...told].filter((_, i) => won[i] === 0)]
      fc.pre(losers.length > 0)
      const pairs = winners.flatMap((a) => losers.map((b) => (a > b ? 1 : a === b ? 0.5 : 0) as number))
      const naive = pairs.reduce((a, b) => a + b, 0) / pairs.length
      expect(aucOf(told, { raceStart, won }, Array.from({ length: raceStart.length - 1 }, (_, r) => r))).toBeCloseTo(naive, 10)
    }))
  })
  test('top 3: the mean over all orders of those level', () => {
    const orders = (list: readonly number[]): readonly (readonly number[])[] => (list.length < 2 ? [list] : list.flatMap((one, i) => orders(list.filter((_, j) => j !== i)).map((rest) => [one, ...rest])))
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 6 }), fc.nat(5), (parts, pick) => {
      const winner = pick % parts.length
      const sorted = orders(parts.map((_, i) => i)).filter((order) => order.every((runner, at) => at === 0 || (parts[runner] as number) <= (parts[order[at - 1] as number] as number)))
      const naive = sorted.filter((order) => order.slice(0, 3).includes(winner)).length / sorted.length
      expect(shareOfHighest(f(...parts), 0, parts.length, winner, 3)).toBeCloseTo(naive, 10)
    }), { numRuns: 40 })
  })
})
