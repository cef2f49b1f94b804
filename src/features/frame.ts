import type { MarketAsOf, RaceAsOf } from '../domain/as-of'
import { fillRace, fillRunner, RACE_STRIDE, RUNNER_STRIDE } from './card-columns'
import { epochDay, hashOf } from './encode'
import { careerPoint } from './history/career'
import { worldOf, type Family, type Key, type StarterContext } from './history/families'
import type { KnownHistory } from './history/known-history'
import { LOOKUPS, SLOTS, type Slot } from './history/lookups'
import { groundOf } from './history/run-row'
import { barrierShares, ratingsOf } from './history/starters'
import { fillMarket, MARKET_STRIDE } from './market-columns'
import { picksOf, tallyRoom } from './tally-places'

/** A race to compute features of, and its market. */
export interface FrameRace { readonly race: RaceAsOf<KnownHistory>; readonly market: MarketAsOf }

/**
 * A batch of races as columns of numbers. Runner `i` belongs to race `raceOf[i]`; its starts are the rows
 * `pastRows[pastStart[i] .. pastStart[i + 1])` of `runs`, oldest first. Missing is NaN.
 */
export interface Frame {
  readonly raceCount: number
  readonly runnerCount: number
  readonly runnerIds: readonly number[]
  /** [raceCount + 1] into runners. */
  readonly raceStart: Int32Array
  readonly raceOf: Int32Array
  readonly races: Float64Array
  readonly runners: Float64Array
  readonly market: Float64Array
  /** [runnerCount x tallyRoom], see `tally-places.ts`. */
  readonly tallies: Float64Array
  readonly tallyRoom: number
  readonly pastStart: Int32Array
  readonly pastRows: Int32Array
  readonly trialStart: Int32Array
  readonly trialRows: Int32Array
  /** Rows of RUN_COLUMNS. */
  readonly runs: Float64Array
}

/** Who is asked about in which tallies: `contextsOf(race)[i]` is runner `i` of the card. */
export function contextsOf({ card, history }: RaceAsOf<KnownHistory>): readonly StarterContext[] {
  const shares = barrierShares(card.runners)
  const ground = groundOf(card)
  return card.runners.map((runner, i) => ({ card, runner, wetness: ground, barrierShare: shares[i] as number, ...careerPoint(history.runs, history.past(runner.horseId), card.date) }))
}

/** A lookup, and what of its windows goes where among the tallies of a runner. */
interface Plan { readonly family: Family; readonly key: (context: StarterContext) => Key; readonly ofRace: boolean; readonly windows: readonly { readonly picks: Int32Array; readonly days: number | null }[] }
const plansOf = (wanted: (slot: Slot) => boolean): readonly Plan[] =>
  (Object.keys(LOOKUPS) as (keyof typeof LOOKUPS)[]).map((lookup): Plan => {
    const { family, key, ...rest } = LOOKUPS[lookup]
    const windows = SLOTS.filter((slot) => slot.lookup === lookup && wanted(slot.slot)).map(({ slot, days }) => ({ days, picks: picksOf(slot) })).filter(({ picks }) => picks.length > 0)
    return { family, key, ofRace: 'ofRace' in rest, windows }
  }).filter(({ windows }) => windows.length > 0)

const setAll = (picks: Int32Array, values: Float64Array, at: number, value: number): void => { for (let i = 1; i < picks.length; i += 2) values[at + (picks[i] as number)] = value }
const copyAll = (picks: Int32Array, values: Float64Array, from: number, to: number): void => { for (let i = 1; i < picks.length; i += 2) values[to + (picks[i] as number)] = values[from + (picks[i] as number)] as number }

/** A window is everything before the day less everything before its beginning. */
function fillTallies(contexts: readonly StarterContext[], history: KnownHistory, day: number, plans: readonly Plan[], room: number, out: Float64Array, at: number): void {
  for (const { family, key: keyOf, ofRace, windows } of plans) {
    for (let i = 0, start = at; i < contexts.length; i++, start += room) {
      const alike = ofRace && i > 0
      const key = alike ? null : keyOf(contexts[i] as StarterContext)
      for (const { picks, days } of windows) {
        if (alike) copyAll(picks, out, at, start)
        else if (key === null) setAll(picks, out, start, NaN)
        else {
          history.addBefore(family, key, day, 1, picks, out, start)
          if (days !== null) history.addBefore(family, key, day - days, -1, picks, out, start)
        }
      }
    }
  }
}

