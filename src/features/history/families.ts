import { WET_FROM } from '../../domain/going-scale'
import type { CardRunner, RaceCard } from '../../domain/race-card'
import { BLINKERS, countryIndex, distanceBand, gearBit, sourceIndex, surfaceIndex, thirdOf } from '../encode'
import type { CareerPoint } from './career'

/** What keys of tallies are made from: a runner before its race. */
export interface StarterContext extends CareerPoint {
  readonly card: RaceCard
  readonly runner: CardRunner
  /** 0 firm to 10 heavy, NaN unknown. */
  readonly wetness: number
  /** 0 innermost, 1 outermost starter; NaN unknown. */
  readonly barrierShare: number
}
/** After the race: where it settled, 0 = led, 1 = last; NaN unknown. */
export interface FoldContext extends StarterContext { readonly settled: number }

/** Whole numbers up to 2^31 are found fastest. Stored as text. */
export type TallyKey = number | string
/** Null: this run is not counted in the family. */
export type Key = TallyKey | null
/** Two parts as one key: a number when `b` is a whole number below `room`, else text. Different pairs never meet; null when a part is missing. */
function pair(a: Key, b: Key, room: number): Key {
  if (a === null || b === null || a !== a || b !== b) return null
  if (typeof a === 'number' && typeof b === 'number' && b >= 0 && b < room) {
    const key = a * room + b
    if (a >= 0 && Number.isSafeInteger(key) && Number.isInteger(b)) return key
  }
  return `${a}|${b}`
}

const WORLD_ROOM = 64
const VENUE_ROOM = 4_096
/** Races that may be compared: of one source and one country. */
export const worldOf = ({ source, country }: RaceCard): string => `${source}|${country}`
const world = ({ source, country }: RaceCard): number => sourceIndex(source) * WORLD_ROOM + countryIndex(country)
const track = ({ venueId, surface, distanceM }: RaceCard): Key => pair(pair(venueId, surfaceIndex(surface), 8), distanceM, 8_192)
const ground = (wetness: number): number => (Number.isNaN(wetness) ? NaN : wetness >= WET_FROM ? 1 : 0)
/** 0 debut, 1 first-up, 2 second-up, 3 later. */
const spell = ({ prepRun, careerRun }: StarterContext): number => (careerRun === 1 ? 0 : Math.min(prepRun, 3))
const FRESHNESS = [7, 14, 21, 28, 42, 60, 120]
/** 0 at the debut, then the longer the rest the higher. */
const freshness = (days: number): number => (Number.isNaN(days) ? 0 : 1 + FRESHNESS.filter((limit) => days > limit).length)
const firstTimeBlinkers = ({ runner }: StarterContext): boolean => runner.gear.some(({ code, firstTime }) => firstTime && (gearBit(code) & BLINKERS) !== 0)
const draw = ({ card, barrierShare }: StarterContext): Key => pair(track(card), thirdOf(barrierShare), 4)

const of = (id: (runner: CardRunner) => number | null) => ({ runner }: StarterContext): Key => id(runner)
const at = (id: (runner: CardRunner) => number | null, place: (context: StarterContext) => number | null, room: number) => (context: StarterContext): Key => pair(id(context.runner), place(context), room)
const jockey = (r: CardRunner): number | null => r.jockeyId
const trainer = (r: CardRunner): number | null => r.trainerId
const sire = (r: CardRunner): number | null => r.sireId
const damSire = (r: CardRunner): number | null => r.damSireId
const venue = ({ card }: StarterContext): number => card.venueId
const band = ({ card }: StarterContext): number => distanceBand(card.distanceM)
const underfoot = ({ wetness }: StarterContext): number => ground(wetness)

/**
 * Whose runs are counted together. `fold` gives the key under which a run is counted; lookups (`lookups.ts`) ask by the
 * same keys. A further family is one line here and one there.
 */
export const FAMILIES = {
  everyone: ({ card }) => world(card),
  jockey: of(jockey),
  jockeyVenue: at(jockey, venue, VENUE_ROOM),
  jockeyDistance: at(jockey, band, 8),
  trainer: of(trainer),
  trainerVenue: at(trainer, venue, VENUE_ROOM),
  trainerDistance: at(trainer, band, 8),
  trainerSpell: at(trainer, spell, 4),
  trainerBlinkers: (c) => (firstTimeBlinkers(c) ? trainer(c.runner) : null),
  partnership: at(jockey, (c) => c.runner.trainerId, 16_384),
  sire: of(sire),
  sireDistance: at(sire, band, 8),
  sireGround: at(sire, underfoot, 2),
  sireSurface: at(sire, (c) => surfaceIndex(c.card.surface), 8),
  sireDebut: (c) => (c.careerRun === 1 ? sire(c.runner) : null),
  damSire: of(damSire),
  damSireDistance: at(damSire, band, 8),
  damSireGround: at(damSire, underfoot, 2),
  dam: of((r) => r.damId),
  draw,
  drawGround: (c) => pair(draw(c), underfoot(c), 2),
  drawLayout: (c) => pair(draw(c), c.card.courseLayout ?? '', 1),
  stall: (c) => pair(track(c.card), c.runner.barrier, 64),
  style: (c) => pair(track(c.card), thirdOf(c.settled), 4),
  freshness: (c) => pair(world(c.card), freshness(c.sincePrevious), 16),
  origin: (c) => pair(world(c.card), c.runner.countryOfBirth ?? c.runner.importType, 1),
  blinkers: (c) => (firstTimeBlinkers(c) ? world(c.card) : null),
} as const satisfies Readonly<Record<string, (context: FoldContext) => Key>>
export type StarterFamily = keyof typeof FAMILIES

const CLASS_STEP = 10
/** Whose races are counted together. */
export const RACE_FAMILIES = {
  world,
  track,
  course: (card) => pair(track(card), card.courseLayout ?? '', 1),
  classBand: (card, classRating) => pair(world(card), Math.round(classRating / CLASS_STEP), 64),
  venue: ({ venueId }) => venueId,
} as const satisfies Readonly<Record<string, (card: RaceCard, classRating: number) => Key>>
export type RaceFamily = keyof typeof RACE_FAMILIES
export type Family = StarterFamily | RaceFamily
