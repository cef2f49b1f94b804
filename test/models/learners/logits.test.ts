import type { FeatureName } from '../../../src/features/registry'
import { rowCount, type RaceBatch, type RaceTable } from '../../../src/models/data/race-table'
import { conditionalLogitLearner, type ConditionalLogitParams } from '../../../src/models/learners/conditional-logit'
import { loadConditionalLogit } from '../../../src/models/learners/linear-model'
import { logisticLearner, type LogisticParams } from '../../../src/models/learners/logistic'
import { FitStopped, type Contributions, type FitRun, type Model } from '../../../src/models/model'
import { raceLogLoss, raceSoftmax } from '../../../src/models/race-softmax'
import { raceTable, toTrainOn } from '../../support/race-table'

const WEIGHTS = { 'weight.carried': -0.5, 'jockey.impact': 0.3, 'horse.rating': 0.8, 'form.elo': 0 } as const satisfies Partial<Record<FeatureName, number>>
const NAMES = Object.keys(WEIGHTS) as (keyof typeof WEIGHTS)[]
const BOTH: readonly FeatureName[] = [...NAMES, 'market.chance']
const run = (signal = new AbortController().signal): FitRun => ({ seed: 1, signal, progress: () => undefined, xgboostPath: null })
const LOGIT: ConditionalLogitParams = { ridge: 1, halfLifeYears: 0, marketLabel: 0, market: 'none' }
const LOGISTIC: LogisticParams = { ridge: 1, halfLifeYears: 0, imbalance: 'none' }
const lossOf = (chances: Float64Array, table: RaceTable): number => raceLogLoss(chances, table.targets.win, table.raceStart)
const modelLoss = (model: Model, table: RaceTable): number => lossOf(raceSoftmax(model.scores(table), table.raceStart), table)
/** Two runners that differ by 1 in one feature: how much their scores differ. */
const pair = (name: FeatureName, names: readonly FeatureName[] = NAMES): RaceBatch => ({ raceStart: Int32Array.of(0, 2), columns: new Map(names.map((one) => [one, Float64Array.of(one === name ? 0.5 : 0, one === name ? -0.5 : 0)])) })
const weightOf = (model: Model, name: FeatureName): number => { const [high = NaN, low = NaN] = model.scores(pair(name)); return high - low }
const rowSum = (parts: Contributions | null, row: number): number => {
  if (parts === null) return NaN
  const width = parts.features.length
  return parts.values.subarray(row * width, (row + 1) * width).reduce((sum, value) => sum + value, parts.baseline)
}
const known = raceTable({ races: 1_500, weights: WEIGHTS, seed: 'logit' })
const fresh = raceTable({ races: 400, weights: WEIGHTS, seed: 'fresh' })
const priced = raceTable({ races: 600, weights: WEIGHTS, seed: 'priced', market: 0.3 })
const learners = {
  'conditional logit': () => conditionalLogitLearner.fit({ train: toTrainOn(known.table), validate: null, features: NAMES }, LOGIT, run()),
  'logistic': () => logisticLearner.fit({ train: toTrainOn(known.table), validate: null, features: NAMES }, LOGISTIC, run()),
}

describe.each(Object.entries(learners))('%s', (_, fit) => {
  let model: Model
  beforeAll(async () => { ({ model } = await fit()) })
  test('it comes near the true chances', () => { expect(modelLoss(model, fresh.table) - lossOf(fresh.chances, fresh.table)).toBeLessThan(0.01) })
  test('the same races give the same bytes', async () => { expect((await fit()).model.save()).toEqual(model.save()) })
  test('what was saved gives the same scores', async () => {
    const again = await loadConditionalLogit(model.save())
    expect(again.scores(fresh.table)).toEqual(model.scores(fresh.table))
    expect([again.kind, again.features]).toEqual([model.kind, NAMES])
    expect(again.members(fresh.table)).toEqual([again.scores(fresh.table)])
  })
  test('contributions add up to the score', () => {
    const [scores, parts] = [model.scores(fresh.table), model.contributions(fresh.table)]
    expect(parts?.features).toEqual(NAMES)
    for (let row = 0; row < rowCount(fresh.table); row++) expect(rowSum(parts, row)).toBeCloseTo(scores[row] as number, 6)
  })
  test.each<[string, number[], number[], number]>([
    ['one runner', [0, 1], [1], 1], ['alike', [0, 3], [1, 1, 1], 3], ['all missing', [0, 2], [NaN, NaN], 2], ['no race', [0], [], 0],
  ])('%s', (_, starts, values, rows) => {
    const batch: RaceBatch = { raceStart: Int32Array.from(starts), columns: new Map(NAMES.map((name) => [name, Float64Array.from(values)])) }
    const chances = raceSoftmax(model.scores(batch), batch.raceStart)
    expect([...chances]).toHaveLength(rows)
    for (const chance of chances) expect(chance).toBeCloseTo(1 / rows, 12)
    expect(model.contributions(batch)?.values.every(Number.isFinite)).toBe(true)
  })
})

