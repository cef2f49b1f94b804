import type {
  ChangeKind, DataSource, FinishStatus, GoingLabel, Jurisdiction, MarketType, MeetingStatus, MeetingTier, PriceKind, PriceSource, RaceKind, RacePattern,
  RaceStatus, RunnerStatus, Sex, Surface, TempoRating, TrackDirection, WeightCondition,
} from './vocabulary'

/**
 * What every importer yields and storage takes in: one `MeetingRecord` is one transaction.
 * Instants are ISO 8601 in UTC, dates `YYYY-MM-DD`, weights kilograms, distances metres, times milliseconds, odds decimal.
 * `null` is unknown. Within one `source`, a `sourceId` names the same thing for ever.
 */
export interface MeetingRecord {
  readonly source: DataSource
  /** e.g. `2023-04-23-ST`. */
  readonly sourceId: string
  readonly date: string
  readonly venue: VenueRecord
  readonly name: string | null
  readonly status: MeetingStatus
  readonly kind: RaceKind
  readonly tier: MeetingTier | null
  readonly rail: { readonly text: string; readonly offsetM: number | null } | null
  readonly expectedCondition: GoingLabel | null
  readonly races: readonly RaceRecord[]
  readonly trackRatings: readonly TrackRatingRecord[]
  readonly weather: readonly WeatherRecord[]
  readonly changes: readonly ChangeRecord[]
}
export interface VenueRecord {
  readonly code: string; readonly name: string; readonly state: string | null; readonly country: Jurisdiction; readonly timezone: string
  readonly surfaces: readonly Surface[]; readonly direction: TrackDirection | null; readonly circumferenceM: number | null; readonly straightM: number | null
  readonly latitude: number | null; readonly longitude: number | null; readonly tier: MeetingTier | null
}
export interface RaceRecord {
  readonly sourceId: string
  /** Which file of the source the race came from, e.g. `results_en`, `results_zh`, `barrier_trials`, `season`, `racecard`. */
  readonly feed: string
  readonly number: number
  readonly name: string
  readonly kind: RaceKind
  readonly status: RaceStatus
  readonly scheduledStart: string
  /** True when the source gives no off time and the start was estimated from the date and the race number. */
  readonly startEstimated: boolean
  readonly actualStart: string | null
  readonly distanceM: number | null
  readonly surface: Surface | null
  readonly trackName: string | null
  readonly courseLayout: string | null
  readonly direction: TrackDirection | null
  readonly pattern: RacePattern
  readonly classCode: string | null
  readonly classText: string | null
  readonly ratingLow: number | null
  readonly ratingHigh: number | null
  readonly ageRestriction: string | null
  readonly sexRestriction: string | null
  readonly weightCondition: WeightCondition
  readonly minimumWeightKg: number | null
  readonly apprenticesCanClaim: boolean | null
  readonly fieldLimit: number | null
  readonly prizeTotal: number | null
  /** Prize by position, the winner's first. */
  readonly prizes: readonly number[]
  readonly currency: string | null
  readonly going: GoingLabel | null
  readonly goingNumber: number | null
  readonly winningTimeMs: number | null
  readonly last600Ms: number | null
  readonly tempo: TempoRating | null
  readonly stewardsReport: string | null
  /** When the result became known; null while there is none. */
  readonly resultKnownAt: string | null
  readonly runners: readonly RunnerRecord[]
  readonly dividends: readonly DividendRecord[]
}
export interface RunnerRecord {
  readonly horse: HorseRecord
  readonly jockey: JockeyRecord | null
  readonly trainer: TrainerRecord | null
  /** null in barrier trials. Unique in the race. */
  readonly number: number | null
  /** Unique in the race; null when unknown or withdrawn before the draw. */
  readonly barrier: number | null
  readonly emergencyNumber: number | null
  readonly status: RunnerStatus
  /** Carried. */
  readonly weightKg: number | null
  /** Handicap weight before claim and overweight. */
  readonly allocatedKg: number | null
  readonly claimKg: number | null
  readonly overweightKg: number | null
  readonly bodyWeightKg: number | null
  readonly handicapRating: number | null
  readonly ageAtRace: number | null
  readonly silks: string | null
  readonly result: ResultRecord | null
  readonly gear: readonly GearRecord[]
  readonly inRunning: readonly InRunningRecord[]
  readonly sectionals: readonly SectionalRecord[]
  readonly prices: readonly PriceRecord[]
}
export interface HorseRecord {
  readonly sourceId: string; readonly name: string; readonly brand: string | null; readonly countryOfBirth: string | null; readonly foalingDate: string | null
  readonly sex: Sex; readonly colour: string | null; readonly importType: string | null
  readonly sire: string | null; readonly dam: string | null; readonly damSire: string | null
  readonly owner: { readonly sourceId: string; readonly name: string; readonly colours: string | null; readonly fromDate: string } | null
}
export interface JockeyRecord { readonly sourceId: string; readonly name: string; readonly country: string | null; readonly apprentice: boolean; readonly claimKg: number | null }
export interface TrainerRecord { readonly sourceId: string; readonly name: string; readonly location: string | null; readonly country: string | null }
export interface ResultRecord {
  readonly status: FinishStatus
  /** 1 = won; the same for both runners of a dead heat; null unless FINISHED or DEAD_HEAT. */
  readonly position: number | null
  /** Behind the runner in front. */
  readonly marginLengths: number | null
  /** Behind the winner. */
  readonly beatenLengths: number | null
  readonly finishTimeMs: number | null
  readonly startingPrice: number | null
  readonly favourite: boolean | null
  readonly prize: number | null
  readonly comment: string | null
  readonly knownAt: string
}
/** `first` and `removed` exclude each other. Codes are the source's own, e.g. `B` blinkers. */
export interface GearRecord { readonly code: string; readonly firstTime: boolean; readonly removed: boolean; readonly knownAt: string }
/** `point` e.g. `800m`, `call 1`; positions count from 1. */
export interface InRunningRecord { readonly point: string; readonly metresFromHome: number | null; readonly position: number; readonly marginLengths: number | null }
/** A section between two distances from the winning post: `fromM` 800, `toM` 400. */
export interface SectionalRecord { readonly fromM: number; readonly toM: number; readonly timeMs: number; readonly position: number | null; readonly marginLengths: number | null }
export interface PriceRecord { readonly source: PriceSource; readonly market: MarketType; readonly kind: PriceKind; readonly bookmaker: string; readonly decimal: number; readonly at: string }
/** `pool` is the source's own word; `combination` saddle-cloth numbers in the source's order and punctuation, e.g. `4,1,7`. */
export interface DividendRecord { readonly market: MarketType; readonly pool: string; readonly combination: string; readonly dividend: number; readonly unitStake: number; readonly currency: string }
export interface TrackRatingRecord { readonly raceNumber: number | null; readonly label: GoingLabel; readonly number: number | null; readonly text: string | null; readonly penetrometer: number | null; readonly observedAt: string; readonly knownAt: string }
export interface WeatherRecord {
  readonly condition: string | null; readonly temperatureC: number | null; readonly humidity: number | null; readonly windSpeedKmh: number | null; readonly windDirection: string | null
  readonly rainfall24hMm: number | null; readonly rainfall7dMm: number | null; readonly irrigation24hMm: number | null; readonly observedAt: string; readonly knownAt: string
}
/** An append-only fact; `horseId` names a runner of race `raceNumber` by its horse's `sourceId`. */
export interface ChangeRecord {
  readonly sourceId: string; readonly kind: ChangeKind; readonly raceNumber: number | null; readonly horseId: string | null; readonly before: string | null; readonly after: string | null
  readonly text: string; readonly reason: string | null; readonly late: boolean; readonly at: string; readonly knownAt: string
}
/** A row that could not be taken: where it stands and why. */
export interface Reject { readonly file: string; readonly row: number | string; readonly reason: string }
/** One unit of an import as it comes from a feed: what to store, what was refused, and the digest that makes a second run a no-op. */
export interface ImportUnit { readonly key: string; readonly sha256: string; readonly rows: number; readonly meeting: MeetingRecord | null; readonly rejects: readonly Reject[] }
