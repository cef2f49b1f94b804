import { raceGradients } from '../../../src/models/xgboost/race-objective'

/** Minus the sum over races of weight x won x ln chance, exponential by exponential. */
const loss = (margins: readonly number[], starts: readonly number[], won: readonly number[], weights: readonly number[]): number => weights.reduce((sum, weight, race) => {
  const ofRace = margins.slice(starts[race], starts[race + 1]).map(Math.exp)
  const total = ofRace.reduce((a, b) => a + b, 0)
  return sum - weight * ofRace.reduce((part, one, i) => part + (won[(starts[race] as number) + i] as number) * Math.log(one / total), 0)
}, 0)
const gradientsOf = (margins: readonly number[], starts: readonly number[], won: readonly number[], weights: readonly number[], hessianFactor = 1): { gradient: Float32Array; hessian: Float32Array } => {
  const [gradient, hessian] = [new Float32Array(margins.length).fill(NaN), new Float32Array(margins.length).fill(NaN)]
  raceGradients({ raceStart: Int32Array.from(starts), won: Float64Array.from(won), weights: Float64Array.from(weights), hessianFactor }, Float32Array.from(margins), gradient, hessian)
  return { gradient, hessian }
}

test('two runners at 3 to 1, the outsider wins: 3/4 and -3/4, 3/16 both', () => {
  const { gradient, hessian } = gradientsOf([Math.log(3), 0], [0, 2], [0, 1], [1])
  expect([...gradient]).toEqual([expect.closeTo(0.75, 6), expect.closeTo(-0.75, 6)])
  expect([...hessian]).toEqual([expect.closeTo(0.1875, 6), expect.closeTo(0.1875, 6)])
})
test('the derivatives are those of the loss, by finite differences: races of several sizes, a dead heat, weights', () => {
  const [starts, won, weights] = [[0, 3, 4, 8], [0, 1, 0, 1, 0.5, 0, 0.5, 0], [1, 2, 0.3]]
  const margins = [0.5, -1.25, 2, 4, 0, 0.75, -0.5, 1.5]
  const { gradient, hessian } = gradientsOf(margins, starts, won, weights)
  const moved = (row: number, by: number): number => loss(margins.map((margin, i) => (i === row ? margin + by : margin)), starts, won, weights)
  margins.forEach((_, row) => {
    expect(gradient[row]).toBeCloseTo((moved(row, 1e-4) - moved(row, -1e-4)) / 2e-4, 5)
    const second = (moved(row, 1e-3) - 2 * moved(row, 0) + moved(row, -1e-3)) / 1e-6
    expect(hessian[row]).toBeCloseTo(second, 3)
  })
})
test('a factor of 2 doubles the second derivative and leaves the first', () => {
  const [once, twice] = [gradientsOf([1, 0], [0, 2], [1, 0], [1]), gradientsOf([1, 0], [0, 2], [1, 0], [1], 2)]
  expect([...twice.gradient]).toEqual([...once.gradient])
  expect([...twice.hessian]).toEqual([...once.hessian].map((value) => expect.closeTo(2 * value, 6)))
})
describe('hazards', () => {
  test('a race of weight 0 says nothing, though its margins are NaN', () => {
    const { gradient, hessian } = gradientsOf([NaN, 1, 0, 0], [0, 2, 4], [1, 0, 1, 0], [0, 1])
    expect([...gradient]).toEqual([0, 0, -0.5, 0.5])
    expect([...hessian]).toEqual([0, 0, 0.25, 0.25])
  })
  test('one runner alone and a sure thing keep a second derivative above 0', () => {
    expect(gradientsOf([3], [0, 1], [1], [1]).hessian[0]).toBeCloseTo(1e-6, 12)
    expect(gradientsOf([500, -500], [0, 2], [1, 0], [1]).hessian[1]).toBeCloseTo(1e-6, 12)
  })
  test('no races', () => { expect(gradientsOf([], [0], [], []).gradient).toHaveLength(0) })
})