/** Rows of runs, one runner after the other. */
class RowLists {
  rows = new Int32Array(1_024)
  readonly ends: number[] = [0]
  private length = 0

  add(list: readonly number[]): void {
    if (this.length + list.length > this.rows.length) {
      const grown = new Int32Array(Math.max(this.rows.length * 2, this.length + list.length))
      grown.set(this.rows)
      this.rows = grown
    }
    for (let i = 0; i < list.length; i++) this.rows[this.length + i] = list[i] as number
    this.length += list.length
    this.ends.push(this.length)
  }
}

const TRIAL_DAYS = 42
const hasTrialed = (history: KnownHistory, horseId: number, date: string): boolean => {
  const last = history.trials(horseId).at(-1)
  return last !== undefined && epochDay(date) - history.runs.get(last, 'localDay') <= TRIAL_DAYS
}

/** Gathers races, one at a time, each at the moment its history stands at its day. */
export class FrameBuilder {
  private readonly parts: { readonly race: RaceAsOf<KnownHistory>; readonly market: MarketAsOf; readonly first: number; readonly contexts: readonly StarterContext[]; readonly trialsKnown: boolean }[] = []
  private readonly runnerIds: number[] = []
  private readonly past = new RowLists()
  private readonly trials = new RowLists()
  private tallies = new Float64Array(0)
  private readonly plans: readonly Plan[]
  private readonly room = tallyRoom()
  private runs: KnownHistory['runs'] | null = null

  /** `slots`: the tallies that will be read; the others stay empty. */
  constructor(slots?: ReadonlySet<Slot>) { this.plans = plansOf((slot) => slots === undefined || slots.has(slot)) }

  get runnerCount(): number { return this.runnerIds.length }

  add({ race, market }: FrameRace): void {
    const { card, history } = race
    if (this.runs !== null && this.runs !== history.runs) throw new Error('all races of a frame are read from one history')
    this.runs = history.runs
    const first = this.runnerIds.length
    const contexts = contextsOf(race)
    for (const { runnerId, horseId } of card.runners) {
      this.runnerIds.push(runnerId)
      this.past.add(history.past(horseId))
      this.trials.add(history.trials(horseId))
    }
    this.reserve(this.runnerIds.length)
    fillTallies(contexts, history, history.day, this.plans, this.room, this.tallies, first * this.room)
    this.parts.push({ race, market, first, contexts, trialsKnown: card.runners.some(({ horseId }) => hasTrialed(history, horseId, card.date)) })
  }

  finish(): Frame {
    const { parts, runnerIds } = this
    const count = runnerIds.length
    const races = new Float64Array(parts.length * RACE_STRIDE)
    const runners = new Float64Array(count * RUNNER_STRIDE)
    const market = new Float64Array(count * MARKET_STRIDE)
    const raceStart = new Int32Array(parts.length + 1)
    const raceOf = new Int32Array(count)
    parts.forEach(({ race, market: prices, first, contexts, trialsKnown }, r) => {
      raceStart[r] = first
      fillRace(race, hashOf(worldOf(race.card)), trialsKnown, races, r * RACE_STRIDE)
      const ratings = ratingsOf(race.card.runners, contexts)
      contexts.forEach((context, i) => {
        raceOf[first + i] = r
        fillRunner(race.card, context.runner, context.barrierShare, ratings[i] as number, context, runners, (first + i) * RUNNER_STRIDE)
      })
      fillMarket(prices, runnerIds.slice(first, first + contexts.length), market, first * MARKET_STRIDE)
    })
    raceStart[parts.length] = count
    return {
      raceCount: parts.length, runnerCount: count, runnerIds, raceStart, raceOf, races, runners, market, tallies: this.tallies, tallyRoom: this.room,
      pastStart: new Int32Array(this.past.ends), pastRows: this.past.rows, trialStart: new Int32Array(this.trials.ends), trialRows: this.trials.rows,
      runs: this.runs?.data ?? new Float64Array(0),
    }
  }

  private reserve(runners: number): void {
    if (runners * this.room <= this.tallies.length) return
    const grown = new Float64Array(Math.max(runners * this.room, this.tallies.length * 2))
    grown.set(this.tallies)
    this.tallies = grown
  }
}

/** A frame of races that share one history, e.g. of one day. */
export function buildFrame(races: readonly FrameRace[], slots?: ReadonlySet<Slot>): Frame {
  const builder = new FrameBuilder(slots)
  for (const race of races) builder.add(race)
  return builder.finish()
}
