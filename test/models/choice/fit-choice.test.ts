import { fitChoice, logLikelihood, pseudoR2, standardErrors, uniformLogLikelihood, type ChoiceRows } from '../../../src/models/choice/fit-choice'

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
describe('standard errors, worked by hand', () => {
  const rows = rowsOf([pair(true), pair(true), pair(true), pair(false)])
  // The curvature at chances of 3/4 and 1/4 is 4 x 3/4 x 1/4 = 3/4.
  test('root of the inverse of the curvature', () => { expect(standardErrors(rows, [Math.log(3)])).toEqual([expect.closeTo(Math.sqrt(4 / 3), 9)]) })
  test('a ridge adds to the curvature: 3/4 + 1/4', () => { expect(standardErrors(rows, [Math.log(3)], { ridge: [0.25] })).toEqual([expect.closeTo(1, 9)]) })
  test('of what nothing tells of: infinite, with a ridge that of the prior; of what is held 0', () => {
    const still = rowsOf([[[4, 1], [4, 0]]])
    expect(standardErrors(still, [0])).toEqual([Infinity])
    expect(standardErrors(still, [0], { ridge: 4 })).toEqual([expect.closeTo(0.5, 9)])
    expect(standardErrors(rows, [Math.log(3)], { held: [true] })).toEqual([0])
  })
  test('of two that are mixed: the diagonal of the inverse of a matrix of two by two', () => {
    // At weights of 0 chances are 1/2. Differences of the columns are 1 and 1, 1 and 0: curvature [[1/2, 1/4], [1/4, 1/4]], inverse [[4, -4], [-4, 8]].
    const mixed = rowsOf([pair(true), pair(false)], [1, 0, 0, 0])
    expect(standardErrors(mixed, [0, 0])).toEqual([expect.closeTo(2, 9), expect.closeTo(Math.sqrt(8), 9)])
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

describe('many parameters', () => {
  let state = 11
  const draw = (): number => { state = (state * 48_271) % 2_147_483_647; return state / 2_147_483_647 }
  const truth = [1.2, -0.7, 0.4, 0, 0.9]
  const races = Array.from({ length: 400 }, () => Array.from({ length: 3 + Math.floor(draw() * 6) }, () => truth.map(() => 2 * draw() - 1)))
  const starts = Int32Array.from([0, ...races].map(((sum) => (race: unknown) => (sum += Array.isArray(race) ? race.length : 0))(0)))
  const won = Float64Array.from(races.flatMap((race) => {
    const luck = race.map((values) => values.reduce((sum, value, a) => sum + value * (truth[a] as number), 0) - Math.log(-Math.log(draw())))
    return luck.map((one) => Number(one === Math.max(...luck)))
  }))
  const rows: ChoiceRows = { raceStart: starts, won, columns: truth.map((_, a) => Float64Array.from(races.flat(), (values) => values[a] as number)) }
  const fit = fitChoice(rows)
  const nearby = (weights: readonly number[], by: number): (readonly number[])[] => weights.flatMap((_, a) => [-by, by].map((d) => weights.map((weight, b) => (a === b ? weight + d : weight))))

  test('nothing near the fit is better, and it is near what the races were drawn from', () => {
    for (const by of [1e-3, 0.1]) for (const weights of nearby(fit.weights, by)) expect(naive(rows, weights)).toBeLessThan(fit.logLikelihood)
    fit.weights.forEach((weight, a) => { expect(Math.abs(weight - (truth[a] as number))).toBeLessThan(0.35) })
  })
  test('ridge: nothing near is better by likelihood less half of ridge x squares, and weights are smaller', () => {
    const ridge = 50
    const { weights, logLikelihood: reached } = fitChoice(rows, { ridge })
    const worth = (w: readonly number[]): number => naive(rows, w) - (ridge / 2) * w.reduce((sum, one) => sum + one * one, 0)
    for (const by of [1e-3, 0.1]) for (const other of nearby(weights, by)) expect(worth(other)).toBeLessThan(worth(weights))
    expect(reached).toBeCloseTo(naive(rows, weights), 8)
    expect(Math.hypot(...weights)).toBeLessThan(Math.hypot(...fit.weights))
  })
  test('a ridge and a place to be drawn to for each: as one for all when they are alike, and none for those that have 0', () => {
    const { weights } = fitChoice(rows, { ridge: 50, toward: 0.2 })
    fitChoice(rows, { ridge: truth.map(() => 50), toward: truth.map(() => 0.2) }).weights.forEach((weight, a) => { expect(weight).toBeCloseTo(weights[a] as number, 9) })
    const ridge = [0, 1e9, 0, 1e9, 0]
    const drawn = fitChoice(rows, { ridge, toward: [0, -0.5, 0, 0.25, 0] }).weights
    expect([drawn[1], drawn[3]]).toEqual([expect.closeTo(-0.5, 5), expect.closeTo(0.25, 5)])
    const worth = (w: readonly number[]): number => naive(rows, w)
    for (const a of [0, 2, 4]) for (const by of [-0.05, 0.05]) expect(worth(drawn.map((weight, b) => (a === b ? weight + by : weight)))).toBeLessThan(worth(drawn))
  })
  test('held: stays where it began, and the others are as good as they can be beside it', () => {
    const { weights } = fitChoice(rows, { start: [0.3, 0, 0, 0, 0], held: [true, false, false, false, false] })
    expect(weights[0]).toBe(0.3)
    for (const other of nearby(weights, 0.05).filter(([first]) => first === 0.3)) expect(naive(rows, other)).toBeLessThanOrEqual(naive(rows, weights))
  })
  test('wherever it begins, it ends at the same', () => {
    fitChoice(rows, { start: [1, 1, -1, 2, 0] }).weights.forEach((weight, a) => { expect(weight).toBeCloseTo(fit.weights[a] as number, 6) })
  })
  test('no weight below 0: nothing near that is allowed is better', () => {
    const { weights, logLikelihood: reached } = fitChoice(rows, { nonNegative: true })
    expect(weights[1]).toBe(0)
    expect(Math.min(...weights)).toBe(0)
    for (const by of [1e-3, 0.1]) for (const other of nearby(weights, by).filter((w) => Math.min(...w) >= 0)) expect(naive(rows, other)).toBeLessThan(reached)
  })
  test('no weight below 0 where none is: the same as without', () => {
    const turned: ChoiceRows = { ...rows, columns: rows.columns.map((column, a) => ((fit.weights[a] as number) < 0 ? column.map((value) => -value) : column)) }
    fitChoice(turned, { nonNegative: true }).weights.forEach((weight, a) => { expect(weight).toBeCloseTo(Math.abs(fit.weights[a] as number), 7) })
  })
  test('a column that looks good alone and is bad beside another is held at 0: the fit is that of the other alone', () => {
    const [first, second] = [rows.columns[0] as Float64Array, rows.columns[1] as Float64Array]
    const alike: ChoiceRows = { ...rows, columns: [first, first.map((value, i) => value + 0.5 * (second[i] as number))] }
    expect(fitChoice({ ...alike, columns: alike.columns.slice(1) }).weights[0]).toBeGreaterThan(0)
    expect(fitChoice(alike).weights[1]).toBeLessThan(0)
    const { weights } = fitChoice(alike, { nonNegative: true })
    expect(weights).toEqual([expect.closeTo(fitChoice({ ...rows, columns: [first] }).weights[0] as number, 7), 0])
  })
  test('a column twice: the likelihood of having it once', () => {
    expect(fitChoice({ ...rows, columns: [...rows.columns, rows.columns[0] as Float64Array] }).logLikelihood).toBeCloseTo(fit.logLikelihood, 8)
  })
})
