import type { Instant } from '../../../domain/instant'
import type { ChangeMessage, MarketDelta } from '../../book/change-message'
import { createMarketCache } from '../../book/market-cache'
import type { Feed, FeedSink } from '../../feed'
import { untilAborted } from '../../until-aborted'
import { createSimulatedMarket, type SimulatedMarket } from './simulated-market'
import type { SimulatedRace } from './simulated-race'

export interface SimulatorDeps {
  readonly now: () => Instant
  /** Another seed makes other prices of the same races. */
  readonly seed: string
  /** Between two messages, milliseconds: how fast prices move near the off; far from it each market moves every few of them. */
  readonly everyMs: number
  /** Invented races near their off, as their cards stand; at most MOST_RACES of them are taken. */
  readonly races: () => Promise<readonly SimulatedRace[]>
  /** Offers on each side of a runner. */
  readonly depth?: number
  /** Resolves after so many milliseconds, or when `signal` is aborted. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>
  /** Told of each message, e.g. to record them. */
  readonly onMessage?: (message: ChangeMessage) => void
}

export const SIMULATOR = 'simulator'
export const SIMULATED_BOOKMAKER = 'Saltbush Exchange (SYNTHETIC)'
/** Markets at a time. */
const MOST_RACES = 24
const USUAL_DEPTH = 6
/** Between two looks at the cards. */
const CARDS_EVERY_MS = 5_000
/** How long a closed market can still be seen before it is forgotten. */
const KEEP_CLOSED_MS = 5 * 60_000
/** Markets that are done with, so that their races are not opened again. */
const MOST_DONE = 500


/**
 * SYNTHETIC exchange prices of synthetic races, in the messages of a real exchange and through the same books: images, changes, removals with
 * reduction, the off with starting prices, in-play, settlement. The same seed, cards and instants give the same messages. Holds MOST_RACES
 * markets. Cards that cannot be read are read again; meanwhile prices go on and are marked stale.
 */
export function simulatorFeed({ now, seed, everyMs, races, depth = USUAL_DEPTH, pause = untilAborted, onMessage = () => undefined }: SimulatorDeps): Feed {
  const run = async (sink: FeedSink, signal: AbortSignal): Promise<void> => {
    const cache = createMarketCache({ feed: SIMULATOR, source: 'EXCHANGE', bookmaker: SIMULATED_BOOKMAKER, synthetic: true, mode: 'live', keepClosedMs: KEEP_CLOSED_MS, mostMarkets: 4 * MOST_RACES })
    const markets = new Map<string, SimulatedMarket>()
    const done = new Set<string>()
    let cards: readonly SimulatedRace[] = []
    let readAt = -Infinity
    let clk = 0
    sink.health({ state: 'CONNECTING', detail: null })

    const give = async (message: ChangeMessage, at: Instant): Promise<void> => {
      onMessage(message)
      const { changes, evicted } = cache.apply(message, at)
      if (changes.length > 0) await sink.markets(changes, at)
      if (evicted.length > 0) sink.evicted(evicted)
    }
    const readCards = async (at: Instant): Promise<void> => {
      if (at - readAt < CARDS_EVERY_MS) return
      readAt = at
      try {
        cards = (await races()).slice(0, MOST_RACES)
        sink.health({ state: 'LIVE', detail: `SYNTHETIC markets of ${cards.length} races` })
        const { changes } = cache.markStale(false)
        if (changes.length > 0) await sink.markets(changes, at)
      } catch (error) {
        sink.health({ state: 'STALE', detail: `cards could not be read: ${error instanceof Error ? error.message : String(error)}` })
        const { changes } = cache.markStale(true)
        if (changes.length > 0) await sink.markets(changes, at)
      }
    }
    const marketOf = (race: SimulatedRace): SimulatedMarket | null => {
      if (done.has(race.sourceId)) return null
      const known = markets.get(race.sourceId) ?? createSimulatedMarket(race, { seed, depth, everyMs })
      markets.set(race.sourceId, known)
      return known
    }
    /** Markets that were closed a while ago, or whose races nobody lists any more before they are. */
    const forget = (at: Instant): readonly string[] => {
      const listed = new Set(cards.map(({ sourceId }) => sourceId))
      const gone = [...markets].filter(([sourceId, { closedAt }]) => closedAt === null ? !listed.has(sourceId) : at - closedAt >= KEEP_CLOSED_MS)
      for (const [sourceId] of gone) { markets.delete(sourceId); done.add(sourceId) }
      for (const sourceId of done) { if (done.size <= MOST_DONE) break; done.delete(sourceId) }
      return gone.map(([, { id }]) => id)
    }

    while (!signal.aborted) {
      const at = now()
      await readCards(at)
      const mc = cards.map((race): MarketDelta | null => marketOf(race)?.step(race, at) ?? null).filter((delta) => delta !== null)
      clk += 1
      if (mc.length > 0) await give({ op: 'mcm', id: 1, ...(clk === 1 ? { ct: 'SUB_IMAGE', initialClk: 'SIM' } : {}), clk: String(clk), pt: at, mc }, at)
      const gone = forget(at)
      if (gone.length > 0) sink.evicted(gone)
      await pause(everyMs, signal)
    }
  }
  return { name: SIMULATOR, run }
}
