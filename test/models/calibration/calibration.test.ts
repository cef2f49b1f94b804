import fc from 'fast-check'
import { calibrate, CALIBRATION, lnChances, type Calibration } from '../../../src/models/calibration/calibration'
import { fitIsotonic, fitTemperature } from '../../../src/models/calibration/fit-calibration'
import { raceLogLoss, raceSoftmax } from '../../../src/models/race-softmax'
import { raceTable } from '../../support/race-table'

const ONE = Int32Array.of(0, 3)
const logs = (...chances: readonly number[]): Float64Array => Float64Array.from(chances, Math.log)
/** Race after race of two, at chances p and 1 - p; the likelier wins `wins` of `count`. */
const pairs = (...kinds: readonly { p: number; count: number; wins: number }[]): { scores: Float64Array; table: Parameters<typeof fitIsotonic>[1] } => {
  const rows = kinds.flatMap(({ p, count, wins }) => Array.from({ length: count }, (_, i) => [[p, Number(i < wins)], [1 - p, Number(i >= wins)]] as const)).flat()
  const win = Float64Array.from(rows, ([, won]) => won)
  const none = new Float64Array(win.length)
  return { scores: logs(...rows.map(([p]) => p)), table: { raceStart: Int32Array.from({ length: rows.length / 2 + 1 }, (_, r) => 2 * r), targets: { win, place: none, topFive: none, finishPosition: none, beatFavourite: none } } }
}

