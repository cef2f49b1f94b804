import '@tensorflow/tfjs-backend-cpu'
import type { FeatureName } from '../../../src/features/registry'
import { fitPower } from '../../../src/models/choice/fit-power'
import { takeRaces, type RaceBatch, type RaceTable } from '../../../src/models/data/race-table'
import { openShare } from '../../../src/models/learners/neural-contributions'
import { loadNeural } from '../../../src/models/learners/neural-model'
import { neuralLearner, type NeuralParams } from '../../../src/models/learners/neural'
import { FitStopped, type FitRun, type Model } from '../../../src/models/model'
import { raceLogLoss, raceSoftmax } from '../../../src/models/race-softmax'
import { chooseTensorflow, tensorflow, type Tf } from '../../../src/models/tf'
import { raceTable, toTrainOn, type TableOptions } from '../../support/race-table'

const WEIGHTS = { 'weight.carried': 0.5, 'jockey.impact': 0, 'horse.rating': 0 } as const satisfies Partial<Record<FeatureName, number>>
const NAMES = Object.keys(WEIGHTS) as (keyof typeof WEIGHTS)[]
/** What no sum of weighted inputs can say: far from the usual is bad, either way. */
const bend: NonNullable<TableOptions['bend']> = (value) => -Math.abs(value('jockey.impact')) * 1.2
/** Large fields, so that the value and its difference from the field, which is all that a network sees, are nearly one. */
const TRUTH = { weights: WEIGHTS, bend, field: () => 20 }
const known = raceTable({ races: 1_000, ...TRUTH, seed: 'known' })
const held = raceTable({ races: 300, ...TRUTH, seed: 'held' })
const fresh = raceTable({ races: 300, ...TRUTH, seed: 'fresh' })
const small = takeRaces(known.table, Array.from({ length: 60 }, (_, r) => r))
const DEFAULTS = Object.fromEntries(Object.entries(neuralLearner.params).map(([name, { default: value }]) => [name, value])) as NeuralParams
const PARAMS: NeuralParams = { ...DEFAULTS, networks: 2, units: 16, dropout: 0, weightDecay: 0.001, learningRate: 0.01, batchRaces: 50, averaging: 0.95, epochs: 20 }
const QUICK: NeuralParams = { ...PARAMS, epochs: 2 }
const run = (more: Partial<FitRun> = {}): FitRun => ({ seed: 1, signal: new AbortController().signal, progress: () => undefined, xgboostPath: null, ...more })
const fit = (train: RaceTable, validate: RaceTable | null, params: NeuralParams, more: Partial<FitRun> = {}, features: readonly FeatureName[] = NAMES) => neuralLearner.fit({ train: toTrainOn(train), validate, features }, params, run(more))
const lossOf = (chances: Float64Array, table: RaceTable): number => raceLogLoss(chances, table.targets.win, table.raceStart)
const modelLoss = (model: Model, table: RaceTable): number => lossOf(raceSoftmax(model.scores(table), table.raceStart), table)
const near = (one: Float64Array, other: Float64Array, within: number): void => { expect(one).toHaveLength(other.length); one.forEach((value, i) => { expect(Math.abs(value - (other[i] as number))).toBeLessThan(within) }) }

let tf: Tf
let model: Model
let params: NeuralParams
beforeAll(async () => { chooseTensorflow('wasm'); tf = await tensorflow(); ({ model, params } = await fit(known.table, held.table, PARAMS)) })

test('it comes near the true chances, which no weighted sum does', () => {
  const truth = lossOf(fresh.chances, fresh.table)
  const straight = lossOf(raceSoftmax((fresh.table.columns.get('weight.carried') as Float64Array).map((value) => value * 0.5), fresh.table.raceStart), fresh.table)
  expect(straight).toBeGreaterThan(truth)
  expect(modelLoss(model, fresh.table) - truth).toBeLessThan(0.3 * (straight - truth))
})
test('it says after how many epochs it was best', () => { expect(params.epochs).toBeGreaterThan(1); expect(params).toEqual({ ...PARAMS, epochs: params.epochs }) })
test('scores are the mean of the members', () => {
  const members = model.members(fresh.table)
  expect(members).toHaveLength(2)
  near(model.scores(fresh.table), (members[0] as Float64Array).map((score, row) => (score + (members[1]?.[row] as number)) / 2), 1e-12)
  expect(members[0]).not.toEqual(members[1])
})
test('the same seed gives the same bytes, another one others', async () => {
  const files = async (seed: number) => { const fitted = await fit(small, null, { ...QUICK, dropout: 0.3 }, { seed }); fitted.model.dispose(); return fitted.model.save() }
  expect(await files(1)).toEqual(await files(1))
  expect((await files(2)).get('weights.bin')).not.toEqual((await files(1)).get('weights.bin'))
})
test.each(['wasm', 'cpu'])('saved and read it gives the same on %s', async (backend) => {
  await tf.setBackend(backend)
  const again = await loadNeural(model.save())
  const scores = again.scores(fresh.table)
  again.dispose()
  await tf.setBackend('wasm')
  near(scores, model.scores(fresh.table), 1e-5)
  expect([again.kind, again.features]).toEqual(['neural', NAMES])
})
test('a race alone as among others', () => { near(model.scores(takeRaces(fresh.table, [7])), model.scores(fresh.table).slice(fresh.table.raceStart[7], fresh.table.raceStart[8]), 1e-5) })
test('without races to validate on it takes every epoch', async () => {
  const fitted = await fit(small, null, QUICK)
  expect(fitted.params.epochs).toBe(2)
  fitted.model.dispose()
})

