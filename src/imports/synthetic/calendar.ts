import { rngFor } from './prng'
import { STATES, venuesOf } from './venues'
import type { Tier, Venue } from './venues'
import { dateOf, monthOf, seasonOf, seasonStart, weekdayOf, weekOf } from './local-time'
import type { EpochDay } from './local-time'

/** A meeting that the calendar foresees. It follows from the seed and the day alone. */
export interface MeetingSlot {
  readonly day: EpochDay
  readonly venue: Venue
  readonly trials: boolean
  /** Races aimed at; fewer are run where horses are short. */
  readonly races: number
  /** Local, minutes after midnight. */
  readonly firstRaceMinutes: number
  /** Races run before the meeting is called off; null when it goes ahead. */
  readonly abandonedAfter: number | null
  readonly sourceId: string
}

/** Weekday, Monday first: which tier, which state of the rotation, how many races, when the first one jumps. */
const WEEK: readonly { readonly tier: Tier; readonly shift: number; readonly races: number; readonly start: number }[] = [
  { tier: 'COUNTRY', shift: 0, races: 5, start: 13 * 60 + 15 },
  { tier: 'COUNTRY', shift: 1, races: 5, start: 13 * 60 + 5 },
  { tier: 'PROVINCIAL', shift: 2, races: 6, start: 12 * 60 + 50 },
  { tier: 'COUNTRY', shift: 3, races: 5, start: 13 * 60 + 20 },
  { tier: 'PROVINCIAL', shift: 0, races: 6, start: 16 * 60 + 30 },
  { tier: 'METRO', shift: 0, races: 8, start: 12 * 60 + 10 },
  { tier: 'COUNTRY', shift: 2, races: 6, start: 12 * 60 + 40 },
]

const ABANDONED_IN_PLAY = { from: 200, to: 330, after: 3 }
const ABANDONED_AT_DAWN = { from: 30, to: 160, after: 0 }

/** One meeting a season is called off after its third race and one before its first. */
const abandonment = (seed: string, day: EpochDay): number | null => {
  const season = seasonOf(day)
  for (const fate of [ABANDONED_IN_PLAY, ABANDONED_AT_DAWN]) {
    const rng = rngFor(seed, 'abandonment', season, fate.after)
    if (day === seasonStart(season) + fate.from + rng.int(fate.to - fate.from)) return fate.after
  }
  return null
}

const stateAt = (index: number) => STATES[((index % STATES.length) + STATES.length) % STATES.length] ?? 'NSW'

const racing = (seed: string, day: EpochDay, tier: Tier, stateIndex: number, races: number, start: number, abandonedAfter: number | null): MeetingSlot => {
  const rng = rngFor(seed, 'slot', day, stateIndex)
  const venue = rng.pick(venuesOf(stateAt(stateIndex), tier))
  return { day, venue, trials: false, races: races - (rng.chance(0.3) ? 1 : 0), firstRaceMinutes: start + 5 * rng.int(4), abandonedAfter, sourceId: `s${seed}-${dateOf(day)}-${venue.code}` }
}

const trialSlots = (seed: string, day: EpochDay): MeetingSlot[] => {
  const week = weekOf(day)
  return [week % 2, 2 + (week % 2)].map((stateIndex) => {
    const venue = rngFor(seed, 'trials', day, stateIndex).pick(venuesOf(stateAt(stateIndex), 'PROVINCIAL'))
    return { day, venue, trials: true, races: 7, firstRaceMinutes: 9 * 60, abandonedAfter: null, sourceId: `s${seed}-${dateOf(day)}-${venue.code}-T` }
  })
}

/** The meetings of a day, at least one race meeting among them: two metropolitan ones on Saturdays, two sets of barrier trials on Tuesdays. */
export const slotsOf = (seed: string, day: EpochDay): readonly MeetingSlot[] => {
  const weekday = weekdayOf(day)
  const week = weekOf(day)
  const plan = WEEK[weekday]
  if (plan === undefined) throw new RangeError(`weekday ${weekday}`)
  const called = abandonment(seed, day)
  if (plan.tier === 'METRO') {
    return [racing(seed, day, 'METRO', week % 2, plan.races, plan.start, called), racing(seed, day, 'METRO', 2 + (week % 2), plan.races - 1, plan.start + 20, null)]
  }
  const meeting = racing(seed, day, plan.tier, week + plan.shift, plan.races, plan.start, called)
  return weekday === 1 ? [...trialSlots(seed, day), meeting] : [meeting]
}

/** Spring (September to November) and autumn (March to mid-April): when the feature races are run. */
export const isCarnival = (day: EpochDay): boolean => [8, 9, 10, 2, 3].includes(monthOf(day))
