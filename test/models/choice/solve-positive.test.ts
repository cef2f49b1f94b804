import { solvePositive } from '../../../src/models/choice/solve-positive'

describe('linear equations', () => {
  test('4x + 2y = 8, 2x + 3y = 8: x = 1, y = 2', () => { expect([...solvePositive(Float64Array.of(4, 2, 2, 3), Float64Array.of(8, 8))]).toEqual([expect.closeTo(1, 12), expect.closeTo(2, 12)]) })
  test('three of them, A = [[4,2,0],[2,5,1],[0,1,3]] and x = (1, -1, 2)', () => {
    expect([...solvePositive(Float64Array.of(4, 2, 0, 2, 5, 1, 0, 1, 3), Float64Array.of(2, -1, 5))]).toEqual([1, -1, 2].map((x) => expect.closeTo(x, 12) as number))
  })
  test('a row of nothing and a row said before are left out', () => { expect([...solvePositive(Float64Array.of(0, 0, 0, 0, 2, 2, 0, 2, 2), Float64Array.of(0, 4, 4))]).toEqual([0, 2, 0]) })
})
