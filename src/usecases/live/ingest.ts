import type { Instant } from '../../domain/instant'
import type { LivePrice, OddsEvent } from '../../domain/live-event'
import { selectionKey } from '../../domain/market-match'
import type { MarketView } from '../../domain/market-view'
import type { RemovedRunner } from '../../domain/removed-runner'
import type { Tick } from '../../domain/tick'
import type { LiveBus, RaceSequences } from '../../live/bus/ports'
import type { FeedSink, MarketChange } from '../../live/feed'
import type { MarketLeases } from '../../live/lease/ports'
import { livePrice } from './live-price'
import type { LiveMeter } from './meter'
import type { KnownMarket, MarketStore, TickStore } from './ports'
import type { ResolveMarket } from './resolve-market'
import { createTaken, type Taken } from './taken-market'
import { isSameTick, tickOf } from './tick-of'

export interface IngestDeps {
  readonly resolve: ResolveMarket
  readonly markets: Pick<MarketStore, 'update'>
  readonly leases: MarketLeases
  readonly sequences: RaceSequences
  readonly ticks: Pick<TickStore, 'append'>
  readonly bus: Pick<LiveBus, 'publish'>
  /** Told of every odds event, after it was published. */
  readonly onOdds: (event: OddsEvent) => void
  /** Told once of a runner that a market of its race removed. */
  readonly onRemoved: (removed: RemovedRunner) => void
  readonly meter: LiveMeter
  readonly now: () => Instant
  readonly note: (problem: string, cause: unknown) => void
}
export interface Ingest extends FeedSink {
  /** Writes down how markets stand that changed since, and looks again at silent ones that lack a race or runners; to be called every second or so, and at the end. */
  flush(): Promise<void>
  /** Markets that are held. */
  readonly size: number
}

/** Rows on their way to the disk before a feed is made to wait. */
const MOST_UNSAVED = 20_000
/** How often another worker's market is asked for, and matching is looked at again, milliseconds. */
const RETRY_MS = 2_000
const REMATCH_MS = 60_000
/** Silent markets that are looked at again in one flush. */
const MOST_SILENT = 5
/** Left out when a market is taken over, or put to another race: numbers that were given out and are not stored. */
const TAKEOVER_JUMP = 1_000

/** What a worker holds that numbers the events of a race. */
export const raceLease = (raceId: number): string => `race/${raceId}`
const nameOf = ({ feed, marketId }: MarketView): string => `${feed}/${marketId}`

const [FIRST_INSTANT, LAST_INSTANT] = [Date.UTC(1990, 0, 1), Date.UTC(2200, 0, 1)]
/** Exchanges are younger than the one and racegraph is not as old as the other: what is dated otherwise is no date. */
const isDated = ({ publishedAt }: MarketView): boolean => publishedAt >= FIRST_INSTANT && publishedAt < LAST_INSTANT

/**
 * Takes what feeds hear to its races: numbers it, publishes it, has it stored. Changes of one market keep their order. A market that
 * another worker holds is kept in mind, as it stands, until it is let go. `markets` rejects when ticks cannot be stored any more.
 */
