import { fitLogPool, fitSlope, linearPool, logPool, powered, STATED, type BlendRace } from '../../../src/models/pools/blend'
import { blendWorld } from '../../support/blend-worlds'

const of = (...values: readonly number[]): Float64Array => Float64Array.from(values)
const close = (found: Float64Array, expected: readonly number[]): void => { expected.forEach((value, i) => { expect(found[i]).toBeCloseTo(value, 10) }) }

describe('pools of two', () => {
  test('linear: 60% and 40% unless said', () => { close(linearPool(of(0.5, 0.5), of(0.9, 0.1)), [0.66, 0.34]); close(linearPool(of(0.5, 0.5), of(0.9, 0.1), { ml: 1, gpt: 0 }), [0.5, 0.5]) })
  // Odds 1 x 9^0.5 = 3.
  test('logarithmic: odds multiply', () => { close(logPool(of(0.5, 0.5), of(0.9, 0.1), { ml: 1, gpt: 0.5 }), [0.75, 0.25]); close(logPool(of(0.8, 0.2), of(0.5, 0.5), { ml: 0.5, gpt: 3 }), [2 / 3, 1 / 3]) })
  test('a language model that says never is not believed', () => { close(logPool(of(0.5, 0.5), of(1, 0), { ml: 1, gpt: 1 }), [200 / 201, 1 / 201]) })
  test('a power flattens', () => { close(powered(of(0.9, 0.1), 0.5), [0.75, 0.25]); close(powered(of(0.9, 0.1), 0), [0.5, 0.5]) })
})

describe('a fit', () => {
  // Ours says nothing; theirs gives 4 to 1 and is right three times of four: 4^b = 3.
  const races: readonly BlendRace[] = [0, 0, 0, 1].map((winner) => ({ ml: of(0.5, 0.5), gpt: of(0.8, 0.2), won: winner === 0 ? of(1, 0) : of(0, 1) }))
  test('finds the weight of greatest likelihood', () => {
    expect(fitLogPool(races, 0).gpt).toBeCloseTo(Math.log(3) / Math.log(4), 6)
    expect(fitSlope(races, 0)).toBeCloseTo(Math.log(3) / Math.log(4), 6)
  })
  test('is held to what is stated by a ridge, and is that without races', () => {
    expect(fitLogPool(races, 1e9).gpt).toBeCloseTo(0.4, 6)
    expect(fitLogPool([])).toEqual(STATED)
    expect(fitSlope(races, 1e9)).toBeCloseTo(1, 6)
    expect(fitSlope([])).toBe(1)
  })
  test('gives no weight below 0 to who is wrong', () => {
    const wrong = Array.from({ length: 200 }, (): BlendRace => ({ ml: of(0.5, 0.5), gpt: of(0.8, 0.2), won: of(0, 1) }))
    expect(fitLogPool(wrong).gpt).toBe(0)
  })
})

const loss = (races: readonly BlendRace[], chances: (race: BlendRace) => Float64Array): number => races.reduce((sum, race) => sum - Math.log(chances(race)[race.won.indexOf(1)] as number), 0) / races.length
function judged(name: string, theirs: Parameters<typeof blendWorld>[2], seen: number): { readonly ml: number; readonly linear: number; readonly log: number } {
  const all = blendWorld(name, seen + 4_000, theirs)
  const [fit, held] = [fitLogPool(all.slice(0, seen)), all.slice(seen)]
  return { ml: loss(held, ({ ml }) => ml), linear: loss(held, ({ ml, gpt }) => linearPool(ml, gpt)), log: loss(held, ({ ml, gpt }) => logPool(ml, gpt, fit)) }
}
describe('on races that it was not fitted on', () => {
  test('a fitted pool does not suffer where the other is noise, while a stated one does', () => {
    const { ml, linear, log } = judged('noise', (_x, _y, noise) => 1.5 * noise, 300)
    expect(log - ml).toBeLessThan(0.005)
    expect(linear - ml).toBeGreaterThan(0.02)
  })
  test('an echo that is too sure costs nothing', () => { const { ml, log } = judged('echo', (x, _y, noise) => 1.6 * x + 0.8 * noise, 300); expect(log - ml).toBeLessThan(0.005) })
  test('where the other knows something else it is better than ours, and better than what is stated where that one is flat', () => {
    const adds = judged('adds', (x, y, noise) => 0.6 * x + y + 0.4 * noise, 300)
    expect(adds.log - adds.ml).toBeLessThan(-0.03)
    const flat = judged('flat', (x, y, noise) => 0.3 * (0.6 * x + y + 0.4 * noise), 300)
    expect(flat.log - flat.linear).toBeLessThan(-0.005)
  })
})
