import type { GearRecord, ResultRecord, RunnerRecord } from '../../domain/records'
import { rngFor } from './prng'
import { roundTo } from './exact-math'
import { isoOf } from './local-time'
import { deadlinesOf, isStarter } from './fates'
import type { Fate, Rider } from './fates'
import { commentOf } from './comments'
import { horizonOf, isFinal, runnerStatus } from './known'
import type { Known } from './known'
import { horseRecord, jockeyRecord, trainerRecord } from './people-records'
import type { People } from './people'
import { prizesOf } from './programme'
import type { MeetingTruth, RaceTruth } from './meeting-run'
import type { Entry } from './entries'

interface Scene { readonly seed: string; readonly people: People; readonly meeting: MeetingTruth; readonly race: RaceTruth; readonly known: Known; readonly horizon: number; readonly final: boolean }

const riderNow = (scene: Scene, entry: Entry, fate: Fate): Rider | null => {
  if (!scene.known.accepted) return null
  if (fate.riderChange !== null && fate.riderChange.at <= scene.horizon) return fate.riderChange.to
  return entry.jockey === null ? null : { jockey: entry.jockey, claimKg: entry.claimKg }
}

const gearNow = (scene: Scene, entry: Entry, fate: Fate): GearRecord[] => {
  if (!scene.known.accepted) return []
  const knownAt = isoOf(deadlinesOf(scene.meeting.slot).acceptances)
  const declared = entry.gear.map((g) => ({ ...g, knownAt }))
  return fate.lateGear === null || fate.lateGear.at > scene.horizon ? declared : [...declared, { code: fate.lateGear.code, firstTime: false, removed: false, knownAt: isoOf(fate.lateGear.at) }]
}

/** On the scales on the morning of the race: heavier fresh than fit. */
const bodyWeight = (scene: Scene, entry: Entry): number | null => {
  if (!scene.known.raceDay || scene.meeting.slot.trials) return null
  const growth = entry.age === 2 ? -22 : entry.age === 3 ? -8 : 0
  return Math.round(entry.career.horse.bodyKg + growth + (entry.prepRuns === 0 ? 7 : entry.prepRuns === 1 ? 3 : 0) - Math.max(0, entry.prepRuns - 4) * 1.5 + rngFor(scene.seed, 'scales', scene.meeting.slot.sourceId, entry.career.horse.sourceId).normal(0, 4))
}

const prizeOf = (scene: Scene, position: number | null): number | null => {
  if (scene.meeting.slot.trials) return null
  if (position === null) return 0
  const prizes = prizesOf(scene.race.plan.raceClass, scene.meeting.slot.venue.tier)
  const shared = (scene.race.run?.runs ?? []).filter((r) => r.position === position).length
  let sum = 0
  for (let i = 0; i < shared; i++) sum += prizes[position - 1 + i] ?? 0
  return Math.round((sum / Math.max(1, shared)) * 100) / 100
}

const resultOf = (scene: Scene, index: number): ResultRecord | null => {
  const { race } = scene
  const run = race.run?.runs.find((r) => r.starter.index === index)
  if (!scene.final || run === undefined || race.resultKnownAt === null) return null
  const starting = race.market?.startingPrices
  const price = starting?.get(index) ?? null
  const shortest = starting === undefined ? null : Math.min(...starting.values())
  return {
    status: run.status, position: run.position, marginLengths: run.marginLengths, beatenLengths: run.beatenLengths, finishTimeMs: run.finishMs, startingPrice: price, favourite: price === null ? null : price === shortest,
    prize: prizeOf(scene, run.position), comment: scene.meeting.slot.trials ? null : commentOf(run, race.run?.runs.length ?? 1), knownAt: isoOf(race.resultKnownAt),
  }
}

const barrierNow = (scene: Scene, entry: Entry, fate: Fate): number | null => {
  if (!scene.known.accepted) return null
  return fate.barrierChange !== null && fate.barrierChange.at > scene.horizon ? fate.barrierChange.before : entry.barrier
}

const weightsNow = (scene: Scene, entry: Entry, fate: Fate, rider: Rider | null): Pick<RunnerRecord, 'weightKg' | 'allocatedKg' | 'claimKg' | 'overweightKg'> => {
  if (scene.meeting.slot.trials) return { weightKg: null, allocatedKg: null, claimKg: null, overweightKg: null }
  const overweight = fate.overweight !== null && fate.overweight.at <= scene.horizon ? fate.overweight.kg : 0
  const claim = rider?.claimKg ?? 0
  return { weightKg: roundTo(entry.allocatedKg - claim + overweight, 0.5), allocatedKg: entry.allocatedKg, claimKg: rider === null ? null : claim, overweightKg: rider === null ? null : overweight }
}

const runnerRecord = (scene: Scene, entry: Entry, fate: Fate, index: number): RunnerRecord => {
  const { horizon, race, people, meeting } = scene
  const rider = riderNow(scene, entry, fate)
  const { horse } = entry.career
  const until = isoOf(horizon)
  const course = scene.final ? race.inRunning.get(index) : undefined
  return {
    horse: horseRecord(horse, people, meeting.slot.day), jockey: rider === null ? null : jockeyRecord(rider), trainer: trainerRecord(entry.trainer),
    number: meeting.slot.trials ? null : entry.number, barrier: barrierNow(scene, entry, fate), emergencyNumber: entry.emergency,
    status: runnerStatus(entry, fate, horizon, race.run !== null && race.fate.off <= horizon && isStarter(entry, fate)), ...weightsNow(scene, entry, fate, rider),
    bodyWeightKg: bodyWeight(scene, entry), handicapRating: entry.rating, ageAtRace: entry.age, silks: people.owners[horse.owner]?.colours ?? null,
    result: resultOf(scene, index), gear: gearNow(scene, entry, fate), inRunning: course?.calls ?? [], sectionals: course?.sectionals ?? [],
    prices: (race.market?.prices.get(index) ?? []).filter((p) => p.at <= until),
  }
}

/** The runners of a race as they stood at `known.now`, in saddle-cloth order. */
export const runnersOf = (seed: string, people: People, meeting: MeetingTruth, race: RaceTruth, known: Known): RunnerRecord[] => {
  const scene: Scene = { seed, people, meeting, race, known, horizon: horizonOf(race, meeting, known.now), final: isFinal(race, known) }
  return race.plan.entries.flatMap((entry, index) => {
    const fate = race.fate.fates[index]
    return fate === undefined ? [] : [runnerRecord(scene, entry, fate, index)]
  })
}
