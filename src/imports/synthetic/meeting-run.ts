import { rngFor } from './prng'
import { roundTo } from './exact-math'
import { MINUTE_MS } from './local-time'
import { deadlinesOf, finalRider, isStarter, raceFate } from './fates'
import type { RaceFate } from './fates'
import { inRunningOf } from './in-running'
import type { InRunning } from './in-running'
import { marketOf } from './market'
import type { Market } from './market'
import { railOf } from './rail'
import type { Rail } from './rail'
import { runRace } from './race-run'
import type { RaceRun } from './race-run'
import { runTrial } from './trials'
import { paceOf, strengthsOf } from './strength'
import type { Stage, Starter } from './strength'
import { morningRating, ratingsThroughDay } from './weather'
import type { MeetingSlot } from './calendar'
import type { PlannedRace, Yard } from './entries'

/** All there is to know about a race, past and future alike. */
export interface RaceTruth {
  readonly plan: PlannedRace; readonly fate: RaceFate; readonly going: number; readonly market: Market | null; readonly run: RaceRun | null
  readonly inRunning: ReadonlyMap<number, InRunning>; readonly last600Ms: number | null
  /** ms; null for a race that was not run. */
  readonly resultKnownAt: number | null
}
export interface MeetingTruth {
  readonly slot: MeetingSlot; readonly races: readonly RaceTruth[]; readonly rail: Rail; readonly announcedRail: Rail
  /** Track ratings published the day before, three days before, and per race. */
  readonly ratings: { readonly early: number; readonly eve: number; readonly byRace: readonly number[] }
  readonly abandonedAt: number | null
}

const startersOf = (plan: PlannedRace, fate: RaceFate): Starter[] =>
  plan.entries.flatMap((entry, index) => {
    const own = fate.fates[index]
    if (own === undefined || !isStarter(entry, own)) return []
    const rider = finalRider(entry, own)
    return [{ entry, index, jockey: rider?.jockey ?? null, barrier: entry.barrier, weightKg: roundTo(entry.allocatedKg - (rider?.claimKg ?? 0) + (own.overweight?.kg ?? 0), 0.5) }]
  })

/** Strengths of everyone who was ever in the market, scratched runners too, as if all had run. */
const backedPoints = (stage: Stage, plan: PlannedRace, fate: RaceFate) => {
  const all = plan.entries.flatMap((entry, index): Starter[] => {
    const own = fate.fates[index]
    if (own === undefined || (entry.emergency !== null && own.gainedAt === null)) return []
    const rider = finalRider(entry, own)
    return [{ entry, index, jockey: rider?.jockey ?? null, barrier: entry.barrier, weightKg: entry.allocatedKg - (rider?.claimKg ?? 0) }]
  })
  const points = strengthsOf(stage, all, paceOf(stage, all))
  return new Map(all.map((s, i) => [s.index, points[i]] as const).flatMap(([index, p]) => (p === undefined ? [] : [[index, p] as const])))
}

const raceTruth = (yard: Yard, slot: MeetingSlot, plan: PlannedRace, fate: RaceFate, going: number, rail: Rail, isRun: boolean): RaceTruth => {
  const stage: Stage = { seed: yard.seed, venue: slot.venue, day: slot.day, race: plan, going, rail, key: `${slot.sourceId}-R${plan.number}` }
  const starters = startersOf(plan, fate)
  const market = slot.trials ? null : marketOf(stage, slot, plan, fate, backedPoints(stage, plan, fate))
  if (!isRun) return { plan, fate, going, market, run: null, inRunning: new Map(), last600Ms: null, resultKnownAt: null }
  const run = slot.trials ? runTrial(stage, starters) : runRace(stage, starters)
  const { byIndex, last600Ms } = inRunningOf(stage, run)
  const official = (4 + rngFor(yard.seed, 'official', stage.key).int(5)) * MINUTE_MS
  return { plan, fate, going, market, run, inRunning: byIndex, last600Ms, resultKnownAt: Math.ceil((fate.off + (run.winningMs ?? 0) + official) / 1000) * 1000 }
}

/** What will happen to the entries of a meeting, worked out before anything of its day is run. */
export const meetingFates = (yard: Yard, slot: MeetingSlot, plans: readonly PlannedRace[]): RaceFate[] => plans.map((plan) => raceFate(yard, slot, plan))

const abandonedAt = (slot: MeetingSlot, fates: readonly RaceFate[]): number | null => {
  if (slot.abandonedAfter === null) return null
  if (slot.abandonedAfter === 0) return deadlinesOf(slot).scratchingDeadline - 20 * MINUTE_MS
  const last = fates[slot.abandonedAfter - 1]
  return last === undefined || fates.length <= slot.abandonedAfter ? null : last.off + 15 * MINUTE_MS
}

/** Runs a meeting from its entries to its last result. */
export const runMeeting = (yard: Yard, slot: MeetingSlot, plans: readonly PlannedRace[], fates: readonly RaceFate[]): MeetingTruth => {
  const { seed } = yard
  const synthetic = slot.venue.surface === 'SYNTHETIC'
  const byRace = synthetic ? plans.map(() => 4) : ratingsThroughDay(seed, slot.venue, slot.day, plans.length)
  const { rail, announced } = railOf(seed, slot)
  const off = abandonedAt(slot, fates)
  const races = plans.flatMap((plan, i) => {
    const fate = fates[i]
    return fate === undefined ? [] : [raceTruth(yard, slot, plan, fate, byRace[i] ?? 4, rail, off === null || plan.number <= (slot.abandonedAfter ?? 0))]
  })
  const ratings = { early: morningRating(seed, slot.venue, slot.day - 3), eve: morningRating(seed, slot.venue, slot.day - 1), byRace }
  return { slot, races, rail, announcedRail: announced, ratings, abandonedAt: off }
}
