import type { Instant } from '../../domain/instant'
import type { OddsEvent, PredictionEvent } from '../../domain/live-event'
import type { RepricingReason } from '../../domain/vocabulary'
import type { LiveBus, RaceSequences } from '../../live/bus/ports'
import { isModel, predictBatch, type FullPrediction } from '../predict-races'
import type { LoadedModel, LoadedModels } from '../prediction'
import type { FeatureReader, PredictionLedger } from '../ports'
import { looksBack } from '../race-features'
import { createLiveFacts, type LiveFacts } from './live-facts'
import type { LiveMeter } from './meter'
import { publishedOf } from './publish-prediction'
import { createTurns, type Timers } from './turns'
import { watchedRace, type WatchedRace } from './watched-race'

export interface RepriceDeps {
  readonly models: LoadedModels
  /** Names or aliases of the models that follow the market. */
  readonly follow: readonly string[]
  readonly reader: Pick<FeatureReader, 'races' | 'lines' | 'totals'>
  readonly historyReady: () => Promise<boolean>
  readonly historyBehind: () => Promise<boolean>
  readonly ledger: Pick<PredictionLedger, 'record'>
  readonly bus: Pick<LiveBus, 'publish'>
  readonly sequences: RaceSequences
  readonly meter: LiveMeter
  readonly now: () => Instant
  /** A race is predicted at most once in so many milliseconds. */
  readonly everyMs: number
  readonly timers?: Timers
  readonly warn: (problem: string, cause: unknown) => void
}
export interface Repricer {
  /** A market moved. After the off and in play nothing is predicted. */
  oddsChanged(event: OddsEvent): void
  /** Card, going or runners changed: the race is read anew. Does nothing for a race that is not watched. */
  cardChanged(raceId: number, reason: Exclude<RepricingReason, 'START' | 'PRICE'>): void
  /** Changes may have been missed: all races that are watched are read anew. */
  allChanged(): void
  /** Nothing of it will come any more. */
  forget(raceId: number): void
  /** Resolves when nothing is waiting or under way. */
  settle(): Promise<void>
  close(): Promise<void>
  /** Races that are watched. */
  readonly size: number
}

/** What is known of a race between two predictions. At most MOST_WATCHED of them; the one that moved longest ago goes first, and is read anew when it moves again. */
interface Watched {
  readonly facts: LiveFacts
  race: Promise<WatchedRace | null> | null
  reason: RepricingReason
  /** When the newest of what makes the next prediction was had. */
  receivedAt: Instant
  at: Instant
  inPlay: boolean
}
const MOST_WATCHED = 1_000
const REASON_RANK: Readonly<Record<RepricingReason, number>> = { PRICE: 0, MODEL_CHANGE: 1, START: 2, CARD_CHANGE: 3, TRACK_CHANGE: 4, SCRATCHING: 5 }

/**
 * Predicts races anew as their markets and cards move: the first move at once, further ones at most every `everyMs`, the last one always. Each prediction is
 * recorded in the ledger, then published; one that cannot be recorded is not told to anybody. What goes wrong with one race or model holds up no other.
 */
export function createRepricer(deps: RepriceDeps): Repricer {
  const { now, bus, sequences, warn } = deps
  const watched = new Map<number, Watched>()
  const turns = createTurns({ everyMs: deps.everyMs, ...(deps.timers === undefined ? {} : { timers: deps.timers }), run: (raceId) => reprice(raceId).catch((error: unknown) => { warn(`race ${raceId} could not be predicted anew`, error) }) })

  const watch = (raceId: number): Watched => {
    const known = watched.get(raceId) ?? { facts: createLiveFacts(), race: null, reason: 'START', receivedAt: 0 as Instant, at: 0 as Instant, inPlay: false }
    watched.delete(raceId)
    watched.set(raceId, known)
    const oldest = watched.size > MOST_WATCHED ? watched.keys().next().value : undefined
    if (oldest !== undefined) watched.delete(oldest)
    return known
  }
  const load = async (raceId: number): Promise<WatchedRace | null> => {
    const [facts] = await deps.reader.races([raceId], { market: true })
    return facts === null || facts === undefined ? null : watchedRace(facts, deps.reader)
  }
  const raceOf = (raceId: number, entry: Watched): Promise<WatchedRace | null> => {
    if (entry.race !== null) return entry.race
    const race = load(raceId)
    entry.race = race
    race.catch(() => { if (entry.race === race) entry.race = null })
    return race
  }

  const reprice = async (raceId: number): Promise<void> => {
    const entry = watched.get(raceId)
    if (entry === undefined) return
    const { reason, receivedAt, at } = entry
    entry.reason = 'PRICE'
    const race = await raceOf(raceId, entry)
    const asOf = now()
    if (race === null || entry.inPlay || asOf >= race.card.offAt) return
    for (const name of deps.follow) {
      const loaded = await deps.models.resolve(name)
      if (!isModel(loaded) || (reason === 'PRICE' && !loaded.card.usesPrices)) continue
      await tell(loaded, await predict(loaded, race, entry, asOf), { raceId, reason, at, receivedAt })
    }
  }
  const predict = async (loaded: LoadedModel, race: WatchedRace, { facts }: Watched, asOf: Instant): Promise<FullPrediction | null> => {
    const { features } = loaded.model
    const back = looksBack(features)
    if (back && !(await deps.historyReady())) return null
    const found = await race.features({ asOf, prices: facts.facts(asOf), out: facts.removed }, features)
    const [told] = predictBatch(loaded, [found], { generatedAt: asOf, stale: back && (await deps.historyBehind()), warn })
    return told?.kind === 'prediction' ? told : null
  }
  const tell = async (loaded: LoadedModel, prediction: FullPrediction | null, of: Pick<PredictionEvent, 'raceId' | 'reason' | 'at' | 'receivedAt'>): Promise<void> => {
    if (prediction === null) return
    const { raceId, featureSet, asOf, marketAt, generatedAt, runnerIds, chances, inputs } = prediction
    await deps.ledger.record([{ raceId, model: { name: loaded.card.name, version: loaded.card.version }, featureSet, asOf, marketAt, generatedAt, runnerIds, chances, inputs }])
    bus.publish([{ kind: 'prediction', sequence: sequences.next(raceId), ...of, prediction: publishedOf(prediction) }])
    deps.meter.toPrediction(now() - of.receivedAt)
  }
  const due = (raceId: number, entry: Watched, reason: RepricingReason): void => {
    if (REASON_RANK[reason] > REASON_RANK[entry.reason]) entry.reason = reason
    turns.ask(raceId)
  }

  const cardChanged: Repricer['cardChanged'] = (raceId, reason) => {
    const entry = watched.get(raceId)
    if (entry === undefined) return
    entry.race = null
    ;[entry.receivedAt, entry.at] = [now(), now()]
    due(raceId, entry, reason)
  }
  return {
    oddsChanged: (event) => {
      const entry = watch(event.raceId)
      const removedBefore = entry.facts.removed.size
      const moved = entry.facts.take(event)
      entry.inPlay = event.market.inPlay || event.market.status === 'CLOSED'
      if (entry.inPlay || !moved) return
      ;[entry.receivedAt, entry.at] = [event.receivedAt, event.at]
      due(event.raceId, entry, entry.facts.removed.size > removedBefore ? 'SCRATCHING' : 'PRICE')
    },
    cardChanged,
    allChanged: () => { for (const raceId of watched.keys()) cardChanged(raceId, 'CARD_CHANGE') },
    forget: (raceId) => { watched.delete(raceId) },
    settle: () => turns.settle(),
    close: () => turns.close(),
    get size() { return watched.size },
  }
}
