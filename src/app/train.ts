import { join } from 'node:path'
import { AppError } from '../domain/errors'
import type { DataSource } from '../domain/vocabulary'
import { FEATURES } from '../features/registry'
import { RULES } from '../integration/rules'
import type { RaceTable } from '../models/data/race-table'
import { racesOf, type SplitDays } from '../models/data/split'
import { permutationImportance } from '../models/evaluation/importance'
import { RESAMPLING } from '../models/evaluation/bootstrap'
import { fitIntervalFactor } from '../models/calibration/interval'
import { LEARNERS } from '../models/learners'
import { loadModel } from '../models/load-model'
import { FitStopped, type Params } from '../models/model'
import { withMembers } from '../models/recipe'
import { RECIPES } from '../models/recipes'
import { chooseTensorflow } from '../models/tf'
import { trainingNotes } from '../storage/models/training-notes'
import { gatherRaces } from '../usecases/gather-races'
import { loadedModels } from '../usecases/loaded-models'
import type { MarketInstant } from '../usecases/pass-through-history'
import type { ModelStore } from '../usecases/ports'
import { promoteByRule, type Decision } from '../usecases/promote'
import { COMBINING } from '../usecases/training/combining'
import { trainingData, type SeenAt } from '../usecases/training/training-data'
import { walkRecipes, type Fold } from '../usecases/training/walk-forward'
import type { WorkshopDeps } from '../usecases/training/workshop'
import { trainModels, type Measures, type TrainingReport } from '../usecases/train-models'
import type { Config } from './config/read-config'
import { withFeatureStorage } from './feature-storage'
import { knownTruth } from './known-truth'
import { openModelStore } from './model-folders'
import { paceNote } from './pace-note'
import { packageVersion } from './package-root'
import type { FeatureRun } from './refresh-features'

export interface TrainRun extends FeatureRun {
  readonly config: Pick<Config, 'RACEGRAPH_HOME' | 'RACEGRAPH_MODELS' | 'RACEGRAPH_TENSORFLOW' | 'RACEGRAPH_XGBOOST_PATH'>
  /** Where models are kept; without it where the settings say. */
  readonly store?: ModelStore
}
export interface TrainingAsk {
  /** Of recipes; `all` for every one. */
  readonly names: readonly string[]
  readonly days: SplitDays
  readonly source: DataSource | null
  readonly asOf: string
  readonly minutesBefore: number
  readonly market: MarketInstant
  readonly seed: number
  readonly refit: boolean
  /** Parts of the days before the test, each judged by what was fitted before it; 0 for none. */
  readonly folds: number
  readonly importance: boolean
  readonly promote: boolean
  /** Parameters over those of recipes, by name: what tuning found, or these. */
  readonly given: ReadonlyMap<string, Params>
}
export interface TrainAnswer extends TrainingReport { readonly walkForward: readonly Fold[]; readonly promotions: readonly Decision[] }

const cpuSeconds = (): number => { const { user, system } = process.cpuUsage(); return (user + system) / 1e6 }
const memoryMb = (): number => Math.round(process.resourceUsage().maxRSS / 1_024)
const interrupted = (): AppError => new AppError('IMPORT_FAILED', 'Interrupted before anything was done: run the command again.')

/** Races of the days with every feature, by one pass over history. @throws AppError NOT_FOUND without any */
export const gatherForTraining = (run: TrainRun, { days, source, minutesBefore, market }: Pick<TrainingAsk, 'days' | 'source' | 'minutesBefore' | 'market'>): Promise<RaceTable> => withFeatureStorage(run.databaseUrl, async ({ feed }) => {
  const total = await feed.size()
  const bar = run.progress('Computing features', 'races')
  const pace = paceNote('runners')
  try {
    const range = { from: days.train.from, to: days.test?.to ?? days.validate.to }
    const table = await gatherRaces({ feed, signal: run.signal, progress: (races, runners) => { bar.update(races, total.races, pace(runners, total.runners)) } }, { range, source, minutesBefore, market }, FEATURES.map(({ name }) => name))
    if (run.signal.aborted) throw interrupted()
    if (table.races.length === 0) throw new AppError('NOT_FOUND', `There is no finished race from ${range.from ?? 'the first day'} to ${range.to ?? 'today'}${source === null ? '' : ` of ${source}`}: ask for other days, or import some first ("racegraph import --help").`)
    return table
  } finally { bar.finish() }
})