describe('ln chance', () => {
  test('of e^2, e^1 and e^0', () => {
    const all = Math.log(Math.exp(2) + Math.E + 1)
    expect([...lnChances(Float64Array.of(2, 1, 0), ONE)]).toEqual([2 - all, 1 - all, -all].map((x) => expect.closeTo(x, 12) as number))
  })
  test('is told where the chance is too small for a number', () => { expect([...lnChances(Float64Array.of(0, -2_000, -1), ONE)][1]).toBeCloseTo(-2_000 - Math.log1p(Math.exp(-1)), 9) })
})
describe('temperature', () => {
  test('power 2 of 1/2, 1/3, 1/6: 9, 4 and 1 of 14', () => {
    expect([...raceSoftmax(calibrate({ kind: 'temperature', power: 2 }, logs(1 / 2, 1 / 3, 1 / 6), ONE), ONE)]).toEqual([9 / 14, 4 / 14, 1 / 14].map((x) => expect.closeTo(x, 12) as number))
  })
  test('3 to 1 that comes 9 to 1: power 2', () => {
    const { scores, table } = pairs({ p: 0.75, count: 10, wins: 9 })
    expect(fitTemperature(scores, table)).toEqual({ kind: 'temperature', power: expect.closeTo(2, 8) })
  })
  test('scores that tell the opposite are worth nothing: 0, and all are level', () => {
    const { scores, table } = pairs({ p: 0.75, count: 10, wins: 2 })
    expect(fitTemperature(scores, table)).toEqual({ kind: 'temperature', power: 0 })
  })
})
describe('isotonic', () => {
  const line: Calibration = { kind: 'isotonic', from: [-2, -1], to: [-3, -1] }
  test('between its points a straight line, beyond them a slope of 1', () => {
    // ln chances of -3, -1.5 and -0.5, and whoever is left.
    const total = Math.exp(-3) + Math.exp(-1.5) + Math.exp(-0.5)
    const rest = Math.log(1 - total)
    const given = Float64Array.of(-3, -1.5, -0.5, rest)
    const bent = calibrate(line, given, Int32Array.of(0, 4))
    expect([...bent].slice(0, 3)).toEqual([-4, -2, -0.5].map((x) => expect.closeTo(x, 9) as number))
  })
  test('shares that won: 1/4 at 0.2, 3/4 at 0.8', () => {
    const { scores, table } = pairs({ p: 0.8, count: 200, wins: 150 })
    expect(fitIsotonic(scores, table)).toEqual({ kind: 'isotonic', from: logs(0.2, 0.8).reduce<unknown[]>((all, x) => [...all, expect.closeTo(x, 9)], []), to: logs(0.25, 0.75).reduce<unknown[]>((all, x) => [...all, expect.closeTo(x, 9)], []) })
  })
  test('neighbours that fall are pooled: 0.6 wins less often than 0.55 does', () => {
    const fitted = fitIsotonic(...(({ scores, table }) => [scores, table] as const)(pairs({ p: 0.55, count: 100, wins: 60 }, { p: 0.6, count: 100, wins: 45 })))
    expect(fitted.kind).toBe('isotonic')
    const to = fitted.kind === 'isotonic' ? fitted.to : []
    // Pooled by hand: [0.4: 55/100, 0.45: 40/100] = 95/200 and [0.55: 60/100, 0.6: 45/100] = 105/200.
    expect(to).toEqual([95 / 200, 105 / 200].map((x) => expect.closeTo(Math.log(x), 9)))
  })
  test('too few races say nothing', () => { expect(fitIsotonic(...(({ scores, table }) => [scores, table] as const)(pairs({ p: 0.8, count: 20, wins: 15 })))).toEqual({ kind: 'none' }) })
  test('no race at all', () => { expect(fitIsotonic(...(({ scores, table }) => [scores, table] as const)(pairs()))).toEqual({ kind: 'none' }) })
  test('it sets right what no power can: outsiders twice too likely', () => {
    const { table, chances } = raceTable({ races: 4_000, weights: { 'form.winRate10': 1.2 }, seed: 'isotonic' })
    const wrong = chances.map((p) => Math.log(p < 0.06 ? 2.5 * p : p))
    const loss = (calibration: Calibration): number => raceLogLoss(raceSoftmax(calibrate(calibration, wrong, table.raceStart), table.raceStart), table.targets.win, table.raceStart)
    expect(loss(fitIsotonic(wrong, table))).toBeLessThan(loss(fitTemperature(wrong, table)) - 0.005)
  })
})
const rising = (length: number): fc.Arbitrary<number[]> => fc.array(fc.double({ min: 0.01, max: 2, noNaN: true }), { minLength: length, maxLength: length }).map((steps) => { let sum = -6; return steps.map((step) => (sum += step)) })
test('nobody changes places within a race, whatever is fitted', () => {
  const scores = fc.array(fc.double({ min: -40, max: 40, noNaN: true }), { minLength: 1, maxLength: 12 })
  const ways = fc.oneof(
    fc.integer({ min: 1, max: 8 }).chain((n) => fc.tuple(rising(n), rising(n))).map(([from, to]): Calibration => ({ kind: 'isotonic', from, to })),
    fc.double({ min: 0.01, max: 5, noNaN: true }).map((power): Calibration => ({ kind: 'temperature', power })),
  )
  fc.assert(fc.property(scores, ways, (given, way) => {
    const own = Float64Array.from(given)
    const calibrated = calibrate(way, own, Int32Array.of(0, own.length))
    own.forEach((a, i) => { own.forEach((b, j) => { if (a > b) expect(calibrated[i]).toBeGreaterThanOrEqual((calibrated[j] as number) - 1e-12) }) })
    expect(raceSoftmax(calibrated, Int32Array.of(0, own.length)).reduce((x, y) => x + y, 0)).toBeCloseTo(1, 9)
  }))
})
test('what pool-adjacent-violators fits rises strictly', () => {
  fc.assert(fc.property(fc.array(fc.record({ p: fc.double({ min: 0.5, max: 0.99, noNaN: true }), share: fc.double({ min: 0, max: 1, noNaN: true }) }), { minLength: 1, maxLength: 6 }), (kinds) => {
    const { scores, table } = pairs(...kinds.map(({ p, share }) => ({ p, count: 80, wins: Math.round(80 * share) })))
    const fitted = fitIsotonic(scores, table)
    expect(CALIBRATION.safeParse(fitted).success).toBe(true)
  }), { numRuns: 60 })
})
describe('hazards', () => {
  const ways: readonly Calibration[] = [{ kind: 'none' }, { kind: 'temperature', power: 1.2 }, { kind: 'isotonic', from: [-2, -1], to: [-2.5, -0.5] }]
  test.each(ways)('a race without scores stays so, one runner is certain, none is none: $kind', (way) => {
    const raceStart = Int32Array.of(0, 2, 3)
    expect([...raceSoftmax(calibrate(way, Float64Array.of(NaN, NaN, 5), raceStart), raceStart)]).toEqual([NaN, NaN, 1])
    expect(calibrate(way, new Float64Array(), Int32Array.of(0))).toHaveLength(0)
  })
  test('level runners stay level', () => {
    const calibrated = calibrate({ kind: 'isotonic', from: [-2, -1], to: [-2.5, -0.5] }, Float64Array.of(1, 1, 1), ONE)
    expect(new Set(calibrated).size).toBe(1)
  })
  test.each([{ kind: 'temperature', power: -1 }, { kind: 'temperature', power: null }, { kind: 'isotonic', from: [-1, -2], to: [-2, -1] }, { kind: 'isotonic', from: [-2, -1], to: [-1] }, { kind: 'isotonic', from: [], to: [] }, { kind: 'platt' }])('%p is no calibration', (wrong) => {
    expect(CALIBRATION.safeParse(wrong).success).toBe(false)
  })
})
