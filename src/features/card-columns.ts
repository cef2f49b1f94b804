import { classRating } from '../domain/class-rating'
import { wetness } from '../domain/going-scale'
import type { RaceAsOf } from '../domain/as-of'
import type { CardRunner, RaceCard } from '../domain/race-card'
import { directionIndex, epochDay, gearBit, gearBits, goingIndex, layoutOf, orNaN, patternIndex, sexIndex, surfaceIndex, tierIndex, weightConditionIndex } from './encode'
import type { CareerPoint } from './history/career'
import type { KnownHistory } from './history/known-history'
import { groundOf } from './history/run-row'
import { gearKnown, latestReading } from './history/starters'

/** What a race is, before the off, as numbers. NaN is unknown. */
export const RACE_COLUMNS = {
  raceId: 'Race.',
  source: 'Hash of source and country: races of one world may be compared.',
  number: 'Race number on the day.',
  raceCount: 'Races of the meeting.',
  localMinute: 'Minutes after midnight at the venue.',
  localDay: 'Day of the meeting, days since 1970.',
  venueId: 'Venue.',
  tier: 'Index in MeetingTier.',
  distanceM: 'Distance.',
  surface: 'Index in Surface.',
  direction: 'Index in TrackDirection.',
  layout: 'Course, as `layoutOf` tells courses apart.',
  circumferenceM: 'Once round.',
  straightM: 'Home straight.',
  railOffsetM: 'Rail out from the true position.',
  pattern: 'Index in RacePattern.',
  classRating: 'Class, points of an official rating.',
  ratingLow: 'Lower end of the rating band.',
  ratingHigh: 'Upper end of the rating band.',
  ageRestricted: '1 when only some ages may run (`2YO`, not `3YO+`).',
  sexRestricted: '1 when only one sex may run.',
  weightCondition: 'Index in WeightCondition.',
  minimumWeightKg: 'Lowest weight in the race.',
  apprenticesCanClaim: '1 or 0.',
  prizeTotal: 'Prize money, units of its currency.',
  fieldSize: 'Runners that were to start, at the instant asked for.',
  fieldLimit: 'Most that may start.',
  going: 'Index in GoingLabel: the latest reading, else as declared.',
  wetness: 'Ground, 0 firm to 10 heavy.',
  wetnessChange: 'Ground now less the first reading for the race; NaN without readings.',
  temperatureC: 'Latest observation.',
  humidity: 'Per cent.',
  windSpeedKmh: 'Wind.',
  rainfall24hMm: 'Rain of the last 24 hours.',
  rainfall7dMm: 'Rain of the last seven days.',
  irrigation24hMm: 'Water put on.',
  trialsKnown: '1 when a runner of the field had a barrier trial in the last six weeks: before and elsewhere none may have been written down.',
} as const
export type RaceColumn = keyof typeof RACE_COLUMNS

/** What a runner is, before the off, as numbers. NaN is unknown. */
export const RUNNER_COLUMNS = {
  runnerId: 'Runner.',
  number: 'Saddle cloth.',
  barrier: 'Barrier, 1 = at the rail.',
  barrierShare: 'Barrier among those that start: 0 innermost, 1 outermost.',
  weightKg: 'Carried.',
  allocatedKg: 'Allotted, before claim and overweight.',
  claimKg: 'Claim.',
  overweightKg: 'Overweight.',
  bodyWeightKg: 'Weight of the horse.',
  handicapRating: 'Official rating; NaN for a whole field of which the source knows but a few.',
  age: 'Official age, years.',
  sex: 'Index in Sex.',
  foalingDay: 'Day of birth, days since 1970.',
  jockeyId: 'Jockey.',
  apprentice: '1 when an apprentice rides.',
  jockeyMinimumKg: 'Lightest weight that the jockey rides at.',
  trainerId: 'Trainer.',
  jockeyChanged: '1 when the jockey was changed after the card came out.',
  emergency: '1 when it got its start as an emergency.',
  gearBits: 'Gear worn; NaN, like the two below, where no gear of the field is known.',
  gearFirstBits: 'Gear worn for the first time.',
  gearRemovedBits: 'Gear taken off since the last run.',
  prepRun: 'Run of the preparation, 1 = first-up or debut.',
  careerRun: 'Start of the career, 1 = debut.',
  sincePrevious: 'Days since the last start; NaN at the debut.',
} as const
export type RunnerColumn = keyof typeof RUNNER_COLUMNS

const places = <N extends string>(columns: Readonly<Record<N, string>>): Readonly<Record<N, number>> =>
  Object.freeze(Object.fromEntries(Object.keys(columns).map((name, i) => [name, i]))) as Readonly<Record<N, number>>
export const RACE_PLACE = places(RACE_COLUMNS)
export const RUNNER_PLACE = places(RUNNER_COLUMNS)
export const RACE_STRIDE = Object.keys(RACE_COLUMNS).length
export const RUNNER_STRIDE = Object.keys(RUNNER_COLUMNS).length

