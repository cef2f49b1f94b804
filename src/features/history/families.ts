import type { CardRunner, RaceCard } from '../../domain/race-card'
import { BLINKERS, distanceBand, femaleOf, gearBit, thirdOf } from '../encode'

/** What keys of tallies are made from: a runner before its race. */
export interface StarterContext {
  readonly card: RaceCard
  readonly runner: CardRunner
  /** 0 firm to 10 heavy, NaN unknown. */
  readonly wetness: number
  /** 0 innermost, 1 outermost starter; NaN unknown. */
  readonly barrierShare: number
  /** 1 = first-up or debut. */
  readonly prepRun: number
  /** 1 = debut. */
  readonly careerRun: number
  /** NaN at the debut. */
  readonly sincePrevious: number
}
/** After the race: where it settled, 0 = led, 1 = last; NaN unknown. */
export interface FoldContext extends StarterContext { readonly settled: number }

/** Null: this run is not counted in the family. */
export type Key = string | null
const joined = (...parts: readonly (string | number | null)[]): Key =>
  parts.some((part) => part === null || Number.isNaN(part)) ? null : parts.join('|')

/** Races that may be compared: of one source and one country. */
export const worldOf = ({ source, country }: RaceCard): string => `${source}|${country}`
const track = ({ venueId, surface, distanceM }: RaceCard): Key => joined(venueId, surface, distanceM)
const ground = (wetness: number): number => (Number.isNaN(wetness) ? NaN : wetness >= 5 ? 1 : 0)
const spell = ({ prepRun, careerRun }: StarterContext): string => (careerRun === 1 ? 'debut' : prepRun === 1 ? 'first-up' : prepRun === 2 ? 'second-up' : 'later')
const FRESHNESS = [7, 14, 21, 28, 42, 60, 120]
const freshness = (days: number): number => (Number.isNaN(days) ? -1 : FRESHNESS.filter((limit) => days > limit).length)
const firstTimeBlinkers = ({ runner }: StarterContext): boolean => runner.gear.some(({ code, firstTime }) => firstTime && (gearBit(code) & BLINKERS) !== 0)

const of = (id: (runner: CardRunner) => number | null) => ({ runner }: StarterContext): Key => joined(id(runner))
const at = (id: (runner: CardRunner) => number | null, place: (context: StarterContext) => string | number | null) => (context: StarterContext): Key => joined(id(context.runner), place(context))
const jockey = (r: CardRunner): number | null => r.jockeyId
const trainer = (r: CardRunner): number | null => r.trainerId
const sire = (r: CardRunner): number | null => r.sireId
const damSire = (r: CardRunner): number | null => r.damSireId

/**
 * Whose runs are counted together. `fold` gives the key under which a run is counted; lookups (`lookups.ts`) ask by the
 * same keys. A further family is one line here and one there.
 */
export const FAMILIES = {
  everyone: ({ card }) => worldOf(card),
  jockey: of(jockey),
  jockeyVenue: at(jockey, (c) => c.card.venueId),
  jockeyDistance: at(jockey, (c) => distanceBand(c.card.distanceM)),
  trainer: of(trainer),
  trainerVenue: at(trainer, (c) => c.card.venueId),
  trainerDistance: at(trainer, (c) => distanceBand(c.card.distanceM)),
  trainerSpell: at(trainer, spell),
  trainerBlinkers: (c) => (firstTimeBlinkers(c) ? joined(trainer(c.runner)) : null),
  partnership: at(jockey, (c) => c.runner.trainerId),
  sire: of(sire),
  sireDistance: at(sire, (c) => distanceBand(c.card.distanceM)),
  sireGround: at(sire, (c) => ground(c.wetness)),
  sireSurface: at(sire, (c) => c.card.surface),
  sireDebut: (c) => (c.careerRun === 1 ? joined(sire(c.runner)) : null),
  damSire: of(damSire),
  damSireDistance: at(damSire, (c) => distanceBand(c.card.distanceM)),
  damSireGround: at(damSire, (c) => ground(c.wetness)),
  dam: of((r) => r.damId),
  draw: (c) => joined(track(c.card), thirdOf(c.barrierShare)),
  drawGround: (c) => joined(track(c.card), thirdOf(c.barrierShare), ground(c.wetness)),
  drawLayout: (c) => joined(track(c.card), c.card.courseLayout ?? '', thirdOf(c.barrierShare)),
  stall: (c) => joined(track(c.card), c.runner.barrier),
  style: (c) => joined(track(c.card), thirdOf(c.settled)),
  freshness: (c) => joined(worldOf(c.card), freshness(c.sincePrevious)),
  ageSex: (c) => joined(worldOf(c.card), c.runner.ageAtRace, femaleOf(c.runner.sex)),
  origin: (c) => joined(worldOf(c.card), c.runner.countryOfBirth ?? c.runner.importType),
  blinkers: (c) => (firstTimeBlinkers(c) ? worldOf(c.card) : null),
} as const satisfies Readonly<Record<string, (context: FoldContext) => Key>>
export type StarterFamily = keyof typeof FAMILIES

const CLASS_STEP = 10
/** Whose races are counted together. */
export const RACE_FAMILIES = {
  world: worldOf,
  track,
  course: (card) => joined(track(card), card.courseLayout ?? ''),
  classBand: (card, classRating) => joined(worldOf(card), Math.round(classRating / CLASS_STEP)),
} as const satisfies Readonly<Record<string, (card: RaceCard, classRating: number) => Key>>
export type RaceFamily = keyof typeof RACE_FAMILIES
export type Family = StarterFamily | RaceFamily
