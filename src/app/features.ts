import { AppError } from '../domain/errors'
import type { Instant } from '../domain/instant'
import type { DataSource } from '../domain/vocabulary'
import type { FeatureName } from '../features/registry'
import { csvFile } from '../storage/tables/csv-file'
import { parquetFile } from '../storage/tables/parquet-file'
import { computeVectors, isFinished, isWithin, type ComputeReport, type DateRange } from '../usecases/compute-vectors'
import { describeRace, type DescribedFeature } from '../usecases/describe-race'
import { exportFeatures, type ExportOptions, type ExportReport } from '../usecases/export-features'
import { registryDocument } from '../usecases/feature-document'
import { gatherStarters } from '../usecases/gather-starters'
import { measureCoverage, type CoverageReport } from '../usecases/measure-coverage'
import { measureSanity, splitDate, type SanityReport } from '../usecases/measure-sanity'
import type { RaceTable } from '../models/data/race-table'
import { closingOf, passThroughHistory } from '../usecases/pass-through-history'
import type { NamedRace } from '../usecases/ports'
import { computeRaceFeatures } from '../usecases/race-features'
import { withFeatureStorage, type FeatureStorage } from './feature-storage'
import { paceNote } from './pace-note'
import { refreshHistoryIn, refreshVectorsIn, type FeatureRun } from './refresh-features'

const broken = (): AppError => new AppError('IMPORT_FAILED', 'Interrupted before anything was done: run the command again.')

/** Features of every finished race in the range into the store, with starting prices; then those of races to come. */
export const computeAll = (run: FeatureRun, range: DateRange): Promise<ComputeReport & { readonly toCome: number }> => withFeatureStorage(run.databaseUrl, async (storage) => {
  if ((await refreshHistoryIn(run, storage)) === 'interrupted') return { races: 0, runners: 0, skipped: 0, interrupted: true, toCome: 0 }
  const progress = run.progress('Computing features', 'races')
  const pace = paceNote('runners')
  try {
    const report = await computeVectors({
      feed: storage.feed, store: storage.vectors, signal: run.signal,
      progress: (done, total) => { progress.update(done.races, total.races, pace(done.runners, total.runners)) },
    }, range)
    progress.finish()
    return { ...report, toCome: report.interrupted ? 0 : await refreshVectorsIn(run, storage) }
  } finally { progress.finish() }
})

export interface DescribeAsk { readonly race: string; readonly runner: number | null; readonly asOf: Instant | null; readonly names: readonly FeatureName[] }
export interface RaceDescription {
  readonly race: NamedRace
  readonly synthetic: boolean
  readonly asOf: string
  readonly marketAsOf: string
  readonly featureSet: string
  readonly runners: readonly { readonly runnerId: number; readonly number: number | null; readonly horse: string; readonly features: readonly DescribedFeature[] }[]
}

/** The one race that a person means. @throws AppError NOT_FOUND, BAD_USER_INPUT */
export async function findRace({ directory }: Pick<FeatureStorage, 'directory'>, text: string): Promise<NamedRace> {
  const [race, other, ...more] = await directory.find(text)
  if (race === undefined) throw new AppError('NOT_FOUND', `There is no race ${JSON.stringify(text)}: give its number in the database or the id that its source gives it, such as 2024-05-01-ST-3.`)
  if (other !== undefined) throw new AppError('BAD_USER_INPUT', `${JSON.stringify(text)} may be race ${[race, other, ...more].map(({ raceId, sourceId, source }) => `${raceId} (${sourceId} of ${source})`).join(' or race ')}: give the number in the database.`)
  return race
}

