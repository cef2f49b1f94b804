import { scorePrediction, type RaceResult } from '../../src/usecases/score-prediction'

type Ran = readonly [id: string, position: number | null, price?: number | null]
const result = (ran: readonly Ran[], status: RaceResult['status'] = 'FINAL'): RaceResult => ({ status, ran: ran.map(([sourceId, position, startingPrice = null], i) => ({ sourceId, number: i + 1, position, startingPrice })) })
const score = (served: Readonly<Record<string, number>>, of: RaceResult): ReturnType<typeof scorePrediction> => scorePrediction(Object.keys(served), Object.values(served), of)
const ln = Math.log

test('a winner: ln 2 for a half; the book of 1.25 shared out', () => {
  const { leftOut, places, runnerNumbers, chances, won, startingPrices, scores } = score({ a: 0.5, b: 0.25, c: 0.25 }, result([['a', 1, 2], ['b', 3, 4], ['c', 2, 2]]))
  expect([leftOut, places, runnerNumbers, [...chances], [...won], [...startingPrices]]).toEqual([null, [0, 1, 2], [1, 2, 3], [0.5, 0.25, 0.25], [1, 0, 0], [2, 4, 2]])
  expect(scores?.logLoss).toBeCloseTo(ln(2), 12)
  expect(scores?.marketLogLoss).toBeCloseTo(ln(2.5), 12)
  expect(scores?.brier).toBeCloseTo((0.25 + 0.0625 + 0.0625) / 3, 12)
  expect([scores?.top1, scores?.top3]).toEqual([1, 1])
})
test('a dead heat for first: half of each', () => {
  const { won, scores } = score({ a: 0.5, b: 0.25, c: 0.25 }, result([['a', 1, 1.6], ['b', 1, 3.2], ['c', 3, 3.2]]))
  expect([...won]).toEqual([0.5, 0.5, 0])
  expect(scores?.logLoss).toBeCloseTo(1.5 * ln(2), 12)
  expect(scores?.marketLogLoss).toBeCloseTo(1.5 * ln(2), 12)
  expect(scores?.brier).toBeCloseTo((0 + 0.0625 + 0.0625) / 3, 12)
  expect(scores?.top1).toBe(0.5)
})
test('scratched after it was served: the others have its chance in their proportion', () => {
  const { places, chances, scores } = score({ a: 0.6, b: 0.3, c: 0.1 }, result([['b', 1, 1.6], ['c', 2, 1.6]]))
  expect(places).toEqual([1, 2])
  expect([...chances]).toEqual([expect.closeTo(0.75, 12), expect.closeTo(0.25, 12)])
  expect(scores?.logLoss).toBeCloseTo(ln(4 / 3), 12)
  expect(scores?.marketLogLoss).toBeCloseTo(ln(2), 12)
  expect(scores?.top1).toBe(1)
})
test('only the certainty was scratched: nothing was said of the rest', () => { expect([...score({ a: 1, b: 0, c: 0 }, result([['b', 1], ['c', 2]])).chances]).toEqual([0.5, 0.5]) })
test('equal chances at the top share the pick', () => { expect(score({ a: 0.4, b: 0.4, c: 0.2 }, result([['a', 1], ['b', 2], ['c', 3]])).scores?.top1).toBe(0.5) })
test('the fourth of four is not among three', () => { expect(score({ a: 0.4, b: 0.3, c: 0.2, d: 0.1 }, result([['a', 2], ['b', 3], ['c', 4], ['d', 1]])).scores?.top3).toBe(0) })
test.each<[string, readonly Ran[]]>([['one has none', [['a', 1, 2], ['b', 2, null]]], ['nobody has any', [['a', 1], ['b', 2]]], ['one is no price', [['a', 1, 2], ['b', 2, 0.5]]], ['a book of 1', [['a', 1, 2], ['b', 2, 2]]]])('starting prices: %s, so the market says nothing', (_, ran) => {
  expect(score({ a: 0.5, b: 0.5 }, result(ran)).scores).toMatchObject({ logLoss: expect.closeTo(ln(2), 12) as number, marketLogLoss: null })
})
test('a price of 1.0 is a price', () => { expect(score({ a: 0.5, b: 0.5 }, result([['a', 1, 1], ['b', 2, 4]])).scores?.marketLogLoss).toBeCloseTo(ln(1.25), 12) })
test('a faller lost', () => { expect([...score({ a: 0.5, b: 0.5 }, result([['a', null], ['b', 1]])).won]).toEqual([0, 1]) })
test('a chance of nothing that won costs what 1e-12 costs', () => { expect(score({ a: 1, b: 0 }, result([['a', 2], ['b', 1]])).scores?.logLoss).toBeCloseTo(12 * ln(10), 9) })
test.each<[string, RaceResult]>([
  ['ABANDONED', result([], 'ABANDONED')], ['ABANDONED', result([['a', 1], ['b', 2]], 'VOID')], ['NO_WINNER', result([])], ['NO_WINNER', result([['a', null], ['b', 2]])],
  ['WALKOVER', result([['a', 1]])], ['RUNNER_NOT_SERVED', result([['a', 1], ['b', 2], ['z', 3]])], ['RUNNER_NOT_SERVED', result([['z', 1]])],
])('%s is left out', (why, of) => { expect(score({ a: 0.5, b: 0.5 }, of)).toMatchObject({ leftOut: why, scores: null, places: [] }) })
