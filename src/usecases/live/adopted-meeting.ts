import type { MeetingRecord, RaceRecord, RunnerRecord, VenueRecord } from '../../domain/records'
import type { RaceKind, RunnerStatus } from '../../domain/vocabulary'
import { nameKey } from '../../imports/cards/card-keys'

/** `races.feed` of races that were made of markets. */
export const MARKET_FEED = 'market'

export interface AdoptedRunner { readonly name: string; readonly number: number | null; readonly barrier: number | null; readonly status: RunnerStatus; /** `<bookmaker>/<selection id>`. */ readonly selection: string; /** The source told a name. */ readonly named: boolean }
/** A race as its markets tell it. */
export interface AdoptedRace {
  /** Of the meeting, or `at-HHMM` (UTC) while no market says the number. Stays. */
  readonly mark: string
  readonly number: number
  readonly numberTold: boolean
  readonly name: string
  readonly startsAt: string
  readonly distanceM: number | null
  readonly kind: RaceKind
  readonly runners: readonly AdoptedRunner[]
}
/** What was made of markets of one venue and day: kept, so that one market more adds to it. */
export interface AdoptedMeeting { readonly date: string; readonly venue: VenueRecord; readonly races: readonly AdoptedRace[] }

/** How a horse is known, by its name. */
export const horseIdOf = ({ name }: Pick<AdoptedRunner, 'name'>): string => nameKey(name)

/** The same as a card's, so that a card of the meeting takes its place. */
export const adoptedKey = ({ date, venue }: Pick<AdoptedMeeting, 'date' | 'venue'>): string => `${date}-${venue.code}`

/** What nobody told is unknown. */
export const adoptedRecord = (meeting: AdoptedMeeting): MeetingRecord => ({
  source: 'FILE', sourceId: adoptedKey(meeting), date: meeting.date, venue: meeting.venue, name: `${meeting.venue.name} (made from betting markets, no card)`, status: 'SCHEDULED', kind: 'FLAT', tier: meeting.venue.tier,
  rail: null, expectedCondition: null, races: meeting.races.map((race) => raceRecord(meeting, race)), trackRatings: [], weather: [], changes: [],
})

const raceRecord = (meeting: AdoptedMeeting, race: AdoptedRace): RaceRecord => ({
  sourceId: `${adoptedKey(meeting)}-${race.mark}`, feed: MARKET_FEED, number: race.number, name: race.name, kind: race.kind, status: 'SCHEDULED', scheduledStart: race.startsAt, startEstimated: false, actualStart: null,
  distanceM: race.distanceM, surface: null, trackName: null, courseLayout: null, direction: null, pattern: 'NONE', classCode: null, classText: null, ratingLow: null, ratingHigh: null, ageRestriction: null, sexRestriction: null,
  weightCondition: 'OTHER', minimumWeightKg: null, apprenticesCanClaim: null, fieldLimit: null, prizeTotal: null, prizes: [], currency: null, going: null, goingNumber: null, winningTimeMs: null, last600Ms: null, tempo: null,
  stewardsReport: null, resultKnownAt: null, runners: race.runners.map(runnerRecord), dividends: [],
})

const runnerRecord = ({ name, number, barrier, status }: AdoptedRunner): RunnerRecord => ({
  horse: { sourceId: horseIdOf({ name }), name, brand: null, countryOfBirth: null, foalingDate: null, sex: 'UNKNOWN', colour: null, importType: null, sire: null, dam: null, damSire: null, owner: null },
  jockey: null, trainer: null, number, barrier, emergencyNumber: null, status, weightKg: null, allocatedKg: null, claimKg: null, overweightKg: null,
  bodyWeightKg: null, handicapRating: null, ageAtRace: null, silks: null, result: null, gear: [], inRunning: [], sectionals: [], prices: [],
})
