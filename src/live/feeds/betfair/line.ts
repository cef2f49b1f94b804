import type { Instant } from '../../../domain/instant'
import type { Timers } from '../../../domain/timers'
import type { ChangeMessage } from '../../book/change-message'
import { createMarketCache } from '../../book/market-cache'
import type { MarketDescription } from '../../book/market-description'
import type { FeedHealth, MarketChange } from '../../feed'
import { CROWDED, RECONNECT, waitMs } from './back-off'
import { nextStep } from './next-step'
import type { Note } from './notes'
import { merged } from './outlet'
import type { Session } from './session'
import type { BetfairSettings } from './settings'
import { openStream, type StreamConnection, type StreamEnd } from './stream-connection'
import { subscriptionRequest, type Clocks, type StreamFilter } from './stream-messages'
import { pause } from './timers'

export interface LineDeps {
  readonly settings: BetfairSettings
  readonly session: Session
  readonly now: () => Instant
  readonly random: () => number
  readonly timers: Timers
  readonly note: Note
  /** Ask for everything, for a recording, not only for what views are made of. */
  readonly everyField: boolean
  /** Subscribe afresh with every hour, so that a recording has an image in each. */
  readonly hourly: boolean
  readonly onLine: (line: Buffer, receivedAt: Instant) => void
  readonly give: (changes: readonly MarketChange[], evicted: readonly string[], receivedAt: Instant) => void
  readonly state: (health: FeedHealth) => void
  /** The source does not take so many markets: `subscribe` is to be called with fewer. False: there is no smaller subscription yet. */
  readonly limited: () => boolean
  readonly lag: (ms: number) => void
  readonly reconnect: () => void
  /** Resolves when it is this line's turn to connect; to be called when the next one's turn is. */
  readonly turn: (signal: AbortSignal) => Promise<() => void>
}
/** One connection that is kept: what it is to have, its books, its clocks, and how it comes back. */
export interface Line {
  /** Null: nothing; the connection is closed then. The same filter again changes nothing. */
  subscribe(filter: StreamFilter | null): void
  describe(descriptions: readonly MarketDescription[]): void
  hold(held: boolean): void
  /** Until `signal` is aborted. @throws AppError for what no retry mends */
  run(signal: AbortSignal): Promise<void>
}

/** A connection that comes to its end by our own wish. */
const OWN_END: Omit<StreamEnd, 'detail'> = { code: null, request: null, lost: false }
const HOUR_MS = 3_600_000
const CACHE = { feed: 'betfair', source: 'EXCHANGE', bookmaker: 'Betfair', synthetic: false, mode: 'live' } as const