test('the conditional logit recovers the true weights', async () => {
  const { model } = await learners['conditional logit']()
  for (const name of NAMES) expect(Math.abs(weightOf(model, name) - WEIGHTS[name])).toBeLessThan(0.08)
})
test('a heavy ridge leaves equal chances', async () => {
  const { model } = await conditionalLogitLearner.fit({ train: toTrainOn(fresh.table), validate: null, features: NAMES }, { ...LOGIT, ridge: 1e9 }, run())
  for (const name of NAMES) expect(Math.abs(weightOf(model, name))).toBeLessThan(1e-4)
})
test('a short half-life listens to the last races: the weight has turned', async () => {
  const [old, late] = [raceTable({ races: 400, weights: { 'horse.rating': 1 }, seed: 'old', from: '2010-01-01' }).table, raceTable({ races: 400, weights: { 'horse.rating': -1 }, seed: 'late', from: '2020-01-01' }).table]
  const join = (a: Float64Array, b: Float64Array): Float64Array => Float64Array.from([...a, ...b])
  const both: RaceTable = {
    ...old, races: [...old.races, ...late.races], raceStart: Int32Array.from([...old.raceStart, ...late.raceStart.subarray(1).map((start) => start + rowCount(old))]),
    columns: new Map([['horse.rating', join(old.columns.get('horse.rating') as Float64Array, late.columns.get('horse.rating') as Float64Array)]]), targets: { ...old.targets, win: join(old.targets.win, late.targets.win) },
  }
  const weights = await Promise.all([0, 1].map(async (halfLifeYears) => weightOf((await conditionalLogitLearner.fit({ train: toTrainOn(both), validate: null, features: ['horse.rating'] }, { ...LOGIT, halfLifeYears }, run())).model, 'horse.rating')))
  expect(Math.abs(weights[0] as number)).toBeLessThan(0.15)
  expect(weights[1]).toBeLessThan(-0.8)
})

describe('with the prices as an offset', () => {
  const fitted = conditionalLogitLearner.fit({ train: toTrainOn(priced.table), validate: null, features: BOTH }, { ...LOGIT, ridge: 1e9, market: 'offset' }, run())
  test('weights held at 0: the prices to a power', async () => {
    const { model } = await fitted
    expect(model.features).toEqual(BOTH)
    const [long, short] = [0.2, 0.4]
    const of = (chance: number[]): Float64Array => model.scores({ raceStart: Int32Array.of(0, 2), columns: new Map([...pair('form.elo').columns, ['market.chance', Float64Array.from(chance)]]) })
    const scores = of([short, long])
    const power = ((scores[0] as number) - (scores[1] as number)) / Math.LN2
    // Prices are the truth with noise of 0.3: shrunk below 1.
    expect(power).toBeGreaterThan(0.7)
    expect(power).toBeLessThan(1.05)
    expect(of([short, NaN])).toEqual(Float64Array.of(NaN, NaN))
    const parts = model.contributions({ raceStart: Int32Array.of(0, 2), columns: new Map([...pair('form.elo').columns, ['market.chance', Float64Array.of(short, long)]]) })
    expect([0, 1].map((row) => rowSum(parts, row))).toEqual([...scores].map((score) => expect.closeTo(score, 6) as number))
  })
  test('saved and read', async () => {
    const { model } = await fitted
    expect((await loadConditionalLogit(model.save())).scores(priced.table)).toEqual(model.scores(priced.table))
  })
  test('races without all prices are left out; no race with prices is refused', async () => {
    const columns = new Map(priced.table.columns)
    const chance = (columns.get('market.chance') as Float64Array).slice()
    columns.set('market.chance', chance)
    chance[0] = NaN
    const { model } = await conditionalLogitLearner.fit({ train: toTrainOn({ ...priced.table, columns }), validate: null, features: BOTH }, { ...LOGIT, market: 'offset' }, run())
    expect(model.scores(priced.table).every(Number.isFinite)).toBe(true)
    chance.fill(NaN)
    await expect(conditionalLogitLearner.fit({ train: toTrainOn({ ...priced.table, columns }), validate: null, features: BOTH }, { ...LOGIT, market: 'offset' }, run())).rejects.toMatchObject({ code: 'BAD_USER_INPUT' })
  })
})
test('labels from the prices alone are learnt from races whatever came of them; no price is read', async () => {
  const reversed = { ...priced.table, targets: { ...priced.table.targets, win: priced.table.targets.win.map((_, row) => Number(priced.table.runnerNumbers[row] === 1)) } }
  const fit = async (marketLabel: number) => (await conditionalLogitLearner.fit({ train: toTrainOn(reversed), validate: null, features: NAMES }, { ...LOGIT, marketLabel }, run())).model
  const [none, all] = await Promise.all([fit(0), fit(1)])
  expect(all.features).toEqual(NAMES)
  expect(modelLoss(none, reversed)).toBeLessThan(modelLoss(all, reversed))
})

