import type { Params } from '../../../src/models/model'
import { seeded } from '../../../src/models/seeded'
import { fromUnit, isValueIn, spaceOf, toUnit, type Space } from '../../../src/models/tuning/space'
import { density, nextParams, parzen, type Tried } from '../../../src/models/tuning/tpe'

const search = (space: Space, loss: (params: Params) => number, trials: number, seed: number): readonly Tried[] => {
  const tried: Tried[] = []
  for (let i = 0; i < trials; i++) { const params = nextParams(space, tried, seed); tried.push({ params, loss: loss(params), pruned: false }) }
  return tried
}
const atRandom = (space: Space, loss: (params: Params) => number, trials: number, seed: number): readonly number[] => {
  const random = seeded(seed, 'at random')
  return Array.from({ length: trials }, () => loss(Object.fromEntries(Object.entries(space).map(([name, range]) => [name, range.kind === 'one-of' ? range.values[random.below(range.values.length)] as number : fromUnit(range, random.uniform())]))))
}
const number = (value: Params[string] | undefined): number => value as number
const best = (losses: readonly number[]): number => losses.reduce((least, one) => Math.min(least, one), Infinity)
const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length

describe('ranges', () => {
  test.each([
    [{ kind: 'number', from: 0, to: 10 }, 2.5, 0.25], [{ kind: 'number', from: 1, to: 100, log: true }, 10, 0.5], [{ kind: 'number', from: 3, to: 3 }, 3, 0.5],
    [{ kind: 'whole', from: 1, to: 4 }, 1, 0.125], [{ kind: 'whole', from: 1, to: 4 }, 4, 0.875],
  ] as const)('%j has %d at %d', (range, value, unit) => {
    expect(toUnit(range, value)).toBeCloseTo(unit, 12)
    expect(fromUnit(range, unit)).toBeCloseTo(value, 12)
  })
  test('every value of a whole range is as likely, ends too', () => {
    const counts = [0, 0, 0, 0]
    for (let i = 0; i < 4_000; i++) { const at = fromUnit({ kind: 'whole', from: 1, to: 4 }, (i + 0.5) / 4_000) - 1; counts[at] = (counts[at] ?? 0) + 1 }
    expect(counts).toEqual([1_000, 1_000, 1_000, 1_000])
  })
  test('only tuned parameters are searched', () => {
    const range = { kind: 'number', from: 0, to: 1 } as const
    expect(spaceOf({ a: { default: 0, range, tuned: true, description: '' }, b: { default: 0, range, tuned: false, description: '' } })).toEqual({ a: range })
  })
})

describe('densities', () => {
  test.each([[[]], [[0.5]], [[0, 0, 0]], [[1]], [[0.1, 0.11, 0.12, 0.9]]])('over %j integrate to 1', (points) => {
    const one = parzen(points)
    let sum = 0
    for (let i = 0; i < 20_000; i++) sum += density(one, (i + 0.5) / 20_000) / 20_000
    expect(sum).toBeCloseTo(1, 4)
  })
  test('are higher where points lie', () => {
    const one = parzen([0.2, 0.21, 0.22])
    expect(density(one, 0.21)).toBeGreaterThan(3 * density(one, 0.8))
  })
})

describe('the search', () => {
  const bowl: Space = { x: { kind: 'number', from: -5, to: 5 }, y: { kind: 'number', from: 0.001, to: 10, log: true } }
  const ofBowl = ({ x, y }: Params): number => (number(x) - 2) ** 2 + Math.log10(number(y) / 0.1) ** 2
  const steps: Space = { n: { kind: 'whole', from: 1, to: 64 }, way: { kind: 'one-of', values: ['a', 'b', 'c', 'd', 'e'] }, z: { kind: 'number', from: 0, to: 1 } }
  const ofSteps = ({ n, way, z }: Params): number => Math.abs(number(n) - 40) / 10 + (way === 'd' ? 0 : 2) + number(z) ** 2
  test.each([['a bowl, one axis logarithmic', bowl, ofBowl], ['whole numbers and words', steps, ofSteps]] as const)('beats drawing at random on %s, over 20 seeds', (_, space, loss) => {
    const seeds = Array.from({ length: 20 }, (__, seed) => seed)
    const found = seeds.map((seed) => best(search(space, loss, 50, seed).map((one) => one.loss as number)))
    const random = seeds.map((seed) => best(atRandom(space, loss, 50, seed)))
    expect(mean(found)).toBeLessThan(0.5 * mean(random))
    expect(found.filter((one, seed) => one < (random[seed] as number)).length).toBeGreaterThanOrEqual(15)
  })
  test('gives only values in range, and the same again from the same seed', () => {
    const tried = search(steps, ofSteps, 40, 7)
    for (const { params } of tried) for (const [name, range] of Object.entries(steps)) expect(isValueIn(range, params[name])).toBe(true)
    expect(search(steps, ofSteps, 40, 7)).toEqual(tried)
    expect(search(steps, ofSteps, 40, 8)).not.toEqual(tried)
  })
  test('goes on from what is known as if it had never stopped', () => {
    const whole = search(bowl, ofBowl, 30, 3)
    const known = JSON.parse(JSON.stringify(whole.slice(0, 17))) as Tried[]
    expect(nextParams(bowl, known, 3)).toEqual(whole[17]?.params)
  })
  test('takes no pruned trial for a good one, and lives with failed ones and losses that are level', () => {
    const tried: Tried[] = [
      ...Array.from({ length: 20 }, (_, i): Tried => ({ params: { x: -4 + i / 100, y: 1 }, loss: -100, pruned: true })), ...Array.from({ length: 20 }, (_, i): Tried => ({ params: { x: 2 + i / 100, y: 1 }, loss: 1, pruned: false })),
      { params: { x: 0, y: 1 }, loss: null, pruned: false },
    ]
    const next = Array.from({ length: 20 }, (_, seed) => number(nextParams(bowl, tried, seed)['x']))
    expect(next.filter((x) => x > 0).length).toBeGreaterThanOrEqual(18)
  })
})
