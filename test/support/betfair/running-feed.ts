import type { BetfairSettings } from '../../../src/live/feeds/betfair/settings'
import { betfairFeed, type BetfairFeedDeps } from '../../../src/live/feeds/betfair/betfair-feed'
import type { FeedHealth } from '../../../src/live/feed'
import type { Bell } from './bell'
import { MARKET } from './messages'
import { createManualTime, type ManualTime } from './manual-time'
import { keptSink, type KeptSink } from './sink'
import type { FakeLine, StreamRequest } from './stream-fake'
import { startBetfairFake, type BetfairFake, type BetfairScript } from './start-betfair-fake'

export interface Noted { readonly level: string; readonly message: string; readonly details: Readonly<Record<string, unknown>> }
/** A feed at work on a Betfair of our own, with a clock that the test moves. */
export interface RunningFeed {
  readonly fake: BetfairFake
  readonly sink: KeptSink
  readonly time: ManualTime
  readonly bell: Bell
  readonly notes: readonly Noted[]
  /** Lines that came in, heartbeats and answers among them. */
  readonly lines: readonly string[]
  readonly counted: { reconnects: number; conflated: number; readonly lags: number[] }
  /** Settled when the feed has ended; never rejects unhandled. */
  readonly ended: Promise<void>
  stop(): Promise<void>
  /** Waits until the first selection of MARKET was last traded at `price`. */
  traded(price: number): Promise<void>
  /** Waits for a state, and gives its detail. */
  state(wanted: FeedHealth['state']): Promise<string | null>
  /** Waits for a note, and gives it. */
  noted(part: string): Promise<Noted>
  line(place: number): Promise<FakeLine>
  subscription(place: number): Promise<StreamRequest>
  /** Waits for a timer that was set for so many milliseconds, and lets the time pass until then. */
  pass(ms: number): Promise<void>
  /** The pause after so many failures in a row. */
  backOff(failures: number): Promise<void>
}
/** What chance says, always: so that no pause is as long as any other timer. */
const CHANCE = 0.4
export const STARTS_AT = Date.parse('2025-04-01T12:00:00Z')

export async function runFeed(script: BetfairScript = {}, options: { readonly settings?: Partial<BetfairSettings>; readonly deps?: Partial<BetfairFeedDeps>; readonly startsAt?: number } = {}): Promise<RunningFeed> {
  const fake = await startBetfairFake(script)
  const { bell } = fake
  const [sink, time] = [keptSink(bell), createManualTime(options.startsAt ?? STARTS_AT, bell)]
  const [notes, lines, counted]: [Noted[], string[], RunningFeed['counted']] = [[], [], { reconnects: 0, conflated: 0, lags: [] }]
  const feed = betfairFeed({ ...fake.settings, ...options.settings }, {
    now: time.now, timers: time.timers, random: () => CHANCE,
    note: (level, message, details = {}) => { notes.push({ level, message, details }); bell.ring() },
    meter: { feedLag: (_, ms) => { counted.lags.push(ms) }, reconnect: () => { counted.reconnects++ }, dropped: (_, count) => { counted.conflated += count } },
    onLine: (line) => { lines.push(line.toString('utf8')); bell.ring() },
    ...options.deps,
  })
  const stopping = new AbortController()
  const ended = feed.run(sink, stopping.signal)
  ended.then(bell.ring, bell.ring)
  let stopped: Promise<void> | null = null
  const stop = async (): Promise<void> => {
    stopping.abort()
    try { await ended } catch { /* a test that cares awaits it itself */ } finally { await fake.close() }
  }
  const pass = async (ms: number): Promise<void> => { await bell.until(() => time.waiting().includes(ms)); time.advance(ms) }
  return {
    fake, sink, time, bell, notes, lines, counted, ended,
    stop: () => (stopped ??= stop()),
    traded: async (price) => { await bell.until(() => sink.views.get(MARKET)?.selections[0]?.lastTraded === price) },
    state: async (wanted) => (await bell.until(() => { const last = sink.states.at(-1); return last?.state === wanted && last })).detail,
    noted: (part) => bell.until(() => notes.find(({ message }) => message.includes(part))),
    line: (place) => bell.until(() => fake.stream.lines[place]),
    subscription: (place) => bell.until(() => fake.stream.lines[place]?.asked.find(({ op }) => op === 'marketSubscription')),
    pass,
    backOff: (failures) => pass(Math.min(60_000, 1_000 * 2 ** failures) * CHANCE),
  }
}
