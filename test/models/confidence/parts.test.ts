import type { FeatureName } from '../../../src/features/registry'
import { confidenceParts, saidBy, type Said } from '../../../src/models/confidence/parts'
import type { RaceBatch } from '../../../src/models/data/race-table'
import { fittedOf, product, weightOf } from '../../support/test-rules'

const BASIS = {
  ranges: [{ name: 'form.winRate10', low: 0, high: 1 }, { name: 'weight.carried', low: 50, high: 60 }, { name: 'barrier.number', low: 1, high: 12 }],
  record: { fieldEdges: [], chanceEdges: [], excess: [0] },
} as const
const batchOf = (raceStart: readonly number[], columns: Partial<Record<FeatureName, readonly number[]>>): RaceBatch =>
  ({ raceStart: Int32Array.from(raceStart), columns: new Map(Object.entries(columns).map(([name, values]) => [name as FeatureName, Float64Array.from(values)])) })
const saying = (chances: readonly number[], more: { readonly members?: readonly (readonly number[])[]; readonly rules?: readonly (readonly number[])[] } = {}): Said =>
  ({ chances: Float64Array.from(chances), members: (more.members ?? []).map((one) => Float64Array.from(one)), rules: more.rules?.map((one) => Float64Array.from(one)) ?? null })
const close = (values: Float64Array | undefined, expected: readonly number[]): void => { expect([...values ?? []]).toEqual(expected.map((value) => (Number.isNaN(value) ? NaN : (expect.closeTo(value, 12) as number)))) }

describe('parts of a confidence', () => {
  it('completeness and familiarity: of the features that training rows had', () => {
    const { races, runners } = confidenceParts(batchOf([0, 2, 3], { 'form.winRate10': [0.5, NaN, NaN], 'weight.carried': [61, 55, NaN], 'barrier.number': [1, 12, NaN] }), saying([0.5, 0.5, 1]), BASIS)
    close(runners.completeness, [1, 2 / 3, 0])
    close(runners.familiarity, [2 / 3, 1, NaN])
    close(races.completeness, [5 / 6, 0])
    close(races.familiarity, [5 / 6, NaN])
  })
  it('a column that was not computed is unknown', () => {
    close(confidenceParts(batchOf([0, 1], { 'weight.carried': [55] }), saying([1]), BASIS).runners.completeness, [1 / 3])
  })
  it('without any feature nothing can be told of them', () => {
    const { races } = confidenceParts(batchOf([0, 2], {}), saying([0.5, 0.5]), { ...BASIS, ranges: [] })
    close(races.completeness, [NaN])
    close(races.familiarity, [NaN])
  })
  it('agreement of models: how far each is from their mean', () => {
    // Means 0.5, 0.5. |0.6 - 0.5| / 1.1 = 1/11, |0.4 - 0.5| / 0.9 = 1/9; half of the sum of differences 0.2 is 0.1.
    const { races, runners } = confidenceParts(batchOf([0, 2], {}), saying([0.5, 0.5], { members: [[0.6, 0.4], [0.4, 0.6]] }), BASIS)
    close(races.agreementOfModels, [0.9])
    close(runners.agreementOfModels, [1 - (1 / 11 + 1 / 9) / 2, 1 - (1 / 11 + 1 / 9) / 2])
  })
  it('is 1 where members say the same, and cannot be told of a model that is alone', () => {
    close(confidenceParts(batchOf([0, 2], {}), saying([0.5, 0.5], { members: [[0.3, 0.7], [0.3, 0.7]] }), BASIS).races.agreementOfModels, [1])
    const { races, runners } = confidenceParts(batchOf([0, 2], {}), saying([0.5, 0.5]), BASIS)
    close(races.agreementOfModels, [NaN])
    close(runners.agreementOfModels, [NaN, NaN])
  })
  it('agreement with the market: the prices made to sum to 1', () => {
    // Market 0.25, 0.75 against 0.5, 0.5: half of 0.25 + 0.25; 0.25 / 0.75 and 0.25 / 1.25.
    const { races, runners } = confidenceParts(batchOf([0, 2], { 'market.chance': [0.3, 0.9] }), saying([0.5, 0.5]), BASIS)
    close(races.agreementWithMarket, [0.75])
    close(runners.agreementWithMarket, [2 / 3, 4 / 5])
  })
  it.each([['one price missing', { 'market.chance': [0.5, NaN] }], ['no price', {}], ['a price of nothing', { 'market.chance': [1, 0] }]])('cannot be told with %s', (_, columns) => {
    const { races, runners } = confidenceParts(batchOf([0, 2], columns), saying([0.5, 0.5]), BASIS)
    close(races.agreementWithMarket, [NaN])
    close(runners.agreementWithMarket, [NaN, NaN])
  })
  it('agreement of rules: |sum| over the sum of sizes, of runners that they speak of', () => {
    // 0.3 - 0.1: 0.2 / 0.4; -0.2 - 0.2: 1; nobody speaks of the third.
    const { races, runners } = confidenceParts(batchOf([0, 3], {}), saying([0.2, 0.3, 0.5], { rules: [[0.3, -0.2, 0], [-0.1, -0.2, 0]] }), BASIS)
    close(runners.agreementOfRules, [0.5, 1, NaN])
    close(races.agreementOfRules, [0.75])
  })
  it('cannot be told without rules, nor where all are silent', () => {
    close(confidenceParts(batchOf([0, 2], {}), saying([0.5, 0.5]), BASIS).races.agreementOfRules, [NaN])
    close(confidenceParts(batchOf([0, 2], {}), saying([0.5, 0.5], { rules: [[0, 0]] }), BASIS).races.agreementOfRules, [NaN])
  })
  it('the track record of a runner is that of its race', () => {
    const { races, runners } = confidenceParts(batchOf([0, 4, 5], {}), saying([0.25, 0.25, 0.25, 0.25, 1]), BASIS)
    const even = 1 - Math.log(4) / Math.log(40)
    close(races.trackRecord, [even, 1])
    close(runners.trackRecord, [even, even, even, even, 1])
  })
  it('an empty batch and an empty race', () => {
    expect(confidenceParts(batchOf([0], {}), saying([]), BASIS).races.completeness).toHaveLength(0)
    close(confidenceParts(batchOf([0, 0], {}), saying([], { members: [[], []], rules: [[]] }), BASIS).races.trackRecord, [NaN])
  })
  it('are from 0 to 1 and move with runners that change places', () => {
    const draw = (seed: number) => (i: number): number => (((i + 1) * 7919 * seed) % 101) / 101
    const rows = 12
    const [a, b, c] = [draw(1), draw(2), draw(3)]
    const normed = (value: (i: number) => number, places: readonly number[]): number[] => { const all = places.map(value); const sum = all.reduce((x, y) => x + y, 0); return all.map((one) => one / sum) }
    const of = (places: readonly number[]): ReturnType<typeof confidenceParts> => confidenceParts(
      batchOf([0, rows], { 'form.winRate10': places.map((i) => (i % 4 === 0 ? NaN : 2 * a(i))), 'weight.carried': places.map((i) => 45 + 20 * b(i)), 'market.chance': places.map((i) => 0.01 + c(i)) }),
      saying(normed((i) => 0.01 + a(i), places), { members: [normed((i) => 0.01 + b(i), places), normed((i) => 0.01 + a(i), places), normed(c, places)], rules: [places.map((i) => a(i) - 0.5), places.map((i) => b(i) - 0.5)] }), BASIS)
    const straight = Array.from({ length: rows }, (_, i) => i)
    const turned = straight.toReversed()
    const [one, other] = [of(straight), of(turned)]
    for (const part of ['completeness', 'agreementOfModels', 'agreementOfRules', 'familiarity', 'agreementWithMarket', 'trackRecord'] as const) {
      for (const value of [...one.runners[part], ...one.races[part]]) { expect(value).toBeGreaterThanOrEqual(0); expect(value).toBeLessThanOrEqual(1) }
      expect(other.races[part][0]).toBeCloseTo(one.races[part][0] as number, 10)
      close(other.runners[part], [...one.runners[part]].toReversed())
    }
  })
})

