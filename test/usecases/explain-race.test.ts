import '@tensorflow/tfjs-backend-cpu'
import type { Instant } from '../../src/domain/instant'
import type { FeatureName } from '../../src/features/registry'
import { ruleNamed, RULES } from '../../src/integration/rules'
import type { FittedRules, RuleWeight } from '../../src/integration/weights'
import { calibratedModel } from '../../src/models/calibration/calibrated'
import { takeRaces, type RaceTable } from '../../src/models/data/race-table'
import { LEARNERS } from '../../src/models/learners'
import { marketModel } from '../../src/models/learners/market'
import type { Model, Params } from '../../src/models/model'
import { poolOf } from '../../src/models/pools/pool'
import { rulesModel } from '../../src/models/rules/rules-model'
import { chooseTensorflow } from '../../src/models/tf'
import { explainRace, SILENT } from '../../src/usecases/explain-race'
import type { RaceExplanation, RunnerExplanation } from '../../src/usecases/explanation'
import { predictBatch, type FullPrediction } from '../../src/usecases/predict-races'
import type { RaceFeatures } from '../../src/usecases/race-features'
import { loadedModel, weightedModel } from '../support/graph-models'
import { raceTable, toTrainOn } from '../support/race-table'
import { fittedOf, weightOf } from '../support/test-rules'
import { describeWithXgboost, XGBOOST_PATH } from '../support/xgboost'

const told = { generatedAt: 0 as Instant, stale: false, warn: (problem: string, cause: unknown) => { throw new Error(problem, { cause }) } }
/** A race of these columns; runners are 1, 2 and so on. */
const raceOf = (columns: Partial<Record<FeatureName, readonly number[]>>, raceId = 1): RaceFeatures => {
  const entries = Object.entries(columns) as [FeatureName, readonly number[]][]
  return { raceId, asOf: 0 as Instant, marketAt: 0 as Instant, featureSet: 'set', runnerIds: (entries[0]?.[1] ?? []).map((_, i) => i + 1), columns: new Map(entries.map(([name, values]) => [name, Float64Array.from(values)])), stored: false }
}
const predicted = (model: Model, race: RaceFeatures): FullPrediction => {
  const [outcome] = predictBatch(loadedModel('one', model), [race], told)
  if (outcome?.kind !== 'prediction') throw new Error(outcome?.message ?? 'no race')
  return outcome
}
const explained = (model: Model, race: RaceFeatures): RaceExplanation => {
  const outcome = explainRace(predicted(model, race))
  if ('reason' in outcome) throw new Error(outcome.message)
  return outcome
}
const summed = ({ features, rules }: RunnerExplanation): number => [...features, ...rules].reduce((sum, { effect }) => sum + effect, 0)