export function createIngest(deps: IngestDeps): Ingest {
  const { leases, sequences, ticks, bus, meter, now } = deps
  const taken = new Map<string, Taken>()
  /** Markets of other workers, and when they were last asked for. */
  const others = new Map<string, { readonly view: MarketView; readonly askedAt: Instant }>()
  /** By market: of one that was let go and taken again meanwhile, the later. */
  const dirty = new Map<number, Taken>()
  const saving = createSaving(ticks)
  leases.onLost((lost) => {
    for (const [name, { market, view }] of taken) {
      if (name !== lost && (market.raceId === null || raceLease(market.raceId) !== lost)) continue
      taken.delete(name)
      // Asked for again as it stands, were it silent from now on; whoever has the race meanwhile can have it.
      others.set(name, { view, askedAt: now() })
      if (name !== lost) void leases.release(name)
    }
  })

  /** One worker numbers a race: its markets go together. False also when the market was lost meanwhile. */
  const ownRace = async (name: string, raceId: number | null): Promise<boolean> => leases.holds(name) && (raceId === null || await leases.take(raceLease(raceId))) && leases.holds(name)
  /** Gives a race up of which no market is held any more. */
  const freeRace = async (raceId: number | null): Promise<void> => {
    if (raceId !== null && leases.holds(raceLease(raceId)) && ![...taken.values()].some(({ market }) => market.raceId === raceId)) await leases.release(raceLease(raceId))
  }
  const letGo = async (name: string, ...raceIds: readonly (number | null)[]): Promise<void> => {
    taken.delete(name)
    await leases.release(name)
    for (const raceId of raceIds) await freeRace(raceId)
  }
  /** Null while the database cannot be asked: it is asked again. */
  const resolve = (view: MarketView, known: KnownMarket | null): Promise<KnownMarket | null> => deps.resolve(view, known).catch((error: unknown) => {
    deps.note(`market ${nameOf(view)} could not be matched now; it is tried again`, error)
    return null
  })
  const goOn = (market: KnownMarket, last: number): void => { if (last > 0) sequences.atLeast(market.raceId ?? -market.id, last + TAKEOVER_JUMP) }
  /** Null while another worker holds the market. */
  const entryFor = async (name: string, view: MarketView, definition: boolean): Promise<Taken | null> => {
    const entry = taken.get(name)
    if (entry !== undefined) {
      const pause = definition && entry.market.reasons.length > 0 ? RETRY_MS : REMATCH_MS
      if (now() - entry.resolvedAt < pause) return entry
      const market = (await resolve(view, entry.market)) ?? entry.market
      const { raceId } = entry.market
      if (!(await ownRace(name, market.raceId))) {
        await letGo(name, raceId, market.raceId)
        return null
      }
      if (market.raceId !== raceId) goOn(market, Math.max(market.sequence, entry.sequence))
      entry.resolved(market, now())
      await freeRace(raceId)
      return entry
    }
    if (now() - (others.get(name)?.askedAt ?? -Infinity) < RETRY_MS || !(await leases.take(name))) return null
    const market = await resolve(view, null)
    if (market === null || !(await ownRace(name, market.raceId))) {
      await letGo(name, market?.raceId ?? null)
      return null
    }
    goOn(market, market.sequence)
    const fresh = createTaken(market, view, now())
    taken.set(name, fresh)
    others.delete(name)
    return fresh
  }

  const tell = (entry: Taken, { view, changed, definition, image }: MarketChange, receivedAt: Instant): void => {
    const { market } = entry
    const sequence = sequences.next(market.raceId ?? -market.id)
    const whole = image || !entry.told
    const step = stepOf(entry, view, whole ? view.selections.map((_, place) => place) : changed, sequence, receivedAt)
    entry.stands(view, sequence)
    dirty.set(market.id, entry)
    saving.add(step.ticks)
    if (market.raceId === null) return
    for (const removed of step.removed) deps.onRemoved({ raceId: market.raceId, feed: view.feed, marketId: view.marketId, bookmaker: view.bookmaker, ...removed })
    if (!whole && !definition && step.prices.length === 0) return
    entry.told = true
    const event: OddsEvent = { kind: 'odds', raceId: market.raceId, sequence, at: view.publishedAt, receivedAt, market: entry.live(market.raceId), prices: step.prices, whole }
    bus.publish([event])
    deps.onOdds(event)
  }
  const take = async (change: MarketChange, receivedAt: Instant): Promise<void> => {
    const name = nameOf(change.view)
    const entry = await entryFor(name, change.view, change.definition)
    if (entry !== null) return tell(entry, change, receivedAt)
    const known = others.get(name)
    others.set(name, { view: change.view, askedAt: known !== undefined && now() - known.askedAt < RETRY_MS ? known.askedAt : now() })
  }
  let order: Promise<void> = Promise.resolve()
  /** One after the other; what one caller is told of a failure holds nobody else up. */
  const inOrder = (step: () => Promise<void>): Promise<void> => {
    const done = order.then(step)
    order = done.catch(() => undefined)
    return done
  }

  return {
    markets: (changes, receivedAt) => inOrder(async () => {
      for (const change of changes) {
        meter.messages(change.view.feed, 1)
        if (isDated(change.view)) await take(change, receivedAt)
        else deps.note(`a change of market ${nameOf(change.view)} was left out: it is dated ${change.view.publishedAt} ms`, null)
      }
      await saving.room()
    }),
    // After what is under way, which might take them once more.
    evicted: (ids) => void inOrder(async () => {
      const gone = new Set(ids)
      for (const [name, { view }] of [...others]) if (gone.has(view.marketId)) others.delete(name)
      for (const [name, { view, market }] of [...taken]) if (gone.has(view.marketId)) await letGo(name, market.raceId)
    }),
    health: () => undefined,
    flush: () => inOrder(async () => {
      const silent = [...taken.values()].filter(({ market, resolvedAt }) => (market.raceId === null || market.reasons.length > 0) && now() - resolvedAt >= REMATCH_MS)
      for (const { view } of silent.slice(0, MOST_SILENT)) await take({ view, changed: [], definition: false, image: false }, now())
      for (const { view, askedAt } of others.values()) {
        if (now() - askedAt >= RETRY_MS) await take({ view, changed: [], definition: true, image: true }, now())
      }
      const changed = [...dirty.values()]
      dirty.clear()
      if (changed.length > 0) await deps.markets.update(changed.map(({ market, view, sequence }) => ({ id: market.id, sequence, view }))).catch((error: unknown) => {
        for (const entry of changed) dirty.set(entry.market.id, entry)
        deps.note('how markets stand could not be written down now; it is tried again', error)
      })
      await saving.room()
    }),
    get size() { return taken.size },
  }
}

