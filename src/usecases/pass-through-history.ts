import { marketAsOf, raceAsOf } from '../domain/as-of'
import { dayOf, type Instant } from '../domain/instant'
import type { FinishedRace } from '../domain/race-outcome'
import { computeFeatures, type FeatureColumns } from '../features/compute'
import { FrameBuilder } from '../features/frame'
import { History, knownDay } from '../features/history/history'
import { FEATURES, inputsOf, withSources, type FeatureName } from '../features/registry'
import { needsOf } from './load-race-frame'
import type { HistoryFeed, RaceFacts } from './ports'

/** Where the market of a race is seen: with its starting prices, or at the instant of the rest. */
export type MarketInstant = 'closing' | 'as-of'
export interface PassOptions {
  /** The instant of which features of a race are wanted, the off or before it; null for none. */
  readonly asOf: (race: RaceFacts) => Instant | null
  readonly market: MarketInstant
  /** All of FEATURES unless said otherwise. */
  readonly names?: Iterable<FeatureName>
  /** Runners after which a chunk is handed over; a race is never cut. */
  readonly chunkRunners?: number
  /** UTC days that an instant may lie before the day of its off. */
  readonly leadDays?: number
  /** Aborted: nothing more is yielded, and what was begun is dropped whole. */
  readonly signal?: AbortSignal
  /** Races and runners read so far. */
  readonly progress?: (races: number, runners: number) => void
}
/** Races with their features. Race `r` has the runners `raceStart[r] .. raceStart[r + 1]` of `runnerIds` and of every column. */
export interface HistoryChunk {
  readonly races: readonly AskedOf[]
  readonly runnerIds: readonly number[]
  /** [races + 1] into runners. */
  readonly raceStart: Int32Array
  /** What was asked for and what it is made from; NaN where unknown. */
  readonly columns: FeatureColumns
}
/** A race as it is published, and the instants that its features were made of. */
export interface AskedOf { readonly facts: RaceFacts; readonly asOf: Instant; readonly marketAt: Instant }

/** Just after the off: the first instant at which starting prices are known. */
export const closingOf = (offAt: Instant): Instant => (offAt + 1) as Instant

const finishedOf = ({ card, outcome }: RaceFacts): FinishedRace | null => (outcome === null ? null : { card, outcome })

/** Races that wait for their day: `known` to be folded in on it, `asked` to have their features made before. */
class Days {
  private readonly days = new Map<number, { readonly known: FinishedRace[]; readonly asked: AskedOf[] }>()
  at(day: number): { readonly known: FinishedRace[]; readonly asked: AskedOf[] } {
    let waiting = this.days.get(day)
    if (waiting === undefined) this.days.set(day, (waiting = { known: [], asked: [] }))
    return waiting
  }
  /** Hands out, and forgets, the days before `limit`, in order. */
  * before(limit: number): Generator<{ readonly day: number; readonly known: readonly FinishedRace[]; readonly asked: readonly AskedOf[] }> {
    for (const day of [...this.days.keys()].filter((one) => one < limit).sort((a, b) => a - b)) {
      const waiting = this.at(day)
      this.days.delete(day)
      yield { day, ...waiting }
    }
  }
}

/**
 * One pass over all of history: results are folded in by the day on which they became known, and each race that is asked
 * about gets its features while history stands at the day of its instant. Throws RangeError for an instant after the off
 * or more than `leadDays` days before the day of it.
 */
export async function* passThroughHistory(feed: HistoryFeed, options: PassOptions, history = new History()): AsyncGenerator<HistoryChunk> {
  const features = options.names === undefined ? FEATURES : withSources(options.names)
  const slots = new Set(needsOf(inputsOf(features)).slots.map(({ slot }) => slot))
  const chunk = new Chunk(slots, features)
  const { chunkRunners = 2_000 } = options
  for await (const { day, known, asked } of daysOf(feed, options)) {
    if (asked.length > 0) history.moveTo(day)
    for (const one of asked) {
      chunk.add(one, history)
      if (chunk.runnerCount < chunkRunners) continue
      if (options.signal?.aborted === true) return
      yield chunk.take()
    }
    if (known.length > 0) history.fold(day, known)
  }
  if (options.signal?.aborted !== true && chunk.raceCount > 0) yield chunk.take()
}

/** The days of the feed in order, each with what became known on it and who is asked about on it. */
async function* daysOf(feed: HistoryFeed, { asOf, market, leadDays = 1, signal, progress }: PassOptions): AsyncGenerator<{ readonly day: number; readonly known: readonly FinishedRace[]; readonly asked: readonly AskedOf[] }> {
  const days = new Days()
  let [races, runners] = [0, 0]
  for await (const { day, races: ofDay } of feed.days()) {
    if (signal?.aborted === true) return
    yield* days.before(day - leadDays)
    for (const facts of ofDay) {
      const { card } = facts
      const result = finishedOf(facts)
      if (result !== null) days.at(knownDay(result)).known.push(result)
      const at = asOf(facts)
      if (at !== null) {
        if (dayOf(at) < day - leadDays) throw new RangeError(`race ${card.raceId} is asked about more than ${leadDays} days before the day of its off`)
        days.at(dayOf(at)).asked.push({ facts, asOf: at, marketAt: market === 'closing' ? closingOf(card.offAt) : at })
      }
      runners += card.runners.length
    }
    races += ofDay.length
    progress?.(races, runners)
  }
  if (signal?.aborted !== true) yield* days.before(Infinity)
}

/** Races of the chunk that is being filled. */
class Chunk {
  private races: AskedOf[] = []
  private builder: FrameBuilder
  constructor(private readonly slots: ConstructorParameters<typeof FrameBuilder>[0], private readonly features: typeof FEATURES) { this.builder = new FrameBuilder(slots) }

  get runnerCount(): number { return this.builder.runnerCount }
  get raceCount(): number { return this.races.length }

  add(asked: AskedOf, history: History): void {
    const { facts: { card, market }, asOf, marketAt } = asked
    this.builder.add({ race: raceAsOf(card, history, asOf), market: marketAsOf(market, card.offAt, marketAt) })
    this.races.push(asked)
  }
  take(): HistoryChunk {
    const { races, builder } = this
    ;[this.races, this.builder] = [[], new FrameBuilder(this.slots)]
    const frame = builder.finish()
    return { races, runnerIds: frame.runnerIds, raceStart: frame.raceStart, columns: computeFeatures(frame, this.features) }
  }
}