describe('by hand: chances halve with each barrier', () => {
  // 4/7, 2/7 and 1/7: the mean of ln chance is that of 2/7, and effects are ln 2, 0 and -ln 2.
  const draw = weightedModel({ 'barrier.number': -Math.LN2 })
  const { baseline, runners, method } = explained(draw, raceOf({ 'barrier.number': [1, 2, 3] }))
  test('effects, ranks and what they sum to', () => {
    expect(method).toBe('EXACT')
    expect(baseline).toBeCloseTo(Math.log(2 / 7), 12)
    expect(runners.map(({ runnerId, chance, logOdds }) => [runnerId, chance, logOdds])).toEqual([[1, 4 / 7, Math.LN2], [2, 2 / 7, 0], [3, 1 / 7, -Math.LN2]].map((row) => row.map((value) => expect.closeTo(value, 12) as number)))
    expect(runners.map(({ features: [first] }) => first)).toEqual([[1, 3, Math.LN2], [2, 2, 0], [3, 1, -Math.LN2]].map(([value, rank, effect]) => ({ feature: 'barrier.number', value, rank, known: 3, effect: expect.closeTo(effect as number, 12) as number })))
    expect(runners.map(({ categories }) => categories.map(({ category }) => category))).toEqual([['barrier'], ['barrier'], ['barrier']])
    expect(runners.every(({ rules, resolution, confidence }) => rules.length === 0 && resolution === null && confidence === null)).toBe(true)
  })
  test('the weightiest first, categories too, their features summed', () => {
    const model = weightedModel({ 'barrier.number': 1, 'weight.carried': 3, 'barrier.rank': -0.5 })
    const [first] = explained(model, raceOf({ 'barrier.number': [1, -1], 'weight.carried': [1, -1], 'barrier.rank': [1, -1] })).runners
    expect(first?.features.map(({ feature, effect }) => [feature, effect])).toEqual([['weight.carried', 3], ['barrier.number', 1], ['barrier.rank', -0.5]])
    expect(first?.categories).toEqual([{ category: 'weight', effect: 3 }, { category: 'barrier', effect: 0.5 }])
  })
  test.each<[string, readonly number[], readonly (number | null)[], number]>([
    ['ties share the better rank', [5, 7, 5, 7], [3, 1, 3, 1], 4], ['missing ones have none', [NaN, 2, 9], [null, 2, 1], 2], ['all alike have none', [4, 4], [null, null], 2],
    ['all missing', [NaN, NaN], [null, null], 0], ['one that is known', [NaN, 3], [null, null], 1], ['zeros of either sign are one', [-0, 0, 1], [2, 2, 1], 3],
  ])('ranks: %s', (_, values, ranks, known) => {
    const all = explained(draw, raceOf({ 'barrier.number': values })).runners.map(({ features: [first] }) => first)
    expect(all.map((part) => part?.rank)).toEqual(ranks)
    expect(all.map((part) => part?.known)).toEqual(values.map(() => known))
  })
  test('one runner: nothing can be said, and nothing is', () => {
    const { baseline: alone, runners: [only] } = explained(draw, raceOf({ 'barrier.number': [7] }))
    expect(alone).toBe(0)
    expect(only).toMatchObject({ chance: 1, logOdds: 0 })
    expect(only?.features.map(({ effect }) => effect)).toEqual([0])
  })
  test('a model that cannot say says so and what to do', () => {
    expect(explainRace(predicted({ ...draw, contributions: () => null }, raceOf({ 'barrier.number': [1, 2] })))).toEqual({ kind: 'none', reason: 'NO_CONTRIBUTIONS', message: 'Model one@1 cannot say what its chances are made of. Ask a model that can, such as "fundamentals".' })
  })
})

describe('rules by hand', () => {
  const NAMED = ['barrier-track.wetOutside', 'barrier-track.insideBias'] as const
  const [outside, inside] = NAMED.map((id) => { const rule = ruleNamed(id); if (rule === undefined) throw new Error(`${id} is gone`); return rule }) as [(typeof RULES)[number], (typeof RULES)[number]]
  const fitted = (weights: readonly RuleWeight[], over: Partial<FittedRules> = {}): FittedRules => fittedOf(weights, { hierarchy: [{ category: 'track', loss: 1 }], ...over })
  // Ground of 6 is as wet as counts: signals are 1 outermost, -1 innermost. An inside that wins twice its share: as much the other way.
  const race = raceOf({ 'barrier.share': [0, 0.5, 1], 'barrier.rank': [1, 2, 3], 'race.fieldSize': [3, 3, 3], 'track.wetness': [6, 6, 6], 'track.insideImpact': [2, 2, 2], 'track.winnersBarrier': [0.5, 0.5, 0.5], 'fitness.daysSinceRun': [20, 20, 20], 'weight.carried': [1, 1, 1] })
  const flat = weightedModel({ 'weight.carried': 1 })
  test('strength is weight x signal, effects sum to the log-odds', () => {
    const { runners: [rail, middle, wide] } = explained(rulesModel(flat, fitted([weightOf(outside, 0.3)])), race)
    expect(rail?.rules).toEqual([expect.objectContaining({ rule: outside, signal: -1, strength: -0.3, effect: expect.closeTo(-0.3, 12) as number })])
    expect(wide?.rules[0]).toMatchObject({ signal: 1, strength: 0.3 })
    expect(wide?.rules[0]?.said).toBe('drawn 3 of 3 on ground that is 6.0 of 10 wet')
    expect(middle?.rules).toEqual([])
    expect(rail?.logOdds).toBeCloseTo(-0.3, 12)
    expect(rail?.resolution).toBeNull()
  })
  test('a contradiction is decided, told, and counts as decided', () => {
    // Evidence: both are of the course with weights four errors from 0, so alike; both are of barrier and track: the market is not asked by this model, so both stand.
    const { runners: [rail] } = explained(rulesModel(flat, fitted([weightOf(outside, 0.3), weightOf(inside, 0.2)], { damping: 0.5 })), race)
    expect(rail?.resolution).toMatchObject({ inFavour: [inside.id], against: [outside.id], decidedBy: 'NOBODY', prevails: null })
    // A weight one error from 0 has a quarter of the evidence: its side loses, and half of its effect.
    const { runners: [weak] } = explained(rulesModel(flat, fitted([weightOf(outside, 0.3), weightOf(inside, 0.2, 0.2)], { damping: 0.5 })), race)
    expect(weak?.resolution).toMatchObject({ decidedBy: 'EVIDENCE', prevails: 'AGAINST' })
    expect(weak?.rules.map(({ rule: { id }, strength, effect }) => [id, strength, effect])).toEqual([[outside.id, -0.3, expect.any(Number)], [inside.id, expect.closeTo(0.2, 12), expect.any(Number)]])
    expect(weak && summed(weak)).toBeCloseTo(weak?.logOdds as number, 12)
  })
  test('who a rule is silent about loses by what it gives the others', () => {
    const half = { ...race, columns: new Map([...race.columns, ['barrier.share', Float64Array.of(NaN, 1, 1)] as const]) }
    const { runners: [silent, second] } = explained(rulesModel(flat, fitted([weightOf(outside, 0.3)])), half)
    // Effects of 0, 0.3 and 0.3 less their mean of 0.2.
    expect(silent?.rules).toEqual([expect.objectContaining({ signal: 0, strength: 0, said: SILENT, effect: expect.closeTo(-0.2, 12) as number })])
    expect(second?.rules[0]?.effect).toBeCloseTo(0.1, 12)
  })
  test('a rule without a weight that speaks is told, with no effect', () => {
    const { runners: [rail] } = explained(rulesModel(flat, fitted([weightOf(outside, 0)])), race)
    expect(rail?.rules).toEqual([expect.objectContaining({ signal: -1, strength: 0, effect: 0 })])
  })
  test('a rule that is gone is an error that says so', () => {
    const prediction = predicted(rulesModel(flat, fitted([weightOf(outside, 0.3)])), race)
    const parts = prediction.parts()
    if (parts === null || parts.rules === null) throw new Error('no rules')
    const renamed = { ...parts, rules: { ...parts.rules, rules: parts.rules.rules.map((one) => ({ ...one, rule: 'barrier-track.gone@1' })) } }
    expect(() => explainRace({ ...prediction, parts: () => renamed })).toThrow(/barrier-track\.gone@1/)
  })
})

