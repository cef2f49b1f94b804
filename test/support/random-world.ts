import * as fc from 'fast-check'
import type { Instant } from '../../src/domain/instant'
import type { MarketFacts, PriceFact } from '../../src/domain/price-fact'
import type { CardChange, CardRunner, GearFact, RaceCard } from '../../src/domain/race-card'
import type { FinishedRace, RunnerOutcome } from '../../src/domain/race-outcome'
import { finished, OFF, raceCard, type CardPart, type RunnerPart } from './racing-world'

/** Things that racing does to those who compute. A world has some of them; fewer when a failure is made smaller. */
const HAZARDS = ['oneRunner', 'deadHeats', 'nonFinishers', 'ties', 'oddsOfOne', 'allMissing', 'lateResults', 'trials', 'scratchings', 'jockeyChanges', 'noHistory', 'noMarket', 'allAlike', 'voids'] as const
type Hazard = (typeof HAZARDS)[number]

export interface RandomWorld {
  readonly seed: number
  readonly asOf: Instant
  /** Races of one meeting, none off before `asOf`. */
  readonly cards: readonly RaceCard[]
  readonly markets: readonly MarketFacts[]
  /** Races before, those of the day and of the cards themselves among them: results of these come too late. */
  readonly history: readonly FinishedRace[]
}

