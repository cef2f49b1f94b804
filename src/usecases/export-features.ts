import { AppError } from '../domain/errors'
import type { Instant } from '../domain/instant'
import type { CardRunner } from '../domain/race-card'
import type { FeatureName } from '../features/registry'
import { isFinished, isWithin, type DateRange } from './compute-vectors'
import { passThroughHistory, type HistoryChunk, type MarketInstant } from './pass-through-history'
import type { HistoryFeed, RaceDirectory, TableColumn, TableSink } from './ports'
import { targetColumns } from './target-columns'

export interface ExportDeps {
  readonly feed: HistoryFeed
  readonly directory: RaceDirectory
  readonly sink: TableSink
  readonly progress: (done: { readonly races: number; readonly runners: number; readonly rows: number }, total: { readonly races: number; readonly runners: number }) => void
  readonly signal: AbortSignal
}
export interface ExportOptions {
  readonly range: DateRange
  /** In this order. */
  readonly names: readonly FeatureName[]
  /** Minutes before the off at which card and history are seen. */
  readonly minutesBefore: number
  readonly market: MarketInstant
  readonly targets: boolean
}
export interface ExportReport { readonly races: number; readonly rows: number; readonly columns: number; readonly interrupted: boolean }

const MINUTE_MS = 60_000
const DAY_MINUTES = 1_440
/** Rows of a block, which stay in memory together. */
const BLOCK = 8_000

/**
 * Writes a row for each runner of each finished race that was to start at the instant, in the order of the races. Interrupted, it leaves no file.
 * @throws AppError NOT_FOUND when there is no such race; it leaves no file either
 */
export async function exportFeatures({ feed, directory, sink, progress, signal }: ExportDeps, { range, names, minutesBefore, market, targets }: ExportOptions): Promise<ExportReport> {
  const total = await feed.size()
  let [races, rows, width] = [0, 0, 0]
  try {
    const pass = passThroughHistory(feed, {
      names, market, signal, chunkRunners: BLOCK, leadDays: 1 + Math.floor(minutesBefore / DAY_MINUTES),
      asOf: (facts) => (isFinished(facts) && isWithin(range, facts.card.date) ? ((facts.card.offAt - minutesBefore * MINUTE_MS) as Instant) : null),
      progress: (readRaces, readRunners) => { progress({ races: readRaces, runners: readRunners, rows }, total) },
    })
    for await (const chunk of pass) {
      const named = await directory.names(chunk.races.map(({ facts }) => facts.card.raceId))
      const columns = [...identityColumns(chunk, named), ...featureColumns(chunk, names), ...(targets ? targetColumns(chunk) : [])]
      sink.write(columns)
      races += chunk.races.length
      rows += chunk.runnerIds.length
      width = columns.length
    }
    if (!signal.aborted && races === 0) throw new AppError('NOT_FOUND', 'There are no finished races to export: import some first ("racegraph import --help"), or ask for other dates.')
    if (!signal.aborted) sink.finish()
  } finally { sink.discard() }
  return { races, rows, columns: width, interrupted: signal.aborted }
}

/** Who and where: columns before the features. */
function identityColumns(chunk: HistoryChunk, { venues, horses }: Awaited<ReturnType<RaceDirectory['names']>>): readonly TableColumn[] {
  const { races, raceStart, runnerIds } = chunk
  const raceOf = runnerIds.map(() => 0)
  races.forEach((_, r) => { raceOf.fill(r, raceStart[r], raceStart[r + 1]) })
  const cards = raceOf.map((r) => (races[r] as HistoryChunk['races'][number]).facts.card)
  const entries = new Map<number, CardRunner>(races.flatMap(({ facts }) => facts.card.runners.map((runner) => [runner.runnerId, runner] as const)))
  return [
    { name: 'race_id', kind: 'whole', values: cards.map(({ raceId }) => raceId) },
    { name: 'source', kind: 'text', values: cards.map(({ source }) => source) },
    { name: 'date', kind: 'text', values: cards.map(({ date }) => date) },
    { name: 'off_at', kind: 'text', values: cards.map(({ offAt }) => new Date(offAt).toISOString()) },
    { name: 'as_of', kind: 'text', values: raceOf.map((r) => new Date((races[r] as HistoryChunk['races'][number]).asOf).toISOString()) },
    { name: 'venue_code', kind: 'text', values: cards.map(({ raceId }) => venues.get(raceId) ?? null) },
    { name: 'race_number', kind: 'whole', values: cards.map(({ number }) => number) },
    { name: 'runner_id', kind: 'whole', values: runnerIds },
    { name: 'runner_number', kind: 'whole', values: runnerIds.map((id) => entries.get(id)?.number ?? null) },
    { name: 'horse_name', kind: 'text', values: runnerIds.map((id) => horses.get(id) ?? null) },
  ]
}
const featureColumns = ({ columns }: HistoryChunk, names: readonly FeatureName[]): readonly TableColumn[] => names.map((name) => ({ name, kind: 'number', values: columns.get(name) as Float64Array }))
