import type { Instant } from '../../../domain/instant'
import type { Timers } from '../../../domain/timers'
import type { Feed, FeedHealth, FeedSink } from '../../feed'
import { apiFailure } from './api-errors'
import { createCatalogue, type ListedMarket } from './catalogue'
import { createDirectory } from './directory'
import { createLine, type Line } from './line'
import type { Note } from './notes'
import { createOutlet } from './outlet'
import { createPostClient } from './post'
import { createSession } from './session'
import { sessionLifeMs, type BetfairSettings } from './settings'
import { createPlanner, type Plan } from './shards'
import type { StreamFilter } from './stream-messages'
import { pause, systemTimers } from './timers'
import { createTurns } from './turns'

/** Counters of a feed, in the form of the live side's meter. Times are milliseconds. */
export interface FeedMeter {
  feedLag(feed: string, ms: number): void
  reconnect(feed: string): void
  dropped(why: 'conflated', count: number): void
}
const NO_FEED_METER: FeedMeter = { feedLag: () => undefined, reconnect: () => undefined, dropped: () => undefined }

export interface BetfairFeedDeps {
  readonly now: () => Instant
  readonly random: () => number
  readonly note: Note
  readonly timers?: Timers
  readonly meter?: FeedMeter
  /** Every line of the stream before it is parsed, without its line end; `connection` counts from 0. */
  readonly onLine?: (line: Buffer, receivedAt: Instant, connection: number) => void
  /** For a recording: all fields, not only what views are made of, and a fresh image every hour. */
  readonly everything?: boolean
  /** Beside the host's own; for tests. */
  readonly sessionLifeMs?: number
}

const NAME = 'betfair'
/** Between two looks into the catalogue. */
const LOOK_MS = 5 * 60_000
/** After one that failed. */
const LOOK_AGAIN_MS = 60_000

const coarseFilter = ({ countries, marketTypes }: BetfairSettings): StreamFilter => ({
  eventTypeIds: ['7'], bettingTypes: ['ODDS'], ...(countries.length === 0 ? {} : { countryCodes: countries }), ...(marketTypes.length === 0 ? {} : { marketTypes }),
})

/**
 * The Betfair Exchange Stream: markets of horse racing by country and type, over as many connections as they need, with names from the catalogue.
 * Bounded: a connection holds the books of its markets, the sink's backlog holds one change a market.
 */
export function betfairFeed(settings: BetfairSettings, deps: BetfairFeedDeps): Feed {
  return { name: NAME, run: (sink, signal) => runFeed(settings, deps, sink, signal) }
}