const A: FeatureName = 'form.winRate10'
const B: FeatureName = 'barrier.share'
const NAMES: readonly FeatureName[] = [A, B, 'weight.carried', 'horse.rating']
const { table } = raceTable({
  races: 260, weights: { [A]: 0.7, [B]: 0.2, 'weight.carried': -0.4, 'horse.rating': 0.3, 'track.wetness': 0, 'barrier.rank': 0, 'race.fieldSize': 0, 'track.insideImpact': 0, 'track.winnersBarrier': 0, 'fitness.daysSinceRun': 0 },
  bend: (value) => Math.abs(value('weight.carried')), missing: 0.05, market: 0.3, seed: 'explained',
})
const part = (from: number, to: number): RaceTable => takeRaces(table, Array.from({ length: to - from }, (_, i) => from + i))
const [train, validate, test_] = [part(0, 150), part(150, 200), part(200, 260)]
const racesOf = ({ raceStart, columns }: RaceTable): readonly RaceFeatures[] => [...raceStart.keys()].slice(1).map((r) => {
  const [from, to] = [raceStart[r - 1] as number, raceStart[r] as number]
  return { ...raceOf({}), raceId: r, runnerIds: Array.from({ length: to - from }, (_, i) => i + 1), columns: new Map([...columns].map(([name, values]) => [name, values.slice(from, to)])) }
})
async function fit(learner: keyof typeof LEARNERS, changes: Params = {}, features = NAMES): Promise<Model> {
  const { params, fit: fitOf } = LEARNERS[learner]
  const defaults = Object.fromEntries(Object.entries(params).map(([name, { default: value }]) => [name, value]))
  const run = { seed: 1, signal: new AbortController().signal, progress: () => undefined, xgboostPath: XGBOOST_PATH }
  return (await fitOf({ train: toTrainOn(train), validate, features }, { ...defaults, ...changes }, run)).model
}
const NEURAL = { networks: 2, units: 8, epochs: 2 }
const RULED = fittedOf(RULES.filter(({ id }) => id.startsWith('barrier-track.')).map((rule, i) => weightOf(rule, i % 2 === 0 ? 0.3 : -0.2)), { damping: 0.5, trust: 0.8, power: 0.9, hierarchy: [{ category: 'track', loss: 1 }] })
type Case = readonly [name: string, make: () => Promise<Model>, method?: RaceExplanation['method']]
const PLAIN: readonly Case[] = [
  ['the market', () => Promise.resolve(marketModel(1.1))], ['a logistic regression', () => fit('logistic')], ['a conditional logit', () => fit('conditional-logit')],
  ['a network', () => fit('neural', NEURAL)], ['a network of two layers', () => fit('neural', { ...NEURAL, secondUnits: 4 }), 'INTEGRATED_GRADIENTS'],
  ['a pool of a logit, a network and the market', async () => poolOf([{ model: await fit('conditional-logit'), weight: 0.7, power: 1 }, { model: await fit('neural', { ...NEURAL, secondUnits: 4 }), weight: 0.4, power: 1 }, { model: marketModel(1), weight: 0.5, power: 1 }]), 'INTEGRATED_GRADIENTS'],
  ['a temperature', async () => calibratedModel(await fit('conditional-logit'), { kind: 'temperature', power: 0.8 })],
  ['rules on a logit', async () => rulesModel(await fit('conditional-logit'), RULED)], ['rules on the market', async () => rulesModel(poolOf([{ model: marketModel(1), weight: 0.9, power: 1 }, { model: await fit('logistic'), weight: 0.3, power: 1 }]), RULED)],
]
const TREES: readonly Case[] = [
  ['boosting', () => fit('boosting', { rounds: 80, depth: 3, patience: 80 })], ['boosting from the prices', () => fit('boosting', { rounds: 40, depth: 2, market: 'margin' })], ['boosting on wins', () => fit('boosting', { objective: 'binary', rounds: 40, depth: 4 })],
  ['deep boosting', () => fit('boosting', { rounds: 20, depth: 7 })], ['a forest', () => fit('forest', { trees: 20, depth: 6, minRunners: 5 })],
  ['a calibrated pool of boosting and the market with rules', async () => rulesModel(calibratedModel(poolOf([{ model: await fit('boosting', { rounds: 40 }), weight: 0.8, power: 1 }, { model: marketModel(1), weight: 0.6, power: 1 }]), { kind: 'temperature', power: 0.9 }), RULED)],
]

