import { GraphQLError, parse, validate } from 'graphql'
import type { Pool } from 'pg'
import { AppError } from '../../src/domain/errors'
import type { Subscriber } from '../../src/domain/delivery'
import { instant, type Instant } from '../../src/domain/instant'
import type { LiveEvent, LiveMarket, LivePrice, OddsEvent, RaceEvent } from '../../src/domain/live-event'
import { createFormatError } from '../../src/graphql/errors'
import type { Timers } from '../../src/domain/timers'
import { createSubscriptionGroups, type GroupLimits, type Subscription, type SubscriptionGroups } from '../../src/graphql/live/groups'
import { toGlobalId } from '../../src/graphql/node/global-id'
import { createExecutor, type Executor } from '../../src/graphql/read/executor'
import type { GraphServices } from '../../src/graphql/read/scope'
import { buildGraph } from '../../src/graphql/schema'
import { splice } from '../../src/live/delivery/splice'
import { createLiveRaces, type LiveRacesState } from '../../src/live/state/live-races'
import { withRunner } from '../../src/storage/sql-runner'
import type { CommentaryDesk } from '../../src/usecases/commentary/ports'
import { seededDatabase } from './database'
import { fillGraph, graphDatabase } from './graph-fixture'
import { graphServices } from './graph-services'

export const START = instant('2026-11-22T00:00:00Z')

/** A clock and timers that a test turns. */
export interface HandClock { readonly now: () => Instant; readonly timers: Timers; /** Goes on, and runs what is due, in order. */ pass(ms: number): void; readonly waiting: number }
export function handClock(): HandClock {
  let at: number = START
  let due: { readonly at: number; readonly run: () => void }[] = []
  return {
    now: () => at as Instant,
    timers: { after: (ms, run) => {
      const one = { at: at + ms, run }
      due.push(one)
      return () => { due = due.filter((other) => other !== one) }
    } },
    pass: (ms) => {
      const until = at + ms
      for (;;) {
        const [next] = [...due].sort((a, b) => a.at - b.at)
        if (next === undefined || next.at > until) break
        due = due.filter((one) => one !== next)
        at = next.at
        next.run()
      }
      at = until
    },
    get waiting() { return due.length },
  }
}

/** One who is sent texts as a transport would: it keeps what it knows by key. */
export interface TestReader extends Subscriber {
  /** Messages so far, parsed. */
  readonly messages: any[] // eslint-disable-line @typescript-eslint/no-explicit-any -- whatever was asked for
  readonly texts: string[]
  readonly failures: (readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[])[]
  readonly ended: () => boolean
  /** While it is slow it takes the newest of each key when it goes on. */
  pause(): void
  resume(): void
  /** Resolves when there are so many messages. */
  until(count: number): Promise<void>
  failed(): Promise<void>
}
export function testReader(): TestReader {
  const [messages, texts, failures] = [[] as unknown[], [] as string[], [] as TestReader['failures']]
  const since = new Map<string, number>()
  const pending = new Map<string, Parameters<Subscriber['deliver']>[0]>()
  let waiting: (() => void)[] = []
  let [paused, ended] = [false, false]
  const wake = (): void => { const told = waiting; waiting = []; for (const one of told) one() }
  const when = async (holds: () => boolean): Promise<void> => { while (!holds()) await new Promise<void>((resolve) => { waiting.push(resolve) }) }
  const flush = (): void => {
    for (const [key, cut] of pending) {
      const text = splice(cut, since.get(key) ?? null)
      since.set(key, cut.sequence)
      if (text !== null) { texts.push(text); messages.push(JSON.parse(text)) }
    }
    pending.clear()
    wake()
  }
  return {
    messages, texts, failures, ended: () => ended,
    deliver: (cut, from) => {
      if (from === null) since.delete(cut.key)
      else if (from !== undefined) since.set(cut.key, from)
      pending.set(cut.key, cut)
      if (!paused) flush()
    },
    fail: (errors) => { failures.push(errors); wake() },
    end: () => { ended = true; wake() },
    pause: () => { paused = true },
    resume: () => { paused = false; flush() },
    until: (count) => when(() => messages.length >= count),
    failed: () => when(() => failures.length > 0),
  }
}

export interface LiveGraph {
  readonly live: LiveRacesState
  readonly clock: HandClock
  readonly groups: SubscriptionGroups
  readonly execute: Executor
  /** Statements that executions ran so far; not those of joining. */
  readonly statements: string[]
  /** Executions so far, and connections that they took. */
  readonly executions: () => number
  readonly connections: () => number
  /** Whether connections are to be had. */
  database(isThere: boolean): void
  readonly warnings: unknown[]
  rows(sql: string, values?: readonly unknown[]): Promise<readonly Readonly<Record<string, unknown>>[]>
  /** Opens one; throws where the document is not valid. */
  open(text: string, variables?: Record<string, unknown>, reader?: TestReader, scopes?: readonly string[]): Promise<TestReader & Subscription>
  /** Waits until no execution is under way. */
  idle(): Promise<void>
  /** Executions fail with this until it is null. */
  breakWith(error: unknown): void
  /** Executions that begin from now on end when the function is called. */
  hold(): () => void
  close(): Promise<void>
}
const schema = buildGraph()

