import { rngFor } from './prng'
import type { Rng } from './prng'
import { clamp } from './exact-math'
import { ageOn } from './horses'
import type { Career } from './career'
import { declareGear } from './gear'
import type { GearPlan } from './gear'
import { weightsOf } from './handicapping'
import { distancesFor, featuresOf, ordinaryClasses } from './programme'
import type { RaceClass } from './programme'
import { claimKgAfter } from './people'
import type { Jockey, People, Trainer } from './people'
import type { MeetingSlot } from './calendar'

/** A horse entered for a race, as it stood when entries closed. */
export interface Entry {
  readonly career: Career; readonly trainer: Trainer; readonly rating: number; readonly age: number; readonly prepRuns: number; readonly restDays: number | null;
  readonly number: number; readonly barrier: number; readonly emergency: number | null
  readonly jockey: Jockey | null; readonly claimKg: number; readonly allocatedKg: number; readonly gear: readonly GearPlan[]
}
export interface PlannedRace { readonly number: number; readonly raceClass: RaceClass; readonly distanceM: number; readonly fieldLimit: number; readonly entries: readonly Entry[] }

/** What entries are made from: the state of the stable yards on one day. */
export interface Yard { readonly seed: string; readonly people: People; readonly careers: readonly Career[]; readonly jockeyWins: readonly number[] }

/** Entries close so many days before the meeting. Nothing that happens later can be seen in them. */
export const LEAD_DAYS = 8
const EMERGENCIES = 2
const SMALLEST_FIELD = 6
/** A meeting that cannot fill so many races from its own state invites the others. */
const FEWEST_RACES = 5

/** The trip that the stable wants next: shorter when fresh, and not always what suits the horse. */
const wantedDistance = (seed: string, career: Career): number => {
  const misjudged = rngFor(seed, 'trip', career.horse.sourceId).normal(1, 0.07)
  const stage = career.prepRuns === 0 ? 0.88 : career.prepRuns === 1 ? 0.95 : 1.01
  return clamp(career.horse.bestDistanceM * misjudged * stage, 1000, 2400)
}

const isReady = (career: Career, slot: MeetingSlot): boolean =>
  !career.retired && !career.committed && career.trialledDay !== null && career.trialledDay <= slot.day - LEAD_DAYS && (career.lastRunDay === null || slot.day - career.lastRunDay >= 10 - (career.prepRuns > 2 ? 2 : 0))

interface Candidate { readonly career: Career; readonly wanted: number; readonly keen: number; readonly local: boolean; readonly age: number }
interface Choice { readonly raceClass: RaceClass; readonly distanceM: number; readonly takers: readonly Candidate[]; readonly worth: number }

const candidates = (yard: Yard, slot: MeetingSlot, rng: Rng): Candidate[] =>
  yard.careers.filter((c) => isReady(c, slot)).map((career) => {
    const rest = career.lastRunDay === null || career.prepRuns === 0 ? 18 : slot.day - career.lastRunDay
    return { career, wanted: wantedDistance(yard.seed, career), keen: clamp(rest, 8, 30) / 10 + rng.next(), age: ageOn(career.horse, slot.day), local: yard.people.trainers[career.horse.trainer]?.state === slot.venue.state }
  })

/** A race of a class at each distance of the course, with those who would take it. Features draw the best from other states; `anywhere` draws all. */
const choicesOf = (pool: readonly Candidate[], slot: MeetingSlot, raceClass: RaceClass, limit: number, rng: Rng, anywhere: boolean): Choice[] => {
  const away = raceClass.pattern !== 'NONE'
  const appeal = raceClass.code === '3YO' || raceClass.sexRestriction !== null ? 1.35 : 1
  const eligible = pool.filter((c) => (c.local || anywhere || (away && c.career.rating >= 82)) && raceClass.admits(c.career, c.age))
  return distancesFor(slot.venue, raceClass).map((distanceM) => {
    const takers = eligible.filter((c) => Math.abs(distanceM - c.wanted) <= 0.19 * c.wanted)
    return { raceClass, distanceM, takers, worth: Math.min(takers.length, limit + 2) * appeal * rng.between(0.7, 1.3) }
  })
}

const numbersOf = (field: readonly Career[], weights: readonly number[], run: number): number[] => {
  const order = field.map((_, i) => i).sort((a, b) => Number(a >= run) - Number(b >= run) || (weights[b] ?? 0) - (weights[a] ?? 0) || (field[b]?.rating ?? 0) - (field[a]?.rating ?? 0) || a - b)
  const numbers: number[] = []
  order.forEach((index, rank) => { numbers[index] = rank + 1 })
  return numbers
}

export const shuffled = (rng: Rng, size: number): number[] => {
  const list = Array.from({ length: size }, (_, i) => i + 1)
  for (let i = size - 1; i > 0; i--) {
    const j = rng.int(i + 1), a = list[i] ?? 0
    list[i] = list[j] ?? 0
    list[j] = a
  }
  return list
}

