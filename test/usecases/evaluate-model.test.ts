import type { FeatureName } from '../../src/features/registry'
import { columnOf, rowCount, type RaceBatch } from '../../src/models/data/race-table'
import type { Model } from '../../src/models/model'
import { evaluateModel, type EvaluatedCard } from '../../src/usecases/evaluate-model'
import { raceTable } from '../support/race-table'

/** Scores are a weighted sum of features: what races of `raceTable` are drawn from. */
const sumModel = (weights: Partial<Record<FeatureName, number>>, change: (scores: Float64Array, batch: RaceBatch) => void = () => undefined): Model & { readonly disposed: () => number } => {
  const names = Object.keys(weights) as FeatureName[]
  let disposed = 0
  const scores = (batch: RaceBatch): Float64Array => {
    const all = new Float64Array(rowCount(batch))
    for (const name of names) columnOf(batch, name).forEach((value, row) => { all[row] = (all[row] as number) + (weights[name] ?? 0) * value })
    change(all, batch)
    return all
  }
  return { kind: 'conditional-logit', features: names, scores, members: (batch) => [scores(batch)], contributions: () => null, save: () => new Map(), dispose: () => { disposed++ }, disposed: () => disposed }
}
const WEIGHTS = { 'form.lastBeatenShare': 1, 'form.beatenShare3': 0.4, 'barrier.number': 0, 'race.fieldSize': 2 } as const
const { table, chances } = raceTable({ races: 900, weights: { ...WEIGHTS, 'race.fieldSize': 0 }, market: 0.5 })
// A feature of the race tells runners of it nothing.
table.columns.get('race.fieldSize')?.fill(7)
const model = sumModel(WEIGHTS)
const range = (from: string, to: string) => ({ from, to, races: 1, runners: 1 })
const card = (data: Partial<EvaluatedCard['data']> = {}): EvaluatedCard => ({ name: 'sum', version: 3, data: { sources: ['SYNTHETIC'], train: range('2018-01-01', '2019-06-30'), validate: range('2019-07-01', '2019-12-31'), refitted: false, ...data } })

test('named by its version, scored as its chances are', async () => {
  const report = await evaluateModel(model, card(), table, { against: [{ name: 'poor@1', model: sumModel({ 'barrier.number': 1 }) }] })
  expect(report).toMatchObject({ model: 'sum@3', inSample: false, validated: false, importance: null, ablation: null, truth: null, asOf: 'off', minBook: 1 })
  expect(report.paired.map(({ against, high }) => [against, high < 0])).toEqual([['market', true], ['poor@1', true]])
})

describe('races that a model was made on', () => {
  test.each([
    ['trained on one of the days', card({ train: range('2018-01-01', '2020-01-01') }), true, false],
    ['validated on', card({ validate: range('2019-07-01', '2020-01-05') }), false, true],
    ['validated on, then fitted again', card({ validate: range('2019-07-01', '2020-01-05'), refitted: true }), true, true],
    ['other data of the same days', card({ sources: ['HKJC'], train: range('2018-01-01', '2021-01-01') }), false, false],
    ['never validated', card({ validate: null, refitted: true }), false, false],
  ] as const)('%s', async (_, made, inSample, validated) => { expect(await evaluateModel(model, made, table)).toMatchObject({ inSample, validated }) })
})

test('truth by race and runner; races of which one runner is unknown do not count', async () => {
  const truth = new Map(table.races.map(({ raceId }, r) => [raceId, new Map(Array.from(table.runnerIds.subarray(table.raceStart[r], table.raceStart[r + 1]), (id, i) => [id, chances[(table.raceStart[r] as number) + i] as number]))]))
  truth.get(1)?.delete(1)
  truth.delete(2)
  const { truth: told } = await evaluateModel(model, card(), table, { truth })
  expect(told).toMatchObject({ races: 898, distance: expect.closeTo(0, 9) })
  expect((await evaluateModel(model, card(), table, { truth: new Map() })).truth).toBeNull()
})

