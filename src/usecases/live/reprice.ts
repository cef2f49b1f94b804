import type { Instant } from '../../domain/instant'
import type { LiveMarket, OddsEvent, PredictionEvent } from '../../domain/live-event'
import type { RepricingReason } from '../../domain/vocabulary'
import type { Timers } from '../../domain/timers'
import { WITHDRAWN } from '../../domain/withdrawn'
import type { LiveBus, RaceSequences } from '../../live/bus/ports'
import { isModel, predictBatch, type FullPrediction } from '../predict-races'
import type { OpinionStore } from '../opinion/ports'
import type { LoadedModel, LoadedModels } from '../prediction'
import type { FeatureReader, PredictionLedger } from '../ports'
import { looksBack } from '../race-features'
import { createLiveFacts, type LiveFacts } from './live-facts'
import type { LiveMeter } from './meter'
import { publishedOf } from './publish-prediction'
import { createTurns } from './turns'
import { watchedRace, type WatchedRace } from './watched-race'

export interface RepriceDeps {
  readonly models: LoadedModels
  /** Names or aliases of the models that follow the market. */
  readonly follow: readonly string[]
  readonly reader: Pick<FeatureReader, 'races' | 'lines' | 'totals'>
  readonly historyReady: () => Promise<boolean>
  readonly historyBehind: () => Promise<boolean>
  readonly ledger: Pick<PredictionLedger, 'record'>
  /** What language models think, for models that blend it in; left out: nobody was asked. */
  readonly opinions?: OpinionStore['latest']
  readonly bus: Pick<LiveBus, 'publish'>
  readonly sequences: RaceSequences
  readonly meter: LiveMeter
  readonly now: () => Instant
  /** A race is predicted at most once in so many milliseconds. */
  readonly everyMs: number
  /** How often live prices become facts of the database, milliseconds: features see the same here. */
  readonly factEveryMs: number
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
  facts: LiveFacts
  race: { readonly found: Promise<WatchedRace | null>; readonly readAt: Instant } | null
  reason: RepricingReason
  /** When the newest of what makes the next prediction was had. */
  receivedAt: Instant
  at: Instant
  /** The market that says that the race is off. */
  offBy: number | null
  /** Versions that were told last, by name. */
  readonly told: Map<string, number>
}
const MOST_WATCHED = 1_000
/** Nobody tells of prices that are imported, of weather, and of history: a race is read again, beside its predictions, once it is so old. */
const REREAD_MS = 60_000
const REASON_RANK: Readonly<Record<RepricingReason, number>> = { PRICE: 0, MODEL_CHANGE: 1, START: 2, CARD_CHANGE: 3, TRACK_CHANGE: 4, SCRATCHING: 5 }
const because = (entry: Watched, reason: RepricingReason): void => { if (REASON_RANK[reason] > REASON_RANK[entry.reason]) entry.reason = reason }
/** In play the exchange tells of another race than the card does; closed, it tells of none. */
const isOff = ({ inPlay, status, type, source }: LiveMarket): boolean => inPlay || (status === 'CLOSED' && type === 'WIN' && source === 'EXCHANGE')

/**
 * Predicts races anew as their markets and cards move: the first move at once, further ones at most every `everyMs`, the last one always. Each prediction is
 * recorded in the ledger, then published; one that cannot be recorded is not told to anybody. What goes wrong with one race or model holds up no other.
 */
