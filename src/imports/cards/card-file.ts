import type {
  ChangeKind, FinishStatus, Jurisdiction, MarketType, MeetingStatus, MeetingTier, PriceKind, PriceSource, RaceKind, RacePattern, RaceStatus, RunnerStatus, Sex, Surface,
  TempoRating, TrackDirection, WeightCondition,
} from '../../domain/vocabulary'

/** A card or results file after validation against `schema/*.schema.json`, which describes every property. Both formats share these types: a results race is a card race with less required and more allowed. */
export interface CardFile { readonly format: 'racegraph-racecard/1' | 'racegraph-results/1'; readonly publishedAt: string; readonly meeting: CardMeeting }
export interface WeightJson { readonly kg?: number; readonly st?: number; readonly lb?: number }
export interface DistanceJson { readonly m?: number; readonly miles?: number; readonly furlongs?: number; readonly yards?: number }
export interface TimeJson { readonly ms?: number; readonly minutes?: number; readonly seconds?: number }
export type OddsJson = number | string

export interface CardMeeting {
  readonly date: string; readonly venue: CardVenue; readonly name?: string; readonly status?: MeetingStatus; readonly kind?: RaceKind; readonly tier?: MeetingTier; readonly currency?: string
  readonly rail?: { readonly text: string; readonly offset?: DistanceJson }; readonly expectedGoing?: string
  readonly trackRatings?: readonly CardTrackRating[]; readonly weather?: readonly CardWeather[]; readonly changes?: readonly CardChange[]; readonly races: readonly CardRace[]
}
export interface CardVenue {
  readonly code: string; readonly name?: string; readonly state?: string; readonly country?: Jurisdiction; readonly timezone?: string; readonly surfaces?: readonly Surface[]
  readonly direction?: TrackDirection; readonly circumference?: DistanceJson; readonly straight?: DistanceJson; readonly latitude?: number; readonly longitude?: number; readonly tier?: MeetingTier
}
export interface CardRace {
  readonly number: number; readonly name?: string; readonly startTime?: string; readonly kind?: RaceKind; readonly status?: RaceStatus; readonly distance?: DistanceJson; readonly surface?: Surface
  readonly trackName?: string; readonly courseLayout?: string; readonly direction?: TrackDirection; readonly pattern?: RacePattern; readonly classCode?: string; readonly classText?: string
  readonly rating?: { readonly low?: number; readonly high?: number }; readonly ageRestriction?: string; readonly sexRestriction?: string; readonly weightCondition?: WeightCondition
  readonly minimumWeight?: WeightJson; readonly apprenticesCanClaim?: boolean; readonly fieldLimit?: number
  readonly prize?: { readonly currency?: string; readonly total?: number; readonly byPosition?: readonly number[] }; readonly going?: string; readonly runners?: readonly CardRunner[]
  readonly actualStart?: string; readonly resultAt?: string; readonly winningTime?: TimeJson; readonly last600?: TimeJson; readonly tempo?: TempoRating; readonly stewardsReport?: string
  readonly dividends?: readonly CardDividend[]
}
export interface CardRunner {
  readonly number?: number; readonly barrier?: number; readonly emergencyNumber?: number; readonly status?: RunnerStatus
  readonly horse?: string | CardHorse; readonly jockey?: string | CardJockey; readonly trainer?: string | CardTrainer
  readonly weight?: WeightJson; readonly allocatedWeight?: WeightJson; readonly claim?: WeightJson; readonly overweight?: WeightJson; readonly bodyWeight?: WeightJson
  readonly rating?: number; readonly age?: number; readonly silks?: string; readonly gear?: readonly CardGear[]; readonly prices?: readonly CardPrice[]
  readonly position?: number; readonly finish?: FinishStatus; readonly margin?: number; readonly beaten?: number; readonly finishTime?: TimeJson; readonly startingPrice?: OddsJson
  readonly favourite?: boolean; readonly prizeWon?: number; readonly comment?: string
  readonly inRunning?: readonly { readonly point: string; readonly distanceFromHome?: DistanceJson; readonly position: number; readonly margin?: number }[]
  readonly sectionals?: readonly { readonly from: DistanceJson; readonly to: DistanceJson; readonly time: TimeJson; readonly position?: number; readonly margin?: number }[]
}
export interface CardHorse {
  readonly id?: string; readonly name: string; readonly brand?: string; readonly country?: string; readonly foalingDate?: string; readonly sex?: Sex; readonly colour?: string; readonly importType?: string
  readonly sire?: string; readonly dam?: string; readonly damSire?: string; readonly owner?: string | CardOwner
}
export interface CardOwner { readonly id?: string; readonly name: string; readonly colours?: string; readonly since?: string }
export interface CardJockey { readonly id?: string; readonly name: string; readonly country?: string; readonly apprentice?: boolean; readonly claim?: WeightJson }
export interface CardTrainer { readonly id?: string; readonly name: string; readonly location?: string; readonly country?: string }
export interface CardGear { readonly code: string; readonly firstTime?: boolean; readonly removed?: boolean; readonly knownAt?: string }
export interface CardPrice { readonly odds: OddsJson; readonly market?: MarketType; readonly source?: PriceSource; readonly kind?: PriceKind; readonly bookmaker?: string; readonly at?: string }
export interface CardTrackRating { readonly raceNumber?: number; readonly going: string; readonly penetrometer?: number; readonly observedAt: string; readonly knownAt?: string }
export interface CardWeather {
  readonly condition?: string; readonly temperatureC?: number; readonly humidity?: number; readonly windSpeedKmh?: number; readonly windDirection?: string
  readonly rainfall24hMm?: number; readonly rainfall7dMm?: number; readonly irrigation24hMm?: number; readonly observedAt: string; readonly knownAt?: string
}
export interface CardChange {
  readonly kind: ChangeKind; readonly raceNumber?: number; readonly horse?: string; readonly before?: string; readonly after?: string; readonly text: string; readonly reason?: string
  readonly late?: boolean; readonly at: string; readonly knownAt?: string
}
export interface CardDividend { readonly market: MarketType; readonly pool?: string; readonly combination: string; readonly dividend: number; readonly unitStake?: number; readonly currency?: string }
