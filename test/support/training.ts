import { AppError } from '../../src/domain/errors'
import { join } from 'node:path'
import { LEARNERS, type AnyLearner } from '../../src/models/learners'
import { loadModel } from '../../src/models/load-model'
import type { Recipe } from '../../src/models/recipe'
import type { SplitDays } from '../../src/models/data/split'
import { modelStore } from '../../src/storage/models/model-store'
import { trainingNotes } from '../../src/storage/models/training-notes'
import { COMBINING } from '../../src/usecases/training/combining'
import { trainingData } from '../../src/usecases/training/training-data'
import { trainModels, type TrainDeps } from '../../src/usecases/train-models'
import { raceTable } from './race-table'

const about = { title: 't', purpose: 'p', notFor: 'n', limits: [], leaveOut: [], effort: 1 } as const
export const RECIPE: Readonly<Record<'market' | 'logit' | 'loose' | 'pool' | 'second' | 'broken' | 'brokenPool' | 'liar', Recipe>> = {
  market: { ...about, name: 'market', usesPrices: true, how: { learner: 'market', params: { power: 'fitted' }, calibrated: false } },
  logit: { ...about, name: 'logit', usesPrices: false, how: { learner: 'conditional-logit', params: { ridge: 10 }, calibrated: false } },
  loose: { ...about, name: 'loose', usesPrices: false, how: { learner: 'conditional-logit', params: { ridge: 5_000 }, calibrated: true } },
  pool: { ...about, name: 'pool', usesPrices: false, how: { pool: ['logit', 'loose'] } },
  second: { ...about, name: 'second', usesPrices: true, how: { pool: ['pool', 'market'] } },
  broken: { ...about, name: 'broken', usesPrices: false, how: { learner: 'forest', params: {}, calibrated: false } },
  brokenPool: { ...about, name: 'broken-pool', usesPrices: false, how: { pool: ['logit', 'broken'] } },
  liar: { ...about, name: 'liar', usesPrices: false, how: { learner: 'market', params: {}, calibrated: false } },
}
/** 30 days of ten races: 18 to train on, 6 to validate, 6 to test. */
export const DAYS: SplitDays = { train: { from: null, to: '2020-01-18' }, validate: { from: '2020-01-19', to: '2020-01-24' }, test: { from: '2020-01-25', to: '2020-01-30' } }
export const NO_TEST: SplitDays = { ...DAYS, test: null }
const { table } = raceTable({ races: 300, weights: { 'form.winRate10': 0.8, 'weight.carried': -0.4, 'barrier.number': 0.2 }, bend: (value) => 0.7 * value('weight.carried') ** 2, market: 0.1 })
/** The public sees what no sum of the three features does. */
export const TABLE = table

export interface Trainer {
  readonly fits: string[]
  readonly deps: (over?: Partial<TrainDeps>) => TrainDeps
  readonly train: (recipes: readonly Recipe[], options?: { readonly days?: SplitDays; readonly seed?: number; readonly refit?: boolean; readonly names?: readonly string[]; readonly over?: Partial<TrainDeps> }) => ReturnType<typeof trainModels>
}
/** Trains into folders below `home`; the learner `forest` lacks its library. */
export function trainer(home: string, recipes: readonly Recipe[] = Object.values(RECIPE)): Trainer {
  const fits: string[] = []
  const counted = (name: string, learner: AnyLearner): AnyLearner => ({ ...learner, fit: (task, params, run) => {
    if (name === 'forest') throw new AppError('CONFIG_INVALID', 'libxgboost is not installed: install it')
    fits.push(`${name} ${params['ridge'] ?? ''} on ${task.train.races.length}${task.validate === null ? '' : ' validated'}`)
    return learner.fit({ ...task, features: task.features.filter((feature) => task.train.columns.has(feature)) }, params, run)
  } })
  const deps = (over: Partial<TrainDeps> = {}): TrainDeps => ({
    learners: Object.fromEntries(Object.entries(LEARNERS).map(([name, learner]) => [name, counted(name, learner)])), combining: COMBINING, rules: [], notes: trainingNotes(join(home, 'training')), store: modelStore(join(home, 'models'), null),
    load: loadModel, now: () => new Date('2024-01-01T00:00:00Z'), cpuSeconds: () => 1, memoryMb: () => 1, trainedBy: 'racegraph test', signal: new AbortController().signal, progress: () => undefined, xgboostPath: null, measures: null, ...over,
  })
  return {
    fits, deps,
    train: (asked, { days = DAYS, seed = 1, refit = true, names, over = {} } = {}) =>
      trainModels(deps(over), { data: trainingData(TABLE, days, { asOf: 'off', market: 'closing' }), names: names ?? asked.map(({ name }) => name), recipes, seed, refit, given: new Map() }),
  }
}
