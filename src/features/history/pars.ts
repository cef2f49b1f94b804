import type { RaceCard } from '../../domain/race-card'
import { worldOf } from './families'
import { RunningMean } from './running-mean'

/** Figure of an average runner of the middle class, by its time. */
export const PAR = 100
/** Races over a surface of a world from which on its curve stands for a track. */
const LEAST_RACES = 5
/** Time grows with distance a little faster than distance: t = c x d^1.1, for the first races of a world. */
const SLOPE = 1.1
/** Races' worth of belief in it, as squared deviation of ln(distance). */
const SLOPE_BELIEF = 1
/** Races that the curve weighs against those of the track, and those of the track against the course with its rail position. */
const TRACK_BELIEF = 3
const COURSE_BELIEF = 10
/** A race that is off by more than so much of its par moves the par by no more than this. */
const CLIP = 0.02

/** Races that may be held against one another: jumps are apart from the flat. */
export const groundKey = (card: RaceCard): string => `${worldOf(card)}|${card.surface}|${card.kind === 'HURDLE' || card.kind === 'CHASE' ? card.kind : ''}`
export const trackKey = (card: RaceCard): string => `${groundKey(card)}|${card.venueId}|${card.distanceM}`

/** ln(time) as a straight line of ln(distance), least squares around the running means. */
class Curve {
  private n = 0
  private meanX = 0
  private meanY = 0
  private xx = SLOPE_BELIEF
  private xy = SLOPE_BELIEF * SLOPE
  get count(): number { return this.n }
  at(x: number): number { return this.meanY + (this.xy / this.xx) * (x - this.meanX) }
  add(x: number, y: number): void {
    const dx = x - this.meanX
    this.n++
    this.meanX += dx / this.n
    this.meanY += (y - this.meanY) / this.n
    this.xx += dx * (x - this.meanX)
    this.xy += dx * (y - this.meanY)
  }
}

/**
 * What an average runner of the middle class is expected to take on ordinary ground, by races of earlier days: the mean of
 * its course (rail position and all), drawn toward that of the venue, surface and distance, and that toward the curve of
 * time against distance of its world. Times are natural logarithms of milliseconds.
 */
export class ParBook {
  private readonly curves = new Map<string, Curve>()
  private readonly tracks = new Map<string, RunningMean>()
  private readonly courses = new Map<string, RunningMean>()

  /** NaN until a world has enough races. */
  of(card: RaceCard): number {
    const curve = this.curves.get(groundKey(card))
    if (card.distanceM === null || curve === undefined || curve.count < LEAST_RACES) return NaN
    const key = trackKey(card)
    const track = (this.tracks.get(key) ?? NONE).toward(curve.at(Math.log(card.distanceM)), TRACK_BELIEF)
    return (this.courses.get(`${key}|${card.courseLayout}`) ?? NONE).toward(track, COURSE_BELIEF)
  }

  /** Takes a race in: `logTime` of its average runner, freed from class, going and the day; `par` as it was before the race, NaN when there was none. */
  add(card: RaceCard, logTime: number, par: number): void {
    if (card.distanceM === null || Number.isNaN(logTime)) return
    const value = Number.isNaN(par) ? logTime : Math.min(par + CLIP, Math.max(par - CLIP, logTime))
    const key = trackKey(card)
    RunningMean.in(this.tracks, key).add(value)
    RunningMean.in(this.courses, `${key}|${card.courseLayout}`).add(value)
    const ground = groundKey(card)
    let curve = this.curves.get(ground)
    if (curve === undefined) this.curves.set(ground, (curve = new Curve()))
    curve.add(Math.log(card.distanceM), value)
  }
}
const NONE = new RunningMean()
