import { seeded } from '../../src/models/seeded'

const draws = (count: number, draw: () => number): number[] => Array.from({ length: count }, draw)
const meanOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

test('the same name draws the same numbers, another name others', () => {
  const of = (seed: number, ...words: (string | number)[]): number[] => { const stream = seeded(seed, ...words); return draws(5, () => stream.uniform()) }
  expect(of(1, 'a', 2)).toEqual(of(1, 'a', 2))
  const others = [of(1), of(2), of(1, 'a'), of(1, 'b'), of(1, 'a', 'b'), of(1, 'ab'), of(1, 1), of(1, '1'), of(11)]
  expect(new Set(others.map(String)).size).toBe(others.length)
})
test('uniform: in [0, 1), mean 1/2, variance 1/12', () => {
  const stream = seeded(7, 'uniform')
  const values = draws(20_000, () => stream.uniform())
  expect(Math.min(...values)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...values)).toBeLessThan(1)
  expect(meanOf(values)).toBeCloseTo(0.5, 2)
  expect(meanOf(values.map((value) => (value - 0.5) ** 2))).toBeCloseTo(1 / 12, 2)
})
test('normal: mean 0, deviation 1, 68.3% within one and 95.4% within two', () => {
  const stream = seeded(7, 'normal')
  const values = draws(40_000, () => stream.normal())
  expect(Math.abs(meanOf(values))).toBeLessThan(0.02)
  expect(Math.sqrt(meanOf(values.map((value) => value ** 2)))).toBeCloseTo(1, 2)
  for (const [within, share] of [[1, 0.683], [2, 0.954]] as const) expect(Math.abs(meanOf(values.map((value) => Number(Math.abs(value) < within))) - share)).toBeLessThan(0.01)
})
test('below: whole numbers, each as often', () => {
  const stream = seeded(7, 'below')
  const counts = [0, 0, 0]
  for (let i = 0; i < 9_000; i++) { const drawn = stream.below(3); counts[drawn] = (counts[drawn] as number) + 1 }
  expect(counts.reduce((a, b) => a + b, 0)).toBe(9_000)
  for (const count of counts) expect(Math.abs(count - 3_000)).toBeLessThan(200)
})
test('shuffle: in place, the same members, each of the six orders of three as often', () => {
  const stream = seeded(7, 'shuffle')
  const orders = new Map<string, number>()
  for (let i = 0; i < 6_000; i++) { const order = stream.shuffle([1, 2, 3]).join(''); orders.set(order, (orders.get(order) ?? 0) + 1) }
  expect([...orders.keys()].sort()).toEqual(['123', '132', '213', '231', '312', '321'])
  for (const count of orders.values()) expect(Math.abs(count - 1_000)).toBeLessThan(150)
  const places = Int32Array.of(5, 6)
  expect(stream.shuffle(places)).toBe(places)
  expect([stream.shuffle([]), stream.shuffle([1])]).toEqual([[], [1]])
})
