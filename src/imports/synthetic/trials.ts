import { rngFor } from './prng'
import { ageOn } from './horses'
import type { Career } from './career'
import { shuffled } from './entries'
import type { Entry, PlannedRace, Yard } from './entries'
import type { RaceClass } from './programme'
import { place, winningTime, LENGTH_MS } from './race-run'
import type { RaceRun, Run } from './race-run'
import { paceOf, readiness } from './strength'
import type { Stage, Starter } from './strength'
import { abilityOn } from './horses'
import type { MeetingSlot } from './calendar'

const HEAT = 9
const DISTANCES = [800, 900, 1000, 1050] as const

export const TRIAL: RaceClass = {
  code: 'BT', text: 'Barrier Trial', pattern: 'NONE', weights: 'OTHER', ratingLow: null, ratingHigh: null, ageRestriction: null, sexRestriction: null, claims: true, prize: 0, admits: () => true,
}

const wantsTrial = (career: Career, slot: MeetingSlot, yard: Yard): boolean =>
  !career.retired && !career.committed && career.trialledDay === null && career.readyDay <= slot.day && yard.people.trainers[career.horse.trainer]?.state === slot.venue.state

/** The heats of a morning of trials: every horse of the state that is ready to come back, two-year-olds among themselves. Marks them committed. */
export const planTrials = (yard: Yard, slot: MeetingSlot): PlannedRace[] => {
  const rng = rngFor(yard.seed, 'trial-heats', slot.sourceId)
  const waiting = yard.careers.filter((c) => wantsTrial(c, slot, yard)).slice(0, slot.races * HEAT)
  const jockeys = yard.people.jockeys.filter((j) => j.state === slot.venue.state)
  const groups = [waiting.filter((c) => ageOn(c.horse, slot.day) === 2), waiting.filter((c) => ageOn(c.horse, slot.day) > 2)]
  const heats = groups.flatMap((group) => {
    const count = Math.max(1, Math.ceil(group.length / HEAT))
    return Array.from({ length: count }, (_, h) => group.filter((_, i) => i % count === h))
  }).filter((heat) => heat.length >= 3)
  return heats.map((heat, h): PlannedRace => {
    const riders = shuffled(rng, jockeys.length), barriers = shuffled(rng, heat.length)
    const entries = heat.flatMap((career, i): Entry[] => {
      const trainer = yard.people.trainers[career.horse.trainer], jockey = jockeys[(riders[i] ?? 1) - 1]
      if (trainer === undefined || jockey === undefined) return []
      career.committed = true
      return [{ career, trainer, rating: career.rating, age: ageOn(career.horse, slot.day), prepRuns: 0, restDays: null, number: i + 1, barrier: barriers[i] ?? i + 1, emergency: null, jockey, claimKg: 0, allocatedKg: 57, gear: [] }]
    })
    return { number: h + 1, raceClass: TRIAL, distanceM: rng.pick(DISTANCES), fieldLimit: HEAT, entries }
  })
}

/** A trial shows ability and how forward the horse is, but few are asked for everything. */
export const runTrial = (stage: Stage, starters: readonly Starter[]): RaceRun => {
  const rng = rngFor(stage.seed, 'trial-run', stage.key)
  const pace = paceOf(stage, starters)
  const home = starters.map((s, index) => ({ index, performance: 0.6 * abilityOn(s.entry.career.horse, stage.day) + 1.3 * readiness(stage.seed, s.entry, s.entry.career.preps) - rng.between(0, 9) + rng.normal(0, 2) })).sort((a, b) => b.performance - a.performance)
  const order = starters.map((_, i) => i).sort((a, b) => (pace.earlySpeeds[b] ?? 0) - (pace.earlySpeeds[a] ?? 0))
  const winningMs = winningTime(stage, rng, 40, pace.tempo)
  const placed = place(home, stage.race.distanceM)
  const runs = starters.map((starter, i): Run => {
    const at = placed.get(i)
    const beaten = at?.beaten ?? 0
    return { starter, status: at?.tied === true ? 'DEAD_HEAT' : 'FINISHED', position: at?.position ?? null, marginLengths: at?.margin ?? null, beatenLengths: beaten, finishMs: winningMs + Math.round((beaten * LENGTH_MS) / 10) * 10, settled: order.indexOf(i) + 1, trouble: null, figure: 0 }
  })
  return { runs, points: [], pace, tempo: 'MODERATE', winningMs }
}
