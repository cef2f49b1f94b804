import type { ExecutionResult, GraphQLError, GraphQLFormattedError } from 'graphql'
import type { CutResult, Subscriber } from '../../domain/delivery'
import type { Instant } from '../../domain/instant'
import type { Timers } from '../../domain/timers'
import { cutResult, failedResult, uncutResult, type CutShape } from './cut'
import type { Told, Topic, TopicNews } from './topic'
import { NothingYet, type LiveUpdate } from './update'

export interface GroupDeps {
  readonly topic: Topic
  readonly shape: CutShape
  readonly throttleMs: number
  readonly run: (update: LiveUpdate) => Promise<ExecutionResult>
  readonly now: () => Instant
  readonly timers: Timers
  readonly formatErrors: (errors: readonly GraphQLError[]) => readonly GraphQLFormattedError[]
  /** What clients are told of what nobody foresaw; the cause goes to the log. */
  readonly unforeseen: (cause: unknown) => readonly GraphQLFormattedError[]
  /** Failures in a row under one key that end it, and what is waited between them, milliseconds. */
  readonly mostFailures: number
  readonly retryMs: number
  /** Nobody is left, or it failed for good. */
  readonly onEmpty: () => void
}
type Reader = Subscriber<GraphQLFormattedError>
export interface Group {
  readonly topic: Topic
  readonly size: number
  /** `fromSequence`: what it knows already; null for nothing. */
  join(subscriber: Reader, fromSequence: number | null): Promise<void>
  leave(subscriber: Reader): void
  events(events: Parameters<Topic['touched']>[0]): void
  /** Events may have been missed: everybody is told everything anew. */
  reset(): void
  fail(errors: readonly GraphQLFormattedError[]): void
  end(): void
}

/** How long a state that no event renews is told to those who come after the first, milliseconds. */
const ASKED_STANDS_MS = 1_000

/** What is told under one key. */
interface Lane {
  readonly key: string
  /** Everybody is to be told if there is news. */
  dirty: boolean
  /** Everybody is to be told all of it. */
  anew: boolean
  queued: boolean
  /** Takes back the timer that will queue it. */
  wait: (() => void) | null
  /** Not again before this. */
  notBefore: number
  failures: number
  /** What was told last, while it stands. */
  cut: CutResult | null
  /** Until when it stands, where no event says when it does not. */
  cutUntil: number
  /** Rises whenever what was told stands no more. */
  version: number
  /** Those who have nothing of it, and up to what they know it otherwise. */
  readonly waiting: Map<Reader, number | null>
}

/**
 * Those who subscribed alike. One execution at a time, over the whole state, for all of them; changes that come meanwhile, or within the throttle, are told by the
 * next one in their newest form. One lane a key of the topic, each with one text: that bounds it.
 */
