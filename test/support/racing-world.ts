import { marketAsOf, raceAsOf } from '../../src/domain/as-of'
import { dayOf, instant, type Instant } from '../../src/domain/instant'
import type { MarketFacts, PriceFact } from '../../src/domain/price-fact'
import type { CardRunner, RaceCard } from '../../src/domain/race-card'
import type { FinishedRace, RunnerOutcome } from '../../src/domain/race-outcome'
import { computeFeatures } from '../../src/features/compute'
import { buildFrame } from '../../src/features/frame'
import { History, knownDay } from '../../src/features/history/history'
import type { FeatureName } from '../../src/features/registry'

/** Small worlds of races for tests: say what matters, the rest is ordinary. */
export const OFF = '2024-05-01T06:00:00Z'
const HOUR = 3_600_000
export const daysBefore = (days: number, iso = OFF): string => new Date(Date.parse(iso) - days * 86_400_000).toISOString()

export type RunnerPart = Partial<CardRunner> & { readonly horseId: number }
export const cardRunner = (part: RunnerPart): CardRunner => ({
  runnerId: part.horseId, status: 'DECLARED', number: null, barrier: null, emergencyNumber: null, weightKg: null, allocatedKg: null, claimKg: null, overweightKg: null,
  bodyWeightKg: null, handicapRating: null, ageAtRace: null, foalingDate: null, sex: 'UNKNOWN', countryOfBirth: null, importType: null, sireId: null, damId: null, damSireId: null,
  jockeyId: null, apprentice: null, jockeyMinimumKg: null, trainerId: null, gear: [], ...part,
})

export type CardPart = Partial<Omit<RaceCard, 'runners' | 'offAt'>> & { readonly off?: string; readonly runners: readonly RunnerPart[] }
let lastRaceId = 1_000
export const raceCard = ({ off = OFF, runners, ...part }: CardPart): RaceCard => ({
  raceId: ++lastRaceId, source: 'FILE', meetingId: 1, venueId: 1, country: 'AUS', date: off.slice(0, 10), localMinute: 14 * 60, offAt: instant(off), kind: 'FLAT', number: 1, raceCount: 8,
  tier: 'METRO', distanceM: 1_200, surface: 'TURF', courseLayout: null, direction: 'LEFT', circumferenceM: 2_000, straightM: 400, railOffsetM: 0, pattern: 'NONE', classCode: null,
  ratingLow: null, ratingHigh: null, ageRestriction: null, sexRestriction: null, weightCondition: 'HANDICAP', minimumWeightKg: null, apprenticesCanClaim: null, fieldLimit: null, prizeTotal: null,
  going: 'GOOD', goingNumber: 4, readings: [], weather: [], changes: [], ...part, runners: runners.map(cardRunner),
})

export type OutcomePart = Partial<RunnerOutcome>
/** A race that was run. `finish[i]` is what came of runner `i`: a position, null (pulled up), or more. The result is known a quarter of an hour after the off. */
export const finished = (card: CardPart, finish: readonly (number | null | OutcomePart)[], knownAt?: string): FinishedRace => {
  const race = raceCard(card)
  return {
    card: race,
    outcome: {
      knownAt: knownAt === undefined ? ((race.offAt + HOUR / 4) as Instant) : instant(knownAt),
      runners: race.runners.map(({ runnerId }, i) => {
        const own = finish[i] ?? null
        const part: OutcomePart = typeof own === 'object' ? (own ?? { position: null }) : { position: own }
        return { runnerId, position: null, beatenLengths: null, finishTimeMs: null, startingPrice: null, prize: null, inRunning: [], sections: [], status: (part.position ?? null) === null ? 'PULLED_UP' : 'FINISHED', ...part }
      }),
    },
  }
}

export const price = (part: Partial<Omit<PriceFact, 'at' | 'knownAt'>> & { readonly runnerId: number; readonly decimal: number; readonly at: string; readonly knownAt?: string }): PriceFact =>
  ({ source: 'FIXED', kind: 'FLUCTUATION', bookmaker: 'ONE', volume: null, ...part, at: instant(part.at), knownAt: instant(part.knownAt ?? part.at) })

const NO_MARKET: MarketFacts = { prices: [], startingPrices: new Map() }
export interface World { readonly history?: readonly FinishedRace[]; readonly card: RaceCard; readonly market?: MarketFacts; readonly asOf?: string; readonly marketAt?: string }

/** Everything known before the day, folded in order. */
export const historyBefore = (races: readonly FinishedRace[], day: number): History => {
  const history = new History()
  const known = races.filter((race) => knownDay(race) < day)
  for (const one of [...new Set(known.map(knownDay))].sort((a, b) => a - b)) history.fold(one, known.filter((race) => knownDay(race) === one))
  history.moveTo(day)
  return history
}

/** All features of a race: by name one value a runner, in the order of the card's starters. */
export const featuresOf = ({ history = [], card, market = NO_MARKET, asOf, marketAt }: World): ReadonlyMap<FeatureName, Float64Array> => {
  const at = asOf === undefined ? card.offAt : instant(asOf)
  const race = raceAsOf(card, historyBefore(history, dayOf(at)), at)
  return computeFeatures(buildFrame([{ race, market: marketAsOf(market, card.offAt, marketAt === undefined ? at : instant(marketAt)) }]))
}
/** One feature of one runner (the first unless said otherwise); null where it is missing. */
export const featureOf = (name: FeatureName, world: World, runner = 0): number | null => {
  const value = featuresOf(world).get(name)?.[runner]
  if (value === undefined) throw new Error(`no runner ${runner} or no feature ${name}`)
  return Number.isNaN(value) ? null : value
}
