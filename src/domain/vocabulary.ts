/**
 * The closed vocabularies of racing. Each is stored as `text` with a CHECK built from the same list
 * and is a GraphQL enum of the same values.
 */
const vocabulary = <const T extends readonly string[]>(...values: T): { readonly [K in T[number]]: K } =>
  Object.freeze(Object.fromEntries(values.map((v) => [v, v]))) as { readonly [K in T[number]]: K }
type Word<T> = T[keyof T]

/** Where a row came from. SYNTHETIC rows are invented; FILE rows came in by a user's own card or results file. */
export const DataSource = vocabulary('HKJC', 'SYNTHETIC', 'FILE')
export type DataSource = Word<typeof DataSource>

export const Jurisdiction = vocabulary('AUS', 'NZL', 'HKG', 'GBR', 'IRE', 'FRA', 'USA', 'JPN', 'SGP', 'UAE', 'RSA', 'OTHER')
export type Jurisdiction = Word<typeof Jurisdiction>

export const Surface = vocabulary('TURF', 'DIRT', 'SYNTHETIC', 'SAND')
export type Surface = Word<typeof Surface>

export const TrackDirection = vocabulary('LEFT', 'RIGHT', 'STRAIGHT')
export type TrackDirection = Word<typeof TrackDirection>

export const MeetingStatus = vocabulary('SCHEDULED', 'ACCEPTANCES', 'OPEN', 'IN_PROGRESS', 'FINISHED', 'ABANDONED', 'POSTPONED', 'TRANSFERRED')
export type MeetingStatus = Word<typeof MeetingStatus>

export const MeetingTier = vocabulary('METRO', 'PROVINCIAL', 'COUNTRY', 'PICNIC', 'OTHER')
export type MeetingTier = Word<typeof MeetingTier>

export const RaceStatus = vocabulary('SCHEDULED', 'OPEN', 'DELAYED', 'JUMPED', 'INTERIM', 'PROTEST', 'FINAL', 'ABANDONED', 'VOID')
export type RaceStatus = Word<typeof RaceStatus>

export const RaceKind = vocabulary('FLAT', 'HURDLE', 'CHASE', 'NH_FLAT', 'BARRIER_TRIAL', 'JUMP_OUT')
export type RaceKind = Word<typeof RaceKind>

export const RacePattern = vocabulary('GROUP_1', 'GROUP_2', 'GROUP_3', 'LISTED', 'GRADED_OTHER', 'NONE')
export type RacePattern = Word<typeof RacePattern>

export const WeightCondition = vocabulary('HANDICAP', 'SET_WEIGHTS', 'SET_WEIGHTS_PENALTIES', 'WEIGHT_FOR_AGE', 'QUALITY', 'CLAIMING', 'AUCTION', 'OTHER')
export type WeightCondition = Word<typeof WeightCondition>

/** Union of the Australian, British / Irish and Hong Kong going words. The Australian 1-10 number is stored beside it. */
export const GoingLabel = vocabulary('FIRM', 'GOOD_TO_FIRM', 'GOOD', 'GOOD_TO_SOFT', 'GOOD_TO_YIELDING', 'YIELDING', 'YIELDING_TO_SOFT', 'SOFT', 'HEAVY', 'SLOW', 'STANDARD', 'FAST', 'SLOPPY', 'MUDDY', 'WET_FAST', 'WET_SLOW', 'WET', 'SYNTHETIC')
export type GoingLabel = Word<typeof GoingLabel>

export const Sex = vocabulary('COLT', 'FILLY', 'GELDING', 'HORSE', 'MARE', 'RIG', 'RIDGLING', 'UNKNOWN')
export type Sex = Word<typeof Sex>

/** State of a runner before the off. Reserves that never got a run stay RESERVE. */
export const RunnerStatus = vocabulary('DECLARED', 'EMERGENCY', 'RESERVE', 'STANDBY', 'SCRATCHED', 'LATE_SCRATCHED', 'NON_RUNNER', 'RUNNER')
export type RunnerStatus = Word<typeof RunnerStatus>