export function createRepricer(deps: RepriceDeps): Repricer {
  const { now, bus, sequences, warn } = deps
  const watched = new Map<number, Watched>()
  /** What fails and was said to fail: once, until it goes well again. */
  const failing = new Set<string>()
  const say = (name: string, problem: string, error: unknown): void => {
    if (failing.has(name)) return
    if (failing.size >= MOST_WATCHED) failing.clear()
    failing.add(name)
    warn(problem, error)
  }
  const turns = createTurns({
    everyMs: deps.everyMs, ...(deps.timers === undefined ? {} : { timers: deps.timers }),
    run: (raceId) => reprice(raceId).then(() => { failing.delete(`race/${raceId}`) }, (error: unknown) => { say(`race/${raceId}`, `race ${raceId} could not be predicted anew`, error) }),
  })

  const watch = (raceId: number): Watched => {
    const known = watched.get(raceId) ?? { facts: createLiveFacts(deps.factEveryMs), race: null, reason: 'START', receivedAt: 0 as Instant, at: 0 as Instant, offBy: null, told: new Map<string, number>() }
    watched.delete(raceId)
    watched.set(raceId, known)
    const oldest = watched.size > MOST_WATCHED ? watched.keys().next().value : undefined
    if (oldest !== undefined) watched.delete(oldest)
    return known
  }
  const read = async (raceId: number, { facts: heard }: Watched): Promise<WatchedRace | null> => {
    const [facts] = await deps.reader.races([raceId], { market: true })
    if (facts === null || facts === undefined) return null
    heard.onCard(facts.card.runners.filter(({ status }) => WITHDRAWN.includes(status)).map(({ runnerId }) => runnerId))
    return watchedRace({ ...facts, market: { ...facts.market, prices: facts.market.prices.filter((price) => !heard.has(price)) } }, deps.reader)
  }
  const raceOf = (raceId: number, entry: Watched): Promise<WatchedRace | null> => {
    const known = entry.race
    if (known !== null && now() - known.readAt < REREAD_MS) return known.found
    const fresh = { found: read(raceId, entry), readAt: now() }
    // Whoever has one goes on with it while it is read again.
    const standing = known === null ? fresh : { ...known, readAt: fresh.readAt }
    entry.race = standing
    fresh.found.then(() => { if (entry.race === standing) entry.race = fresh }, (error: unknown) => {
      if (known !== null) say(`card/${raceId}`, `the card of race ${raceId} could not be read again`, error)
      else if (entry.race === standing) entry.race = null
    })
    return standing.found
  }

  const reprice = async (raceId: number): Promise<void> => {
    const entry = watched.get(raceId)
    if (entry === undefined) return
    const { reason, receivedAt, at } = entry
    entry.reason = 'PRICE'
    const race = await raceOf(raceId, entry)
    const asOf = now()
    if (race === null || entry.offBy !== null || asOf >= race.card.offAt) return
    const failures: unknown[] = []
    for (const name of deps.follow) {
      try {
        const loaded = await deps.models.resolve(name)
        if (!isModel(loaded)) { say(`model/${name}`, `model ${name} predicts no race anew: ${loaded.message}`, null); continue }
        failing.delete(`model/${name}`)
        const { card } = loaded
        const before = entry.told.get(name)
        const why = reason === 'PRICE' && before !== card.version ? (before === undefined ? 'START' : 'MODEL_CHANGE') : reason
        if (why === 'PRICE' && !card.usesPrices) continue
        if (await tell(loaded, await predict(loaded, race, entry, asOf), { raceId, reason: why, at, receivedAt })) entry.told.set(name, card.version)
      } catch (error) { failures.push(error) }
    }
    if (failures.length === 0) return
    because(entry, reason)
    throw failures[0]
  }
  const predict = async (loaded: LoadedModel, race: WatchedRace, { facts }: Watched, asOf: Instant): Promise<FullPrediction | null> => {
    const { features } = loaded.model
    const back = looksBack(features)
    if (back && !(await deps.historyReady())) return null
    const found = await race.features({ asOf, prices: facts.facts(asOf), out: facts.removed }, features)
    const opinion = loaded.blend === undefined ? null : (await deps.opinions?.([race.card.raceId], null))?.get(race.card.raceId) ?? null
    const [told] = predictBatch(loaded, [found], { generatedAt: asOf, stale: back && (await deps.historyBehind()), warn, opinion: () => opinion })
    return told?.kind === 'prediction' ? told : null
  }
  const tell = async (loaded: LoadedModel, prediction: FullPrediction | null, of: Pick<PredictionEvent, 'raceId' | 'reason' | 'at' | 'receivedAt'>): Promise<boolean> => {
    if (prediction === null) return false
    const { raceId, featureSet, asOf, marketAt, generatedAt, runnerIds, chances, inputs } = prediction
    await deps.ledger.record([{ raceId, model: { name: loaded.card.name, version: loaded.card.version }, featureSet, asOf, marketAt, generatedAt, runnerIds, chances, inputs }])
    bus.publish([{ kind: 'prediction', sequence: sequences.next(raceId), ...of, prediction: publishedOf(prediction) }])
    deps.meter.toPrediction(now() - of.receivedAt)
    return true
  }
  const due = (raceId: number, entry: Watched, reason: RepricingReason): void => {
    because(entry, reason)
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
      const { market } = event
      if (isOff(market)) {
        if (entry.offBy === null) [entry.facts, entry.race] = [createLiveFacts(deps.factEveryMs), null]
        entry.offBy = market.id
        return
      }
      if (entry.offBy !== null && entry.offBy !== market.id) return
      entry.offBy = null
      const removedBefore = entry.facts.removed.size
      if (!entry.facts.take(event)) return
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
