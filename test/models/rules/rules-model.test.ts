import { AppError } from '../../../src/domain/errors'
import { FEATURES } from '../../../src/features/registry'
import { columnOf, rowCount, type RaceBatch } from '../../../src/models/data/race-table'
import { loadMarket, marketModel } from '../../../src/models/learners/market'
import type { LoadModel, ModelFiles } from '../../../src/models/model'
import { loadPool, poolOf } from '../../../src/models/pools/pool'
import { raceSoftmax } from '../../../src/models/race-softmax'
import { loadRulesFrom, rulesModel } from '../../../src/models/rules/rules-model'
import { seeded } from '../../../src/models/seeded'
import { featureModel, loadFeatureModel } from '../../support/feature-model'
import { raceTable } from '../../support/race-table'
import { fittedOf, product, weightOf } from '../../support/test-rules'

const RULES = [product('barrier-weight.one', 'barrier.number', 'weight.carried'), product('distance-weight.two', 'distance.metres', 'weight.carried'), product('barrier-form.three', 'barrier.number', 'form.winRate10')] as const
const { table } = raceTable({ races: 40, weights: { 'barrier.number': 0, 'weight.carried': 0, 'form.winRate10': 0.7, 'distance.metres': 0, 'fitness.daysSinceRun': 0, 'speed.mean3': 0.2 }, missing: 0.1, market: 0.4, seed: 'with rules' })
// A score of NaN would hide what rules add.
table.columns.get('form.winRate10')?.forEach((value, row, column) => { if (Number.isNaN(value)) column[row] = 0 })
table.columns.get('speed.mean3')?.forEach((value, row, column) => { if (Number.isNaN(value)) column[row] = 0 })
const form = featureModel('form.winRate10', 1)
const pool = poolOf([{ model: form, weight: 0.5, power: 1 }, { model: featureModel('speed.mean3', 2), weight: 0.4, power: 0.9 }])
const priced = poolOf([{ model: form, weight: 0.2, power: 1 }, { model: marketModel(1), weight: 0.8, power: 1.1 }])
const FITTED = fittedOf([weightOf(RULES[2], 0.3), weightOf(RULES[0], -0.2), weightOf(RULES[1], 0)], { power: 0.9, trust: 0.8, damping: 0.5, hierarchy: [{ category: 'form', loss: 0.01 }, { category: 'gear', loss: -0.001 }, { category: 'barrier', loss: NaN }] })
const load: LoadModel = async (files) => {
  const { kind } = JSON.parse(new TextDecoder().decode(files.get('model.json'))) as { kind: string }
  return kind === 'rules' ? loadRulesFrom(RULES)(files, load) : kind === 'pool' ? loadPool(files, load) : kind === 'market' ? loadMarket(files) : loadFeatureModel(files)
}
const only = (batch: RaceBatch, names: readonly string[]): RaceBatch => ({ raceStart: batch.raceStart, columns: new Map([...batch.columns].filter(([name]) => names.includes(name))) })