export function createGroup(deps: GroupDeps): Group {
  const { topic, throttleMs, now, timers } = deps
  const readers = new Set<Reader>()
  const lanes = new Map<string, Lane>()
  const queue: Lane[] = []
  let [pumping, over, joining] = [false, false, 0]
  /** How those are told of the end who were just joining. */
  let tellLate = (reader: Reader): void => { reader.end() }

  const laneOf = (key: string): Lane => {
    const known = lanes.get(key)
    if (known !== undefined) return known
    const fresh: Lane = { key, dirty: false, anew: false, queued: false, wait: null, notBefore: -Infinity, failures: 0, cut: null, cutUntil: Infinity, version: 0, waiting: new Map() }
    lanes.set(key, fresh)
    return fresh
  }
  const close = (): void => {
    over = true
    for (const { wait } of lanes.values()) wait?.()
    lanes.clear()
    queue.length = 0
    readers.clear()
    topic.close?.()
  }
  const finish = (tell: (reader: Reader) => void, late = tell): void => {
    if (over) return
    const told = [...readers]
    tellLate = late
    close()
    deps.onEmpty()
    for (const reader of told) safely(reader, () => { tell(reader) })
  }
  /** One who cannot be told leaves; the others notice nothing. */
  const safely = (reader: Reader, act: () => void): void => {
    try {
      act()
    } catch (cause) {
      deps.unforeseen(cause)
      readers.delete(reader)
    }
  }
  const enqueue = (lane: Lane): void => {
    lane.wait?.()
    lane.wait = null
    if (lane.queued || over) return
    lane.queued = true
    queue.push(lane)
    if (!pumping) void pump()
  }
  const later = (lane: Lane, ms: number): void => {
    if (lane.queued || lane.wait !== null || over) return
    lane.wait = timers.after(ms, () => {
      lane.wait = null
      enqueue(lane)
    })
  }
  /** At once for the first of a while, else when the throttle lets it. */
  const schedule = (lane: Lane): void => {
    const rest = lane.notBefore - now()
    if (rest <= 0) enqueue(lane)
    else later(lane, rest)
  }
  const pump = async (): Promise<void> => {
    pumping = true
    for (let lane = queue.shift(); lane !== undefined; lane = queue.shift()) {
      lane.queued = false
      await step(lane)
    }
    pumping = false
  }

  const outdate = (lane: Lane): void => {
    lane.cut = null
    lane.version++
  }
  const standing = (lane: Lane): CutResult | null => (lane.cutUntil > now() ? lane.cut : null)
  const step = async (lane: Lane): Promise<void> => {
    const isFirst = lane.waiting.size > 0 && lane.failures === 0
    if (!isFirst && lane.notBefore > now()) return schedule(lane)
    const { dirty, anew, version } = lane
    lane.dirty = lane.anew = false
    let told: Told | null = null
    try {
      told = await topic.take(lane.key)
      if (over) return
      if (told === null) return forget(lane)
      const toAll = anew || (dirty && told.news)
      const held = standing(lane)
      if (!toAll && (held !== null || lane.waiting.size === 0)) return held === null ? undefined : give(lane, held, null)
      lane.notBefore = now() + throttleMs
      const cut = cutOf(await deps.run(told.update), told)
      if (over) return
      lane.failures = 0
      told.commit()
      give(lane, cut, toAll ? readers : null, anew)
      if (told.last === true) return finish((reader) => { reader.end() }, (reader) => { reader.deliver(cut, null); reader.end() })
      if (told.as === 'passing') lanes.delete(lane.key)
      else if (lane.version === version) [lane.cut, lane.cutUntil] = [cut, told.as === 'kept' ? Infinity : now() + ASKED_STANDS_MS]
    } catch (cause) {
      if (over) return
      if (cause instanceof NothingYet) return forget(lane)
      lane.dirty ||= dirty
      lane.anew ||= anew
      failed(lane, told, cause)
    }
  }
  const cutOf = (result: ExecutionResult, told: Told): CutResult => {
    const { data, errors } = result
    if (data === null || data === undefined) throw new Failed(errors ?? [])
    return errors === undefined || errors.length === 0 ? cutResult(data as Readonly<Record<string, unknown>>, deps.shape, told) : uncutResult(data, deps.formatErrors(errors), told)
  }
  /** To those who wait for it, and to `all` (null: to nobody else). */
  const give = (lane: Lane, cut: CutResult, all: ReadonlySet<Reader> | null, anew = false): void => {
    const waiting = new Map(lane.waiting)
    lane.waiting.clear()
    for (const [reader, since] of waiting) safely(reader, () => { reader.deliver(cut, anew ? null : since) })
    for (const reader of all === null ? [] : [...all]) {
      if (!waiting.has(reader)) safely(reader, () => { if (anew) reader.deliver(cut, null); else reader.deliver(cut) })
    }
  }
  /** There is nothing under the key now; whoever waits is told when there is. */
  const forget = (lane: Lane): void => {
    lane.cut = null
    lane.waiting.clear()
    if (!lane.dirty && !lane.queued && lane.wait === null) lanes.delete(lane.key)
  }
  const failed = (lane: Lane, told: Told | null, cause: unknown): void => {
    const errors = cause instanceof Failed && cause.errors.length > 0 ? deps.formatErrors(cause.errors) : deps.unforeseen(cause)
    if (++lane.failures >= deps.mostFailures) return finish((reader) => { reader.fail(errors) })
    const concerned = lane.dirty || lane.anew ? [...readers] : [...lane.waiting.keys()]
    if (told !== null) {
      const cut = failedResult(errors, told)
      for (const reader of concerned) safely(reader, () => { reader.deliver(cut, null) })
    }
    lane.notBefore = now() + deps.retryMs
    schedule(lane)
  }

  const hand = (subscriber: Reader, keys: readonly string[], since: number | null): void => {
    for (const key of keys) {
      const lane = laneOf(key)
      const held = standing(lane)
      if (held !== null && held.sequence >= (since ?? 0)) safely(subscriber, () => { subscriber.deliver(held, since) })
      else {
        lane.waiting.set(subscriber, since)
        enqueue(lane)
      }
    }
  }
  const closeIfEmpty = (): void => {
    if (over || readers.size + joining > 0) return
    close()
    deps.onEmpty()
  }
  const reset = (tried: number): void => {
    if (over) return
    topic.reset()
    topic.first().then((keys) => {
      if (over) return
      for (const key of keys) {
        const lane = laneOf(key)
        outdate(lane)
        lane.dirty = lane.anew = true
        schedule(lane)
      }
    }, (cause: unknown) => {
      const errors = deps.unforeseen(cause)
      if (tried + 1 < deps.mostFailures) timers.after(deps.retryMs, () => { reset(tried + 1) })
      else if (!over) finish((reader) => { reader.fail(errors) })
    })
  }
  const news: TopicNews = {
    told: (key) => { if (!over) { const lane = laneOf(key); lane.dirty = true; schedule(lane) } },
    anew: (key) => { if (!over) { const lane = laneOf(key); outdate(lane); lane.dirty = lane.anew = true; schedule(lane) } },
    failed: (cause) => { if (!over) { const errors = deps.unforeseen(cause); finish((reader) => { reader.fail(errors) }) } },
  }
  topic.open?.(news)
  return {
    topic,
    get size() { return readers.size + joining },
    join: async (subscriber, fromSequence) => {
      const known = fromSequence === null ? null : topic.since(fromSequence)
      if (known !== null) {
        readers.add(subscriber)
        return hand(subscriber, known, fromSequence)
      }
      joining++
      try {
        const keys = await topic.first()
        if (over) return safely(subscriber, () => { tellLate(subscriber) })
        readers.add(subscriber)
        hand(subscriber, keys, null)
      } finally {
        joining--
        closeIfEmpty()
      }
    },
    leave: (subscriber) => {
      readers.delete(subscriber)
      for (const { waiting } of lanes.values()) waiting.delete(subscriber)
      closeIfEmpty()
    },
    events: (events) => {
      if (over) return
      const { told, changed } = topic.touched(events)
      for (const key of changed) { const lane = lanes.get(key); if (lane !== undefined) outdate(lane) }
      for (const key of told) {
        const lane = laneOf(key)
        lane.dirty = true
        schedule(lane)
      }
    },
    reset: () => { reset(0) },
    fail: (errors) => { finish((reader) => { reader.fail(errors) }) },
    end: () => { finish((reader) => { reader.end() }) },
  }
}

/** A result without data. */
class Failed extends Error {
  constructor(readonly errors: readonly GraphQLError[]) {
    super(errors[0]?.message ?? 'the execution gave no data')
    this.name = 'Failed'
  }
}
