import { FAMILIES, RACE_FAMILIES, type Family, type Key, type StarterContext } from './families'
import { classRating } from '../../domain/class-rating'
import { WET_FROM } from '../../domain/going-scale'

/** Days before the day asked for; `career` is everything. */
export type Window = 30 | 90 | 365 | 'career'
/** `ofRace`: every runner of a race has the same key. */
interface Lookup { readonly family: Family; readonly key: (context: StarterContext) => Key; readonly windows: readonly Window[]; readonly ofRace?: boolean }

/** Asked by the key of the runner itself; not `style`, which only a run that is over has. */
const own = <const W extends readonly Window[]>(family: Exclude<keyof typeof FAMILIES, 'style'>, ...windows: W) =>
  ({ family, windows, key: FAMILIES[family] as (context: StarterContext) => Key })
const third = (family: 'draw' | 'style', share: number) =>
  ({ family, ofRace: true, windows: ['career'] as const, key: (context: StarterContext) => FAMILIES[family]({ ...context, barrierShare: share, settled: share }) })
const races = <const W extends readonly Window[]>(family: keyof typeof RACE_FAMILIES, ...windows: W) =>
  ({ family, windows, ofRace: true, key: ({ card }: StarterContext) => RACE_FAMILIES[family](card, classRating(card)) })

/** The tallies that features may read of a runner. */
export const LOOKUPS = {
  everyone: { ...own('everyone', 'career'), ofRace: true },
  jockey: own('jockey', 30, 90, 365, 'career'),
  jockeyVenue: own('jockeyVenue', 'career'),
  jockeyDistance: own('jockeyDistance', 'career'),
  trainer: own('trainer', 30, 90, 365, 'career'),
  trainerVenue: own('trainerVenue', 'career'),
  trainerDistance: own('trainerDistance', 'career'),
  trainerSpell: own('trainerSpell', 'career'),
  trainerBlinkers: own('trainerBlinkers', 'career'),
  partnership: own('partnership', 365, 'career'),
  sire: own('sire', 'career'),
  sireDistance: own('sireDistance', 'career'),
  sireGround: own('sireGround', 'career'),
  sireSurface: own('sireSurface', 'career'),
  sireDebut: own('sireDebut', 'career'),
  damSire: own('damSire', 'career'),
  damSireDistance: own('damSireDistance', 'career'),
  damSireGround: own('damSireGround', 'career'),
  dam: own('dam', 'career'),
  drawOwn: own('draw', 'career'),
  drawInside: third('draw', 0),
  drawGround: own('drawGround', 'career'),
  drawLayout: own('drawLayout', 'career'),
  stall: own('stall', 'career'),
  styleFront: third('style', 0),
  styleMiddle: third('style', 0.5),
  styleBack: third('style', 1),
  freshness: own('freshness', 'career'),
  origin: own('origin', 'career'),
  blinkers: own('blinkers', 'career'),
  world: races('world', 365, 'career'),
  track: races('track', 'career'),
  course: races('course', 'career'),
  classBand: races('classBand', 'career'),
  lastJockey: { family: 'jockey', windows: [365], key: ({ lastJockeyId }: StarterContext) => (Number.isNaN(lastJockeyId) ? null : lastJockeyId) },
  sireDry: { family: 'sireGround', windows: ['career'], key: (context: StarterContext) => FAMILIES.sireGround({ ...context, wetness: 0 }) },
  sireWet: { family: 'sireGround', windows: ['career'], key: (context: StarterContext) => FAMILIES.sireGround({ ...context, wetness: WET_FROM }) },
  venue: races('venue', 'career'),
} as const satisfies Readonly<Record<string, Lookup>>

type Lookups = typeof LOOKUPS
type SlotOf<L extends keyof Lookups> = `${L}.${Lookups[L]['windows'][number]}`
/** One tally of one window, e.g. `jockey.365`. */
export type Slot = { [L in keyof Lookups]: SlotOf<L> }[keyof Lookups]
export type RaceSlot = { [L in keyof Lookups]: Lookups[L]['family'] extends keyof typeof RACE_FAMILIES ? SlotOf<L> : never }[keyof Lookups]
export type StarterSlot = Exclude<Slot, RaceSlot>

export interface SlotPlan { readonly slot: Slot; readonly lookup: keyof Lookups; readonly family: Family; readonly days: number | null }
export const SLOTS: readonly SlotPlan[] = (Object.keys(LOOKUPS) as (keyof Lookups)[]).flatMap((lookup) =>
  (LOOKUPS[lookup].windows as readonly Window[]).map((window) => ({ slot: `${lookup}.${window}` as Slot, lookup, family: LOOKUPS[lookup].family, days: window === 'career' ? null : window })))
export const SLOT_INDEX = Object.freeze(Object.fromEntries(SLOTS.map(({ slot }, i) => [slot, i]))) as Readonly<Record<Slot, number>>