describe.each([['without prices', pool], ['with prices', priced]] as const)('on top of a pool %s', (_, inner) => {
  const model = rulesModel(inner, FITTED, RULES)
  const scores = model.scores(table)

  test('scores are the power of those within and what rules add; members too; nothing else is read than it says', () => {
    const told = model.contributions(table)
    const within = inner.scores(table)
    const effects = told?.rules?.effects ?? new Float64Array()
    const added = Float64Array.from(scores, (__, row) => [0, 1, 2].reduce((sum, i) => sum + (effects[row * 3 + i] as number), 0))
    scores.forEach((score, row) => { expect(score).toBeCloseTo(0.9 * (within[row] as number) + (added[row] as number), 12) })
    expect(added.filter((one) => one !== 0).length).toBeGreaterThan(100)
    const members = model.members(table)
    inner.members(table).forEach((own, i) => { own.forEach((score, row) => { expect(members[i]?.[row]).toBeCloseTo(0.9 * score + (added[row] as number), 12) }) })
    expect(model.scores(only(table, model.features))).toEqual(scores)
  })
  test('contributions of features and rules sum to the scores', () => {
    const told = model.contributions(table)
    const inside = inner.contributions(table)
    expect(told === null).toBe(inside === null)
    if (told === null) return
    expect(told.baseline).toBeCloseTo(0.9 * (inside?.baseline ?? NaN), 12)
    const width = told.features.length
    scores.forEach((score, row) => {
      const features = told.values.subarray(row * width, (row + 1) * width).reduce((sum, value) => sum + value, 0)
      expect(features + (told.rules?.effects ?? new Float64Array()).slice(row * 3, row * 3 + 3).reduce((sum, value) => sum + value, 0)).toBeCloseTo(score, 9)
    })
  })
  test('one race as in a batch', () => {
    const [from, to] = [table.raceStart[7] as number, table.raceStart[8] as number]
    const one: RaceBatch = { raceStart: Int32Array.of(0, to - from), columns: new Map([...table.columns].map(([name, values]) => [name, values.slice(from, to)])) }
    expect([...model.scores(one)]).toEqual([...scores.subarray(from, to)])
  })
  test('whatever the order of runners: the same score for each', () => {
    const order = Array.from({ length: rowCount(table) }, (__, row) => row)
    const random = seeded(3, 'order')
    for (let r = 0; r + 1 < table.raceStart.length; r++) { const [from, to] = [table.raceStart[r] as number, table.raceStart[r + 1] as number]; random.shuffle(order.slice(from, to)).forEach((row, i) => { order[from + i] = row }) }
    const turned: RaceBatch = { raceStart: table.raceStart, columns: new Map([...table.columns].map(([name, values]) => [name, Float64Array.from(order, (row) => values[row] as number)])) }
    model.scores(turned).forEach((score, row) => { expect(score).toBeCloseTo(scores[order[row] as number] as number, 12) })
  })
  test('saved and read: the same to the last digits, and all that is known of the rules', async () => {
    const read = await load(model.save())
    expect([read.kind, read.features]).toEqual(['rules', model.features])
    read.scores(table).forEach((score, row) => { expect(Math.abs(score - (scores[row] as number))).toBeLessThanOrEqual(1e-12) })
    expect(read.fittedRules).toEqual(FITTED)
  })
})
test('it reads what its rules read, silent ones too, what evidence needs, and the market only where the model within does', () => {
  const { features } = rulesModel(pool, FITTED, RULES)
  expect([...features].sort()).toEqual(['barrier.number', 'distance.metres', 'fitness.daysSinceRun', 'form.winRate10', 'speed.mean3', 'weight.carried'])
  expect(features).toEqual(FEATURES.flatMap(({ name }) => (features.includes(name) ? [name] : [])))
  expect(rulesModel(priced, FITTED, RULES).features).toContain('market.chance')
})
test('all silent: the chances of the model within', () => {
  const nothing: RaceBatch = { raceStart: table.raceStart, columns: new Map([...table.columns].map(([name, values]) => [name, name === 'form.winRate10' ? values : new Float64Array(values.length).fill(NaN)])) }
  const model = rulesModel(form, { ...FITTED, power: 1 }, RULES)
  expect(raceSoftmax(model.scores(nothing), table.raceStart)).toEqual(raceSoftmax(form.scores(table), table.raceStart))
  expect(raceSoftmax(model.scores(table), table.raceStart)).not.toEqual(raceSoftmax(form.scores(table), table.raceStart))
})
test('one runner alone has a chance of 1; a race that the model within cannot tell has none', () => {
  const alone: RaceBatch = { raceStart: Int32Array.of(0, 1), columns: new Map([...table.columns].map(([name, values]) => [name, values.slice(0, 1)])) }
  expect([...raceSoftmax(rulesModel(pool, FITTED, RULES).scores(alone), alone.raceStart)]).toEqual([1])
  const unpriced: RaceBatch = { ...table, columns: new Map([...table.columns, ['market.chance', columnOf(table, 'market.chance').map((value, row) => (row === 0 ? NaN : value))]]) }
  const scores = rulesModel(priced, FITTED, RULES).scores(unpriced)
  expect(scores.subarray(0, table.raceStart[1]).every(Number.isNaN)).toBe(true)
  expect(scores.subarray(table.raceStart[1]).some(Number.isNaN)).toBe(false)
})
const withJson = (change: (json: { kind: string; rules: { rules: { rule: string; weight: unknown }[]; trust: unknown } }) => unknown): ModelFiles => {
  const files = new Map(rulesModel(pool, FITTED, RULES).save())
  const json = JSON.parse(new TextDecoder().decode(files.get('model.json'))) as Parameters<typeof change>[0]
  change(json)
  return files.set('model.json', new TextEncoder().encode(JSON.stringify(json)))
}
test.each([
  ['a rule of another version', withJson(({ rules: { rules: [first] } }) => { if (first !== undefined) first.rule = 'barrier-form.three@2' }), 'the model was fitted with rule barrier-form.three@2; here there is barrier-form.three@1: train it anew'],
  ['a rule that is not there any more', withJson(({ rules: { rules: [first] } }) => { if (first !== undefined) first.rule = 'gone.gone@1' }), 'here there is none of that name: train it anew'],
  ['a weight that is no number', withJson(({ rules: { rules: [first] } }) => { if (first !== undefined) first.weight = 'much' }), 'model.json is wrong at rules.rules.0.weight'],
  ['a trust beyond 1', withJson(({ rules }) => { rules.trust = 1.1 }), 'model.json is wrong at rules.trust'],
  ['nothing within', new Map([...rulesModel(pool, FITTED, RULES).save()].filter(([path]) => path === 'model.json')), 'has nothing in model/'],
] as const)('%s is refused', async (_, files, message) => {
  await expect(load(files)).rejects.toThrow(message)
  await expect(load(files)).rejects.toMatchObject({ code: 'CONFIG_INVALID' })
  await expect(load(files)).rejects.toBeInstanceOf(AppError)
})