const flag = (value: boolean | null): number => (value === null ? NaN : Number(value))
const ONE_AGE = /^\d\s*Y\s*O$/i

function wetnessChange(card: RaceCard): number {
  const now = latestReading(card)
  let first: RaceCard['readings'][number] | undefined
  for (const reading of card.readings) if ((reading.raceNumber === null || reading.raceNumber === card.number) && (first === undefined || reading.observedAt < first.observedAt)) first = reading
  return now === undefined || first === undefined ? NaN : wetness(now.label, now.number) - wetness(first.label, first.number)
}

/** Writes `RACE_COLUMNS` of a race to `out` from `at` on. */
export function fillRace({ card }: RaceAsOf<KnownHistory>, worldHash: number, trialsKnown: boolean, out: Float64Array, at: number): void {
  const put = (column: RaceColumn, value: number | null | undefined): void => { out[at + RACE_PLACE[column]] = orNaN(value) }
  const weather = card.weather.reduce<RaceCard['weather'][number] | undefined>((latest, one) => (latest === undefined || one.observedAt >= latest.observedAt ? one : latest), undefined)
  put('raceId', card.raceId); put('source', worldHash); put('number', card.number); put('raceCount', card.raceCount); put('localMinute', card.localMinute); put('localDay', epochDay(card.date))
  put('venueId', card.venueId); put('tier', tierIndex(card.tier)); put('distanceM', card.distanceM); put('surface', surfaceIndex(card.surface)); put('direction', directionIndex(card.direction)); put('layout', layoutOf(card))
  put('circumferenceM', card.circumferenceM); put('straightM', card.straightM); put('railOffsetM', card.railOffsetM)
  put('pattern', patternIndex(card.pattern)); put('classRating', classRating(card)); put('ratingLow', card.ratingLow); put('ratingHigh', card.ratingHigh)
  put('ageRestricted', card.ageRestriction === null ? 0 : Number(ONE_AGE.test(card.ageRestriction))); put('sexRestricted', Number(card.sexRestriction !== null))
  put('weightCondition', weightConditionIndex(card.weightCondition)); put('minimumWeightKg', card.minimumWeightKg); put('apprenticesCanClaim', flag(card.apprenticesCanClaim))
  put('prizeTotal', card.prizeTotal); put('fieldSize', card.runners.length); put('fieldLimit', card.fieldLimit)
  put('going', goingIndex(latestReading(card)?.label ?? card.going)); put('wetness', groundOf(card)); put('wetnessChange', wetnessChange(card))
  put('temperatureC', weather?.temperatureC); put('humidity', weather?.humidity); put('windSpeedKmh', weather?.windSpeedKmh)
  put('rainfall24hMm', weather?.rainfall24hMm); put('rainfall7dMm', weather?.rainfall7dMm); put('irrigation24hMm', weather?.irrigation24hMm)
  put('trialsKnown', Number(trialsKnown))
}

/** Writes `RUNNER_COLUMNS` of a runner to `out` from `at` on. */
export function fillRunner(card: RaceCard, runner: CardRunner, barrierShare: number, rating: number, career: CareerPoint, out: Float64Array, at: number): void {
  const put = (column: RunnerColumn, value: number | null): void => { out[at + RUNNER_PLACE[column]] = orNaN(value) }
  const geared = gearKnown(card.runners)
  const bits = (which: 'firstTime' | 'removed'): number => !geared ? NaN : runner.gear.reduce((sum, gear) => (gear[which] ? sum | gearBit(gear.code) : sum), 0)
  put('runnerId', runner.runnerId); put('number', runner.number); put('barrier', runner.barrier); put('barrierShare', barrierShare)
  put('weightKg', runner.weightKg); put('allocatedKg', runner.allocatedKg); put('claimKg', runner.claimKg); put('overweightKg', runner.overweightKg); put('bodyWeightKg', runner.bodyWeightKg)
  put('handicapRating', rating); put('age', runner.ageAtRace); put('sex', sexIndex(runner.sex)); put('foalingDay', runner.foalingDate === null ? NaN : epochDay(runner.foalingDate))
  put('jockeyId', runner.jockeyId); put('apprentice', flag(runner.apprentice)); put('jockeyMinimumKg', runner.jockeyMinimumKg); put('trainerId', runner.trainerId)
  put('jockeyChanged', Number(card.changes.some(({ kind, runnerId }) => kind === 'JOCKEY_CHANGE' && runnerId === runner.runnerId))); put('emergency', Number(runner.emergencyNumber !== null))
  put('gearBits', geared ? gearBits(runner.gear) : NaN); put('gearFirstBits', bits('firstTime')); put('gearRemovedBits', bits('removed'))
  put('prepRun', career.prepRun); put('careerRun', career.careerRun); put('sincePrevious', career.sincePrevious)
}