export type Rng = () => number
/** Mulberry32: the same numbers for the same seed. */
export const rngOf = (seed: number): Rng => {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
export const pick = <T>(rng: Rng, values: readonly T[]): T => values[Math.floor(rng() * values.length)] as T
const chance = (rng: Rng, share: number): boolean => rng() < share
export const shuffled = <T>(rng: Rng, values: readonly T[]): readonly T[] => values.map((value) => ({ value, at: rng() })).sort((a, b) => a.at - b.at).map(({ value }) => value)

const [MINUTE, HOUR] = [60_000, 3_600_000]
const DAY = 24 * HOUR
const iso = (ms: number): string => new Date(ms).toISOString()
const HORSES = Array.from({ length: 16 }, (_, i) => i + 1)
const GEAR = ['B', 'V', 'TT', 'H', 'CP', 'P', 'SR', '??']

/** What a horse is, all its life. */
const horse = (id: number): Partial<CardRunner> =>
  id % 7 === 0 ? {} : { sex: (['GELDING', 'MARE', 'COLT', 'FILLY', 'HORSE'] as const)[id % 5] ?? 'UNKNOWN', foalingDate: `20${18 + (id % 4)}-0${1 + (id % 9)}-01`, countryOfBirth: ['AUS', 'NZ', null][id % 3] ?? null, sireId: 1 + (id % 3), damId: 100 + (id % 9), damSireId: 50 + (id % 3) }

/** `off`: of the first race of the meeting. */
interface Maker { readonly rng: Rng; readonly off: number; readonly has: (hazard: Hazard) => boolean }
const orNull = <T>({ rng, has }: Maker, value: T): T | null => (has('allMissing') || chance(rng, 0.08) ? null : value)

function gearFacts({ rng }: Maker, before: number): readonly GearFact[] {
  return GEAR.filter(() => chance(rng, 0.2)).map((code) => { const first = chance(rng, 0.4); return { code, firstTime: first, removed: !first && chance(rng, 0.3), knownAt: (before - HOUR * Math.floor(rng() * 60)) as Instant } })
}
function runners(maker: Maker, ids: readonly number[], at: number): readonly RunnerPart[] {
  const { rng, has } = maker
  const draw = shuffled(rng, ids.map((_, i) => i + 1))
  return ids.map((horseId, i): RunnerPart => {
    const apprentice = chance(rng, 0.25)
    const [claimKg, overweightKg] = [apprentice ? pick(rng, [1.5, 2, 3]) : 0, chance(rng, 0.1) ? 0.5 : 0]
    const allocatedKg = has('allAlike') ? 56 : 52 + Math.floor(rng() * 17) / 2
    return {
      horseId, ...horse(horseId), number: i + 1, barrier: orNull(maker, draw[i] ?? null),
      ...(has('allMissing') ? {} : { allocatedKg, claimKg, overweightKg, weightKg: allocatedKg - claimKg + overweightKg }),
      bodyWeightKg: orNull(maker, 440 + Math.floor(rng() * 90)), handicapRating: orNull(maker, has('ties') ? 60 : 40 + Math.floor(rng() * 60)), ageAtRace: orNull(maker, 2 + (horseId % 6)),
      jockeyId: orNull(maker, apprentice ? 9 : 1 + Math.floor(rng() * 4)), apprentice, jockeyMinimumKg: orNull(maker, 50), trainerId: orNull(maker, 1 + Math.floor(rng() * 4)), gear: gearFacts(maker, at),
    }
  })
}

function racePart(maker: Maker, at: number): Omit<CardPart, 'runners'> {
  const { rng, has } = maker
  const hour = HOUR * Math.floor(rng() * 30)
  const venueId = has('allAlike') ? 1 : pick(rng, [1, 1, 2, 3])
  const upTo = (most: number): number | null => orNull(maker, Math.floor(rng() * most))
  return {
    off: iso(at), source: 'SYNTHETIC', venueId, direction: orNull(maker, (['LEFT', 'RIGHT', 'STRAIGHT'] as const)[venueId - 1] ?? 'LEFT'), tier: pick(rng, ['METRO', 'COUNTRY', null]),
    ageRestriction: pick(rng, [null, '2YO', '3YO+']), sexRestriction: pick(rng, [null, null, 'F&M']), weightCondition: pick(rng, ['HANDICAP', 'SET_WEIGHTS', 'WEIGHT_FOR_AGE'] as const), number: 1 + Math.floor(rng() * 8), distanceM: orNull(maker, pick(rng, [1_000, 1_200, 1_200, 1_600, 2_400])), surface: orNull(maker, pick(rng, ['TURF', 'TURF', 'DIRT'] as const)),
    going: orNull(maker, pick(rng, ['GOOD', 'SOFT', 'HEAVY'] as const)), goingNumber: null, classCode: orNull(maker, pick(rng, ['2', '3', 'MDN'])), ratingHigh: orNull(maker, pick(rng, [60, 80])), ratingLow: null, pattern: pick(rng, ['NONE', 'NONE', 'GROUP_2'] as const),
    prizeTotal: orNull(maker, pick(rng, [0, 50_000, 1_000_000])), railOffsetM: orNull(maker, pick(rng, [0, 3])), courseLayout: pick(rng, [null, 'A', 'B+2']), minimumWeightKg: orNull(maker, 52), fieldLimit: orNull(maker, 12), localMinute: orNull(maker, 600 + Math.floor(rng() * 700)), straightM: orNull(maker, 400), circumferenceM: orNull(maker, 1_800),
    readings: chance(rng, 0.5) ? [{ raceNumber: null, label: 'GOOD', number: 4, observedAt: (at - 40 * HOUR) as Instant, knownAt: (at - 39 * HOUR) as Instant }, { raceNumber: null, label: 'SOFT', number: 6, observedAt: (at - hour) as Instant, knownAt: (at - hour) as Instant }] : [],
    weather: chance(rng, 0.6) ? [{ temperatureC: upTo(40), humidity: upTo(101), windSpeedKmh: upTo(60), rainfall24hMm: upTo(3), rainfall7dMm: upTo(50), irrigation24hMm: upTo(5), observedAt: (at - hour) as Instant, knownAt: (at - hour) as Instant }] : [],
  }
}

function outcomesOf(maker: Maker, count: number, distanceM: number): readonly Partial<RunnerOutcome>[] {
  const { rng, has } = maker
  const order = shuffled(rng, Array.from({ length: count }, (_, i) => i + 1))
  const calls = [1, 2, 3].map(() => shuffled(rng, order))
  return order.map((rank, i): Partial<RunnerOutcome> => {
    const startingPrice = has('oddsOfOne') && chance(rng, 0.3) ? 1 : has('ties') ? 4 : Math.round((1.2 + rng() * 30) * 10) / 10
    const told = { startingPrice: orNull(maker, startingPrice), inRunning: has('allMissing') ? [] : calls.map((call) => ({ position: call[i] as number, marginLengths: (call[i] as number) - 1 })) }
    if (has('voids') && chance(rng, 0.1)) return { status: 'VOID', position: null, ...told }
    if (has('nonFinishers') && chance(rng, 0.2)) return { status: 'FELL', position: null, ...told }
    const dead = has('deadHeats') && rank === 2
    const timeMs = Math.round(distanceM * 60 + rank * 150 + rng() * 900)
    return {
      ...told, position: dead ? 1 : rank, status: has('deadHeats') && rank <= 2 ? 'DEAD_HEAT' : 'FINISHED', beatenLengths: orNull(maker, dead ? 0 : (rank - 1) * 0.8), finishTimeMs: orNull(maker, timeMs), prize: orNull(maker, 10_000 / rank),
      sections: chance(rng, 0.4) || has('allMissing') ? [] : [[distanceM, 800, 0.55], [800, 400, 0.23], [400, 0, 0.22]].map(([fromM = 0, toM = 0, share = 0]) => ({ fromM, toM, timeMs: Math.round(timeMs * share), position: null, marginLengths: null })),
    }
  })
}

function earlierRace(maker: Maker): FinishedRace {
  const { rng, has } = maker
  const ids = shuffled(rng, HORSES).slice(0, has('oneRunner') && chance(rng, 0.3) ? 1 : 2 + Math.floor(rng() * 7))
  const days = pick(rng, [0, 1, 1 + Math.floor(rng() * 40), 1 + Math.floor(rng() * 500)])
  const at = maker.off - days * DAY - HOUR * pick(rng, [0, 3, 5.9]) + (days === 1 ? HOUR * 17.9 : 0)
  const trial = has('trials') && chance(rng, 0.3)
  const card = { ...racePart(maker, at), ...(trial ? { kind: 'BARRIER_TRIAL' as const } : {}), runners: runners(maker, ids, at) }
  const knownAt = at + (has('lateResults') && chance(rng, 0.4) ? HOUR * 24 * 6 : 15 * MINUTE)
  return finished(card, outcomesOf(maker, ids.length, card.distanceM ?? 1_200), iso(knownAt))
}

/** Changes that were told before `asOf`; the card has them already. */
function changesOf({ rng, has }: Maker, ids: readonly number[], asOf: number): readonly CardChange[] {
  if (!has('jockeyChanges')) return []
  return ids.filter(() => chance(rng, 0.3)).map((runnerId) => ({ kind: 'JOCKEY_CHANGE', runnerId, before: 'A', after: 'B', beforeJockey: null, knownAt: (asOf - HOUR) as Instant }))
}

function marketOf({ rng, has }: Maker, ids: readonly number[], at: number): MarketFacts {
  if (has('noMarket')) return { prices: [], startingPrices: new Map() }
  const decimal = (): number => (has('ties') ? 5 : has('oddsOfOne') && chance(rng, 0.3) ? 1 : Math.round((1.1 + rng() * 40) * 10) / 10)
  const sources = [['FIXED', 'ONE'], ['FIXED', 'TWO'], ['TOTE', ''], ['EXCHANGE', 'X']] as const
  const prices = ids.flatMap((runnerId) => (chance(rng, 0.1) ? [] : sources.flatMap(([source, bookmaker]) => Array.from({ length: Math.floor(rng() * 4) }, (): PriceFact => {
    const told = at - Math.floor(rng() * 12 * HOUR)
    return { runnerId, source, bookmaker, kind: 'FLUCTUATION', decimal: decimal(), volume: source === 'EXCHANGE' ? Math.floor(rng() * 900) : null, at: told as Instant, knownAt: (told + Math.floor(rng() * MINUTE)) as Instant }
  }))))
  return { prices, startingPrices: new Map(ids.map((runnerId) => [runnerId, decimal()])) }
}

const AS_OF = [0, 5 * MINUTE, 2 * HOUR, 6 * HOUR, 12 * HOUR, 50 * HOUR]
/** What a world is made from, small enough to be printed. */
export interface WorldSeed { readonly seed: number; readonly hazards: readonly Hazard[] }
export function makeWorld({ seed, hazards }: WorldSeed): RandomWorld {
  const rng = rngOf(seed)
  const off = Date.parse(OFF) + DAY * Math.floor(rng() * 300)
  const maker: Maker = { rng, off, has: (hazard) => hazards.includes(hazard) }
  const asOf = (off - pick(rng, AS_OF)) as Instant
  const free = [...shuffled(rng, HORSES)]
  const cards = [0, 1, 2].slice(0, 1 + Math.floor(rng() * 3)).map((i) => {
    const ids = free.splice(0, maker.has('oneRunner') && i === 0 ? 1 : 2 + Math.floor(rng() * 6))
    const at = off + i * 30 * MINUTE
    const part = racePart(maker, at)
    const parts = runners(maker, ids, at).map((runner, place): RunnerPart => (maker.has('scratchings') && place > 0 && chance(rng, 0.2) ? { ...runner, status: pick(rng, ['SCRATCHED', 'EMERGENCY'] as const) } : runner))
    return raceCard({ ...part, number: i + 1, runners: parts, changes: changesOf(maker, ids, asOf) })
  })
  const markets = cards.map(({ runners: field, offAt }) => marketOf(maker, field.map(({ runnerId }) => runnerId), offAt))
  const earlier = maker.has('noHistory') ? [] : Array.from({ length: 24 }, () => earlierRace(maker))
  const own = cards.map((card): FinishedRace => finished({ ...card, off: iso(card.offAt), runners: card.runners }, outcomesOf(maker, card.runners.length, card.distanceM ?? 1_200)))
  return { seed, asOf, cards, markets, history: [...earlier, ...own] }
}

/** Hazards are made fewer first, so that a failure says which of them it takes. */
export const worldSeeds: fc.Arbitrary<WorldSeed> = fc.record({ seed: fc.nat(1_000_000), hazards: fc.subarray([...HAZARDS]) })
export const randomWorlds: fc.Arbitrary<RandomWorld> = worldSeeds.map(makeWorld)
/** Each hazard alone. */
export const hazardousWorlds: readonly RandomWorld[] = HAZARDS.map((hazard, i) => makeWorld({ seed: 100 + i, hazards: [hazard] }))
