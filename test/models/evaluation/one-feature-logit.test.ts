import { fitChoice, logLikelihood, pseudoR2, uniformLogLikelihood, type ChoiceRows } from '../../../src/models/evaluation/one-feature-logit'

/** Races of [value, share of the win] a runner. */
const rowsOf = (races: readonly (readonly (readonly [number, number])[])[], ...more: readonly (readonly number[])[]): ChoiceRows => {
  const starts = [0]
  for (const race of races) starts.push((starts.at(-1) as number) + race.length)
  const flat = races.flat()
  return { raceStart: Int32Array.from(starts), won: Float64Array.from(flat, ([, won]) => won), columns: [Float64Array.from(flat, ([value]) => value), ...more.map((values) => Float64Array.from(values))] }
}
const pair = (won: boolean): (readonly [number, number])[] => [[1, won ? 1 : 0], [0, won ? 0 : 1]]
/** The likelihood as it is defined, one exponential after the other. */
const naive = ({ raceStart, won, columns }: ChoiceRows, weights: readonly number[]): number => {
  let sum = 0
  for (let r = 0; r + 1 < raceStart.length; r++) {
    const runners = Array.from({ length: (raceStart[r + 1] as number) - (raceStart[r] as number) }, (_, i) => (raceStart[r] as number) + i)
    const strength = runners.map((i) => Math.exp(columns.reduce((total, column, a) => total + (column[i] as number) * (weights[a] as number), 0)))
    const total = strength.reduce((a, b) => a + b, 0)
    runners.forEach((i, k) => { sum += (won[i] as number) * Math.log((strength[k] as number) / total) })
  }
  return sum
}

describe('worked by hand', () => {
  test('two runners, the one with 1 wins three of four: the odds are 3 to 1, the weight ln 3', () => {
    const rows = rowsOf([pair(true), pair(true), pair(true), pair(false)])
    const { weights, logLikelihood: reached } = fitChoice(rows)
    expect(weights[0]).toBeCloseTo(Math.log(3), 9)
    expect(reached).toBeCloseTo(3 * Math.log(0.75) + Math.log(0.25), 12)
  })
  test('a dead heat of the two says nothing: 0', () => { expect(fitChoice(rowsOf([[[1, 0.5], [0, 0.5]]])).weights).toEqual([0]) })
  test('one of three alike with 1 and winning half the time: e^w / (e^w + 2) = 1/2, so ln 2', () => {
    const race = (won: number): (readonly [number, number])[] => [[1, won], [0, 1 - won], [0, 0]]
    expect(fitChoice(rowsOf([race(1), race(0)])).weights[0]).toBeCloseTo(Math.log(2), 9)
  })
  test('two parameters that never meet are fitted as if alone', () => {
    const races = [pair(true), pair(true), pair(true), pair(false), ...[true, true, false].map((won): (readonly [number, number])[] => [[0, won ? 1 : 0], [0, won ? 0 : 1]])]
    const second = [0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0]
    const { weights } = fitChoice(rowsOf(races, second))
    expect(weights[0]).toBeCloseTo(Math.log(3), 9)
    expect(weights[1]).toBeCloseTo(Math.log(2), 9)
  })
  test('equal chances: the sum of ln(1 / runners)', () => {
    expect(uniformLogLikelihood(rowsOf([pair(true), [[0, 1], [0, 0], [0, 0]]]))).toBeCloseTo(-Math.log(2) - Math.log(3), 12)
  })
  test('pseudo-R2: 0 for chance, 1 for certainty, NaN without races', () => {
    expect([pseudoR2(-10, -10), pseudoR2(0, -10), pseudoR2(-8, -10), pseudoR2(0, 0)]).toEqual([0, 1, expect.closeTo(0.2, 12), NaN])
  })
})
describe('hazards', () => {
  test('the same value for all of a race: 0', () => { expect(fitChoice(rowsOf([[[4, 1], [4, 0]], [[9, 0], [9, 1]]])).weights).toEqual([0]) })
  test('a value that tells every winner stops at a bound', () => {
    const { weights } = fitChoice(rowsOf([pair(true), pair(true)]))
    expect(weights[0]).toBeGreaterThan(15)
    expect(weights[0]).toBeLessThanOrEqual(30)
  })
  test('two columns that say the same are no reason to fail', () => {
    const rows = rowsOf([pair(true), pair(true), pair(true), pair(false)], [1, 0, 1, 0, 1, 0, 1, 0])
    expect(fitChoice(rows).logLikelihood).toBeCloseTo(3 * Math.log(0.75) + Math.log(0.25), 9)
  })
  test('values of a thousand do not overflow', () => { expect(logLikelihood(rowsOf([[[1_000, 1], [0, 0]]]), [1])).toBe(0) })
  test('one runner alone has no say', () => { expect(fitChoice(rowsOf([[[1, 1]]])).weights).toEqual([0]) })
  test('no races: 0', () => { expect(fitChoice(rowsOf([]))).toMatchObject({ weights: [0] }) })
  test('three columns are refused', () => { expect(() => fitChoice(rowsOf([pair(true)], [1, 0], [1, 0]))).toThrow(RangeError) })
})
describe('against the definition, on races drawn by a small generator', () => {
  let state = 7
  const draw = (): number => { state = (state * 48_271) % 2_147_483_647; return state / 2_147_483_647 }
  const races = Array.from({ length: 60 }, () => {
    const size = 2 + Math.floor(draw() * 9)
    const values = Array.from({ length: size }, () => 3 * draw() - 1)
    const winner = values.reduce((best, value, i) => (value + 2 * draw() > (values[best] as number) + 1 ? i : best), 0)
    return values.map((value, i) => [value, i === winner ? 1 : 0] as const)
  })
  const missing = races.flat().map(() => Number(draw() < 0.2))
  test('the likelihood is that of the definition', () => {
    const rows = rowsOf(races, missing)
    for (const weights of [[0, 0], [0.7, -0.3], [-2, 1]]) expect(logLikelihood(rows, weights)).toBeCloseTo(naive(rows, weights), 9)
  })
  test('no point of a grid is better than the fit, and the nearest is nearly as good', () => {
    const rows = rowsOf(races)
    const { weights, logLikelihood: reached } = fitChoice(rows)
    const grid = Array.from({ length: 801 }, (_, i) => i / 100 - 4)
    const best = grid.reduce((a, b) => (naive(rows, [b]) > naive(rows, [a]) ? b : a))
    expect(Math.abs(best - (weights[0] as number))).toBeLessThanOrEqual(0.005 + 1e-9)
    for (const w of grid) expect(naive(rows, [w])).toBeLessThanOrEqual(reached + 1e-9)
  })
  test('two parameters: no point of a grid is better', () => {
    const rows = rowsOf(races, missing)
    const { logLikelihood: reached } = fitChoice(rows)
    const grid = Array.from({ length: 41 }, (_, i) => i / 10 - 2)
    for (const a of grid) for (const b of grid) expect(naive(rows, [a, b])).toBeLessThanOrEqual(reached + 1e-9)
  })
})