describe('what a model says', () => {
  const batch = batchOf([0, 2], { 'form.winRate10': [1, -1], 'weight.carried': [1, 0.5], 'barrier.number': [0.5, 1] })
  const members = [Float64Array.of(0, Math.log(3)), Float64Array.of(0, 0)]
  it('chances of its members, none of a model that is alone', () => {
    expect(saidBy({ members: () => members }, batch, Float64Array.of(0.5, 0.5)).members.map((one) => [...one])).toEqual([[expect.closeTo(0.25, 12), expect.closeTo(0.75, 12)], [0.5, 0.5]])
    expect(saidBy({ members: () => members.slice(1) }, batch, Float64Array.of(0.5, 0.5)).members).toEqual([])
  })
  it('weight x signal of each rule that has a weight, before anything is decided', () => {
    const [light, drawn, still] = [product('a.a', 'form.winRate10', 'weight.carried'), product('b.b', 'form.winRate10', 'barrier.number'), product('c.c', 'weight.carried', 'barrier.number')]
    const fittedRules = fittedOf([weightOf(light, 0.2), weightOf(drawn, -0.4), weightOf(still, 0)], { trust: 0.5, damping: 1 })
    const { rules } = saidBy({ members: () => members, fittedRules }, batch, Float64Array.of(0.5, 0.5), [light, drawn, still])
    // Signals 0.5 and -0.25; 0.25 and -0.5.
    expect(rules?.map((one) => [...one])).toEqual([[0.1, -0.05], [-0.1, 0.2]])
  })
  it('nothing by rules without any', () => { expect(saidBy({ members: () => members }, batch, Float64Array.of(0.5, 0.5)).rules).toBeNull() })
})