describe('winners are few', () => {
  test.each([['none', 0, 0.15], ['weights', 0.35, 1], ['smote', 0.35, 1]] as const)('%s: the mean chance that it says lies between %d and %d; it still tells runners apart', async (imbalance, low, high) => {
    const { model } = await logisticLearner.fit({ train: toTrainOn(fresh.table), validate: null, features: NAMES }, { ...LOGISTIC, imbalance }, run())
    const mean = model.scores(fresh.table).reduce((sum, score) => sum + Math.exp(score), 0) / rowCount(fresh.table)
    expect(mean).toBeGreaterThan(low)
    expect(mean).toBeLessThan(high)
    // Without weights a logistic regression with a bias says on average what happened.
    if (imbalance === 'none') expect(mean).toBeCloseTo(400 / rowCount(fresh.table), 4)
    expect(modelLoss(model, fresh.table)).toBeLessThan(lossOf(raceSoftmax(new Float64Array(rowCount(fresh.table)), fresh.table.raceStart), fresh.table) - 0.1)
  })
})

describe('what stops a fit', () => {
  test.each([['before it began', 0], ['on its way', 1]])('an abort %s', async (_, after) => {
    for (const fit of [(stop: FitRun) => conditionalLogitLearner.fit({ train: toTrainOn(fresh.table), validate: null, features: NAMES }, LOGIT, stop), (stop: FitRun) => logisticLearner.fit({ train: toTrainOn(fresh.table), validate: null, features: NAMES }, LOGISTIC, stop)]) {
      const controller = new AbortController()
      if (after === 0) controller.abort()
      await expect(fit({ ...run(controller.signal), progress: (done: number) => { if (done >= after) controller.abort() } })).rejects.toEqual(new FitStopped('aborted'))
    }
  })
})
test.each<[string, (json: Record<string, unknown>) => void, RegExp]>([
  ['a feature of another version', (json) => { (json['encoder'] as { features: { feature: string }[] }).features[0] = { ...(json['encoder'] as { features: { feature: string }[] }).features[0], feature: 'horse.rating@99' } }, /horse\.rating@99; here there is horse\.rating@\d/],
  ['no weights named', (json) => { delete json['weightsManifest'] }, /wrong at weightsManifest/],
  ['another kind', (json) => { json['kind'] = 'market' }, /wrong at kind/],
])('an artefact with %s is refused', async (_, spoil, message) => {
  const files = new Map((await learners['conditional logit']()).model.save())
  const json = JSON.parse(new TextDecoder().decode(files.get('model.json'))) as Record<string, unknown>
  spoil(json)
  files.set('model.json', new TextEncoder().encode(JSON.stringify(json)))
  await expect(loadConditionalLogit(files)).rejects.toMatchObject({ code: 'CONFIG_INVALID', message: expect.stringMatching(message) as string })
})