interface Step { readonly ticks: readonly Tick[]; readonly prices: readonly LivePrice[]; readonly removed: readonly Pick<RemovedRunner, 'runnerId' | 'selectionId' | 'at'>[] }
/** What is to be stored and told of selections, which the entry then has seen. */
function stepOf(entry: Taken, view: MarketView, places: readonly number[], sequence: number, receivedAt: Instant): Step {
  const ticks: Tick[] = [], prices: LivePrice[] = [], removed: Step['removed'][number][] = []
  for (const place of places) {
    const selection = view.selections[place]
    if (selection === undefined) continue
    const key = selectionKey(selection.selectionId, selection.handicap)
    const tick = tickOf(entry.market, view, selection, sequence, receivedAt)
    const before = entry.ticks.get(key)
    if (before === undefined || !isSameTick(before, tick)) { ticks.push(tick); entry.ticks.set(key, tick) }
    const { runnerId } = tick
    if (runnerId === null) continue
    const price = livePrice(selection, runnerId, { sequence, at: view.publishedAt }, entry.prices.get(runnerId) ?? null)
    entry.prices.set(runnerId, price)
    prices.push(price)
    if (selection.status !== 'REMOVED' || entry.removed.has(runnerId)) continue
    entry.removed.add(runnerId)
    removed.push({ runnerId, selectionId: selection.selectionId, at: selection.removedAt ?? view.publishedAt })
  }
  return { ticks, prices, removed }
}

/** Ticks go to the disk while the next are read; a feed waits when too many are on their way. */
function createSaving(store: Pick<TickStore, 'append'>): { add(rows: readonly Tick[]): void; room(): Promise<void> } {
  let rows = 0
  let last: Promise<void> = Promise.resolve()
  let failure: { readonly error: unknown } | null = null
  return {
    add: (more) => {
      if (more.length === 0) return
      rows += more.length
      last = store.append(more).then(() => { rows -= more.length }, (error: unknown) => { failure ??= { error } })
    },
    room: async () => {
      if (rows > MOST_UNSAVED) await last
      if (failure !== null) throw failure.error
    },
  }
}
