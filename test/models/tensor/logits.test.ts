import { seeded } from '../../../src/models/seeded'
import { binaryLogit } from '../../../src/models/tensor/binary-logit'
import type { Objective } from '../../../src/models/tensor/minimise'
import { raceGradient } from '../../../src/models/tensor/race-gradient'
import { raceLogit, type LogitRows } from '../../../src/models/tensor/race-logit'

const WIDTH = 5
const random = seeded(3, 'logits')
const numbers = (count: number): Float32Array => Float32Array.from({ length: count }, () => random.normal())
/** A field of three, a walkover, two in a dead heat and one behind, and a race that does not count. */
const rows: LogitRows = {
  raceStart: Int32Array.of(0, 3, 4, 7, 9), data: numbers(9 * WIDTH), width: WIDTH, won: Float64Array.of(0, 1, 0, 1, 0.5, 0, 0.5, 1, 0), weights: Float64Array.of(1, 1, 0.25, 0), offset: Float64Array.from(numbers(9)),
}
/** By the definition, race by race, without care for overflow. */
function naive({ raceStart, data, won, weights, offset }: LogitRows, ridge: number, at: Float64Array): number {
  let loss = (ridge / 2) * at.subarray(0, WIDTH).reduce((sum, weight) => sum + weight ** 2, 0)
  for (let race = 0; race + 1 < raceStart.length; race++) {
    const runners = Array.from({ length: (raceStart[race + 1] as number) - (raceStart[race] as number) }, (_, i) => (raceStart[race] as number) + i)
    const strength = runners.map((row) => Math.exp(Array.from({ length: WIDTH }, (_, c) => (data[row * WIDTH + c] as number) * (at[c] as number)).reduce((a, b) => a + b, 0) + (offset === null ? 0 : (at[WIDTH] as number) * (offset[row] as number))))
    const total = strength.reduce((a, b) => a + b, 0)
    runners.forEach((row, i) => { loss -= (weights[race] as number) * (won[row] as number) * Math.log((strength[i] as number) / total) })
  }
  return loss
}
/** Slope by each parameter from two values close by. */
function byDifference(objective: Objective, at: Float64Array): number[] {
  const ignored = new Float64Array(at.length)
  return [...at.keys()].map((i) => {
    const moved = (by: number): number => objective(at.map((value, j) => (j === i ? value + by : value)), ignored)
    return (moved(1e-5) - moved(-1e-5)) / 2e-5
  })
}
const point = (length: number): Float64Array => Float64Array.from({ length }, (_, i) => 0.3 * i - 0.5)

describe('race-softmax logit', () => {
  test.each<[string, LogitRows, number]>([['without an offset', { ...rows, offset: null }, WIDTH], ['with one', rows, WIDTH + 1]])('%s: the loss is as defined and the gradient its slope', (_, given, parameters) => {
    const [objective, at, gradient] = [raceLogit(given, 0.7), point(parameters), new Float64Array(parameters)]
    expect(objective(at, gradient)).toBeCloseTo(naive(given, 0.7, at), 10)
    byDifference(objective, at).forEach((slope, i) => { expect(gradient[i]).toBeCloseTo(slope, 6) })
  })
  test('scores that would overflow', () => {
    const objective = raceLogit({ raceStart: Int32Array.of(0, 2), data: Float32Array.of(1000, -1000), width: 1, won: Float64Array.of(0, 1), weights: Float64Array.of(1), offset: null }, 0)
    const gradient = new Float64Array(1)
    expect(objective(Float64Array.of(1), gradient)).toBe(2000)
    expect(gradient[0]).toBe(2000)
  })
  test('no race', () => { expect(raceLogit({ ...rows, raceStart: Int32Array.of(0), weights: new Float64Array(0) }, 0)(point(6), new Float64Array(6))).toBe(0) })
  test('the slopes by scores are weight x (chance - share)', () => {
    const slopes = new Float32Array(4)
    // Chances 1/4 and 3/4, then one runner alone.
    const loss = raceGradient([0, Math.log(3), 5], null, [1, 0, 1], [0, 2, 3], [2, 1], slopes)
    expect(loss).toBeCloseTo(2 * Math.log(4), 6)
    expect([...slopes.subarray(0, 3)].map((slope) => Math.round(slope * 1e6) / 1e6)).toEqual([-1.5, 1.5, 0])
    expect(raceGradient([0, 0], [0, Math.log(3)], [1, 0], [0, 2], [2], slopes)).toBeCloseTo(2 * Math.log(4), 6)
  })
})
describe('binary logit', () => {
  const binary = { data: rows.data, width: WIDTH, won: rows.won, weights: Float64Array.of(1, 2, 0, 1, 1, 0.5, 1, 1, 1) }
  test('the loss is as defined and the gradient its slope', () => {
    const [objective, at, gradient] = [binaryLogit(binary, 0.7), point(WIDTH + 1), new Float64Array(WIDTH + 1)]
    let loss = 0.35 * at.subarray(0, WIDTH).reduce((sum, weight) => sum + weight ** 2, 0)
    for (let row = 0; row < 9; row++) {
      const p = 1 / (1 + Math.exp(-Array.from({ length: WIDTH }, (_, c) => (binary.data[row * WIDTH + c] as number) * (at[c] as number)).reduce((a, b) => a + b, at[WIDTH] as number)))
      const won = binary.won[row] as number
      loss -= (binary.weights[row] as number) * (won * Math.log(p) + (1 - won) * Math.log(1 - p))
    }
    expect(objective(at, gradient)).toBeCloseTo(loss, 10)
    byDifference(objective, at).forEach((slope, i) => { expect(gradient[i]).toBeCloseTo(slope, 6) })
  })
  test.each([[1000, 1, 0], [1000, 0, 1000], [-1000, 1, 1000], [-1000, 0, 0]])('a sum of %d, won %d: loss %d', (sum, won, loss) => {
    expect(binaryLogit({ data: Float32Array.of(sum), width: 1, won: [won], weights: [1] }, 0)(Float64Array.of(1, 0), new Float64Array(2))).toBe(loss)
  })
})