describe('importance', () => {
  test('what matters most comes first, what tells nothing is 0, its interval around it', async () => {
    const { importance } = await evaluateModel(model, card(), table, { repeats: 3 })
    expect(importance?.features.map(({ name }) => name).slice(0, 2)).toEqual(['form.lastBeatenShare', 'form.beatenShare3'])
    expect(importance?.features.find(({ name }) => name === 'barrier.number')).toEqual({ name: 'barrier.number', loss: 0, low: 0, high: 0 })
    expect(importance?.features.find(({ name }) => name === 'race.fieldSize')).toEqual({ name: 'race.fieldSize', loss: expect.closeTo(0, 9), low: expect.closeTo(0, 9), high: expect.closeTo(0, 9) })
    expect(importance?.categories.map(({ name }) => name)).toEqual(['form', expect.anything(), expect.anything()])
    const [form, first, second] = [importance?.categories[0]?.loss ?? 0, importance?.features[0], importance?.features[1]]
    expect(form).toBeGreaterThan(first?.loss ?? 9)
    expect(second?.low).toBeGreaterThan(0)
  })
  test('a feature of the race goes from race to race whole: no runner gets another value than the rest', async () => {
    const seen = new Set<number>()
    const { table: races } = raceTable({ races: 40, weights: { 'race.fieldSize': 1 }, market: 1 })
    const column = races.columns.get('race.fieldSize') as Float64Array
    races.races.forEach((_, r) => column.fill(r, races.raceStart[r], races.raceStart[r + 1]))
    const watching = sumModel({ 'race.fieldSize': 1 }, (_, batch) => { batch.raceStart.forEach((from, r) => { const to = batch.raceStart[r + 1]; if (to !== undefined) seen.add(new Set(columnOf(batch, 'race.fieldSize').subarray(from, to)).size) }) })
    await evaluateModel(watching, card(), races, { repeats: 2 })
    expect([...seen]).toEqual([1])
  })
})

describe('ablation', () => {
  const made: ReturnType<typeof sumModel>[] = []
  const without = (category: string | null): Promise<ReturnType<typeof sumModel>> => { const one = sumModel(Object.fromEntries(Object.entries(WEIGHTS).filter(([name]) => !name.startsWith(`${category}.`)))); made.push(one); return Promise.resolve(one) }
  test('one fit with all, one without each, all thrown away afterwards', async () => {
    const { ablation, uniformLogLoss, scores } = await evaluateModel(model, card(), table, { refit: without })
    expect(ablation?.map(({ name }) => name)[0]).toBe('form')
    // What is left tells nothing: the same for all runners of a race.
    expect(ablation?.[0]?.loss).toBeCloseTo(uniformLogLoss - scores.logLoss, 9)
    expect(ablation?.slice(1).map(({ loss }) => loss)).toEqual([expect.closeTo(0, 9), expect.closeTo(0, 9)])
    expect(made.map((one) => one.disposed())).toEqual([1, 1, 1, 1])
  })
  test('what cannot be fitted without is left out', async () => {
    const { ablation } = await evaluateModel(model, card(), table, { refit: (category) => (category === 'form' ? Promise.resolve(null) : without(category)) })
    expect(ablation?.map(({ name }) => name).sort()).toEqual(['barrier', 'race'])
  })
  test('nothing to be fitted: none', async () => { expect((await evaluateModel(model, card(), table, { refit: () => Promise.resolve(null) })).ablation).toBeNull() })
})

test('interrupted', async () => {
  const stop = new AbortController()
  stop.abort(new Error('enough'))
  await expect(evaluateModel(model, card(), table, { signal: stop.signal })).rejects.toThrow('enough')
  const later = new AbortController()
  await expect(evaluateModel(model, card(), table, { repeats: 2, signal: later.signal, progress: (_, __, what) => { if (what.startsWith('importance')) later.abort(new Error('enough')) } })).rejects.toThrow('enough')
})
test('a race as in a batch: chances do not depend on how many are judged at a time', async () => {
  const seen: number[] = []
  await evaluateModel(sumModel({ 'form.lastBeatenShare': 1 }, (_, { raceStart }) => { seen.push(raceStart.length - 1) }), card(), table)
  expect(seen).toEqual([400, 400, 100])
})
