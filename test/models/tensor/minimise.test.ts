import { FitStopped } from '../../../src/models/model'
import { minimise, type Objective } from '../../../src/models/tensor/minimise'

const OPTIONS = { most: 500, enough: 1e-14 }
/** Sum of curvature x (x - goal)^2. */
const bowl = (goal: readonly number[], curvature: readonly number[]): Objective => (at, gradient) => {
  let value = 0
  goal.forEach((to, i) => { const off = (at[i] as number) - to; value += (curvature[i] as number) * off * off; gradient[i] = 2 * (curvature[i] as number) * off })
  return value
}

test.each<[string, Objective, readonly number[], readonly number[]]>([
  ['a bowl a thousand times steeper one way', bowl([3, -2], [1000, 1]), [0, 0], [3, -2]],
  ['twelve ways, more than are remembered', bowl(Array.from({ length: 12 }, (_, i) => i), Array.from({ length: 12 }, (_, i) => 1 + i)), Array<number>(12).fill(1), Array.from({ length: 12 }, (_, i) => i)],
  // f = e^x + e^-2x: e^x = 2 e^-2x, x = ln 2 / 3
  ['no bowl', (at, gradient) => { const x = at[0] as number; gradient[0] = Math.exp(x) - 2 * Math.exp(-2 * x); return Math.exp(x) + Math.exp(-2 * x) }, [5], [Math.log(2) / 3]],
  ['already there', bowl([1], [1]), [1], [1]],
  ['nothing to choose', () => 7, [], []],
])('%s', async (_, objective, start, lowest) => {
  const { at } = await minimise(objective, Float64Array.from(start), OPTIONS)
  expect(at).toHaveLength(lowest.length)
  lowest.forEach((value, i) => { expect(at[i]).toBeCloseTo(value, 5) })
})
test('it takes no more steps than it may, and tells each before', async () => {
  const told: number[] = []
  const { steps } = await minimise(bowl([3, -2], [1000, 1]), new Float64Array(2), { ...OPTIONS, most: 3, before: async (step, value) => { told.push(step); expect(value).toBeGreaterThan(0); return Promise.resolve() } })
  expect([steps, told]).toEqual([3, [0, 1, 2]])
})
test('who is told may give up', async () => {
  await expect(minimise(bowl([3], [1]), new Float64Array(1), { ...OPTIONS, before: () => Promise.reject(new FitStopped('aborted')) })).rejects.toThrow('the fit was aborted')
})