/** How a run ended. FINISHED and DEAD_HEAT have a position, all others have none. */
export const FinishStatus = vocabulary('FINISHED', 'DEAD_HEAT', 'FELL', 'UNSEATED', 'PULLED_UP', 'BROUGHT_DOWN', 'REFUSED', 'RAN_OUT', 'LOST_RIDER', 'LEFT_AT_START', 'DISQUALIFIED', 'DID_NOT_FINISH', 'VOID')
export type FinishStatus = Word<typeof FinishStatus>

export const TempoRating = vocabulary('VERY_SLOW', 'SLOW', 'MODERATE', 'GENUINE', 'FAST', 'VERY_FAST')
export type TempoRating = Word<typeof TempoRating>

export const MarketType = vocabulary('WIN', 'PLACE', 'EACH_WAY', 'QUINELLA', 'QUINELLA_PLACE', 'EXACTA', 'TRIFECTA', 'FIRST_FOUR', 'TIERCE', 'TRIO', 'QUARTET', 'DOUBLE', 'TREBLE', 'DOUBLE_TRIO', 'TRIPLE_TRIO', 'SIX_UP', 'QUADDIE', 'COMPOSITE_WIN', 'JOCKEY_CHALLENGE', 'TRAINER_CHALLENGE', 'FORECAST', 'TRICAST', 'OTHER')
export type MarketType = Word<typeof MarketType>

export const PriceSource = vocabulary('FIXED', 'TOTE', 'EXCHANGE', 'STARTING_PRICE', 'BSP', 'FORECAST')
export type PriceSource = Word<typeof PriceSource>

/** How a betting market stands. */
export const MarketStatus = vocabulary('INACTIVE', 'OPEN', 'SUSPENDED', 'CLOSED')
export type MarketStatus = Word<typeof MarketStatus>

/** How a selection of a betting market stands. PLACED: in markets with several winners that tell them apart. */
export const SelectionStatus = vocabulary('ACTIVE', 'WINNER', 'LOSER', 'PLACED', 'REMOVED', 'HIDDEN')
export type SelectionStatus = Word<typeof SelectionStatus>

/** Why a prediction was made anew while a race was watched. START: the first of it. */
export const RepricingReason = vocabulary('START', 'PRICE', 'SCRATCHING', 'TRACK_CHANGE', 'CARD_CHANGE', 'MODEL_CHANGE')
export type RepricingReason = Word<typeof RepricingReason>

/** Why a price was recorded: OPEN = first price bet, FLUCTUATION = a change, CLOSE = last price before the off. */
export const PriceKind = vocabulary('OPEN', 'FLUCTUATION', 'CLOSE')
export type PriceKind = Word<typeof PriceKind>

export const ChangeKind = vocabulary('SCRATCHING', 'REINSTATEMENT', 'JOCKEY_CHANGE', 'WEIGHT_CHANGE', 'GEAR_CHANGE', 'BARRIER_CHANGE', 'TIME_CHANGE', 'TRACK_CHANGE', 'RAIL_CHANGE', 'TRAINER_CHANGE', 'ABANDONMENT')
export type ChangeKind = Word<typeof ChangeKind>

/** A record kind of a horse after a spell (60 days or more without a start). */
export const SpellRecordKind = vocabulary('FIRST_UP', 'SECOND_UP', 'THIRD_UP', 'FRESH')
export type SpellRecordKind = Word<typeof SpellRecordKind>

export const WeightUnit = vocabulary('KG', 'LB')
export type WeightUnit = Word<typeof WeightUnit>
export const DistanceUnit = vocabulary('METRE', 'FURLONG', 'YARD')
export type DistanceUnit = Word<typeof DistanceUnit>
export const OddsFormat = vocabulary('DECIMAL', 'FRACTIONAL', 'AMERICAN', 'HONG_KONG')
export type OddsFormat = Word<typeof OddsFormat>