/** A bar in hundredths of the whole, with the time left. */
export const shareBar = (run: TrainRun, label: string): { readonly update: (done: number, total: number, note: string) => void; readonly finish: () => void } => {
  const bar = run.progress(label, '%')
  const pace = paceNote('')
  return { update: (done, total, note) => { const share = total > 0 ? (100 * done) / total : 0; bar.update(Math.floor(share), 100, `${note}${(/, .* left$/.exec(pace(share, 100)) ?? [''])[0]}`) }, finish: () => { bar.finish() } }
}
export const workshopDeps = ({ config, signal }: TrainRun): Omit<WorkshopDeps, 'bar'> => {
  chooseTensorflow(config.RACEGRAPH_TENSORFLOW)
  return { learners: LEARNERS, combining: COMBINING, rules: RULES, notes: trainingNotes(join(config.RACEGRAPH_HOME, 'training')), cpuSeconds, signal, xgboostPath: config.RACEGRAPH_XGBOOST_PATH }
}

/** Races on which importance is measured: one pass a feature. */
const IMPORTANCE_RACES = 100
const measuresOf = async (run: TrainRun, { importance }: TrainingAsk, races: readonly RaceTable[], store: ModelStore): Promise<Measures> => {
  const known = await knownTruth(run, { races: races.flatMap((table) => table.races) })
  const truth = (table: RaceTable): Float64Array | null => {
    if (known === null) return null
    const rows = new Float64Array(table.runnerIds.length).fill(NaN)
    table.races.forEach(({ raceId }, r) => { for (let row = table.raceStart[r] as number; row < (table.raceStart[r + 1] as number); row++) rows[row] = known.get(raceId)?.get(table.runnerIds[row] as number) ?? NaN })
    return rows
  }
  const invented = new Map((await store.list()).flatMap((card) => ('problem' in card || !card.data.sources.includes('SYNTHETIC') || card.intervalFactor === null ? [] : [[card.name, card.intervalFactor] as const])))
  return {
    truth,
    intervalFactor: (name, model, table) => {
      const members = model.members(table)
      const chances = truth(table)
      if (members.length < 2) return null
      return chances === null ? invented.get(name) ?? 1 : fitIntervalFactor(members, model.scores(table), table.raceStart, chances)
    },
    importance: async (model, table, chances) => {
      if (!importance) return null
      const from = Math.max(0, table.races.length - IMPORTANCE_RACES)
      const last = racesOf(table, { from: table.races[from]?.date ?? null, to: null })
      return permutationImportance(model, last, chances.subarray(chances.length - (last.raceStart.at(-1) ?? 0)), {
        repeats: 1, resampling: { ...RESAMPLING, draws: 500 }, progress: async () => { await new Promise((resolve) => { setImmediate(resolve) }); if (run.signal.aborted) throw new FitStopped('aborted') },
      })
    },
  }
}

/** @throws AppError BAD_USER_INPUT for a recipe that is not there */
export function namesOf(names: readonly string[]): readonly string[] {
  const all = names.includes('all') ? RECIPES.map(({ name }) => name) : names
  withMembers(all, RECIPES)
  return all
}

/** Trains, stores, and lets the best challenge what the aliases point at. */
export async function train(run: TrainRun, ask: TrainingAsk): Promise<TrainAnswer> {
  const names = namesOf(ask.names)
  const table = await gatherForTraining(run, ask)
  const seenAt: SeenAt = { asOf: ask.asOf, market: ask.market }
  const { seed, given } = ask
  const now = (): Date => run.clock.now()
  const bar = shareBar(run, 'Training')
  const deps = { ...workshopDeps(run), progress: bar.update }
  try {
    const walked = ask.folds === 0 ? [] : await walkRecipes(deps, table, { names, recipes: RECIPES, days: { from: ask.days.train.from, to: ask.days.validate.to }, folds: ask.folds, seenAt, seed, given })
    const data = trainingData(table, ask.days, seenAt)
    const store = run.store ?? openModelStore(run.config, now)
    const { report, candidates } = await trainModels({
      ...deps, store, load: loadModel, now, memoryMb, trainedBy: `racegraph ${packageVersion()}`, measures: await measuresOf(run, ask, [data.validate, ...(data.test === null ? [] : [data.test])], store),
    }, { data, names, recipes: RECIPES, seed, refit: ask.refit, given })
    bar.finish()
    const models = loadedModels({ store, load: loadModel, now: () => performance.now() })
    try { return { ...report, walkForward: walked, promotions: ask.promote && !report.interrupted ? await promoteByRule({ store, models }, candidates, data) : [] } } finally { await models.dispose() }
  } catch (error) {
    if (error instanceof FitStopped && run.signal.aborted) throw interrupted()
    throw error
  } finally { bar.finish() }
}

/** What can be trained, in order, one line each. */
export const recipeLines = (): readonly string[] => RECIPES.map(({ name, title }) => `${name}: ${title}`)