export function createLine(deps: LineDeps): Line {
  const { settings, session, now, random, timers, note } = deps
  const cache = createMarketCache(CACHE)
  const known = new Set<string>()
  let filter: StreamFilter | null = null
  /** Of the filter with this text, and of no other. */
  let clocks: (Clocks & { readonly of: string }) | null = null
  let initialClk: string | null = null
  let connection: StreamConnection | null = null
  let wake = (): void => undefined
  let [lastId, failures, crowded, held] = [0, 0, 0, false]
  let [imageComing, synced, late] = [false, false, false]

  const give = (changes: readonly MarketChange[], evicted: readonly string[], receivedAt: Instant): void => {
    for (const { view } of changes) known.add(view.marketId)
    for (const id of evicted) known.delete(id)
    deps.give(changes, evicted, receivedAt)
  }
  const subscription = (): { readonly id: number; readonly request: object } => {
    const id = ++lastId
    const text = JSON.stringify(filter)
    const resume = clocks !== null && clocks.of === text ? { initialClk: clocks.initialClk, clk: clocks.clk } : null
    if (resume === null) { clocks = null; initialClk = null }
    cache.setSubscription(id)
    imageComing = false
    synced = false
    return { id, request: subscriptionRequest(id, filter ?? {}, resume, { heartbeatMs: settings.heartbeatMs, conflateMs: settings.conflateMs, everyField: deps.everyField }) }
  }
  /** Of a segmented message only the end vouches for all of it. */
  const keepClocks = ({ segmentType, initialClk: first, clk }: ChangeMessage): void => {
    if (segmentType !== undefined && segmentType !== 'SEG_END') return
    if (typeof first === 'string') initialClk = first
    if (typeof clk === 'string' && initialClk !== null) clocks = { initialClk, clk, of: JSON.stringify(filter) }
  }
  const tellState = (): void => { deps.state(late ? { state: 'STALE', detail: 'Betfair says that its data are late (503)' } : { state: 'LIVE', detail: null }) }
  const onSynced = (): readonly MarketChange[] => {
    synced = true
    failures = 0
    crowded = 0
    session.accepted()
    return cache.markStale(false).changes
  }
  const onMessage = (message: ChangeMessage, receivedAt: Instant): void => {
    if (message.ct === 'SUB_IMAGE' || message.ct === 'RESUB_DELTA') imageComing = true
    const { changes, evicted, complete } = cache.apply(message, receivedAt)
    keepClocks(message)
    const arrived = !synced && imageComing && complete
    const fresh = arrived ? onSynced() : []
    if ((message.status === 503) !== late || arrived) {
      late = message.status === 503
      if (synced) tellState()
    }
    if (message.ct === undefined && message.pt !== undefined) deps.lag(receivedAt - message.pt)
    const all = fresh.length === 0 ? changes : [...[...changes, ...fresh].reduce((byId, change) => {
      const earlier = byId.get(change.view.marketId)
      return byId.set(change.view.marketId, earlier === undefined ? change : merged(earlier, change))
    }, new Map<string, MarketChange>()).values()]
    if (all.length > 0 || evicted.length > 0) give(all, evicted, receivedAt)
  }
  const onLimited = (): void => {
    const before = JSON.stringify(filter)
    clocks = null
    if (!deps.limited() || JSON.stringify(filter) === before) connection?.close({ ...OWN_END, code: 'SUBSCRIPTION_LIMIT_EXCEEDED', request: 'marketSubscription', detail: 'no smaller subscription is known yet' })
  }
  const connectOnce = (token: string, done: () => void): Promise<StreamEnd> => new Promise((ended) => {
    connection = openStream({
      host: settings.streamHost, port: settings.streamPort, ca: settings.ca, appKey: settings.appKey, token, heartbeatMs: settings.heartbeatMs,
      nextId: () => ++lastId, now, timers, note, subscription, onLine: deps.onLine,
    }, { subscribed: () => { done(); if (held) connection?.hold(true) }, message: onMessage, limited: onLimited, ended })
  })
  const forgetAll = (): void => {
    const gone = [...known]
    cache.clear()
    clocks = null
    if (gone.length > 0) give([], gone, now())
  }
  const untilWanted = (signal: AbortSignal): Promise<void> => new Promise((resolve) => {
    if (signal.aborted || filter !== null) { resolve(); return }
    wake = resolve
    signal.addEventListener('abort', () => { resolve() }, { once: true })
  })
  const refreshHourly = (): (() => void) => {
    let cancel = (): void => undefined
    const next = (): void => { cancel = timers.after(HOUR_MS - now() % HOUR_MS, () => { clocks = null; connection?.subscribe(); next() }) }
    next()
    return () => { cancel() }
  }
  /** After a connection that ended: what to keep, and how long to wait. */
  const recover = async (end: StreamEnd, token: string, signal: AbortSignal): Promise<void> => {
    const step = nextStep(end, clocks !== null)
    if (step.dropClocks) { clocks = null; initialClk = null }
    if (step.newSession) session.refused(token)
    const wait = step.crowded ? waitMs(CROWDED, crowded++, random) : waitMs(RECONNECT, failures++, random)
    deps.reconnect()
    deps.state({ state: 'CONNECTING', detail: end.detail })
    note('warn', 'the line to the Betfair stream ended; it is opened again', { detail: end.detail, waitMs: Math.round(wait) })
    await pause(timers, wait, signal)
  }

  return {
    subscribe(wanted) {
      if (JSON.stringify(wanted) === JSON.stringify(filter)) return
      filter = wanted
      clocks = null
      if (wanted === null) connection?.close({ ...OWN_END, detail: 'no market is wanted of it' })
      else { connection?.subscribe(); wake() }
    },
    describe(descriptions) { give(cache.describe(descriptions).changes, [], now()) },
    hold(isHeld) { held = isHeld; connection?.hold(isHeld) },
    async run(signal) {
      const stop = (): void => { connection?.close({ ...OWN_END, detail: 'stopped' }) }
      signal.addEventListener('abort', stop, { once: true })
      if (deps.hourly) signal.addEventListener('abort', refreshHourly(), { once: true })
      while (!signal.aborted) {
        if (filter === null) forgetAll()
        await untilWanted(signal)
        if (signal.aborted) return
        deps.state({ state: 'CONNECTING', detail: null })
        const token = await session.token(signal)
        const done = await deps.turn(signal)
        const end = signal.aborted ? { ...OWN_END, detail: 'stopped' } : await connectOnce(token, done)
        done()
        connection = null
        if (signal.aborted) return
        if (filter === null) continue
        late = false
        give(cache.markStale(true).changes, [], now())
        await recover(end, token, signal)
      }
    },
  }
}
