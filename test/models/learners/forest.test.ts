import { takeRaces, type RaceTable } from '../../../src/models/data/race-table'
import { forestLearner, type ForestParams } from '../../../src/models/learners/forest'
import { loadModel } from '../../../src/models/load-model'
import { FitStopped, type Fitted, type FitRun, type FitTask } from '../../../src/models/model'
import { raceLogLoss, raceSoftmax } from '../../../src/models/race-softmax'
import { raceTable, toTrainOn } from '../../support/race-table'
import { describeWithXgboost, XGBOOST_PATH } from '../../support/xgboost'

const [A, B] = ['form.winRate10', 'barrier.number'] as const
const { table } = raceTable({ races: 600, weights: { [A]: 0.7, [B]: 0 }, bend: (value) => 2 * Math.abs(value(B)), missing: 0.05, seed: 'bent' })
const part = (from: number, to: number): RaceTable => takeRaces(table, Array.from({ length: to - from }, (_, i) => from + i))
const [train, validate, test_] = [toTrainOn(part(0, 400)), part(400, 500), part(500, 600)]
const task: FitTask = { train, validate, features: [A, B] }
const defaults = Object.fromEntries(Object.entries(forestLearner.params).map(([name, { default: value }]) => [name, value])) as ForestParams
const small: ForestParams = { ...defaults, trees: 40, depth: 6, minRunners: 10, columnsByNode: 0.7 }
const run = (changes: Partial<FitRun> = {}): FitRun => ({ seed: 1, signal: new AbortController().signal, progress: () => undefined, xgboostPath: XGBOOST_PATH, ...changes })
const lossOn = (scores: Float64Array, { raceStart, targets: { win } }: RaceTable): number => raceLogLoss(raceSoftmax(scores, raceStart), win, raceStart)

describeWithXgboost('a random forest', (library) => {
  let fitted: Fitted<ForestParams>
  let told: [number, number][]
  beforeAll(async () => { told = []; fitted = await forestLearner.fit(task, small, run({ report: (step, loss) => { told.push([step, loss]); return false } })) })

  test('knows much of what there is to know', () => {
    const equal = lossOn(new Float64Array(test_.runnerIds.length), test_)
    expect(lossOn(fitted.model.scores(test_), test_)).toBeLessThan(equal - 0.3)
  })
  test('without shrinkage and on all runners, chances are on average as high as runners win', async () => {
    const { model } = await forestLearner.fit(task, { ...small, trees: 5, depth: 3, lambda: 0, subsample: 1 }, run())
    const mean = model.scores(train).reduce((sum, score) => sum + Math.exp(score), 0) / train.runnerIds.length
    expect(mean).toBeCloseTo(400 / train.runnerIds.length, 5)
  })
  test('the trees of one seed do not build on each other: half of a forest of 40 is a forest of 20', async () => {
    const { model } = await forestLearner.fit(task, { ...small, trees: 20 }, run())
    expect(told.map(([step]) => step)).toEqual([5, 10, 15, 20, 25, 30, 35, 40])
    expect(told[3]?.[1]).toBeCloseTo(lossOn(model.scores(validate), validate), 5)
    expect(told[7]?.[1]).toBeCloseTo(lossOn(fitted.model.scores(validate), validate), 9)
  })
  test('same seed, same bytes; read back, same scores', async () => {
    const again = await forestLearner.fit(task, small, run())
    expect([...again.model.save()]).toEqual([...fitted.model.save()])
    const read = await loadModel(fitted.model.save())
    expect(read.kind).toBe('forest')
    expect([...read.scores(test_)]).toEqual([...fitted.model.scores(test_)])
  })
  test('contributions add up to the score', () => {
    const { values, baseline, features } = fitted.model.contributions(test_) ?? { values: new Float64Array(), baseline: NaN, features: [] }
    fitted.model.scores(test_).forEach((score, row) => { expect(Math.abs(baseline + values.subarray(row * features.length, (row + 1) * features.length).reduce((a, b) => a + b, 0) - score)).toBeLessThan(1e-5) })
  })
  test('aborted: FitStopped, nothing stays in memory', async () => {
    const [before, stop] = [library().alive(), new AbortController()]
    await expect(forestLearner.fit(task, small, run({ signal: stop.signal, progress: (done) => { if (done === 3) stop.abort() } }))).rejects.toEqual(new FitStopped('aborted'))
    expect(library().alive()).toBe(before)
  })
  test('hazard: a runner where nobody ever won still has a chance', async () => {
    const none = Float64Array.from({ length: train.runnerIds.length }, (_, row) => Number(train.targets.win[row] === 0))
    const sure = toTrainOn({ ...train, columns: new Map([...train.columns, [A, none]]) })
    const { model } = await forestLearner.fit({ ...task, train: sure, validate: null }, { ...small, lambda: 0, subsample: 1, columnsByNode: 1, inputs: 'own' }, run())
    expect([...model.scores(sure)].every(Number.isFinite)).toBe(true)
  })
})
test('without the library: says what to install', async () => {
  await expect(forestLearner.fit(task, small, run({ xgboostPath: '/nowhere' }))).rejects.toMatchObject({ code: 'CONFIG_INVALID', message: expect.stringContaining('apt-get install libxgboost0') as string })
})
