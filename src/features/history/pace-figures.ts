import type { RaceCard } from '../../domain/race-card'
import { finishingSpeedPercent, lastMetresMs, type Section } from '../../domain/sectional'
import type { RatedField } from './run-row'
import { groundKey, PAR, trackKey } from './pars'
import type { RunColumn } from './run-columns'
import type { RunStore } from './run-store'
import { RunningMean } from './running-mean'

/** Races over the distance in a world from which on they tell how a race is run. */
const LEAST_RACES = 3
/** Races that the distance anywhere weighs against those of the track. */
const WORLD_BELIEF = 5
const POINTS = 1_000
/** Above this the time of a part is wrong; below 0 the horse was eased. */
const MOST = 300

/** Parts of a race. `late400` and `late600` both make the late figure; `lead` is the early part of whoever was first at 800 m. */
type Part = 'early' | 'middle' | 'late400' | 'late600' | 'lead'
type Times = Readonly<Record<Part, number>>
const PARTS: readonly Part[] = ['early', 'middle', 'late400', 'late600', 'lead']

/** Times of the parts of a run, milliseconds; NaN where its sections do not break there. */
function timesOf(sections: readonly Section[], distanceM: number): Times {
  const late = (metres: number): number => lastMetresMs(sections, metres) ?? NaN
  const [from800, late400] = [late(800), late(400)]
  return { early: late(distanceM) - from800, middle: from800 - late400, late400, late600: Number.isNaN(late400) ? late(600) : NaN, lead: NaN }
}
/** NaN unless the whole run was timed. */
const finishingSpeed = (sections: readonly Section[], distanceM: number | null): number => (sections[0]?.fromM === distanceM ? finishingSpeedPercent(sections) ?? NaN : NaN)
/** By starter. */
function partsOf({ race: { card }, starters }: RatedField): readonly Times[] {
  const own = starters.map(({ outcome: { sections } }) => (sections.length === 0 ? NOTHING : timesOf(sections, card.distanceM ?? NaN)))
  const first = own.reduce((least, { early }) => (early < least ? early : least), Infinity)
  return own.map((times) => (times.early === first ? { ...times, lead: first } : times))
}
const NOTHING: Times = { early: NaN, middle: NaN, late400: NaN, late600: NaN, lead: NaN }

const figure = (ms: number, expectedMs: number): number => {
  const value = PAR + POINTS * (1 - ms / expectedMs)
  return value > MOST ? NaN : Math.max(0, value)
}
const meanOf = (values: readonly number[]): number => {
  const known = values.filter((value) => !Number.isNaN(value))
  return known.length === 0 ? NaN : known.reduce((sum, value) => sum + value, 0) / known.length
}

/**
 * Pace figures: the time of a part of the race against the share of the whole that the part takes in races over the course
 * and distance, by earlier days. The share of a race is that of its runners' mean, the leader's of the same mean.
 */
export class PaceBook {
  private readonly worlds = new Map<string, RunningMean>()
  private readonly tracks = new Map<string, RunningMean>()
  private readonly day: (() => void)[] = []

  /** Fills the pace columns of a race. `expectedMs` is the whole time that is worth 100 on the day, NaN when unknown; `times` are those of the starters. */
  rate(field: RatedField, times: Float64Array, expectedMs: number, runs: RunStore): void {
    const { race: { card }, first, starters } = field
    if (starters.every(({ outcome }) => outcome.sections.length === 0)) return
    const parts = partsOf(field)
    const [early, middle, late400, late600, lead] = PARTS.map((part) => expectedMs * this.shareOf(card, part)) as [number, number, number, number, number]
    parts.forEach((own, i) => {
      const put = (column: RunColumn, value: number): void => runs.set(first + i, column, value)
      put('earlyFigure', figure(own.early, early))
      put('middleFigure', figure(own.middle, middle))
      put('lateFigure', Number.isNaN(own.late400) ? figure(own.late600, late600) : figure(own.late400, late400))
      put('finishingSpeed', finishingSpeed((starters[i] as (typeof starters)[number]).outcome.sections, card.distanceM))
    })
    const leader = parts.find(({ lead }) => !Number.isNaN(lead))
    const tempo = leader === undefined ? NaN : figure(leader.lead, lead)
    starters.forEach((_, i) => runs.set(first + i, 'tempo', tempo))
    this.remember(card, parts, times)
  }

  /** The day is over: what it showed counts from now on. */
  endDay(): void { for (const add of this.day.splice(0)) add() }

  private shareOf(card: RaceCard, part: Part): number {
    const world = this.worlds.get(`${groundKey(card)}|${card.distanceM}|${part}`)
    if (world === undefined || world.count < LEAST_RACES) return NaN
    return Math.exp(this.tracks.get(`${trackKey(card)}|${part}`)?.toward(world.mean, WORLD_BELIEF) ?? world.mean)
  }
  private remember(card: RaceCard, parts: readonly Times[], times: Float64Array): void {
    const whole = meanOf(parts.map(({ early, late400, late600 }, i) => (Number.isNaN(early) && Number.isNaN(late400) && Number.isNaN(late600) ? NaN : times[i] as number)))
    for (const part of PARTS) {
      const value = Math.log(meanOf(parts.map((own) => own[part])) / whole)
      if (Number.isNaN(value)) continue
      this.day.push(() => {
        RunningMean.in(this.worlds, `${groundKey(card)}|${card.distanceM}|${part}`).add(value)
        RunningMean.in(this.tracks, `${trackKey(card)}|${part}`).add(value)
      })
    }
  }
}