/** Features of one race as people read them, as of an instant or now. @throws AppError NOT_FOUND, BAD_USER_INPUT */
export const describe = (run: FeatureRun, { race: text, runner, asOf, names }: DescribeAsk): Promise<RaceDescription> => withFeatureStorage(run.databaseUrl, async (storage) => {
  const now = run.clock.now().getTime() as Instant
  if (asOf !== null && asOf > now) throw new AppError('BAD_USER_INPUT', `--as-of is ${new Date(asOf).toISOString()}, which is still to come: it is ${new Date(now).toISOString()} now. Give an instant that has passed, or leave --as-of out.`)
  const race = await findRace(storage, text)
  if ((await refreshHistoryIn(run, storage)) === 'interrupted') throw broken()
  return storage.withReader(async (reader) => {
    const [facts] = await reader.races([race.raceId], { market: false })
    const [computed] = await computeRaceFeatures(reader, [{ raceId: race.raceId, asOf: asOf ?? (Math.min(now, closingOf(race.offAt)) as Instant) }], names)
    if (!facts || !computed) throw new AppError('NOT_FOUND', `Race ${race.raceId} went away while it was read: an import is running; try again.`)
    const numbers = new Map(facts.card.runners.map((one) => [one.runnerId, one.number]))
    const { horses } = await storage.directory.names([race.raceId])
    const runners = describeRace(computed, names).map((one) => ({ ...one, number: numbers.get(one.runnerId) ?? null, horse: horses.get(one.runnerId) ?? '' })).sort((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity))
    const asked = runner === null ? runners : runners.filter(({ number }) => number === runner)
    if (asked.length === 0) throw new AppError('NOT_FOUND', runner === null ? `Race ${race.sourceId} has no runners as of ${new Date(computed.asOf).toISOString()}.` : `Race ${race.sourceId} has no runner number ${runner} that was to start: there are ${runners.map(({ number }) => number ?? '?').join(', ')}.`)
    return {
      race, synthetic: race.source === 'SYNTHETIC', asOf: new Date(computed.asOf).toISOString(), marketAsOf: new Date(computed.marketAt).toISOString(), featureSet: computed.featureSet,
      runners: asked.map(({ runnerId, number, horse, features }) => ({ runnerId, number, horse, features })),
    }
  })
})

export interface ExportAsk extends ExportOptions { readonly format: 'parquet' | 'csv'; readonly out: string }
/** Features of finished races into a file. @throws AppError BAD_USER_INPUT when nothing can be written there */
export const exportAll = (run: FeatureRun, { format, out, ...options }: ExportAsk): Promise<ExportReport> => withFeatureStorage(run.databaseUrl, async (storage) => {
  const sink = format === 'csv' ? csvFile(out) : parquetFile(out, { featureSet: registryDocument().featureSet, minutesBefore: String(options.minutesBefore), market: options.market })
  const progress = run.progress('Exporting features', 'races')
  const pace = paceNote('runners')
  try {
    return await exportFeatures({ feed: storage.feed, directory: storage.directory, sink, signal: run.signal, progress: (done, total) => { progress.update(done.races, total.races, pace(done.runners, total.runners)) } }, options)
  } finally { progress.finish() }
})

export interface MeasureAsk { readonly range: DateRange; readonly source: DataSource | null }
/** Everyone that ran, as of the off and with starting prices. */
async function starters(run: FeatureRun, storage: FeatureStorage, { range, source }: MeasureAsk): Promise<RaceTable> {
  const total = await storage.feed.size()
  const progress = run.progress('Computing features', 'races')
  const pace = paceNote('runners')
  try {
    const table = await gatherStarters(passThroughHistory(storage.feed, {
      asOf: (facts) => (isFinished(facts) && isWithin(range, facts.card.date) && (source === null || facts.card.source === source) ? facts.card.offAt : null),
      market: 'closing', signal: run.signal, progress: (races, runners) => { progress.update(races, total.races, pace(runners, total.runners)) },
    }))
    if (run.signal.aborted) throw broken()
    if (table.races.length === 0) throw new AppError('NOT_FOUND', 'There are no finished races to measure: import some first ("racegraph import --help"), or ask for other dates.')
    return table
  } finally { progress.finish() }
}
export const coverage = (run: FeatureRun, ask: MeasureAsk): Promise<CoverageReport> => withFeatureStorage(run.databaseUrl, async (storage) => measureCoverage(await starters(run, storage, ask)))

/** @throws AppError BAD_USER_INPUT when one side of `trainTo` has no races */
export const sanity = (run: FeatureRun, ask: MeasureAsk & { readonly trainTo: string | null }): Promise<SanityReport> => withFeatureStorage(run.databaseUrl, async (storage) => {
  const table = await starters(run, storage, ask)
  const trainTo = ask.trainTo ?? splitDate(table)
  const report = measureSanity(table, trainTo)
  if (report === null) throw new AppError('BAD_USER_INPUT', `Races run from ${table.races[0]?.date ?? ''} to ${table.races.at(-1)?.date ?? ''}: give --train-to a date between, so that there are races to fit on and later ones to judge by.`)
  return report
})
