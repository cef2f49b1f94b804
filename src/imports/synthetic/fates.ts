import { rngFor } from './prng'
import { DAY_MS, localInstant, MINUTE_MS } from './local-time'
import { ZONES } from './venues'
import type { Entry, PlannedRace, Yard } from './entries'
import { claimKgAfter } from './people'
import type { Jockey } from './people'
import type { MeetingSlot } from './calendar'

/** Instants in ms. */
export interface Scratching { readonly at: number; readonly late: boolean; readonly reason: string; readonly deductionCents: number }
export interface Rider { readonly jockey: Jockey; readonly claimKg: number }
/** What happens to an entry between the acceptances and the off. */
export interface Fate {
  readonly scratching: Scratching | null
  /** An emergency that gained a start; null otherwise. */
  readonly gainedAt: number | null
  readonly riderChange: { readonly at: number; readonly to: Rider; readonly reason: string } | null
  readonly overweight: { readonly at: number; readonly kg: number } | null
  readonly lateGear: { readonly at: number; readonly code: string } | null
  readonly barrierChange: { readonly at: number; readonly before: number } | null
}
export interface RaceFate { readonly scheduled: number; readonly delay: { readonly at: number; readonly to: number } | null; readonly start: number; readonly off: number; readonly fates: readonly Fate[] }

/** The steps of a race week at a meeting, as instants in ms. */
export interface Deadlines { readonly acceptances: number; readonly marketOpens: number; readonly scratchingDeadline: number }
export const deadlinesOf = (slot: MeetingSlot): Deadlines => {
  const zone = ZONES[slot.venue.state]
  return { acceptances: localInstant(zone, slot.day - 3, 12 * 60), marketOpens: localInstant(zone, slot.day - 1, 10 * 60), scratchingDeadline: localInstant(zone, slot.day, 7 * 60 + 30) }
}

const EARLY_REASONS = ['transferred to another meeting', 'temperature', 'lame near fore', 'track condition', 'poor coat, blood count', 'barrier draw'] as const
const LATE_REASONS = ['lame off fore, veterinary advice', 'elevated temperature, veterinary advice', 'kicked in the float', 'injured in the barriers', 'broke through the gates', 'bled from one nostril in the parade'] as const

const scratchingOf = (key: readonly (string | number)[], slot: MeetingSlot, start: number): Scratching | null => {
  const rng = rngFor(...key)
  const fate = rng.next()
  const { marketOpens, scratchingDeadline } = deadlinesOf(slot)
  if (fate < 0.05) {
    const at = rng.chance(0.5) ? marketOpens + Math.round(rng.between(30, 480)) * MINUTE_MS : scratchingDeadline - Math.round(rng.between(1, 90)) * MINUTE_MS
    return { at, late: false, reason: rng.pick(EARLY_REASONS), deductionCents: 0 }
  }
  if (fate > 0.009 + 0.05) return null
  const at = rng.chance(0.4) ? start - 2 * MINUTE_MS : start - Math.round(rng.between(35, 150)) * MINUTE_MS
  return { at: Math.max(at, scratchingDeadline + 20 * MINUTE_MS), late: true, reason: rng.pick(LATE_REASONS), deductionCents: 0 }
}

const startTimes = (seed: string, slot: MeetingSlot, number: number): Omit<RaceFate, 'fates'> => {
  const rng = rngFor(seed, 'start', slot.sourceId, number)
  const gaps = rngFor(seed, 'gaps', slot.sourceId)
  let minutes = slot.firstRaceMinutes
  for (let race = 1; race < number; race++) minutes += slot.trials ? 15 : 35 + 5 * gaps.int(2)
  const scheduled = localInstant(ZONES[slot.venue.state], slot.day, minutes)
  const delay = !slot.trials && rng.chance(0.02) ? { at: scheduled - (15 + rng.int(20)) * MINUTE_MS, to: scheduled + (5 + 5 * rng.int(2)) * MINUTE_MS } : null
  const start = delay?.to ?? scheduled
  return { scheduled, delay, start, off: start + 1000 * Math.floor(150 * rng.next() * rng.next()) }
}