beforeAll(() => { chooseTensorflow('cpu') })
async function sumsHold(make: Case[1], method: RaceExplanation['method'] = 'EXACT'): Promise<void> {
  const model = await make()
  let [runners, worst, spoken] = [0, 0, 0]
  try {
    for (const race of racesOf(test_)) {
      const all = explained(model, race)
      expect(all.method).toBe(method)
      for (const runner of all.runners) {
        runners++
        spoken += runner.rules.filter(({ signal }) => signal !== 0).length
        worst = Math.max(worst, Math.abs(summed(runner) - runner.logOdds), Math.abs(Math.log(runner.chance) - all.baseline - runner.logOdds), Math.abs(runner.categories.reduce((sum, { effect }) => sum + effect, 0) - runner.features.reduce((sum, { effect }) => sum + effect, 0)))
        expect(Number.isNaN(summed(runner))).toBe(false)
      }
    }
  } finally { model.dispose() }
  expect(runners).toBeGreaterThan(500)
  expect(worst).toBeLessThan(1e-6)
  if (model.fittedRules !== undefined) expect(spoken).toBeGreaterThan(100)
}
describe('effects sum to the log-odds to a millionth, for 500 runners', () => { test.each(PLAIN.map((one) => ({ name: one[0], one })))('$name', async ({ one: [, make, method] }) => { await sumsHold(make, method) }) })
describeWithXgboost('effects sum to the log-odds to a millionth, of trees', () => { test.each(TREES.map((one) => ({ name: one[0], one })))('$name', async ({ one: [, make, method] }) => { await sumsHold(make, method) }) })

test('the order of runners changes nothing', async () => {
  const model = rulesModel(await fit('conditional-logit'), RULED)
  const [race] = racesOf(test_)
  if (race === undefined) throw new Error('no race')
  const backward = explained(model, { ...race, runnerIds: race.runnerIds.toReversed(), columns: new Map([...race.columns].map(([name, values]) => [name, values.toReversed()])) })
  const forward = explained(model, race)
  for (const [i, runner] of forward.runners.entries()) {
    const other = backward.runners.at(-1 - i)
    expect(other?.runnerId).toBe(runner.runnerId)
    expect(other?.logOdds).toBeCloseTo(runner.logOdds, 12)
    for (const { rule, effect, signal } of runner.rules) expect(other?.rules.find((one) => one.rule === rule)).toMatchObject({ signal, effect: expect.closeTo(effect, 12) as number })
    for (const { feature, effect, rank } of runner.features) expect(other?.features.find((one) => one.feature === feature)).toMatchObject({ rank, effect: expect.closeTo(effect, 12) as number })
  }
})
