import type { CardRunner } from '../../domain/race-card'

/** Class of an average horse, points of an official rating. */
const MIDDLE_CLASS = 60
/** Points of figure a point of class is worth until races tell. */
const SLOPE = 0.3
/** Belief in it, as squared points of class: that of a hundred races 20 points from the middle. */
const SLOPE_BELIEF = 40_000
/** Runs that the class weighs against what the horse itself has done; a run counts for less with every later one. */
const CLASS_BELIEF = 2
const FADE = 0.9

interface Shown { sum: number; weight: number }

/**
 * How far above 100 a runner is expected to run, points: by its earlier figures, the newest counting most, drawn toward what
 * the class of the race is worth. It takes the quality of a field out of its time, so that good fields do not pass for a fast track.
 */
export class AbilityBook {
  private readonly horses = new Map<number, Shown>()
  private readonly slopes = new Map<string, { xy: number; xx: number }>()

  ofClass(world: string, classRating: number): number {
    if (Number.isNaN(classRating)) return 0
    const slope = this.slopes.get(world)
    return (classRating - MIDDLE_CLASS) * (slope === undefined ? SLOPE : slope.xy / slope.xx)
  }
  of({ horseId }: CardRunner, ofClass: number): number {
    const shown = this.horses.get(horseId)
    return shown === undefined ? ofClass : (CLASS_BELIEF * ofClass + shown.sum) / (CLASS_BELIEF + shown.weight)
  }
  /** `above` is the figure less 100. */
  add({ horseId }: CardRunner, above: number): void {
    const shown = this.horses.get(horseId)
    if (shown === undefined) { this.horses.set(horseId, { sum: above, weight: 1 }); return }
    shown.sum = shown.sum * FADE + above
    shown.weight = shown.weight * FADE + 1
  }
  /** Takes in how far above 100 the average runner of a race ran. */
  addRace(world: string, classRating: number, above: number): void {
    const x = classRating - MIDDLE_CLASS
    if (Number.isNaN(x) || Number.isNaN(above)) return
    let slope = this.slopes.get(world)
    if (slope === undefined) this.slopes.set(world, (slope = { xy: SLOPE * SLOPE_BELIEF, xx: SLOPE_BELIEF }))
    slope.xy += x * above
    slope.xx += x * x
  }
}
