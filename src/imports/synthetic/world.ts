import { rngFor } from './prng'
import { slotsOf } from './calendar'
import type { MeetingSlot } from './calendar'
import { newcomer, ratingAfter, sendToSpell, veteran } from './career'
import type { Career } from './career'
import { LEAD_DAYS, planMeeting } from './entries'
import type { PlannedRace, Yard } from './entries'
import { ageOn, CROP, horseOf } from './horses'
import { meetingFates, runMeeting } from './meeting-run'
import type { MeetingTruth } from './meeting-run'
import { peopleOf } from './people'
import { planTrials } from './trials'
import { monthOf, seasonOf } from './local-time'
import type { EpochDay } from './local-time'

const OLDEST = 9

interface World extends Yard { readonly careers: Career[]; readonly jockeyWins: number[] }

const openWorld = (seed: string, from: EpochDay): World => {
  const people = peopleOf(seed)
  const careers: Career[] = []
  for (let age = 2; age <= OLDEST; age++) {
    for (let i = 0; i < CROP; i++) {
      const horse = horseOf(seed, seasonOf(from) - age, i)
      const career = age === 2 ? newcomer(seed, horse, from) : veteran(seed, horse, from)
      if (career !== null) careers.push(career)
    }
  }
  return { seed, people, careers, jockeyWins: people.jockeys.map((j) => j.winsBefore) }
}

/** 1 August: a new crop joins, the old and the slow leave. */
const turnYear = (world: World, day: EpochDay): void => {
  for (const career of world.careers) {
    const age = ageOn(career.horse, day)
    const leaves = rngFor(world.seed, 'retirement', career.horse.sourceId, age).next()
    if (age > OLDEST || leaves < 0.06 + 0.05 * Math.max(0, age - 3) + (career.starts > 10 && career.rating < 52 ? 0.35 : 0)) career.retired = true
  }
  for (let i = 0; i < CROP; i++) world.careers.push(newcomer(world.seed, horseOf(world.seed, seasonOf(day) - 2, i), day))
}

const afterRace = (world: World, meeting: MeetingTruth): void => {
  const { slot } = meeting
  for (const race of meeting.races) {
    for (const entry of race.plan.entries) entry.career.committed = false
    for (const run of race.run?.runs ?? []) {
      const { career } = run.starter.entry
      if (slot.trials) {
        career.trialledDay = slot.day
        continue
      }
      career.rating = ratingAfter(career.rating, run.position, run.figure, career.starts)
      career.starts++
      career.prepRuns++
      career.lastRunDay = slot.day
      career.lastJockey = run.starter.jockey?.index ?? null
      career.flops = run.position !== null && run.position <= 3 ? 0 : career.flops + 1
      if (run.position === 1) {
        career.wins++
        if (run.starter.jockey !== null) world.jockeyWins[run.starter.jockey.index] = (world.jockeyWins[run.starter.jockey.index] ?? 0) + 1
      }
      const hurt = run.position === null || rngFor(world.seed, 'injury', career.horse.sourceId, slot.day).chance(0.015)
      if (hurt || career.prepRuns >= career.prepLength) sendToSpell(world.seed, career, slot.day)
    }
  }
}

interface Planned { readonly slot: MeetingSlot; readonly plans: readonly PlannedRace[] }

/**
 * Every meeting from `from` (a 1 August) to `last`, in the order of days, lived through one after another. Entries are made LEAD_DAYS days ahead from what had
 * happened by then, so the card of a coming meeting cannot betray a result that has not been published.
 */
export function* meetingsOf(seed: string, from: EpochDay, last: EpochDay): Generator<MeetingTruth> {
  const world = openWorld(seed, from)
  const planned = new Map<EpochDay, Planned[]>()
  const plan = (day: EpochDay): void => {
    planned.set(day, slotsOf(seed, day).map((slot) => ({ slot, plans: slot.trials ? planTrials(world, slot) : planMeeting(world, slot) })))
  }
  for (let day = from; day < from + LEAD_DAYS; day++) plan(day)
  for (let day = from; day <= last; day++) {
    if (day > from && monthOf(day) === 7 && monthOf(day - 1) === 6) turnYear(world, day)
    const today = (planned.get(day) ?? []).map((p) => ({ ...p, fates: meetingFates(world, p.slot, p.plans) }))
    planned.delete(day)
    for (const { slot, plans, fates } of today) {
      const meeting = runMeeting(world, slot, plans, fates)
      afterRace(world, meeting)
      yield meeting
    }
    plan(day + LEAD_DAYS)
  }
}