/** Chooses a rider from those still free: the stable's own, the one who rode the horse last, the better ones for the better horses. */
const bookJockey = (free: Jockey[], career: Career, trainer: Trainer, claims: boolean, rng: Rng): Jockey | null => {
  let best = -1, bestScore = -Infinity
  free.forEach((jockey, i) => {
    if (jockey.apprentice && !claims && rng.chance(0.8)) return
    const score = jockey.skill * 0.5 + (trainer.retained.includes(jockey.index) ? 3 : 0) + (career.lastJockey === jockey.index ? 2 : 0) + rng.normal(0, 2)
    if (score > bestScore) { bestScore = score; best = i }
  })
  return best < 0 ? null : free.splice(best, 1)[0] ?? null
}

const enter = (yard: Yard, slot: MeetingSlot, choice: Choice, limit: number, rng: Rng): readonly Entry[] => {
  const chosen = [...choice.takers].sort((a, b) => b.keen - a.keen || (a.career.horse.sourceId < b.career.horse.sourceId ? -1 : 1)).slice(0, limit + EMERGENCIES).map((c) => c.career)
  const run = Math.min(limit, chosen.length)
  const weights = weightsOf(chosen, choice.raceClass, slot.day), numbers = numbersOf(chosen, weights, run), barriers = shuffled(rng, chosen.length)
  const free = yard.people.jockeys.filter((j) => j.state === slot.venue.state)
  const byQuality = chosen.map((_, i) => i).sort((a, b) => (chosen[b]?.rating ?? 0) - (chosen[a]?.rating ?? 0) || a - b)
  const entries: Entry[] = []
  for (const i of byQuality) {
    const career = chosen[i], trainer = career && yard.people.trainers[career.horse.trainer], allocatedKg = weights[i], number = numbers[i], barrier = barriers[i]
    if (career === undefined || trainer === undefined || allocatedKg === undefined || number === undefined || barrier === undefined) continue
    const emergency = number > run ? number - run : null
    const jockey = emergency === null ? bookJockey(free, career, trainer, choice.raceClass.claims, rng) : null
    const claimKg = jockey !== null && choice.raceClass.claims ? claimKgAfter(jockey, yard.jockeyWins[jockey.index] ?? 0) : 0
    career.committed = true
    entries.push({
      career, trainer, rating: career.rating, age: ageOn(career.horse, slot.day), prepRuns: career.prepRuns, restDays: career.lastRunDay === null ? null : slot.day - career.lastRunDay,
      number, barrier, emergency, jockey, claimKg, allocatedKg, gear: declareGear(yard.seed, career, rng),
    })
  }
  return entries.sort((a, b) => a.number - b.number)
}

/** Makes the races of a meeting from the horses that want a run: features first, then whichever class and distance draws most, until horses run short. Marks them committed. */
export const planMeeting = (yard: Yard, slot: MeetingSlot): PlannedRace[] => {
  const rng = rngFor(yard.seed, 'programme', slot.sourceId)
  const features = [...featuresOf(rng, slot.venue.tier, slot.day)]
  let pool = candidates(yard, slot, rng)
  const plans: Omit<PlannedRace, 'number'>[] = []
  const used = new Map<string, number>()
  let anywhere = false
  while (plans.length < slot.races) {
    const wanted = features.shift()
    const limit = slot.venue.tier === 'METRO' ? 10 + rng.int(6) : 8 + rng.int(6)
    const classes = wanted === undefined ? ordinaryClasses(slot.venue.tier) : [wanted]
    const choices = classes.flatMap((c) => choicesOf(pool, slot, c, limit, rng, anywhere))
    const best = choices.filter((c) => c.takers.length >= SMALLEST_FIELD).sort((a, b) => b.worth / (1 + (used.get(b.raceClass.code) ?? 0) * 0.3) - a.worth / (1 + (used.get(a.raceClass.code) ?? 0) * 0.3))[0]
    if (best === undefined) {
      if (wanted !== undefined) continue
      if (anywhere || plans.length >= FEWEST_RACES) break
      anywhere = true
      continue
    }
    used.set(best.raceClass.code, (used.get(best.raceClass.code) ?? 0) + 1)
    plans.push({ raceClass: best.raceClass, distanceM: best.distanceM, fieldLimit: limit, entries: enter(yard, slot, best, limit, rng) })
    pool = pool.filter((c) => !c.career.committed)
  }
  return inProgrammeOrder(plans)
}

/** Features late on the card, the rest as they came. */
const inProgrammeOrder = (plans: readonly Omit<PlannedRace, 'number'>[]): PlannedRace[] =>
  [...plans].sort((a, b) => a.raceClass.prize - b.raceClass.prize || a.distanceM - b.distanceM).map((plan, i) => ({ ...plan, number: i + 1 }))
