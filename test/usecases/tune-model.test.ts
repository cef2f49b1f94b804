import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../src/domain/errors'
import type { AnyLearner } from '../../src/models/learners'
import { FitStopped, type Model } from '../../src/models/model'
import type { Recipe } from '../../src/models/recipe'
import { trialFile } from '../../src/storage/models/trial-file'
import { tuneModel, type Trial, type TuneDeps } from '../../src/usecases/tune-model'
import { raceTable, toTrainOn } from '../support/race-table'
import { temporaryFolder } from '../support/temporary-folder'

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => { folder = temporaryFolder() })
afterEach(() => { folder.remove() })

const { table } = raceTable({ races: 60, weights: { 'weight.carried': 1 } })
const recipe: Recipe = { name: 'logit', title: '', purpose: '', notFor: '', limits: [], usesPrices: false, leaveOut: [], how: { learner: 'conditional-logit', params: {}, calibrated: false }, effort: 1 }
/** Scores are the one feature times `weight`: about 1 is best. It reports 20 steps that come down to where it ends. */
const model = (weight: number): Model => ({ kind: 'conditional-logit', features: ['weight.carried'], scores: (batch) => (batch.columns.get('weight.carried') as Float64Array).map((value) => weight * value), members: () => [], contributions: () => null, save: () => new Map(), dispose: () => undefined })
const learner = (fits: number[], failing = false): AnyLearner => ({
  kind: 'conditional-logit', description: '',
  params: { weight: { default: 4, range: { kind: 'number', from: -5, to: 5 }, tuned: true, description: '' }, rounds: { default: 100, range: { kind: 'whole', from: 1, to: 1_000 }, tuned: false, description: '' } } as never,
  fit: async (_, params, { report, signal }) => {
    const weight = params['weight'] as number
    fits.push(weight)
    if (signal.aborted) throw new FitStopped('aborted')
    if (failing && weight < 0) throw new AppError('BAD_USER_INPUT', 'ran away')
    for (let step = 1; step <= 20; step++) if (report?.(step, 2 + (weight - 1) ** 2 / 10 + 1 / step) === true) throw new FitStopped('pruned')
    return { model: model(weight), params: { ...params, rounds: 30 } }
  },
})
const file = (): string => join(folder.path, 'trials', 'a.jsonl')
const run = (trials: number, { fits = [] as number[], seed = 1, failing = false, over = {} as Partial<TuneDeps> } = {}) => tuneModel(
  { learner: learner(fits, failing), log: trialFile<Trial>(file()), cpuSeconds: () => 0, signal: new AbortController().signal, progress: () => undefined, xgboostPath: null, ...over },
  { recipe, folds: [{ train: toTrainOn(table), validate: table }], trials, seed },
)
const lines = (): string => readFileSync(file(), 'utf8')

test('begins with the recipe as it stands, finds better, and tells the rounds that it took', async () => {
  const report = await run(40)
  const first = JSON.parse(lines().split('\n')[0] ?? '') as Trial
  expect(first).toMatchObject({ number: 0, params: { weight: 4 }, state: 'complete', found: { rounds: 30 } })
  expect(report.asItIs).toBe(first.loss)
  expect(report.best?.loss).toBeLessThan(report.asItIs as number)
  expect(Math.abs((report.best?.params['weight'] as number) - 1)).toBeLessThan(0.5)
  expect(report.best?.params['rounds']).toBe(30)
})

test('trials that lag are ended early and kept as such; the best never is', async () => {
  const report = await run(30)
  const trials = lines().trim().split('\n').map((line) => JSON.parse(line) as Trial)
  expect(trials).toHaveLength(30)
  expect(report.pruned).toBeGreaterThan(5)
  expect(report.complete + report.pruned).toBe(30)
  for (const { state, loss, marks } of trials) if (state === 'pruned') { expect(loss).toBe(marks.at(-1)?.loss); expect(marks.length).toBeLessThan(7) }
  expect(trials.slice(0, 5).every(({ state }) => state === 'complete')).toBe(true)
})

test.each([[7], [13], [29]])('stopped after %d trials, the same command comes to the same as one run', async (stop) => {
  await run(30)
  const whole = lines()
  writeFileSync(file(), '')
  await run(stop)
  appendFileSync(file(), '{"number": 7, "state"')
  const fits: number[] = []
  const report = await run(30, { fits })
  expect(lines()).toBe(whole)
  expect([report.before, fits.length]).toEqual([stop, 30 - stop])
})

test('interrupted within a trial, that trial is not kept', async () => {
  const controller = new AbortController()
  const fits: number[] = []
  const report = await run(30, { fits, over: { signal: controller.signal, progress: () => undefined, cpuSeconds: () => { if (fits.length === 4) controller.abort(); return 0 } } })
  expect(report).toMatchObject({ interrupted: true, trials: 4 })
  expect(lines().trim().split('\n')).toHaveLength(4)
})

test('parameters that cannot be fitted are failed trials', async () => {
  const report = await run(20, { failing: true })
  expect(report.failed).toBeGreaterThan(0)
  expect(report.failed + report.complete + report.pruned).toBe(20)
  expect(lines()).toContain('"problem":"ran away"')
})

test('a pool has nothing to search', async () => {
  await expect(tuneModel({ learner: learner([]), log: trialFile<Trial>(file()), cpuSeconds: () => 0, signal: new AbortController().signal, progress: () => undefined, xgboostPath: null }, { recipe: { ...recipe, how: { pool: ['a'] } }, folds: [], trials: 1, seed: 1 })).rejects.toThrow('is a pool of a')
})
