import { rule } from '../../src/integration/define'
import { bindRules, effectsOf, hear, sumsHeard, termsOf } from '../../src/integration/effects'
import type { Rows } from '../../src/integration/signals'
import { seeded } from '../../src/models/seeded'
import { fittedOf, product, weightOf } from '../support/test-rules'

const wide = rule({ id: 'a.wide', version: 2, title: 'wide', because: 'b', categories: ['barrier', 'weight'], reads: ['barrier.number'], silent: null, directness: 'course', sample: null, signal: (x) => x['barrier.number'] / 10, say: () => '' })
const light = rule({ id: 'b.light', version: 1, title: 'light', because: 'b', categories: ['weight', 'jockey'], reads: ['weight.carried'], silent: null, directness: 'own', sample: null, signal: (x, field) => field['weight.carried'] - x['weight.carried'], say: () => '' })
/** Two races of two; the last runner's weight is unknown. */
const ROWS: Rows = { raceStart: Int32Array.of(0, 2, 4), columns: new Map([['barrier.number', Float64Array.of(1, 5, -5, 20)], ['weight.carried', Float64Array.of(55.5, 55, 54, NaN)]]) }
const RULES = [wide, light]
const everyOrder = <T>(all: readonly T[]): T[][] => (all.length === 0 ? [[]] : all.flatMap((one, i) => everyOrder(all.toSpliced(i, 1)).map((rest) => [one, ...rest])))

test('worked by hand: weight x signal x trust, rule by rule; a rule without weight has a signal and no effect', () => {
  const bound = bindRules([weightOf(light, 0.2), weightOf(wide, -0.4)], RULES)
  const { signals, strengths, effects } = effectsOf(bound, ROWS, { trust: 0.5, damping: 0, hierarchy: [] }, null)
  // Signals of light: mean 55.25 of the first race, 54 of the second, whose other runner is not known; of wide 0.1, 0.5, -0.5 and 2 cut off at 1.
  const close = (values: readonly number[]): unknown[] => values.map((value) => expect.closeTo(value, 12) as unknown)
  expect([...signals]).toEqual(close([-0.25, 0.1, 0.25, 0.5, 0, -0.5, 0, 1]))
  expect([...strengths]).toEqual(close([-0.05, -0.04, 0.05, -0.2, 0, 0.2, 0, -0.4]))
  expect([...effects]).toEqual(close([-0.025, -0.02, 0.025, -0.1, 0, 0.1, 0, -0.2]))
  expect([...sumsHeard(hear(bound, ROWS), ROWS, { trust: 0.5, damping: 0, hierarchy: [] }, null)]).toEqual(close([-0.045, -0.075, 0.1, -0.2]))
  const silent = effectsOf(bindRules([weightOf(light, 0), weightOf(wide, 0)], RULES), ROWS, { trust: 1, damping: 0.5, hierarchy: [] }, null)
  expect([[...silent.signals], [...silent.strengths], [...silent.effects]]).toEqual([close([-0.25, 0.1, 0.25, 0.5, 0, -0.5, 0, 1]), close(Array<number>(8).fill(0)), close(Array<number>(8).fill(0))])
})
test('a contradiction takes damping from the side that loses, here the course against the own runs, and nothing from who is of one mind', () => {
  const { effects } = effectsOf(bindRules([weightOf(light, 0.2), weightOf(wide, -0.4)], RULES), ROWS, { trust: 1, damping: 0.5, hierarchy: [] }, null)
  // Second runner: +0.05 against -0.2, a quarter of it: they contradict each other, and the evidence is 1 to 0.7.
  expect([...effects]).toEqual([-0.05, -0.04, 0.05, -0.1, 0, 0.2, 0, -0.4].map((value) => expect.closeTo(value, 12) as unknown))
})
test('the market decides where nothing else does: for the runner it takes from what is against, without it nobody does', () => {
  const rival = { ...light, id: 'c.heavy', directness: 'own' as const, signal: (x: never, field: never) => -light.signal(x, field) * 0.5 }
  const bound = bindRules([weightOf(light, 0.4), weightOf(rival, 0.4)], [light, rival])
  const terms = { trust: 1, damping: 1, hierarchy: [] }
  // Runner 2 of the first race: 0.1 for and 0.05 against.
  expect(sumsHeard(hear(bound, ROWS), ROWS, terms, Float64Array.of(0, 0.5, 0, 0))[1]).toBeCloseTo(0.1, 12)
  expect(sumsHeard(hear(bound, ROWS), ROWS, terms, Float64Array.of(0, -0.5, 0, 0))[1]).toBeCloseTo(-0.05, 12)
  expect(sumsHeard(hear(bound, ROWS), ROWS, terms, null)[1]).toBeCloseTo(0.05, 12)
  expect(sumsHeard(hear(bound, ROWS), ROWS, terms, new Float64Array(4).fill(NaN))[1]).toBeCloseTo(0.05, 12)
})
test('in whatever order rules stand: the same sums to the last bit, and the same effects by rule', () => {
  const random = seeded(1, 'orders')
  const names = ['barrier.number', 'weight.carried', 'form.winRate10', 'distance.metres', 'fitness.daysSinceRun'] as const
  const rows: Rows = { raceStart: Int32Array.of(0, 9, 20, 21), columns: new Map(names.map((name) => [name, Float64Array.from({ length: 21 }, () => (random.uniform() < 0.1 ? NaN : random.normal()))])) }
  const rules = [product('a.a', 'barrier.number', 'weight.carried'), product('b.b', 'form.winRate10', 'weight.carried'), product('c.c', 'barrier.number', 'distance.metres'), product('d.d', 'form.winRate10', 'distance.metres')]
  const market = Float64Array.from({ length: 21 }, () => random.normal())
  const weights = rules.map((one, i) => weightOf(one, [0.31, -0.17, 0, 0.23][i] as number))
  const terms = termsOf(fittedOf([], { damping: 0.7, trust: 0.9, hierarchy: [{ category: 'weight', loss: 0.1 }, { category: 'barrier', loss: 0 }] }))
  const [first, ...others] = everyOrder(weights).map((order) => {
    const bound = bindRules(order, rules)
    const { effects } = effectsOf(bound, rows, terms, market)
    return { sums: [...sumsHeard(hear(bound, rows), rows, terms, market)], byRule: new Map(order.map((weight, i) => [weight.rule, Array.from({ length: 21 }, (_, row) => effects[row * 4 + i] as number)])) }
  })
  expect(others).toHaveLength(23)
  for (const { sums, byRule } of others) { expect(sums).toEqual(first?.sums); for (const [id, own] of byRule) expect(own).toEqual(first?.byRule.get(id)) }
  expect(new Set(first?.sums).size).toBeGreaterThan(10)
})
test.each([['a.wide@1', 'the model was fitted with rule a.wide@1; here there is a.wide@2: train it anew'], ['x.y@1', 'rule x.y@1; here there is none of that name']])('weights of %s are refused', (id, message) => {
  expect(() => bindRules([{ ...weightOf(wide, 0.1), rule: id }], RULES)).toThrow(message)
})
test('no races, no rules: nothing', () => {
  const none: Rows = { raceStart: Int32Array.of(0), columns: ROWS.columns }
  expect(sumsHeard(hear(bindRules([weightOf(wide, 1)], RULES), none), none, { trust: 1, damping: 1, hierarchy: [] }, null)).toHaveLength(0)
  expect([...sumsHeard(hear([], ROWS), ROWS, { trust: 1, damping: 1, hierarchy: [] }, null)]).toEqual([0, 0, 0, 0])
})
