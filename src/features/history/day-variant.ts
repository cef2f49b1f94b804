import type { RaceCard } from '../../domain/race-card'
import { median } from './median'
import { groundKey } from './pars'
import { RunningMean } from './running-mean'

/** Races that no effect of the going weighs against those of all venues, and these against those of the venue. */
const WORLD_BELIEF = 20
const VENUE_BELIEF = 20
/** Races that the expected effect of the going weighs against those of the day. */
const DAY_BELIEF = 1
/** A race farther than so many points from the middle of its day counts as if it were only so far. */
const CLIP = 20
/** A race so many points off what its runners and its day let expect was not timed, or not over the distance that is written down. */
export const ABSURD = 80

const venueGround = (card: RaceCard): string => `${groundKey(card)}|${card.venueId}`

/** How much slower races are run on each going than on ordinary ground, points, by earlier days. */
export class GoingBook {
  private readonly worlds = new Map<string, RunningMean>()
  private readonly venues = new Map<string, RunningMean>()

  /** 0 where nothing is known. */
  of(card: RaceCard, wetness: number): number {
    const step = Math.round(wetness)
    const world = this.worlds.get(`${groundKey(card)}|${step}`)?.toward(0, WORLD_BELIEF) ?? 0
    return this.venues.get(`${venueGround(card)}|${step}`)?.toward(world, VENUE_BELIEF) ?? world
  }
  add(card: RaceCard, wetness: number, slower: number): void {
    const step = Math.round(wetness)
    RunningMean.in(this.worlds, `${groundKey(card)}|${step}`).add(slower)
    RunningMean.in(this.venues, `${venueGround(card)}|${step}`).add(slower)
  }
}

/** Races that share a track on a day. */
export const variantKey = (card: RaceCard): string => `${venueGround(card)}|${card.date}`

/**
 * Variant of a day at a venue, points slower than pars and going let expect, from what each of its races was slower: their
 * mean, far ones drawn in and absurd ones left out, shrunk toward 0. A wrong time among them moves it little.
 */
export function dayVariant(slower: readonly number[]): number {
  const middle = median(slower)
  let [sum, count] = [0, 0]
  for (const value of slower) {
    if (Math.abs(value - middle) > ABSURD) continue
    sum += middle + Math.max(-CLIP, Math.min(CLIP, value - middle))
    count++
  }
  return sum / (count + DAY_BELIEF)
}
