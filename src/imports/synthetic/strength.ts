import { rngFor } from './prng'
import { clamp } from './exact-math'
import { abilityOn } from './horses'
import { fitnessPoints } from './career'
import { gearPoints } from './gear'
import { partnershipPoints } from './people'
import type { Jockey } from './people'
import type { Entry, PlannedRace } from './entries'
import type { Rail } from './rail'
import type { Venue } from './venues'
import type { EpochDay } from './local-time'

/** A runner that faces the starter, with who rides and what it carries. */
export interface Starter { readonly entry: Entry; readonly index: number; readonly jockey: Jockey | null; readonly weightKg: number; readonly barrier: number }
/** Where and on what a race is run. */
export interface Stage { readonly seed: string; readonly venue: Venue; readonly day: EpochDay; readonly race: PlannedRace; readonly going: number; readonly rail: Rail; readonly key: string }

/** Hidden: what each thing about a runner is worth in this race, in points of 0.5 kg; more is faster. */
export interface Points {
  readonly ability: number; readonly weight: number; readonly going: number; readonly distance: number; readonly draw: number; readonly jockey: number; readonly trainer: number; readonly partnership: number
  readonly fitness: number; readonly gear: number; readonly style: number; readonly direction: number; readonly travel: number; readonly rest: number
  /** How it feels today; a good part of it nobody knows. */
  readonly condition: number
}
export const POINT_NAMES: readonly (keyof Points)[] = ['ability', 'weight', 'going', 'distance', 'draw', 'jockey', 'trainer', 'partnership', 'fitness', 'gear', 'style', 'direction', 'travel', 'rest', 'condition']
export const totalOf = (points: Points): number => POINT_NAMES.reduce((sum, name) => sum + points[name], 0)

/** 0.45 to 1.5: how much the barrier matters over a trip, by how soon the first bend comes. */
const bendFactor = (venue: Venue, distanceM: number): number => rngFor('bend', venue.code, distanceM).between(0.45, 1.5)

/** The inside gains with the rail out and loses when the inside is chopped up. */
const drawPoints = (stage: Stage, rank: number, size: number): number => {
  if (size < 2) return 0
  const inside = 1 - (2 * rank) / (size - 1)
  const bias = stage.venue.drawBias * bendFactor(stage.venue, stage.race.distanceM) + 0.22 * stage.rail.offsetM - (stage.venue.surface === 'TURF' ? 0.65 * Math.max(0, stage.going - 5) : 0)
  return bias * inside
}

const distancePoints = (bestM: number, distanceM: number): number => {
  const off = (distanceM - bestM) / bestM
  return Math.max(-14, -200 * off * off)
}

/** How early pace plays out. `tempo` below 0 is slow, above 0 fast; `styleEdge` is what a pure leader gains over a pure backmarker, points. */
export interface Pace { readonly earlySpeeds: readonly number[]; readonly tempo: number; readonly styleEdge: number }

export const paceOf = (stage: Stage, starters: readonly Starter[]): Pace => {
  const rng = rngFor(stage.seed, 'pace', stage.key)
  const earlySpeeds = starters.map((s, i) => {
    const keen = s.entry.gear.some((g) => g.code === 'B' && !g.removed) ? 0.07 : 0
    const wide = starters.length > 1 ? (s.barrier / (starters.length + 2)) * 0.08 : 0
    return clamp(s.entry.career.horse.earlySpeed + keen - wide + rng.normal(0, 0.09) + i * 1e-9, 0, 1.2)
  })
  const leaders = earlySpeeds.filter((e) => e > 0.72).length
  const tempo = clamp((leaders - 2.6 - 0.12 * (starters.length - 9)) / 2.2 + rng.normal(0, 0.25), -1.4, 1.7)
  const styleEdge = 2.4 - 6 * tempo + 0.25 * stage.rail.offsetM - (stage.venue.straightM - 350) / 60
  return { earlySpeeds, tempo, styleEdge }
}

/** Hidden: how forward the horse is this preparation; its trials show it, and it lasts two runs. */
export const readiness = (seed: string, entry: Pick<Entry, 'career'>, preps: number): number => rngFor(seed, 'readiness', entry.career.horse.sourceId, preps).normal(0, 2.2)

const conditionPoints = (stage: Stage, entry: Entry): number =>
  rngFor(stage.seed, 'condition', stage.key, entry.career.horse.sourceId).normal(0, 3) + (entry.prepRuns < 2 ? readiness(stage.seed, entry, entry.career.preps) : 0)

const pointsOf = (stage: Stage, starter: Starter, rank: number, size: number, early: number, styleEdge: number): Points => {
  const { entry, jockey } = starter
  const { horse } = entry.career
  const style = clamp(early, 0, 1) - 0.5
  return {
    ability: abilityOn(horse, stage.day), weight: -1.15 * (starter.weightKg - 57), going: (horse.wet * (stage.going - 4)) / 3, distance: distancePoints(horse.bestDistanceM, stage.race.distanceM),
    draw: drawPoints(stage, rank, size), jockey: jockey === null ? -2 : jockey.skill + jockey.frontRunning * 1.4 * style, trainer: entry.trainer.skill,
    partnership: jockey === null ? 0 : partnershipPoints(stage.seed, jockey, entry.trainer), fitness: fitnessPoints({ ...entry.career, prepRuns: entry.prepRuns }, entry.trainer),
    gear: gearPoints(entry.career, entry.trainer, entry.gear), style: style * styleEdge, direction: horse.rightHanded * (stage.venue.direction === 'RIGHT' ? 1 : -1),
    travel: entry.trainer.state !== stage.venue.state ? -1.3 : entry.trainer.location === stage.venue.name ? 0.9 : 0, rest: entry.restDays !== null && entry.prepRuns > 0 && entry.restDays < 10 ? -1 : 0,
    condition: conditionPoints(stage, entry),
  }
}

/** The points of every starter, in their order. */
export const strengthsOf = (stage: Stage, starters: readonly Starter[], pace: Pace): Points[] => {
  const byBarrier = [...starters].sort((a, b) => a.barrier - b.barrier)
  return starters.map((s, i) => pointsOf(stage, s, byBarrier.indexOf(s), starters.length, pace.earlySpeeds[i] ?? 0.5, pace.styleEdge))
}
