import { createHash } from 'node:crypto'
import type { HorseRecord, ImportUnit, MeetingRecord, RaceRecord, ResultRecord, RunnerRecord, VenueRecord } from '../../src/domain/records'

/** Records made by hand: all optional fields null or empty, everything can be overridden. */
export const venueRecord = (over: Partial<VenueRecord> = {}): VenueRecord => ({
  code: 'ST', name: 'Sha Tin', state: null, country: 'HKG', timezone: 'Asia/Hong_Kong', surfaces: ['TURF', 'SYNTHETIC'], direction: 'RIGHT',
  circumferenceM: 1899, straightM: 430, latitude: 22.4, longitude: 114.2, tier: 'METRO', ...over,
})
export const horseRecord = (sourceId: string, over: Partial<HorseRecord> = {}): HorseRecord => ({
  sourceId, name: `Horse ${sourceId}`, brand: null, countryOfBirth: null, foalingDate: null, sex: 'UNKNOWN', colour: null, importType: null, sire: null, dam: null, damSire: null, owner: null, ...over,
})
export const resultRecord = (position: number, over: Partial<ResultRecord> = {}): ResultRecord => ({
  status: 'FINISHED', position, marginLengths: position === 1 ? 0 : 1.5, beatenLengths: (position - 1) * 1.5, finishTimeMs: 70_000 + position * 100, startingPrice: position + 1.5, favourite: position === 1,
  prize: null, comment: null, knownAt: '2023-04-23T05:30:00Z', ...over,
})
/** Runner `number` with horse `H<number>`, ridden by J1 for T1, drawn at its number. */
export const runnerRecord = (number: number, over: Partial<RunnerRecord> = {}): RunnerRecord => ({
  horse: horseRecord(`H${number}`),
  jockey: { sourceId: 'J1', name: 'Jockey One', country: null, apprentice: false, claimKg: null },
  trainer: { sourceId: 'T1', name: 'Trainer One', location: null, country: null },
  number, barrier: number, emergencyNumber: null, status: 'RUNNER', weightKg: 57.5, allocatedKg: null, claimKg: null, overweightKg: null, bodyWeightKg: 500, handicapRating: 60, ageAtRace: null, silks: null,
  result: resultRecord(number), gear: [], inRunning: [], sectionals: [], prices: [], ...over,
})
/** A finished race of 1200 m with three runners. `sourceId` is the date and venue with the number, as HKJC's. */
export const raceRecord = (number: number, over: Partial<RaceRecord> = {}): RaceRecord => ({
  sourceId: `2023-04-23-ST-${number}`, feed: 'results_en', number, name: `Race ${number}`, kind: 'FLAT', status: 'FINAL', scheduledStart: '2023-04-23T05:00:00Z', startEstimated: true, actualStart: null,
  distanceM: 1200, surface: 'TURF', trackName: null, courseLayout: 'B', direction: 'RIGHT', pattern: 'NONE', classCode: '4', classText: 'Class 4', ratingLow: 40, ratingHigh: 60, ageRestriction: null,
  sexRestriction: null, weightCondition: 'HANDICAP', minimumWeightKg: null, apprenticesCanClaim: null, fieldLimit: 14, prizeTotal: 1_170_000, prizes: [655_200, 257_400], currency: 'HKD', going: 'GOOD', goingNumber: null,
  winningTimeMs: 70_100, last600Ms: null, tempo: null, stewardsReport: null, resultKnownAt: '2023-04-23T05:30:00Z', runners: [1, 2, 3].map((n) => runnerRecord(n)), dividends: [], ...over,
})
/** 23 April 2023 at Sha Tin, one race. */
export const meetingRecord = (over: Partial<MeetingRecord> = {}): MeetingRecord => ({
  source: 'HKJC', sourceId: '2023-04-23-ST', date: '2023-04-23', venue: venueRecord(), name: null, status: 'FINISHED', kind: 'FLAT', tier: null, rail: null, expectedCondition: null,
  races: [raceRecord(1)], trackRatings: [], weather: [], changes: [], ...over,
})
/** The same meeting on another day, so that it is another meeting with the same horses. */
export const meetingOn = (date: string, over: Partial<MeetingRecord> = {}): MeetingRecord => {
  const meeting = meetingRecord(over)
  const moved = (text: string | null): string | null => text?.replace('2023-04-23', date) ?? null
  return {
    ...meeting, sourceId: `${date}-${meeting.venue.code}`, date,
    races: meeting.races.map((race) => ({
      ...race, sourceId: race.sourceId.replace('2023-04-23', date), scheduledStart: moved(race.scheduledStart) ?? '', resultKnownAt: moved(race.resultKnownAt),
      runners: race.runners.map((runner) => ({ ...runner, result: runner.result === null ? null : { ...runner.result, knownAt: moved(runner.result.knownAt) ?? '' } })),
    })),
  }
}
/** The unit that a feed would yield for `meeting`: its digest changes with it. */
export const unitOf = (meeting: MeetingRecord, over: Partial<ImportUnit> = {}): ImportUnit => ({
  key: meeting.sourceId, sha256: createHash('sha256').update(JSON.stringify(meeting)).digest('hex'), rows: meeting.races.reduce((rows, race) => rows + race.runners.length, 0), meeting, rejects: [], ...over,
})
