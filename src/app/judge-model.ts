import { AppError } from '../domain/errors'
import { addDays } from '../domain/instant'
import { FEATURES, type FeatureName } from '../features/registry'
import type { DataRange, ModelCard } from '../models/artefact/card'
import type { RaceTable } from '../models/data/race-table'
import { evaluateModel, refOf, type EvaluationReport } from '../usecases/evaluate-model'
import { gatherRaces, type Seen } from '../usecases/gather-races'
import type { LoadedModel, LoadedModels } from '../usecases/prediction'
import { predictRange, type PredictRangeReport } from '../usecases/predict-range'
import type { RaceDirectory, TableSink } from '../usecases/ports'
import type { Instant } from '../domain/instant'
import { knownTruth } from './known-truth'
import { withFeatureStorage, type FeatureStorage } from './feature-storage'
import { paceNote } from './pace-note'
import { refitting } from './refit-model'
import type { TrainRun } from './train'

export interface JudgeRun extends TrainRun { readonly models: LoadedModels }

/** @throws AppError NOT_FOUND, CONFIG_INVALID when there is no such model or it cannot be used */
export async function modelNamed(models: LoadedModels, name: string): Promise<LoadedModel> {
  const found = await models.resolve(name)
  if ('model' in found) return found
  throw new AppError(found.reason === 'NO_MODEL' ? 'NOT_FOUND' : 'CONFIG_INVALID', found.message)
}

export interface EvaluateAsk {
  readonly model: string
  readonly against: readonly string[]
  readonly seen: Seen
  /** `off`, `off-60m` */
  readonly asOf: string
  readonly minBook: number
  readonly importance: boolean
  readonly ablation: boolean
}
/** Shuffles of each feature. */
const REPEATS = 3
const interrupted = (): AppError => new AppError('IMPORT_FAILED', 'Interrupted before anything was done: run the command again.')

/** The day after all that a model was made on. */
const firstUnseen = ({ data: { train, validate } }: ModelCard): string => addDays([train, validate].reduce((last, range: DataRange | null) => (range !== null && range.to > last ? range.to : last), ''), 1)

/** Judges a model on finished races: without days on those after all that it was made on. */
export const evaluate = (run: JudgeRun, { model: name, against, seen, asOf, minBook, importance, ablation }: EvaluateAsk): Promise<EvaluationReport> => withFeatureStorage(run.databaseUrl, async (storage) => {
  const own = await modelNamed(run.models, name)
  const others = await Promise.all(against.map(async (other) => ({ name: other, ...(await modelNamed(run.models, other)) })))
  const { range } = seen
  const table = await racesOf(run, storage, { ...seen, range: range.from === null && range.to === null ? { from: firstUnseen(own.card), to: null } : range }, ablation ? FEATURES.map((feature) => feature.name) : [own, ...others].flatMap(({ model }) => model.features))
  const truth = await knownTruth(run, table)
  const again = ablation ? await refitting(run, own.card) : null
  const bar = run.progress('Evaluating', 'steps')
  try {
    return await evaluateModel(own.model, own.card, table, {
      against: others.map(({ card, model }) => ({ name: refOf(card), model })), asOf, marketAt: seen.market, minBook, repeats: importance ? REPEATS : null, refit: again, truth, venues: await venuesOf(storage.directory, table),
      signal: run.signal, progress: (done, total, what) => { bar.update(done, total, what) },
    })
  } catch (error) {
    if (run.signal.aborted) throw interrupted()
    throw error
  } finally { bar.finish() }
})

export async function racesOf(run: JudgeRun, storage: FeatureStorage, seen: Seen, names: readonly FeatureName[]): Promise<RaceTable> {
  const total = await storage.feed.size()
  const bar = run.progress('Computing features', 'races')
  const pace = paceNote('runners')
  try {
    const table = await gatherRaces({ feed: storage.feed, signal: run.signal, progress: (races, runners) => { bar.update(races, total.races, pace(runners, total.runners)) } }, seen, names)
    if (run.signal.aborted) throw interrupted()
    if (table.races.length === 0) throw new AppError('NOT_FOUND', `There is no finished race from ${seen.range.from ?? 'the first day'} to ${seen.range.to ?? 'today'}${seen.source === null ? '' : ` of ${seen.source}`}: ask for other days (--from, --to), or import some first ("racegraph import --help").`)
    return table
  } finally { bar.finish() }
}

/** Codes of venues by their number. */
async function venuesOf(directory: RaceDirectory, { races }: RaceTable): Promise<ReadonlyMap<number, string>> {
  const one = new Map(races.map(({ venueId, raceId }) => [venueId, raceId]))
  const { venues } = await directory.names([...one.values()])
  return new Map([...one].map(([venueId, raceId]) => [venueId, venues.get(raceId) ?? `venue ${venueId}`]))
}

export interface PredictAsk { readonly model: string; readonly seen: Seen; readonly sink: TableSink }
export interface PredictReport extends PredictRangeReport { readonly model: string; /** Part of the days were trained on. */ readonly inSample: boolean; readonly interrupted: boolean }

/** Chances of all races of the days into `sink`, which is finished, or discarded when it was interrupted or nothing could be told. */
export const predict = (run: JudgeRun, { model: name, seen, sink }: PredictAsk): Promise<PredictReport> => withFeatureStorage(run.databaseUrl, async ({ feed, directory }) => {
  try {
    const { card, model } = await modelNamed(run.models, name)
    const total = await feed.size()
    const bar = run.progress('Predicting', 'races')
    const pace = paceNote('runners')
    try {
      const report = await predictRange({
        feed, directory, sink, signal: run.signal, now: run.clock.now().getTime() as Instant, progress: (races, runners) => { bar.update(races, total.races, pace(runners, total.runners)) },
      }, { name: refOf(card), model }, seen)
      if (!run.signal.aborted) {
        if (report.races === 0 && Object.keys(report.leftOut).length === 0) throw new AppError('NOT_FOUND', 'There is no race on these days: ask for others (--from, --to), or import some first ("racegraph import --help").')
        if (report.races > 0) sink.finish()
      }
      return { ...report, model: refOf(card), interrupted: run.signal.aborted, inSample: report.from !== null && report.to !== null && madeOn(card).some(({ from, to }) => from <= (report.to as string) && to >= (report.from as string)) }
    } finally { bar.finish() }
  } finally { sink.discard() }
})
const madeOn = ({ data: { train, validate, refitted } }: ModelCard): readonly DataRange[] => [train, ...(refitted && validate !== null ? [validate] : [])]
