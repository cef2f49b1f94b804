import type { FeatureCategory } from '../../src/features/registry'
import type { AnyRule } from '../../src/integration/define'
import { judgeOf, resolve, withPriority, type Voice } from '../../src/integration/resolution'

const voice = (id: string, categories: readonly [FeatureCategory, FeatureCategory], effect: number, evidence: number): Voice => ({
  rule: { id, version: 1, title: '', because: '', categories, reads: [], silent: null, directness: 'own', sample: null, signal: () => 0, say: () => '' } satisfies AnyRule, effect, evidence,
})
const everyOrder = <T>(all: readonly T[]): T[][] => (all.length === 0 ? [[]] : all.flatMap((one, i) => everyOrder(all.toSpliced(i, 1)).map((rest) => [one, ...rest])))
const BENCH = { hierarchy: ['speed', 'form', 'barrier', 'gear'], market: null, damping: 0.5 } as const
const PRO = ['form', 'distance'] as const
const CON = ['form', 'venue'] as const

describe('rules that contradict each other', () => {
  it.each([
    ['nobody speaks', [], false],
    ['all speak for it', [voice('a.a', PRO, 0.1, 0.5), voice('b.b', PRO, 0.1, 0.5)], false],
    ['0.01 on each side', [voice('a.a', PRO, 0.01, 0.5), voice('b.b', CON, -0.01, 0.5)], true],
    ['less than 0.01 on one', [voice('a.a', PRO, 0.0099, 0.5), voice('b.b', CON, -0.01, 0.5)], false],
    ['a quarter of the other side', [voice('a.a', PRO, 0.12, 0.5), voice('b.b', CON, -0.03, 0.5)], true],
    ['less than a quarter', [voice('a.a', PRO, 0.12, 0.5), voice('b.b', CON, -0.029, 0.5)], false],
    ['a side is the sum of its rules', [voice('a.a', PRO, 0.12, 0.5), voice('b.b', CON, -0.02, 0.5), voice('c.c', CON, -0.01, 0.5)], true],
    ['an effect that cannot be told is none', [voice('a.a', PRO, 0.12, 0.5), voice('b.b', CON, NaN, 0.5)], false],
  ])('%s', (_, voices, contradict) => {
    const { resolution, factors } = resolve(voices, BENCH)
    expect(resolution !== null).toBe(contradict)
    expect([...factors]).toEqual(voices.map(() => 1))
  })

  it.each([
    // Means by effect: (0.3 x 0.9 + 0.1 x 0.1) / 0.4 = 0.7 in favour, 0.5 against.
    ['better evidence', [voice('a.a', PRO, 0.3, 0.9), voice('b.b', ['speed', 'form'], -0.2, 0.5), voice('c.c', PRO, 0.1, 0.1)], null, 'EVIDENCE', 'IN_FAVOUR', [1, 0.5, 1]],
    ['better evidence against, though less is said', [voice('a.a', PRO, 0.3, 0.4), voice('b.b', CON, -0.1, 0.8)], 9, 'EVIDENCE', 'AGAINST', [0.5, 1]],
    ['evidence 0.1 apart is alike: speed is ranked before form', [voice('a.a', ['form', 'barrier'], 0.1, 0.8), voice('b.b', ['speed', 'gear'], -0.1, 0.7)], null, 'PRIORITY', 'AGAINST', [0.5, 1]],
    ['evidence 0.11 apart is not alike, though gear is ranked', [voice('a.a', ['form', 'gear'], 0.1, 0.7), voice('b.b', ['form', 'venue'], -0.1, 0.81)], null, 'EVIDENCE', 'AGAINST', [0.5, 1]],
    ['what both sides have does not count', [voice('a.a', ['speed', 'barrier'], 0.1, 0.7), voice('b.b', ['speed', 'gear'], -0.1, 0.7)], null, 'PRIORITY', 'IN_FAVOUR', [1, 0.5]],
    ['categories without a rank say nothing: the market decides', [voice('a.a', PRO, 0.1, 0.7), voice('b.b', CON, -0.1, 0.7)], 0.06, 'MARKET', 'IN_FAVOUR', [1, 0.5]],
    ['the market decides against', [voice('a.a', PRO, 0.1, 0.7), voice('b.b', CON, -0.1, 0.7)], -0.06, 'MARKET', 'AGAINST', [0.5, 1]],
    ['a market that agrees decides nothing', [voice('a.a', PRO, 0.1, 0.7), voice('b.b', CON, -0.1, 0.7)], 0.05, 'NOBODY', null, [1, 1]],
    ['no market', [voice('a.a', PRO, 0.1, 0.7), voice('b.b', CON, -0.1, 0.7)], null, 'NOBODY', null, [1, 1]],
    ['a market that cannot be told', [voice('a.a', PRO, 0.1, 0.7), voice('b.b', CON, -0.1, 0.7)], NaN, 'NOBODY', null, [1, 1]],
  ] as const)('%s', (_, voices, market, decidedBy, prevails, expected) => {
    const { resolution, factors } = resolve(voices, { ...BENCH, market })
    expect(resolution).toMatchObject({ decidedBy, prevails })
    expect([...factors]).toEqual(expected)
  })

  it('names the rules of each side, the weightiest first, and says how it was decided', () => {
    const voices = [voice('b.b', PRO, 0.1, 0.9), voice('d.d', CON, -0.05, 0.2), voice('c.c', PRO, 0.3, 0.9), voice('a.a', CON, -0.2, 0.2), voice('e.e', PRO, 0.1, 0.9), voice('f.f', PRO, 0, 0.9)]
    expect(resolve(voices, BENCH).resolution).toEqual({
      inFavour: ['c.c', 'b.b', 'e.e'], against: ['a.a', 'd.d'], decidedBy: 'EVIDENCE', prevails: 'IN_FAVOUR',
      because: 'What is in favour rests on better evidence (0.90) than what is against (0.20).',
    })
  })
  it.each([
    [[voice('a.a', ['form', 'barrier'], 0.1, 0.8), voice('b.b', ['speed', 'gear'], -0.1, 0.75)], null, 'The evidence is about as good on both sides (0.80 in favour, 0.75 against), and speed, of which only what is against speaks, told more of past races than what only the other side speaks of.'],
    [[voice('a.a', PRO, 0.1, 0.7), voice('b.b', CON, -0.1, 0.7)], Math.log(1.5), 'The evidence is about as good on both sides (0.70 in favour, 0.70 against) and so are the categories, and the market gives 1.50 times the chance that the model has without rules.'],
    [[voice('a.a', PRO, 0.1, 0.7), voice('b.b', CON, -0.1, 0.7)], null, 'The evidence is about as good on both sides (0.70 in favour, 0.70 against) and so are the categories, and there is no market to ask: both sides stand.'],
    [[voice('a.a', PRO, 0.1, 0.7), voice('b.b', CON, -0.1, 0.7)], 0.01, 'The evidence is about as good on both sides (0.70 in favour, 0.70 against) and so are the categories, and the market agrees with the model: both sides stand.'],
  ] as const)('says why, case %#', (voices, market, because) => {
    expect(resolve(voices, { ...BENCH, market }).resolution?.because).toBe(because)
  })

  it('decides the same in whatever order rules speak, at the edges too', () => {
    // 0.1 + 0.2 + 0.3 differs from 0.3 + 0.2 + 0.1 in the last bit; 0.6 is four times 0.15.
    const voices = [voice('a.a', PRO, 0.1, 0.61), voice('b.b', ['speed', 'gear'], 0.2, 0.7), voice('c.c', PRO, 0.3, 0.83), voice('d.d', CON, -0.15, 0.3)]
    const all = everyOrder(voices)
    expect(all).toHaveLength(24)
    const first = resolve(voices, BENCH)
    expect(first.resolution).not.toBeNull()
    for (const order of all) {
      const { resolution, factors } = resolve(order, BENCH)
      expect(resolution).toEqual(first.resolution)
      expect(order.map(({ rule }, i) => [rule.id, factors[i]]).sort()).toEqual(voices.map(({ rule }, i) => [rule.id, first.factors[i]]).sort())
    }
  })
  it('says the opposite of the opposite', () => {
    const voices = [voice('a.a', ['form', 'barrier'], 0.1, 0.8), voice('b.b', ['speed', 'gear'], -0.07, 0.7)]
    const turned = voices.map((one) => ({ ...one, effect: -one.effect }))
    expect(resolve(voices, BENCH).resolution?.prevails).toBe('AGAINST')
    expect(resolve(turned, BENCH).resolution?.prevails).toBe('IN_FAVOUR')
    expect([...resolve(turned, BENCH).factors]).toEqual([...resolve(voices, BENCH).factors])
  })
})

