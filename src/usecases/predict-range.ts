import { DAY_MS, type Instant } from '../domain/instant'
import { isTrial } from '../domain/trial'
import { DataSource } from '../domain/vocabulary'
import type { FeatureName } from '../features/registry'
import { batchChances } from '../models/evaluation/chances'
import type { Model } from '../models/model'
import { isWithin } from './compute-vectors'
import { leadDaysOf, seenBefore, type GatherRun, type Seen } from './gather-races'
import { passThroughHistory, type HistoryChunk } from './pass-through-history'
import type { RaceDirectory, TableColumn, TableSink } from './ports'

export interface PredictRangeRun extends GatherRun {
  readonly directory: RaceDirectory
  readonly sink: Pick<TableSink, 'write'>
  /** Races to come are seen as of now, at the latest. */
  readonly now: Instant
}
export interface PredictRangeReport {
  readonly races: number
  readonly runners: number
  /** Races that could not be told, by reason. */
  readonly leftOut: Readonly<Record<string, number>>
  readonly synthetic: boolean
  readonly from: string | null
  readonly to: string | null
}
/** Races further ahead are not on any card that could be relied on. */
const MOST_DAYS_AHEAD = 31
const CANNOT_TELL = { prices: 'not every runner has a price, and the model needs them', chances: 'the model has no chances', nobody: 'nobody was to start', far: `more than ${MOST_DAYS_AHEAD} days ahead` } as const

/** Writes the chances of every race of the days, finished or to come, a row for each runner that was to start: sums are 1 over a race. Rehearsals are left out. */
export async function predictRange({ feed, signal, progress, directory, sink, now }: PredictRangeRun, { name, model }: { readonly name: string; readonly model: Model }, { range, source, minutesBefore, market }: Seen): Promise<PredictRangeReport> {
  const leftOut: Record<string, number> = {}
  const leave = (reason: string): void => { leftOut[reason] = (leftOut[reason] ?? 0) + 1 }
  const pass = passThroughHistory(feed, {
    names: model.features, market, signal, progress, leadDays: Math.max(leadDaysOf(minutesBefore), MOST_DAYS_AHEAD + 1),
    asOf: ({ card }) => {
      if (isTrial(card.kind) || !isWithin(range, card.date) || (source !== null && card.source !== source)) return null
      if (card.offAt - now > MOST_DAYS_AHEAD * DAY_MS) { leave(CANNOT_TELL.far); return null }
      return Math.min(seenBefore(card.offAt, minutesBefore), now) as Instant
    },
  })
  let [races, runners, synthetic] = [0, 0, false]
  const dates: string[] = []
  for await (const chunk of pass) {
    const told = tellable(chunk, model, leave)
    if (told.races.length === 0) continue
    const { venues } = await directory.names(told.races.map((r) => cardOf(chunk, r).raceId))
    const columns = columnsOf(chunk, told, venues, name)
    sink.write(columns)
    races += told.races.length
    runners += columns[0]?.values.length ?? 0
    for (const r of told.races) { const { source: from, date } = cardOf(chunk, r); synthetic ||= from === DataSource.SYNTHETIC; dates.push(date) }
  }
  return { races, runners, leftOut, synthetic, from: dates.reduce<string | null>((least, date) => (least === null || date < least ? date : least), null), to: dates.reduce<string | null>((most, date) => (most === null || date > most ? date : most), null) }
}

const cardOf = ({ races }: HistoryChunk, r: number): HistoryChunk['races'][number]['facts']['card'] => (races[r] as HistoryChunk['races'][number]).facts.card
interface Told { readonly races: readonly number[]; readonly chances: Float64Array }
function tellable(chunk: HistoryChunk, model: Model, leave: (reason: string) => void): Told {
  const chances = batchChances(model, chunk)
  const needsPrices = model.features.some((feature: FeatureName) => feature.startsWith('market.'))
  return {
    chances, races: chunk.races.flatMap((_, r) => {
      const own = chances.subarray(chunk.raceStart[r], chunk.raceStart[r + 1])
      if (own.length > 0 && !own.some(Number.isNaN)) return [r]
      leave(own.length === 0 ? CANNOT_TELL.nobody : needsPrices ? CANNOT_TELL.prices : CANNOT_TELL.chances)
      return []
    }),
  }
}

/** Runners by their numbers, those without one last. */
function columnsOf(chunk: HistoryChunk, { races, chances }: Told, venues: ReadonlyMap<number, string>, model: string): readonly TableColumn[] {
  const rows = races.flatMap((r) => {
    const card = cardOf(chunk, r)
    const numbers = new Map(card.runners.map(({ runnerId, number }) => [runnerId, number]))
    const from = chunk.raceStart[r] as number
    return [...chances.subarray(from, chunk.raceStart[r + 1])].map((chance, i) => ({ card, chance, number: numbers.get(chunk.runnerIds[from + i] as number) ?? null })).sort((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity))
  })
  return [
    { name: 'date', kind: 'text', values: rows.map(({ card }) => card.date) },
    { name: 'venue', kind: 'text', values: rows.map(({ card }) => venues.get(card.raceId) ?? null) },
    { name: 'race_number', kind: 'whole', values: rows.map(({ card }) => card.number) },
    { name: 'runner_number', kind: 'whole', values: rows.map(({ number }) => number) },
    { name: 'model', kind: 'text', values: rows.map(() => model) },
    { name: 'probability', kind: 'number', values: Float64Array.from(rows, ({ chance }) => chance) },
  ]
}
