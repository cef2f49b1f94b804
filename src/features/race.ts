import { MeetingTier, Surface, WeightCondition } from '../domain/vocabulary'
import { defineCategory } from './define'
import { weightConditionIndex } from './encode'
import { tallyPlace } from './tally-places'
import type { RunnerView } from './views'

const EVENING_HOUR = 18
/** 1970-01-01 was a Thursday; 0 is Sunday. */
const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7
const YEAR_DAYS = 365.2425
const season = (day: number): number => (2 * Math.PI * day) / YEAR_DAYS

const startHour = (r: RunnerView): number => r.race.localMinute / 60
const QUALITY = weightConditionIndex(WeightCondition.QUALITY)
const HANDICAP = weightConditionIndex(WeightCondition.HANDICAP)
const OTHER = weightConditionIndex(WeightCondition.OTHER)
/** OTHER is also what a source says that does not know. */
const handicap = ({ race: { weightCondition } }: RunnerView): number => (weightCondition === OTHER || Number.isNaN(weightCondition) ? NaN : Number(weightCondition === HANDICAP || weightCondition === QUALITY))

const [LATE_WINS, LATE_RACES] = [tallyPlace('world.365', 'favouriteWins'), tallyPlace('world.365', 'favouritesPriced')]
const [WINS, RACES] = [tallyPlace('world.career', 'favouriteWins'), tallyPlace('world.career', 'favouritesPriced')]
const PRIOR = 100
const favouriteWinRate = (r: RunnerView): number => {
  const races = r.tally(RACES)
  return races > 0 ? (r.tally(LATE_WINS) + (PRIOR * r.tally(WINS)) / races) / (r.tally(LATE_RACES) + PRIOR) : NaN
}

export const race = defineCategory('race', 'What kind of race it is: place on the day, size, season.', [
  { name: 'race.fieldSize', version: 1, scope: 'race', unit: 'count', description: 'Runners that are to start.', missing: { policy: 'never' }, compute: (r) => r.race.fieldSize },
  { name: 'race.number', version: 1, scope: 'race', unit: 'count', description: 'Number of the race on the day.', missing: { policy: 'never' }, compute: (r) => r.race.number },
  { name: 'race.dayShare', version: 1, scope: 'race', unit: 'ratio', description: 'Share of the day\'s races that went before, 0 for the first race to 1 for the last; 0 where there is but one.', missing: { policy: 'never' }, compute: ({ race: { number, raceCount } }) => (raceCount > 1 ? Math.min(1, (number - 1) / (raceCount - 1)) : 0) },
  { name: 'race.startHour', version: 1, scope: 'race', unit: 'hours', description: 'Scheduled start, hours after midnight at the venue.', missing: { policy: 'trainingMean' }, compute: startHour },
  { name: 'race.evening', version: 1, scope: 'race', unit: 'flag', description: 'Starts at six in the evening or later.', missing: { policy: 'trainingMean' }, compute: (r) => (Number.isNaN(r.race.localMinute) ? NaN : Number(startHour(r) >= EVENING_HOUR)) },
  { name: 'race.weekday', version: 1, scope: 'race', unit: 'weekday', words: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'], description: 'Day of the week at the venue.', missing: { policy: 'never' }, compute: (r) => weekdayOf(r.race.localDay) },
  { name: 'race.seasonSine', version: 1, scope: 'race', unit: 'index', description: 'Sine of the time of year: 0 at new year, 1 at the end of March, -1 at the end of September.', missing: { policy: 'never' }, compute: (r) => Math.sin(season(r.race.localDay)) },
  { name: 'race.seasonCosine', version: 1, scope: 'race', unit: 'index', description: 'Cosine of the time of year: 1 at new year, -1 at the start of July.', missing: { policy: 'never' }, compute: (r) => Math.cos(season(r.race.localDay)) },
  { name: 'race.handicap', version: 1, scope: 'race', unit: 'flag', description: 'Weights are given by a handicapper; missing where the source does not tell the conditions.', missing: { policy: 'trainingMean' }, compute: handicap },
  { name: 'race.ageRestricted', version: 1, scope: 'race', unit: 'flag', description: 'For horses of one age.', missing: { policy: 'never' }, compute: (r) => r.race.ageRestricted },
  { name: 'race.sexRestricted', version: 1, scope: 'race', unit: 'flag', description: 'For horses of some sexes alone, e.g. fillies and mares.', missing: { policy: 'never' }, compute: (r) => r.race.sexRestricted },
  { name: 'race.surface', version: 1, scope: 'race', unit: 'code', words: Object.keys(Surface), description: 'What the course is made of.', missing: { policy: 'trainingMean' }, compute: (r) => r.race.surface },
  { name: 'race.tier', version: 1, scope: 'race', unit: 'code', words: Object.keys(MeetingTier), description: 'Rank of the meeting, from metropolitan down.', missing: { policy: 'trainingMean' }, compute: (r) => r.race.tier },
  { name: 'race.favouriteWinRate', version: 1, scope: 'race', unit: 'ratio', description: 'Share of the races of this country that favourites won in the last 365 days, drawn by 100 races toward that of all time.', missing: { policy: 'trainingMean' }, inputs: ['world.365', 'world.career'], compute: favouriteWinRate },
])
