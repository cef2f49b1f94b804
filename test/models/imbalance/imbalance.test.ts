import { classWeights } from '../../../src/models/imbalance/class-weights'
import { smote } from '../../../src/models/imbalance/smote'

test.each([[1, 4, 2, 2 / 3], [2, 4, 1, 1], [0, 4, 0, 0.5], [4, 4, 0.5, 0]])('%d winners of %d weigh %d, losers %d', (winners, rows, winner, loser) => { expect(classWeights(winners, rows)).toEqual({ winner, loser }) })

describe('SMOTE', () => {
  const OPTIONS = { neighbours: 1, among: 10, seed: 1 }
  // Two pairs far from each other, and losers between them that must not be looked at.
  const data = Float32Array.of(0, 0, 1, 0, 50, 50, 100, 0, 100, 1, 50, 51)
  const members = Int32Array.of(0, 1, 3, 4)
  const made = smote(data, 2, members, { ...OPTIONS, count: 40 })
  const points = Array.from({ length: 40 }, (_, i) => [made[2 * i] as number, made[2 * i + 1] as number] as const)

  test('each lies between a row and its nearest of the class', () => {
    for (const [x, y] of points) expect((y === 0 && x >= 0 && x <= 1) || (x === 100 && y >= 0 && y <= 1)).toBe(true)
  })
  test('each row of the class in turn, at places along the way', () => {
    expect(points.filter(([x]) => x === 100)).toHaveLength(20)
    expect(new Set(points.map(String)).size).toBe(40)
  })
  test('a seed gives the same rows, another one others', () => {
    expect(smote(data, 2, members, { ...OPTIONS, count: 40 })).toEqual(made)
    expect(smote(data, 2, members, { ...OPTIONS, count: 40, seed: 2 })).not.toEqual(made)
  })
  test.each<[string, Int32Array, number, readonly number[]]>([
    ['one row is repeated', Int32Array.of(1), 2, [1, 0, 1, 0]], ['none gives none', new Int32Array(0), 2, []], ['none asked for', members, 0, []],
  ])('%s', (_, only, count, expected) => { expect([...smote(data, 2, only, { ...OPTIONS, count })]).toEqual(expected) })
  test('two rows that are alike', () => { expect([...smote(Float32Array.of(7, 7), 1, Int32Array.of(0, 1), { ...OPTIONS, count: 3 })]).toEqual([7, 7, 7]) })
  test('when only some may be looked at, neighbours are still of the class and not the row itself', () => {
    const line = Float32Array.from({ length: 30 }, (_, i) => 2 ** i)
    const few = smote(line, 1, Int32Array.from({ length: 30 }, (_, i) => i), { count: 30, neighbours: 2, among: 3, seed: 4 })
    expect([...few].filter((value) => line.includes(value)).length).toBeLessThan(3)
  })
})