describe('contributions', () => {
  test.each([['one hidden layer', 0], ['two', 8]])('%s: they add up to the score within a race up to a constant', async (_, secondUnits) => {
    const fitted = secondUnits === 0 ? { model } : await fit(small, null, { ...QUICK, secondUnits })
    const table = takeRaces(fresh.table, Array.from({ length: 20 }, (_race, r) => r))
    const scores = fitted.model.scores(table)
    const parts = fitted.model.contributions(table)
    expect(parts?.features).toEqual(NAMES)
    const sums = Float64Array.from(scores, (_score, row) => (parts?.values.subarray(row * 3, row * 3 + 3) as Float64Array).reduce((sum, value) => sum + value, 0))
    for (let race = 0; race < 20; race++) {
      const [from, to] = [table.raceStart[race] as number, table.raceStart[race + 1] as number]
      for (let row = from; row < to; row++) expect(Math.abs((sums[row] as number) - (sums[from] as number) - ((scores[row] as number) - (scores[from] as number)))).toBeLessThan(1e-5)
    }
    if (secondUnits > 0) fitted.model.dispose()
  })
  test('the feature that says nothing gets the least', () => {
    const { values = new Float64Array() } = model.contributions(small) ?? {}
    const size = [0, 1, 2].map((feature) => values.reduce((sum, value, i) => sum + (i % 3 === feature ? Math.abs(value) : 0), 0))
    expect(size[2]).toBeLessThan(0.5 * Math.min(size[0] as number, size[1] as number))
  })
  test.each([[1, 2, 1], [-1, -2, 0], [-1, 3, 0.75], [3, -1, 0.75], [0, 0, 0], [0, 2, 1], [2, 0, 1]])('from %d to %d a unit is open on %d of the way', (from, to, share) => { expect(openShare(from, to)).toBe(share) })
})

test.each<[string, number[], number[], number]>([['one runner', [0, 1], [1], 1], ['alike', [0, 3], [1, 1, 1], 3], ['all missing', [0, 2], [NaN, NaN], 2], ['no race', [0], [], 0]])('%s', (_, starts, values, rows) => {
  const batch: RaceBatch = { raceStart: Int32Array.from(starts), columns: new Map(NAMES.map((name) => [name, Float64Array.from(values)])) }
  const chances = raceSoftmax(model.scores(batch), batch.raceStart)
  expect(chances).toHaveLength(rows)
  for (const chance of chances) expect(chance).toBeCloseTo(1 / rows, 6)
  expect(model.contributions(batch)?.values.every(Number.isFinite)).toBe(true)
})

describe('with the prices as an offset', () => {
  const priced = raceTable({ races: 300, weights: WEIGHTS, market: 0.3, seed: 'priced' }).table
  const both: readonly FeatureName[] = [...NAMES, 'market.chance']
  test('untrained networks are the prices to their power; a price that is missing leaves the race without scores', async () => {
    const { model: offset } = await fit(priced, null, { ...QUICK, learningRate: 1e-9, epochs: 1, market: 'offset' }, {}, both)
    expect(offset.features).toEqual(both)
    const batch = (chances: number[]): RaceBatch => ({ raceStart: Int32Array.of(0, 2), columns: new Map(both.map((name) => [name, Float64Array.from(name === 'market.chance' ? chances : [1, 1])])) })
    const [high = NaN, low = NaN] = offset.scores(batch([0.6, 0.3]))
    expect((high - low) / Math.LN2).toBeCloseTo(fitPower((priced.columns.get('market.chance') as Float64Array).map(Math.log), priced), 5)
    expect([...offset.scores(batch([0.6, NaN]))]).toEqual([NaN, NaN])
    const again = await loadNeural(offset.save())
    expect(again.scores(priced)).toEqual(offset.scores(priced))
    for (const one of [offset, again]) one.dispose()
  })
})

describe('what stops a fit leaves nothing', () => {
  test('an abort', async () => {
    const controller = new AbortController()
    const before = tf.memory().numTensors
    await expect(fit(known.table, held.table, PARAMS, { signal: controller.signal, progress: () => { controller.abort() } })).rejects.toEqual(new FitStopped('aborted'))
    expect(tf.memory().numTensors).toBe(before)
  })
  test('whoever is told the validation loss may prune', async () => {
    const told: [number, number][] = []
    const before = tf.memory().numTensors
    await expect(fit(small, held.table, PARAMS, { report: (step, loss) => { told.push([step, loss]); return step === 2 } })).rejects.toEqual(new FitStopped('pruned'))
    expect(told.map(([step]) => step)).toEqual([1, 2])
    for (const [, loss] of told) expect(Math.abs(loss - Math.log(20))).toBeLessThan(0.5)
    expect(tf.memory().numTensors).toBe(before)
  })
  test('networks that run away are refused', async () => { await expect(fit(small, held.table, { ...QUICK, learningRate: 1e30 })).rejects.toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringMatching(/lower learningRate/) as string }) })
  test('fits and predictions leave no tensor behind', async () => {
    const before = tf.memory().numTensors
    for (let i = 0; i < 2; i++) {
      const fitted = await fit(small, small, QUICK)
      for (let race = 0; race < 3; race++) fitted.model.scores(takeRaces(small, [race]))
      fitted.model.contributions(small)
      fitted.model.dispose()
    }
    expect(tf.memory().numTensors).toBe(before)
  })
})
