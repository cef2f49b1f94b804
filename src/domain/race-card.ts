import type { Instant } from './instant'
import type {
  ChangeKind, DataSource, GoingLabel, Jurisdiction, MeetingTier, RaceKind, RacePattern, RunnerStatus, Sex, Surface, TrackDirection, WeightCondition,
} from './vocabulary'

/**
 * A race as it stands before the off: no outcome of it can be told from here. Weights are kilograms, distances metres,
 * null is unknown. What was published last, together with the facts that changed it; `raceAsOf` goes back in time.
 */
export interface RaceCard {
  readonly raceId: number
  readonly source: DataSource
  readonly meetingId: number
  readonly venueId: number
  readonly country: Jurisdiction
  /** Day of the meeting where it is held, `YYYY-MM-DD`. */
  readonly date: string
  /** Minutes after midnight of the scheduled start, by the clock of the venue. */
  readonly localMinute: number | null
  readonly offAt: Instant
  readonly kind: RaceKind
  readonly number: number
  /** Races of the meeting. */
  readonly raceCount: number
  readonly tier: MeetingTier | null
  readonly distanceM: number | null
  readonly surface: Surface | null
  /** Rail position of the course where it has a name: Hong Kong's `A`, `B+2`. */
  readonly courseLayout: string | null
  readonly direction: TrackDirection | null
  readonly circumferenceM: number | null
  readonly straightM: number | null
  /** Metres that the rail stands out from its true position. */
  readonly railOffsetM: number | null
  readonly pattern: RacePattern
  readonly classCode: string | null
  readonly ratingLow: number | null
  readonly ratingHigh: number | null
  readonly ageRestriction: string | null
  readonly sexRestriction: string | null
  readonly weightCondition: WeightCondition
  readonly minimumWeightKg: number | null
  readonly apprenticesCanClaim: boolean | null
  readonly fieldLimit: number | null
  readonly prizeTotal: number | null
  /** Going as declared for the race and its number on the Australian scale; readings, where there are any, go before it. */
  readonly going: GoingLabel | null
  readonly goingNumber: number | null
  /** Every runner that was ever on the card, the withdrawn and the emergencies among them. */
  readonly runners: readonly CardRunner[]
  readonly readings: readonly TrackReading[]
  readonly weather: readonly WeatherReading[]
  readonly changes: readonly CardChange[]
}

export interface CardRunner {
  readonly runnerId: number
  readonly horseId: number
  readonly status: RunnerStatus
  readonly number: number | null
  readonly barrier: number | null
  readonly emergencyNumber: number | null
  /** Carried: allocated less claim plus overweight. */
  readonly weightKg: number | null
  readonly allocatedKg: number | null
  readonly claimKg: number | null
  readonly overweightKg: number | null
  readonly bodyWeightKg: number | null
  readonly handicapRating: number | null
  readonly ageAtRace: number | null
  readonly foalingDate: string | null
  readonly sex: Sex
  readonly countryOfBirth: string | null
  readonly importType: string | null
  readonly sireId: number | null
  readonly damId: number | null
  readonly damSireId: number | null
  readonly jockeyId: number | null
  readonly apprentice: boolean | null
  /** Lightest weight that the jockey rides at. */
  readonly jockeyMinimumKg: number | null
  readonly trainerId: number | null
  readonly gear: readonly GearFact[]
}

/** Codes are the source's own, e.g. `B` blinkers. */
export interface GearFact { readonly code: string; readonly firstTime: boolean; readonly removed: boolean; readonly knownAt: Instant }
/** `number` is on the Australian scale, 1 (firm) to 10 (heavy). `raceNumber` null: of the whole meeting. */
export interface TrackReading { readonly raceNumber: number | null; readonly label: GoingLabel; readonly number: number | null; readonly observedAt: Instant; readonly knownAt: Instant }
export interface WeatherReading {
  readonly temperatureC: number | null; readonly humidity: number | null; readonly windSpeedKmh: number | null
  readonly rainfall24hMm: number | null; readonly rainfall7dMm: number | null; readonly irrigation24hMm: number | null
  readonly observedAt: Instant; readonly knownAt: Instant
}
/** A change of the card as the source told it. `beforeJockey` is who rode before, where the source's name for him could be found. */
export interface CardChange {
  readonly kind: ChangeKind; readonly runnerId: number | null; readonly before: string | null; readonly after: string | null
  readonly beforeJockey: { readonly jockeyId: number; readonly apprentice: boolean | null; readonly jockeyMinimumKg: number | null } | null
  readonly knownAt: Instant
}
