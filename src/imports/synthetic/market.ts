import type { PriceRecord } from '../../domain/records'
import { rngFor } from './prng'
import { clamp, exp, ln, softmax } from './exact-math'
import { isoOf, localInstant, MINUTE_MS } from './local-time'
import { ZONES } from './venues'
import { LUCK } from './race-run'
import { POINT_NAMES } from './strength'
import type { Points, Stage } from './strength'
import { deadlinesOf } from './fates'
import type { RaceFate } from './fates'
import type { PlannedRace } from './entries'
import type { MeetingSlot } from './calendar'

/** Hidden: how much of each effect the betting sees by the off. What it leaves is what a model can find. */
const SEEN: Readonly<Record<keyof Points, number>> = {
  ability: 0.9, weight: 0.9, going: 0.6, distance: 0.75, draw: 0.6, jockey: 1.15, trainer: 0.9, partnership: 0.3, fitness: 0.7, gear: 0.4, style: 0.45, direction: 0.4, travel: 0.7, rest: 0.5, condition: 0.42,
}
const MARKET_NOISE = 2.2
const OPENING_NOISE = 2.4
/** Hidden: below 1, long shots are bet at shorter odds than they deserve. */
const LONGSHOT = 0.91
export const BOOKMAKERS = ['Bandicoot Bet', 'Gumtip'] as const
const TOTE = 'Saltbush Tote'
const TOTE_TAKEOUT = 0.855

/** Odds as boards show them. */
export const ladder = (odds: number): number => {
  const step = odds < 2 ? 0.05 : odds < 4 ? 0.1 : odds < 6 ? 0.2 : odds < 10 ? 0.5 : odds < 21 ? 1 : odds < 51 ? 5 : odds < 101 ? 10 : 50
  const perUnit = step < 1 ? Math.round(1 / step) : 0
  const rounded = perUnit > 0 ? Math.round(odds * perUnit) / perUnit : odds < 21 ? Math.round(odds) : Math.round((odds - 1) / step) * step + 1
  return clamp(rounded, 1.04, 501)
}

/** A runner as the betting sees it: when it is in the market (ms), and its opinion at the opening and at the off, points. */
interface Backed { readonly index: number; readonly from: number; readonly until: number; readonly open: number; readonly close: number }
export interface Market {
  /** Prices by entry index, in order of time within a bookmaker. */
  readonly prices: ReadonlyMap<number, readonly PriceRecord[]>
  readonly startingPrices: ReadonlyMap<number, number>
  /** What the tote's win pool says of each starter, summing to 1. */
  readonly toteShares: ReadonlyMap<number, number>
}

const seen = (points: Points, rating: number): number => POINT_NAMES.reduce((sum, name) => sum + SEEN[name] * points[name], 0) + 0.1 * rating

const backers = (stage: Stage, race: PlannedRace, fate: RaceFate, points: ReadonlyMap<number, Points>, opens: number): Backed[] =>
  race.entries.flatMap((entry, index) => {
    const own = fate.fates[index], worth = points.get(index)
    if (own === undefined || worth === undefined || (entry.emergency !== null && own.gainedAt === null)) return []
    const rng = rngFor(stage.seed, 'market', stage.key, entry.career.horse.sourceId)
    const close = seen(worth, entry.rating) + rng.normal(0, MARKET_NOISE)
    return [{ index, from: own.gainedAt ?? opens, until: own.scratching?.at ?? Infinity, open: close - SEEN.condition * worth.condition * 0.7 + rng.normal(0, OPENING_NOISE), close }]
  })

/** Odds of those in the market at an instant, `progress` of the way from the opening to the off. */
const quote = (backed: readonly Backed[], at: number, progress: number, overround: number, jitter: () => number): Map<number, number> => {
  const live = backed.filter((b) => b.from <= at && b.until > at)
  if (live.length === 0) return new Map()
  const chances = softmax(live.map((b) => b.open + (b.close - b.open) * progress + jitter()), LUCK * 1.02)
  const tilted = chances.map((p) => exp(LONGSHOT * ln(Math.max(p, 1e-6))))
  const total = tilted.reduce((a, b) => a + b, 0)
  return new Map(live.map((b, i) => [b.index, total / (overround * (tilted[i] ?? 1))]))
}