describe('judging row after row', () => {
  const rules = [voice('a.a', PRO, 0, 0), voice('b.b', ['speed', 'gear'], 0, 0), voice('c.c', CON, 0, 0)].map(({ rule }) => rule)
  it('reads its numbers from where it is told', () => {
    const judge = judgeOf(rules, BENCH.hierarchy)
    const effects = Float64Array.of(0.1, 0.1, 0.1, 0.1, 0, -0.1, -0.1, 0.1, 0)
    const evidence = Float64Array.of(1, 1, 1, 0.2, 0, 0.9, 0.5, 0.5, 0)
    expect([0, 3, 6].map((at) => judge(effects, evidence, at, NaN)?.loses ?? null)).toEqual([null, 1, -1])
    expect(judge(effects, evidence, 6, NaN)).toMatchObject({ decidedBy: 'PRIORITY', category: 'speed' })
  })
  it('weighs evidence to the last bit alike in whatever order', () => {
    const [a, b, c, d] = [voice('a.a', PRO, 0.1, 0.61), voice('b.b', PRO, 0.2, 0.7), voice('c.c', PRO, 0.3, 0.83), voice('d.d', CON, -0.3, 0.3)]
    const told = everyOrder([a, b, c, d]).map((order) => judgeOf(order.map(({ rule }) => rule), BENCH.hierarchy)(Float64Array.from(order, ({ effect }) => effect), Float64Array.from(order, ({ evidence }) => evidence), 0, NaN))
    expect(new Set(told.map((verdict) => JSON.stringify(verdict))).size).toBe(1)
    expect(told[0]?.evidence.inFavour).toBeCloseTo(0.75, 9)
  })
  it('leaves a silent rule out of a side', () => {
    const judge = judgeOf(rules, BENCH.hierarchy)
    expect(judge(Float64Array.of(0.1, 0, -0.1), Float64Array.of(0.5, 0.5, 0.5), 0, NaN)?.decidedBy).toBe('NOBODY')
  })
})

describe('categories that go first', () => {
  const hierarchy = [{ category: 'speed', loss: 0.03 }, { category: 'form', loss: 0.02 }, { category: 'gear', loss: 0.01 }] as const
  it.each([
    [[], ['speed', 'form', 'gear']],
    [['gear'], ['gear', 'speed', 'form']],
    [['gear', 'form'], ['gear', 'form', 'speed']],
    [['weather'], ['weather', 'speed', 'form', 'gear']],
  ] as const)('%j', (first, expected) => {
    expect(withPriority(hierarchy, first).map(({ category }) => category)).toEqual(expected)
  })
  it('keep what they were measured at; one that was not measured has no number', () => {
    expect(withPriority(hierarchy, ['gear', 'weather']).map(({ loss }) => loss)).toEqual([0.01, NaN, 0.03, 0.02])
  })
})
