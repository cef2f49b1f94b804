import type { FinishStatus, TempoRating } from '../../domain/vocabulary'
import { rngFor } from './prng'
import type { Rng } from './prng'
import { clamp, ln, roundTo } from './exact-math'
import { paceOf, strengthsOf, totalOf } from './strength'
import type { Pace, Points, Stage, Starter } from './strength'

/** Hidden: scale, in points, of the luck in one run (Gumbel, so chances of winning are exactly a softmax of the strengths over this). */
export const LUCK = 7.2
/** Milliseconds that a length takes. */
export const LENGTH_MS = 165

export interface Trouble { readonly points: number; readonly text: string }
/** How a starter got round. Lengths. */
export interface Run {
  readonly starter: Starter; readonly status: FinishStatus; readonly position: number | null; readonly marginLengths: number | null; readonly beatenLengths: number | null; readonly finishMs: number | null
  readonly settled: number; readonly trouble: Trouble | null; readonly figure: number
}
export interface RaceRun { readonly runs: readonly Run[]; readonly points: readonly Points[]; readonly pace: Pace; readonly tempo: TempoRating; readonly winningMs: number | null }

/** Hidden: what may go wrong and how often, one at most; and for a runner that is caught wide, that before. */
const TROUBLES: readonly (readonly [number, Trouble])[] = [
  [0.035, { points: -2.5, text: 'Slow to begin.' }], [0.03, { points: -2, text: 'Held up for clear running in the straight.' }], [0.02, { points: -2.5, text: 'Checked near the 700 m.' }],
  [0.02, { points: -1.5, text: 'Over-raced in the early stages.' }], [0.015, { points: -3, text: 'Bumped on jumping and lost ground.' }],
]

const WIDE: readonly [number, Trouble] = [0.25, { points: -1.6, text: 'Raced wide without cover.' }]
const mayRaceWide = (barrier: number, early: number, size: number): boolean => barrier > size * 0.65 && early > 0.35 && early < 0.7

const troubleOf = (rng: Rng, barrier: number, early: number, size: number): Trouble | null => {
  if (mayRaceWide(barrier, early, size) && rng.chance(WIDE[0])) return WIDE[1]
  let roll = rng.next()
  for (const [chance, trouble] of TROUBLES) {
    if (roll < chance) return trouble
    roll -= chance
  }
  return null
}

/** What `troubleOf` may draw: points lost and how likely, summing to 1. */
export const troublesOf = (barrier: number, early: number, size: number): readonly { readonly chance: number; readonly points: number }[] => {
  const wide = mayRaceWide(barrier, early, size) ? WIDE[0] : 0
  const others = TROUBLES.map(([chance, { points }]) => ({ chance: (1 - wide) * chance, points }))
  return [{ chance: (1 - wide) * (1 - TROUBLES.reduce((sum, [chance]) => sum + chance, 0)), points: 0 }, ...(wide > 0 ? [{ chance: wide, points: WIDE[1].points }] : []), ...others]
}

/** Hidden: how often a starter does not get home. */
export const MISHAP = 0.0022
const mishap = (rng: Rng): FinishStatus | null => (rng.chance(MISHAP) ? rng.pick(['FELL', 'LOST_RIDER', 'PULLED_UP', 'PULLED_UP', 'UNSEATED'] as const) : null)

const tempoOf = (tempo: number): TempoRating => (tempo < -0.95 ? 'VERY_SLOW' : tempo < -0.4 ? 'SLOW' : tempo < 0.2 ? 'MODERATE' : tempo < 0.75 ? 'GENUINE' : tempo < 1.3 ? 'FAST' : 'VERY_FAST')

/** Below this many lengths the judge calls a dead heat. */
const DEAD_HEAT = 0.004
/** A gap in lengths as a judge calls it: a dead heat, nose, half head, head, neck, then fractions. */
export const calledMargin = (gap: number): number =>
  gap < DEAD_HEAT ? 0 : gap < 0.075 ? 0.05 : gap < 0.15 ? 0.1 : gap < 0.25 ? 0.2 : gap < 0.4 ? 0.3 : gap < 0.62 ? 0.5 : gap < 8 ? roundTo(gap, 0.25) : roundTo(gap, 0.5)