export interface LiveGraphOptions {
  readonly services?: GraphServices
  readonly limits?: Partial<GroupLimits>
  /** A database of its own, to be written to. */
  readonly own?: boolean
  /** The desk that queries and streams share; closed with the graph. */
  readonly commentary?: (pool: Pool, now: () => Instant) => CommentaryDesk
}
/** Groups over the fixture's graph and a live state that is fed by hand. */
export async function liveGraph({ services: plain = graphServices(START), limits = {}, own = false, commentary }: LiveGraphOptions = {}): Promise<LiveGraph> {
  const database = own ? await seededDatabase('graph_fixture', fillGraph) : await graphDatabase()
  let [taken, there] = [0, true]
  const [live, clock, statements, warnings] = [createLiveRaces(), handClock(), [] as string[], [] as unknown[]]
  const desk = commentary?.(database.pool, clock.now)
  const services = desk === undefined ? plain : { ...plain, commentary: desk }
  const read = await createExecutor({ buildSchema: buildGraph, services, withRunner: (use) => {
    taken++
    if (!there) return Promise.reject(new AppError('DATABASE_UNREACHABLE', 'The database is away.'))
    return withRunner(database.pool, (db) => use({ rows: (sql, values) => { statements.push(sql); return db.rows(sql, values) } }))
  } })
  statements.length = 0
  taken = 0
  const under = new Set<Promise<unknown>>()
  let broken: unknown = null
  let gate: Promise<void> = Promise.resolve()
  let count = 0
  const execute: Executor = (request) => {
    count++
    const done = broken === null ? gate.then(() => read(request)) : Promise.reject(broken as Error)
    under.add(done)
    done.then(() => under.delete(done), () => under.delete(done))
    return done
  }
  const format = createFormatError({ hideSchema: false })
  const groups = createSubscriptionGroups({
    schema, execute, live, models: services.models, ...(desk === undefined ? {} : { commentary: desk }), now: clock.now, timers: clock.timers, meter: { gauge: () => undefined }, limits, formatError: format,
    withRunner: (use) => (there ? withRunner(database.pool, use) : Promise.reject(new AppError('DATABASE_UNREACHABLE', 'The database is away.'))), warn: (problem, cause) => { warnings.push([problem, cause]) },
  })
  return {
    live, clock, groups, execute: read, statements, executions: () => count, connections: () => taken, database: (isThere) => { there = isThere }, warnings,
    rows: async (sql, values = []) => (await database.pool.query(sql, [...values])).rows as Record<string, unknown>[],
    open: async (text, variables = {}, reader = testReader(), scopes = []) => {
      const document = parse(text)
      const [invalid] = validate(schema, document)
      if (invalid instanceof GraphQLError) throw invalid
      const { close } = await groups.subscribe({ document, operationName: null, variables, scopes }, reader)
      return Object.assign(reader, { close })
    },
    idle: async () => {
      for (let turns = 0; turns < 3; turns++) {
        while (under.size > 0) await Promise.all([...under].map((one) => one.catch(() => undefined)))
        await new Promise((resolve) => { setImmediate(resolve) })
      }
    },
    breakWith: (error) => { broken = error },
    hold: () => {
      let release: () => void = () => undefined
      gate = new Promise((resolve) => { release = resolve })
      return release
    },
    close: async () => { groups.close(); await desk?.close(); await database.close() },
  }
}

export const liveMarket = (raceId: number, sequence: number, more: Partial<LiveMarket> = {}): LiveMarket => ({
  id: 1, raceId, feed: 'test', marketId: '1.1', type: 'WIN', source: 'EXCHANGE', bookmaker: 'Betfair', synthetic: true, status: 'OPEN', inPlay: false, version: 1,
  matched: 1_000, overround: 1.02, stale: false, sequence, at: START, ...more,
})
export const livePrice = (runnerId: number, sequence: number, decimal: number | null, more: Partial<LivePrice> = {}): LivePrice => ({
  runnerId, sequence, at: START, status: 'ACTIVE', decimal, previous: null, open: decimal, back: decimal === null ? [] : [{ price: decimal, size: 50 }], lay: [], lastTraded: decimal, matched: 100,
  nearPrice: null, farPrice: null, startingPrice: null, adjustmentFactor: null, ...more,
})
export const oddsEvent = (raceId: number, sequence: number, prices: readonly LivePrice[], more: { readonly whole?: boolean; readonly market?: Partial<LiveMarket> } = {}): OddsEvent => ({
  kind: 'odds', raceId, sequence, at: START, receivedAt: START, market: liveMarket(raceId, sequence, more.market), prices, whole: more.whole ?? false,
})
export const raceEvent = (raceId: number, sequence: number, more: Partial<RaceEvent> = {}): RaceEvent => ({ kind: 'race', raceId, sequence, at: START, receivedAt: START, meetingId: 1, status: 'OPEN', change: null, ...more })
export const eventsOf = (...events: readonly LiveEvent[]): readonly LiveEvent[] => events

/** A race of the fixture with its runners, ascending. */
export interface LiveRace { readonly race: number; readonly id: string; readonly runners: readonly number[]; readonly runnerIds: readonly string[] }
export async function liveRace(graph: LiveGraph, sourceId: string): Promise<LiveRace> {
  const rows = await graph.rows('SELECT u.id, u.race_id FROM runners u JOIN races r ON r.id = u.race_id WHERE r.source_id = $1 ORDER BY u.id', [sourceId])
  const race = rows[0]?.['race_id'] as number
  const runners = rows.map(({ id }) => id as number)
  return { race, runners, id: toGlobalId('Race', race), runnerIds: runners.map((runner) => toGlobalId('Runner', runner)) }
}