interface Moment { readonly at: number; readonly progress: number; readonly kind: 'FLUCTUATION' | 'CLOSE' }

/** Three to five fluctuations from the afternoon before, then the close half a minute before the appointed start. */
const momentsOf = (stage: Stage, slot: MeetingSlot, start: number): Moment[] => {
  const zone = ZONES[slot.venue.state]
  const all: Moment[] = [
    { at: localInstant(zone, slot.day - 1, 17 * 60), progress: 0.2, kind: 'FLUCTUATION' }, { at: localInstant(zone, slot.day, 8 * 60 + 30), progress: 0.4, kind: 'FLUCTUATION' },
    { at: start - 90 * MINUTE_MS, progress: 0.55, kind: 'FLUCTUATION' }, { at: start - 25 * MINUTE_MS, progress: 0.75, kind: 'FLUCTUATION' }, { at: start - 5 * MINUTE_MS, progress: 0.92, kind: 'FLUCTUATION' },
  ]
  const rng = rngFor(stage.seed, 'moments', stage.key)
  const dropped = new Set(Array.from({ length: rng.int(3) }, () => rng.pick([0, 2, 3])))
  return [...all.filter((_, i) => !dropped.has(i)), { at: start - MINUTE_MS / 2, progress: 1, kind: 'CLOSE' }]
}

const overroundOf = (size: number): number => 1.115 + 0.006 * size

/** The betting on a race. Odds of a scratched runner stop at its scratching, and the others shorten. */
export const marketOf = (stage: Stage, slot: MeetingSlot, race: PlannedRace, fate: RaceFate, points: ReadonlyMap<number, Points>): Market => {
  const rng = rngFor(stage.seed, 'quotes', stage.key)
  const opens = deadlinesOf(slot).marketOpens
  const backed = backers(stage, race, fate, points, opens)
  const over = overroundOf(backed.length)
  const prices = new Map<number, PriceRecord[]>(race.entries.map((_, i) => [i, []]))
  const write = (odds: ReadonlyMap<number, number>, at: number, kind: PriceRecord['kind'], bookmaker: string, source: PriceRecord['source'] = 'FIXED'): void =>
    odds.forEach((value, index) => { prices.get(index)?.push({ source, market: 'WIN', kind, bookmaker, decimal: source === 'TOTE' ? clamp(Math.round(value * 10) / 10, 1.04, 999) : ladder(value), at: isoOf(at) }) })
  const [first, second] = BOOKMAKERS
  const late = new Map([...quote(backed, localInstant(ZONES[slot.venue.state], slot.day, 8 * 60), 0.38, over, () => 0)].filter(([index]) => (fate.fates[index]?.gainedAt ?? null) !== null))
  write(quote(backed, opens, 0, over, () => 0), opens, 'OPEN', first)
  write(late, localInstant(ZONES[slot.venue.state], slot.day, 8 * 60), 'OPEN', first)
  for (const m of momentsOf(stage, slot, fate.start)) write(quote(backed, m.at, m.progress, over, () => rng.normal(0, m.kind === 'CLOSE' ? 0.15 : 0.5)), m.at, m.kind, first)
  const secondOpens = localInstant(ZONES[slot.venue.state], slot.day, 9 * 60), closes = fate.start - MINUTE_MS / 2
  write(quote(backed, secondOpens, 0.42, over + 0.015, () => rng.normal(0, 0.5)), secondOpens, 'OPEN', second)
  write(quote(backed, closes, 0.97, over + 0.01, () => rng.normal(0, 0.4)), closes, 'CLOSE', second)
  const tote = quote(backed, fate.start, 1, 1 / TOTE_TAKEOUT, () => rng.normal(0, 0.9))
  write(tote, fate.start, 'CLOSE', TOTE, 'TOTE')
  const starting = quote(backed, fate.start, 1, over, () => rng.normal(0, 0.2))
  return {
    prices, startingPrices: new Map([...starting].map(([index, odds]) => [index, ladder(odds)])),
    toteShares: new Map([...tote].map(([index, odds]) => [index, TOTE_TAKEOUT / odds])),
  }
}