/** Emergencies come in by order, each for a runner out by the scratching deadline. */
const gains = (entries: readonly Entry[], scratchings: readonly (Scratching | null)[]): Set<number> => {
  let room = entries.filter((e, i) => e.emergency === null && scratchings[i]?.late === false).length
  const gained = new Set<number>()
  entries.forEach((e, i) => {
    if (e.emergency !== null && scratchings[i] === null && room > 0) { room--; gained.add(i) }
  })
  return gained
}

const riderFrom = (yard: Yard, claims: boolean, free: Jockey[], pick: number): Rider | null => {
  const jockey = free.splice(pick, 1)[0]
  return jockey === undefined ? null : { jockey, claimKg: claims ? claimKgAfter(jockey, yard.jockeyWins[jockey.index] ?? 0) : 0 }
}

/** Everything that will happen to a race's entries before the off. A function of the entries and the seed; `now` decides how much of it anyone is told. */
export const raceFate = (yard: Yard, slot: MeetingSlot, race: PlannedRace): RaceFate => {
  const times = startTimes(yard.seed, slot, race.number)
  const { scratchingDeadline, acceptances } = deadlinesOf(slot)
  const scratchings = race.entries.map((e) => (slot.trials ? null : scratchingOf([yard.seed, 'scratching', slot.sourceId, race.number, e.career.horse.sourceId], slot, times.start)))
  const gained = gains(race.entries, scratchings)
  const riding = new Set(race.entries.map((e) => e.jockey?.index))
  const free = yard.people.jockeys.filter((j) => j.state === slot.venue.state && !riding.has(j.index) && (race.raceClass.claims || !j.apprentice))
  const rng = rngFor(yard.seed, 'fates', slot.sourceId, race.number)
  const swap = rng.chance(slot.trials ? 0 : 0.012) && race.entries.length > 3 ? [rng.int(2), 2 + rng.int(race.entries.length - 2)] as const : null
  const fates = race.entries.map((e, i): Fate => {
    const changes = !slot.trials && scratchings[i] === null && rng.chance(0.025)
    const rider = (gained.has(i) || changes) && free.length > 0 ? riderFrom(yard, race.raceClass.claims, free, rng.int(free.length)) : null
    const heavy = !slot.trials && e.emergency === null && rng.chance(0.012)
    const tongueTie = !slot.trials && rng.chance(0.006) && !e.gear.some((g) => g.code === 'TT')
    const other = swap === null ? undefined : i === swap[0] ? race.entries[swap[1]] : i === swap[1] ? race.entries[swap[0]] : undefined
    return {
      scratching: scratchings[i] ?? null, gainedAt: gained.has(i) ? scratchingDeadline : null,
      riderChange: rider === null ? null : { at: scratchingDeadline + (gained.has(i) ? 0 : (20 + rng.int(90)) * MINUTE_MS), to: rider, reason: gained.has(i) ? 'emergency gained a start' : rng.pick(['unwell', 'injured', 'suspended', 'delayed in traffic']) },
      overweight: heavy ? { at: times.start - 45 * MINUTE_MS, kg: rng.chance(0.7) ? 0.5 : 1 } : null,
      lateGear: tongueTie ? { at: scratchingDeadline + 30 * MINUTE_MS, code: 'TT' } : null,
      barrierChange: other === undefined ? null : { at: acceptances + DAY_MS / 2, before: other.barrier },
    }
  })
  return { ...times, fates }
}

/** True for an entry that faces the starter. */
export const isStarter = (entry: Entry, fate: Fate): boolean => fate.scratching === null && (entry.emergency === null || fate.gainedAt !== null)

/** Who rides after all changes. */
export const finalRider = (entry: Entry, fate: Fate): Rider | null => fate.riderChange?.to ?? (entry.jockey === null ? null : { jockey: entry.jockey, claimKg: entry.claimKg })