/** Winning time in ms by distance, class of the winner, going and pace. */
export const winningTime = (stage: Stage, rng: Rng, best: number, tempo: number): number => {
  const { distanceM } = stage.race
  const plain = distanceM / (17.12 - 0.0006 * (distanceM - 1000))
  const track = rngFor('track-speed', stage.venue.code).normal(0, 0.003)
  const wet = stage.venue.surface === 'TURF' ? (stage.going - 4) * 0.0058 : -0.004
  const pace = tempo < 0 ? -0.011 * tempo : -0.002 * tempo
  const seconds = plain * (1 + track + wet + pace) - (best - 66) * 0.03 * (distanceM / 1400) + rng.normal(0, 0.22)
  return Math.round(seconds * 100) * 10
}

/** Lengths that a point is worth, for few of them. */
const lengthsPerPoint = (distanceM: number): number => 0.175 * (0.8 + distanceM / 7000)
/** Points behind the winner below which it is a dead heat. */
export const deadHeatPoints = (distanceM: number): number => (Math.sqrt(1 + 4 * 0.035 * DEAD_HEAT) - 1) / (2 * 0.035) / lengthsPerPoint(distanceM)

const lengthsBehind = (points: number, distanceM: number): number => {
  const raw = points * 0.175 * (0.8 + distanceM / 7000)
  return Math.min(45, raw * (1 + 0.035 * raw))
}

export interface Finisher { readonly index: number; readonly performance: number }

/** Runs the race. Finishers come in the order of their strength plus luck; equal calls share a position. */
export const runRace = (stage: Stage, starters: readonly Starter[]): RaceRun => {
  const rng = rngFor(stage.seed, 'run', stage.key)
  const pace = paceOf(stage, starters)
  const points = strengthsOf(stage, starters, pace)
  const settledOrder = starters.map((_, i) => i).sort((a, b) => (pace.earlySpeeds[b] ?? 0) - (pace.earlySpeeds[a] ?? 0))
  const draws = starters.map((s, i) => ({ luck: -LUCK * ln(-ln(clamp(rng.next(), 1e-9, 1 - 1e-9))), trouble: troubleOf(rng, s.barrier, pace.earlySpeeds[i] ?? 0.5, starters.length), mishap: mishap(rng) }))
  const field: Finisher[] = starters.map((_, i) => ({ index: i, performance: totalOf(points[i] as Points) + (draws[i]?.luck ?? 0) + (draws[i]?.trouble?.points ?? 0) }))
  const home = field.filter((f) => draws[f.index]?.mishap === null).sort((a, b) => b.performance - a.performance)
  const best = home[0]
  const winningMs = best === undefined ? null : winningTime(stage, rng, best.performance, pace.tempo)
  const placed = place(home, stage.race.distanceM)
  const runs = starters.map((starter, i): Run => {
    const at = placed.get(i)
    const settled = settledOrder.indexOf(i) + 1
    const figure = (field[i]?.performance ?? 0) - LUCK * 0.58 - (points[i]?.weight ?? 0) + 3
    const trouble = draws[i]?.trouble ?? null
    if (at === undefined || winningMs === null) return { starter, status: draws[i]?.mishap ?? 'DID_NOT_FINISH', position: null, marginLengths: null, beatenLengths: null, finishMs: null, settled, trouble, figure }
    return { starter, status: at.tied ? 'DEAD_HEAT' : 'FINISHED', position: at.position, marginLengths: at.margin, beatenLengths: at.beaten, finishMs: winningMs + Math.round((at.beaten * LENGTH_MS) / 10) * 10, settled, trouble, figure }
  })
  return { runs, points, pace, tempo: tempoOf(pace.tempo), winningMs }
}

export interface Place { readonly position: number; readonly tied: boolean; readonly margin: number; readonly beaten: number }

export const place = (home: readonly Finisher[], distanceM: number): Map<number, Place> => {
  const margins = home.map((f, k) => (k === 0 ? 0 : calledMargin(lengthsBehind((home[0]?.performance ?? 0) - f.performance, distanceM) - lengthsBehind((home[0]?.performance ?? 0) - (home[k - 1]?.performance ?? 0), distanceM))))
  const places = new Map<number, Place>()
  let beaten = 0, position = 1
  home.forEach((f, k) => {
    const margin = margins[k] ?? 0
    const tiesAhead = k > 0 && margin === 0, tiesBehind = k + 1 < home.length && margins[k + 1] === 0
    beaten = Math.round((beaten + margin) * 100) / 100
    if (!tiesAhead) position = k + 1
    places.set(f.index, { position, tied: tiesAhead || tiesBehind, margin, beaten })
  })
  return places
}