async function runFeed(settings: BetfairSettings, deps: BetfairFeedDeps, sink: FeedSink, outer: AbortSignal): Promise<void> {
  const { now, random, note, timers = systemTimers, meter = NO_FEED_METER } = deps
  const stop = new AbortController()
  const { signal } = stop
  const client = createPostClient({ timers, ca: settings.ca, certificate: settings.certificate })
  const session = createSession(settings, { post: client.post, now, random, timers, note, lifeMs: deps.sessionLifeMs ?? sessionLifeMs(settings.identityUrl) })
  const catalogue = createCatalogue(settings)
  const planner = createPlanner(settings)
  const turns = createTurns()
  const lines: Line[] = []
  const states = new Map<number, FeedHealth>()
  const running: Promise<void>[] = []
  /** The connection that a market is to come by; null while one filter stands for all. */
  let owners: ReadonlyMap<string, number> | null = null
  let listed: readonly ListedMarket[] | null = null
  let look = new AbortController()
  let failed: (error: unknown) => void = () => undefined
  const failure = new Promise<never>((_, reject) => { failed = reject })
  failure.catch(() => undefined)

  const outlet = createOutlet({ sink, hold: (held) => { for (const line of lines) line.hold(held) }, conflated: (count) => { meter.dropped('conflated', count) }, failed })
  let told = ''
  const tellHealth = (): void => {
    const all = [...states.values()]
    const worst = all.find(({ state }) => state === 'CONNECTING') ?? all.find(({ state }) => state === 'STALE') ?? all[0] ?? { state: 'CONNECTING', detail: 'no market is wanted now' }
    const text = JSON.stringify(worst)
    if (text !== told && !signal.aborted) { told = text; sink.health(worst) }
  }
  const directory = createDirectory({
    describe: (ids) => session.token(signal).then((token) => catalogue.describe(ids, { post: client.post, now, token }, signal)),
    tell: (descriptions) => { for (const line of lines) line.describe(descriptions) },
    // The next look into the catalogue comes upon it too, and knows what to do.
    failed: (error) => { if (!signal.aborted) note('warn', 'names of markets could not be had from the Betfair catalogue now', { reason: (error as Error).message }) },
    timers,
  })
  const isOwner = (marketId: string, at: number): boolean => owners === null ? at === 0 : (owners.get(marketId) ?? at) === at
  /** Connections are made from 0 on, one after the other. */
  const lineAt = (at: number): Line => {
    const line = createLine({
      settings, session, now, random, timers, note: (level, message, details) => { note(level, message, { connection: at, ...details }) }, everyField: deps.everything ?? false, hourly: deps.everything ?? false,
      onLine: (raw, receivedAt) => { deps.onLine?.(raw, receivedAt, at) },
      give: (changes, evicted, receivedAt) => {
        const own = changes.filter(({ view }) => isOwner(view.marketId, at))
        outlet.give(own, evicted.filter((id) => isOwner(id, at)), receivedAt)
        directory.saw(own)
      },
      state: (health) => { if (states.has(at)) { states.set(at, health); tellHealth() } },
      limited: () => {
        planner.narrow(at)
        if (listed === null) { look.abort(); return false }
        apply(planner.plan(listed))
        return true
      },
      lag: (ms) => { meter.feedLag(NAME, ms) },
      reconnect: () => { meter.reconnect(NAME) },
      turn: turns.take,
    })
    line.describe(directory.all())
    lines.push(line)
    running.push(line.run(signal).catch((error: unknown) => { if (!signal.aborted) failed(error) }))
    return line
  }
  const setFilter = (at: number, filter: StreamFilter | null): void => {
    if (filter === null) states.delete(at)
    else if (!states.has(at)) states.set(at, { state: 'CONNECTING', detail: null })
    const line = lines[at] ?? (filter === null ? null : lineAt(at))
    line?.subscribe(filter)
  }
  let leftOut = 0
  function apply(plan: Plan): void {
    if (plan.kind !== 'listed') {
      owners = null
      setFilter(0, plan.kind === 'none' ? null : coarseFilter(settings))
    } else {
      owners = new Map(plan.shards.flatMap((ids, at) => ids.map((id) => [id, at] as const)))
      plan.shards.forEach((ids, at) => { setFilter(at, ids.length === 0 ? null : { marketIds: ids }) })
      if (plan.left.length > 0 && plan.left.length !== leftOut) note('warn', 'there are more Betfair markets than connections have room for; those that start last are left out: name fewer countries (BETFAIR_COUNTRIES) or raise BETFAIR_MAX_CONNECTIONS', { leftOut: plan.left.length })
      leftOut = plan.left.length
    }
    tellHealth()
  }
  /** Asks the catalogue what there is; without it one filter for all has to do. Gives the time to the next look. */
  const lookOnce = async (): Promise<number> => {
    const token = await session.token(signal)
    try {
      listed = await catalogue.list({ post: client.post, now, token }, signal)
      apply(planner.plan(listed))
      directory.want(listed.map(({ marketId }) => marketId))
      return LOOK_MS
    } catch (error) {
      if (signal.aborted) throw error
      const { kind } = apiFailure(error)
      if (kind === 'login') session.refused(token)
      note('warn', 'the Betfair catalogue could not be asked', { reason: (error as Error).message })
      if (listed === null) apply({ kind: 'coarse' })
      return kind === 'crowded' || kind === 'never-again' ? LOOK_MS : LOOK_AGAIN_MS
    }
  }
  const keepLooking = async (): Promise<never> => {
    for (;;) {
      const wait = await lookOnce()
      signal.throwIfAborted()
      look = new AbortController()
      await pause(timers, wait, AbortSignal.any([signal, look.signal]))
      signal.throwIfAborted()
    }
  }

  const aborted = new Promise<void>((resolve) => {
    if (outer.aborted) resolve()
    else outer.addEventListener('abort', () => { resolve() }, { once: true })
  })
  tellHealth()
  try {
    await Promise.race([aborted, failure, keepLooking()])
  } finally {
    stop.abort()
    session.close()
    directory.close()
    await Promise.all(running)
    await outlet.drained()
    client.close()
  }
}
