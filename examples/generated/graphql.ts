/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** What changed after a card was published. */
export type ChangeKind =
  /** A race or meeting was called off. */
  | 'ABANDONMENT'
  /** Another draw. */
  | 'BARRIER_CHANGE'
  /** Equipment put on or taken off. */
  | 'GEAR_CHANGE'
  /** Another rider. */
  | 'JOCKEY_CHANGE'
  /** The rail was moved. */
  | 'RAIL_CHANGE'
  /** A scratched runner is back in. */
  | 'REINSTATEMENT'
  /** A runner came out. */
  | 'SCRATCHING'
  /** Another start time. */
  | 'TIME_CHANGE'
  /** Another going. */
  | 'TRACK_CHANGE'
  /** Another trainer. */
  | 'TRAINER_CHANGE'
  /** Another weight; values in kilograms. */
  | 'WEIGHT_CHANGE';

/** What a commentary is about. */
export type CommentaryKind =
  /** What a scratching, a change of the card or a big move of prices means for the race. */
  | 'CHANGE'
  /** The race, before it is run. */
  | 'PREVIEW'
  /** What came of the race. */
  | 'REVIEW'
  /** Each of its runners, one after the other. */
  | 'RUNNER';

/** How much a commentary says. */
export type CommentaryLength =
  /** All that is worth telling. */
  | 'LONG'
  /** A paragraph of a race, a sentence or two of a runner. */
  | 'MEDIUM'
  /** The one thing that matters most. */
  | 'SHORT';

/** Who speaks. */
export type CommentarySource =
  /** A language model. Sentences of it that do not hold against the facts are left out. */
  | 'MODEL'
  /** Sentences that are filled in from facts, without any language model. */
  | 'TEMPLATE';

/** How a commentary speaks. */
export type CommentaryTone =
  /** With more numbers. */
  | 'ANALYTICAL'
  /** With more colour. */
  | 'LIVELY'
  /** As a racing page does. */
  | 'NEUTRAL';

/** Where a part of a score comes from. */
export type ContributionKind =
  /** A feature. */
  | 'FEATURE'
  /** A rule on top of what features say. */
  | 'RULE';

/** Where a row came from. */
export type DataSource =
  /** Brought in by the operator as a race card or results file. */
  | 'FILE'
  /** Results of the Hong Kong Jockey Club: real races. */
  | 'HKJC'
  /** Invented by the built-in demonstration season: such horses, people and races do not exist. */
  | 'SYNTHETIC';

/** Days between two ends, both included. An end that is left out is open. */
export type DateRange = {
  /** On this day or later. */
  from?: string | null | undefined;
  /** On this day or earlier. */
  to?: string | null | undefined;
};

/** Bets on more than the winner. */
export type ExoticType =
  /** First two in order (forecast). */
  | 'EXACTA'
  /** First two, any order. */
  | 'QUINELLA'
  /** Two of the first three, any order. */
  | 'QUINELLA_PLACE'
  /** First three in order (tricast, tierce). */
  | 'TRIFECTA'
  /** First three, any order. */
  | 'TRIO';

/** How a run ended. FINISHED and DEAD_HEAT have a position, all others have none. */
export type FinishStatus =
  /** Brought down by another. */
  | 'BROUGHT_DOWN'
  /** Passed the post level with another: both have the same position. */
  | 'DEAD_HEAT'
  /** Did not finish, cause unknown. */
  | 'DID_NOT_FINISH'
  /** Placing taken away. */
  | 'DISQUALIFIED'
  /** Fell. */
  | 'FELL'
  /** Passed the post. */
  | 'FINISHED'
  /** Did not leave the barrier with the rest. */
  | 'LEFT_AT_START'
  /** Lost its rider. */
  | 'LOST_RIDER'
  /** Pulled up. */
  | 'PULLED_UP'
  /** Left the course. */
  | 'RAN_OUT'
  /** Refused to jump or to race. */
  | 'REFUSED'
  /** Unseated its rider. */
  | 'UNSEATED'
  /** The run does not count. */
  | 'VOID';

/** State of the ground: the union of the Australian, British / Irish and Hong Kong words. The Australian 1-10 scale is in TrackRating.number. */
export type GoingLabel =
  /** All-weather or dirt: at its quickest. */
  | 'FAST'
  /** Dry and hard. Australian 1-2. */
  | 'FIRM'
  /** Australian 3-4. */
  | 'GOOD'
  /** Firmer side of good. */
  | 'GOOD_TO_FIRM'
  /** Softer side of good. */
  | 'GOOD_TO_SOFT'
  /** Between good and yielding. */
  | 'GOOD_TO_YIELDING'
  /** Australian 8-10. */
  | 'HEAVY'
  /** Wet, deep dirt. */
  | 'MUDDY'
  /** Dirt with standing water. */
  | 'SLOPPY'
  /** All-weather or dirt: slower than standard; in older Australian records, turf between good and heavy. */
  | 'SLOW'
  /** Australian 5-7. */
  | 'SOFT'
  /** All-weather: as usual. */
  | 'STANDARD'
  /** All-weather, not rated. */
  | 'SYNTHETIC'
  /** Wet, not further described. */
  | 'WET'
  /** Wet dirt on a firm base. */
  | 'WET_FAST'
  /** Wet dirt that has softened. */
  | 'WET_SLOW'
  /** Some give: Ireland and Hong Kong. */
  | 'YIELDING'
  /** Between yielding and soft. */
  | 'YIELDING_TO_SOFT';

/** Whole numbers between two ends, both included. An end that is left out is open. */
export type IntRange = {
  /** At least this. */
  gte?: number | null | undefined;
  /** At most this. */
  lte?: number | null | undefined;
};

/** The racing authority under which a venue races, by country. */
export type Jurisdiction =
  /** Australia. */
  | 'AUS'
  /** France. */
  | 'FRA'
  /** Great Britain. */
  | 'GBR'
  /** Hong Kong. */
  | 'HKG'
  /** Ireland. */
  | 'IRE'
  /** Japan. */
  | 'JPN'
  /** New Zealand. */
  | 'NZL'
  /** Any other. */
  | 'OTHER'
  /** South Africa. */
  | 'RSA'
  /** Singapore. */
  | 'SGP'
  /** United Arab Emirates. */
  | 'UAE'
  /** United States. */
  | 'USA';

/** How a betting market stands. */
export type MarketStatus =
  /** Over; settled or about to be. */
  | 'CLOSED'
  /** Not open for betting yet. */
  | 'INACTIVE'
  /** Bets are taken. */
  | 'OPEN'
  /** No bets are taken for now, e.g. after a withdrawal or as the race starts. */
  | 'SUSPENDED';

/** How a model is made. */
export type ModelKind =
  /** Chances by a language model, alone or blended with those of another model. */
  | 'BLEND'
  /** Gradient-boosted trees. */
  | 'BOOSTING'
  /** Another model whose chances were calibrated. */
  | 'CALIBRATED'
  /** Logit of who wins among the runners of a race. */
  | 'CONDITIONAL_LOGIT'
  /** Random forest. */
  | 'FOREST'
  /** Logistic regression of winning, made to sum to 1 over the race. */
  | 'LOGISTIC'
  /** From prices alone: 1 / odds, with or without a fitted power. */
  | 'MARKET'
  /** Neural network. */
  | 'NEURAL'
  /** Weighted pool of other models. */
  | 'POOL'
  /** Another model with rules of the integration matrix on top. */
  | 'RULES';

/** Why there is no prediction. */
export type NoPredictionReason =
  /** The race was abandoned or declared void. */
  | 'ABANDONED'
  /** Earlier runs are still being gathered. Ask again in a minute. */
  | 'HISTORY_NOT_READY'
  /** The model is there and cannot be used: its files are damaged, or it was made for other features. */
  | 'MODEL_UNUSABLE'
  /** Of one runner: it was not to start at the instant, being scratched or a reserve. */
  | 'NOT_STARTING'
  /** The model cannot say what its chances are made of. */
  | 'NO_CONTRIBUTIONS'
  /** There is no model of this name, or the alias points at none. */
  | 'NO_MODEL'
  /** No language model was asked about the race, or its field is another one since. */
  | 'NO_OPINION'
  /** The model has no rules on top of what its features say, and rules were asked for. */
  | 'NO_RULES'
  /** Nobody was to start at the instant. */
  | 'NO_RUNNERS'
  /** The model reads prices, and not every runner had one at the instant. */
  | 'PRICES_MISSING';

/** Who makes a price. */
export type PriceSource =
  /** Betfair starting price. */
  | 'BSP'
  /** Last price matched on an exchange. */
  | 'EXCHANGE'
  /** A bookmaker's fixed odds. */
  | 'FIXED'
  /** Published before betting opened. */
  | 'FORECAST'
  /** Official starting price. */
  | 'STARTING_PRICE'
  /** Approximate pari-mutuel dividend. */
  | 'TOTE';

/** All conditions that are given must hold. An empty list matches nothing. */
export type RaceFilter = {
  /** Class codes as the source writes them, e.g. `4`; at most 100. */
  classes?: Array<string> | null | undefined;
  /** Racing authorities. */
  countries?: Array<Jurisdiction> | null | undefined;
  /** Days of the meeting, in the venue's time zone. */
  dates?: DateRange | null | undefined;
  /** Distance, metres. Races of unknown distance match no range. */
  distance?: IntRange | null | undefined;
  /** Number of runners that take part. */
  fieldSize?: IntRange | null | undefined;
  /** Going as the result states it. */
  goings?: Array<GoingLabel> | null | undefined;
  /** Races in which any of these horses is entered; at most 100. */
  horseIds?: Array<string | number> | null | undefined;
  /** Sorts of contest. All when left out, barrier trials among them. */
  kinds?: Array<RaceKind> | null | undefined;
  /** Black-type standings. */
  patterns?: Array<RacePattern> | null | undefined;
  /** Where races come from; leave SYNTHETIC out to see real ones only. */
  sources?: Array<DataSource> | null | undefined;
  /** How far races have come. */
  status?: Array<RaceStatus> | null | undefined;
  /** Surfaces. */
  surfaces?: Array<Surface> | null | undefined;
  /** Ids of venues; at most 100. */
  venues?: Array<string | number> | null | undefined;
};

/** What sort of contest. BARRIER_TRIAL and JUMP_OUT are rehearsals: no betting, no prize, never counted in a record. */
export type RaceKind =
  /** Official trial from the barriers. */
  | 'BARRIER_TRIAL'
  /** Over fences. */
  | 'CHASE'
  /** Flat race. */
  | 'FLAT'
  /** Over hurdles. */
  | 'HURDLE'
  /** Unofficial trial. */
  | 'JUMP_OUT'
  /** National Hunt flat race (bumper). */
  | 'NH_FLAT';

/** Black-type standing of a race, best first. */
export type RacePattern =
  /** Graded locally, outside the international pattern. */
  | 'GRADED_OTHER'
  /** Group 1 (Grade 1). */
  | 'GROUP_1'
  /** Group 2 (Grade 2). */
  | 'GROUP_2'
  /** Group 3 (Grade 3). */
  | 'GROUP_3'
  /** Listed. */
  | 'LISTED'
  /** No black type. */
  | 'NONE';

/** How far a race has come. */
export type RaceStatus =
  /** Not run. */
  | 'ABANDONED'
  /** The start is put back. */
  | 'DELAYED'
  /** Official (weighed in, all clear). */
  | 'FINAL'
  /** Placings announced, not yet official. */
  | 'INTERIM'
  /** Off. */
  | 'JUMPED'
  /** Fields final, betting open. */
  | 'OPEN'
  /** A protest or inquiry is being heard. */
  | 'PROTEST'
  /** In the programme. */
  | 'SCHEDULED'
  /** Run, and declared void. */
  | 'VOID';

/** Why a prediction was made anew. */
export type RepricingReason =
  /** Something else on the card changed, e.g. a jockey or a weight. */
  | 'CARD_CHANGE'
  /** Another model, or another version of it, took its place. */
  | 'MODEL_CHANGE'
  /** A price moved. */
  | 'PRICE'
  /** A runner was withdrawn or came back. */
  | 'SCRATCHING'
  /** It is the first since the race is watched. */
  | 'START'
  /** The track, the going or the rail changed. */
  | 'TRACK_CHANGE';

/** State of a runner before the off. How its run ended is RunnerResult.status. */
export type RunnerStatus =
  /** In the field. */
  | 'DECLARED'
  /** Runs only if others come out (Australia). */
  | 'EMERGENCY'
  /** Withdrawn late: deductions may apply. */
  | 'LATE_SCRATCHED'
  /** Did not take part, for whatever reason. */
  | 'NON_RUNNER'
  /** Runs only if others come out; a reserve that never got a run stays one. */
  | 'RESERVE'
  /** Took part. */
  | 'RUNNER'
  /** Withdrawn before the day's deadline. */
  | 'SCRATCHED'
  /** Stand-by starter (Hong Kong). */
  | 'STANDBY';

/** How a runner of a betting market stands. */
export type SelectionStatus =
  /** Can be bet on while the market is open. */
  | 'ACTIVE'
  /** Not shown by the source. */
  | 'HIDDEN'
  /** Settled as a loser. */
  | 'LOSER'
  /** Settled as placed, in markets that tell that apart. */
  | 'PLACED'
  /** Withdrawn: prices of the others may be reduced. */
  | 'REMOVED'
  /** Settled as a winner. */
  | 'WINNER';

/** What is raced on. */
export type Surface =
  /** Dirt. */
  | 'DIRT'
  /** Sand. */
  | 'SAND'
  /** All-weather track, e.g. polytrack. Not to be confused with DataSource.SYNTHETIC. */
  | 'SYNTHETIC'
  /** Grass. */
  | 'TURF';

export type CommentaryAsWrittenSubscriptionVariables = Exact<{
  race: string | number;
  kind?: CommentaryKind | null | undefined;
  tone?: CommentaryTone | null | undefined;
  length?: CommentaryLength | null | undefined;
}>;


export type CommentaryAsWrittenSubscription = { commentaryStream: { sequence: number, snapshot: boolean, source: CommentarySource | null, synthetic: boolean, done: boolean, race: { id: string, source: DataSource }, sentences: Array<{ text: string, runnerId: string | null, citations: Array<{ label: string, text: string }> }>, commentary: { model: string | null, fellBack: string | null, leftOut: number } | null } };

export type CardWithCommentaryQueryVariables = Exact<{
  date: string;
  venue: string;
  tone?: CommentaryTone | null | undefined;
  length?: CommentaryLength | null | undefined;
  waitMs?: number | null | undefined;
}>;


export type CardWithCommentaryQuery = { meeting: { date: string, source: DataSource, races: Array<{ id: string, number: number, name: string, commentary: { source: CommentarySource, model: string | null, synthetic: boolean, grounded: boolean, pending: boolean, fellBack: string | null, text: string, sentences: Array<{ text: string, runnerId: string | null, citations: Array<{ label: string, text: string, rank: { place: number, of: number } | null, feature: { path: string, description: string } | null }> }> } | null, runners: { nodes: Array<{ number: number | null, horse: { name: string }, commentary: { source: CommentarySource, synthetic: boolean, pending: boolean, text: string } | null }> } }> } | null };

export type RunnerFormQueryVariables = Exact<{
  race: string | number;
  runs?: number | null | undefined;
}>;


export type RunnerFormQuery = { race: { id: string, name: string, runners: { nodes: Array<{ id: string, number: number | null, formString: string, horse: { id: string, name: string }, statistics: { career: { starts: number, wins: number, placeRate: number | null }, trackDistance: { starts: number, wins: number } }, pastRuns: { nodes: Array<{ date: string, distanceM: number | null, weightKg: number | null, venue: { code: string }, result: { position: number | null, beatenLengths: number | null } | null }> } }> } } | null };

export type ModelsQueryVariables = Exact<{ [key: string]: never; }>;


export type ModelsQuery = { models: Array<{ name: string, version: number, aliases: Array<string>, kind: ModelKind, title: string, purpose: string, notFor: string, limits: Array<string>, synthetic: boolean, usesPrices: boolean, trainedOn: { from: string, to: string, races: number, runners: number }, metrics: { races: number, logLoss: number | null, pseudoR2: number | null, top1Accuracy: number | null, top3Accuracy: number | null, calibrationError: number | null, evaluatedOn: { from: string, to: string }, calibration: Array<{ predicted: number | null, observed: number | null, count: number }>, market: { logLoss: number | null, pseudoR2: number | null } | null, paired: Array<{ against: string, difference: number | null, low: number | null, high: number | null }>, importance: Array<{ name: string, loss: number | null }> } | null }> };

export type NextToJumpQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type NextToJumpQuery = { serverTime: string, nextToJump: Array<{ id: string, name: string, scheduledStart: string, source: DataSource, meeting: { id: string, venue: { name: string, country: Jurisdiction } } }> };

export type OddsMovingSubscriptionVariables = Exact<{
  race: string | number;
  throttleMs?: number | null | undefined;
  fromSequence?: number | null | undefined;
}>;


export type OddsMovingSubscription = { oddsUpdated: { snapshot: boolean, sequence: number, marketId: string | null, status: MarketStatus | null, inPlay: boolean, stale: boolean, overround: number | null, race: { id: string, source: DataSource }, prices: Array<{ runnerId: string, status: SelectionStatus, previous: number | null, price: { decimal: number, value: string, favourite: boolean } | null, back: Array<{ price: number, size: number | null }>, lay: Array<{ price: number, size: number | null }> }> } };

export type PredictionsMovingSubscriptionVariables = Exact<{
  race: string | number;
  fromSequence?: number | null | undefined;
}>;


export type PredictionsMovingSubscription = { predictionUpdated: { snapshot: boolean, sequence: number, reason: RepricingReason | null, prediction: { generatedAt: string, stale: boolean, degraded: boolean, model: { name: string, version: number } }, changed: Array<{ runnerId: string, probability: number, fairOdds: string | null, runner: { number: number | null, horse: { name: string } } }> } };

export type RaceCardQueryVariables = Exact<{
  date: string;
  venue: string;
}>;


export type RaceCardQuery = { meeting: { id: string, date: string, source: DataSource, venue: { code: string, name: string, timezone: string }, races: Array<{ id: string, number: number, name: string, status: RaceStatus, scheduledStart: string, distance: number | null, runners: { nodes: Array<{ id: string, number: number | null, barrier: number | null, weight: number | null, status: RunnerStatus, horse: { id: string, name: string }, jockey: { id: string, name: string } | null, trainer: { id: string, name: string } | null, result: { position: number | null, status: FinishStatus, startingPriceDecimal: number | null } | null }> } }> } | null };

export type CardRunnerFragment = { id: string, number: number | null, barrier: number | null, weight: number | null, status: RunnerStatus, horse: { id: string, name: string }, jockey: { id: string, name: string } | null, trainer: { id: string, name: string } | null, result: { position: number | null, status: FinishStatus, startingPriceDecimal: number | null } | null };

export type RaceChangesSubscriptionVariables = Exact<{
  meeting: string | number;
}>;


export type RaceChangesSubscription = { raceUpdated: { snapshot: boolean, sequence: number, status: RaceStatus, race: { id: string, number: number, source: DataSource, result: { official: boolean, placings: Array<{ number: number | null }> } | null }, event: { kind: ChangeKind, text: string, late: boolean, runner: { id: string, number: number | null, horse: { name: string } } | null } | null } };

export type RaceExoticsQueryVariables = Exact<{
  id: string | number;
  type?: ExoticType;
  first?: number | null | undefined;
}>;


export type RaceExoticsQuery = { race: { name: string, predictions:
      | { reason: NoPredictionReason, message: string }
      | { exotics: Array<{ probability: number, fairOdds: string, runners: Array<{ number: number | null, horse: { name: string } }> }>, predictions: Array<{ probability: number, fairOdds: string | null, runner: { number: number | null } }> }
     | null } | null };

export type RaceFeaturesQueryVariables = Exact<{
  id: string | number;
  asOf?: string | null | undefined;
}>;


export type RaceFeaturesQuery = { race: { number: number, name: string, featureMatrix: { set: string, asOf: string, units: Array<string>, runnerIds: Array<string>, rows: Array<Array<number | null>> } | null, runners: { nodes: Array<{ id: string, number: number | null, horse: { name: string }, features: { asOf: string, features: Array<{ value: number | null, text: string | null, fieldMean: number | null, fieldRank: number | null, definition: { path: string, unit: string } }> } | null }> } } | null };

export type RaceListQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: RaceFilter | null | undefined;
  counted?: boolean | null | undefined;
}>;


export type RaceListQuery = { races: { totalCount?: number, nodes: Array<{ id: string, number: number, name: string, scheduledStart: string, distance: number | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type RacePredictionsQueryVariables = Exact<{
  id: string | number;
  model?: string | null | undefined;
  asOf?: string | null | undefined;
}>;


export type RacePredictionsQuery = { race: { name: string, scheduledStart: string, source: DataSource, predictions:
      | { __typename: 'NoPrediction', reason: NoPredictionReason, message: string }
      | { __typename: 'RacePrediction', generatedAt: string, asOf: string, stale: boolean, degraded: boolean, missingInputs: Array<{ path: string }>, model: { name: string, version: number, title: string, synthetic: boolean }, predictions: Array<{ rank: number, probability: number, fairOdds: string | null, interval: { low: number, high: number, level: number } | null, edges: Array<{ source: PriceSource, bookmaker: string | null, price: number, edge: number, kellyFraction: number }>, runner: { number: number | null, horse: { name: string } } }> }
     | null } | null };

export type TopReasonsQueryVariables = Exact<{
  date: string;
  venue: string;
  model?: string | null | undefined;
  top?: number | null | undefined;
  locale?: string | null | undefined;
  asOf?: string | null | undefined;
}>;


export type TopReasonsQuery = { meeting: { date: string, source: DataSource, races: Array<{ number: number, name: string, runners: { nodes: Array<{ number: number | null, horse: { name: string }, explanation:
            | { __typename: 'Explanation', probability: number, baselineProbability: number, logOdds: number, others: number, contributions: Array<{ kind: ContributionKind, effect: number, chanceFactor: number, sentence: string }>, resolution: { sentence: string } | null, confidence: { value: number, sentence: string } | null, model: { name: string, version: number, synthetic: boolean } }
            | { __typename: 'NoPrediction', reason: NoPredictionReason, message: string }
           | null }> } }> } | null };

export const CardRunnerFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CardRunner"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Runner"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"barrier"}},{"kind":"Field","name":{"kind":"Name","value":"weight"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"horse"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"jockey"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"trainer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"startingPriceDecimal"}}]}}]}}]} as unknown as DocumentNode<CardRunnerFragment, unknown>;
export const CommentaryAsWrittenDocument = {"__meta__":{"hash":"sha256:189cd4ef7e32ee94720b5cb44d19d76ca9f5544def8fb16ede3fa9519c307c1d"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"CommentaryAsWritten"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"race"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"kind"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"CommentaryKind"}},"defaultValue":{"kind":"EnumValue","value":"PREVIEW"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"tone"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"CommentaryTone"}},"defaultValue":{"kind":"EnumValue","value":"NEUTRAL"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"length"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"CommentaryLength"}},"defaultValue":{"kind":"EnumValue","value":"MEDIUM"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"commentaryStream"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"raceId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"race"}}},{"kind":"Argument","name":{"kind":"Name","value":"kind"},"value":{"kind":"Variable","name":{"kind":"Name","value":"kind"}}},{"kind":"Argument","name":{"kind":"Name","value":"tone"},"value":{"kind":"Variable","name":{"kind":"Name","value":"tone"}}},{"kind":"Argument","name":{"kind":"Name","value":"length"},"value":{"kind":"Variable","name":{"kind":"Name","value":"length"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"race"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"source"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"snapshot"}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"synthetic"}},{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"sentences"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"runnerId"}},{"kind":"Field","name":{"kind":"Name","value":"citations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"commentary"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"fellBack"}},{"kind":"Field","name":{"kind":"Name","value":"leftOut"}}]}}]}}]}}]} as unknown as DocumentNode<CommentaryAsWrittenSubscription, CommentaryAsWrittenSubscriptionVariables>;
export const CardWithCommentaryDocument = {"__meta__":{"hash":"sha256:9926674ccb78dd83b7908869cdd0d02708ad800fe899f399efd76130b3baa795"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CardWithCommentary"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"date"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"venue"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"tone"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"CommentaryTone"}},"defaultValue":{"kind":"EnumValue","value":"NEUTRAL"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"length"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"CommentaryLength"}},"defaultValue":{"kind":"EnumValue","value":"MEDIUM"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"waitMs"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"0"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"meeting"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"date"},"value":{"kind":"Variable","name":{"kind":"Name","value":"date"}}},{"kind":"Argument","name":{"kind":"Name","value":"venue"},"value":{"kind":"Variable","name":{"kind":"Name","value":"venue"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"date"}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"races"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"commentary"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"kind"},"value":{"kind":"EnumValue","value":"PREVIEW"}},{"kind":"Argument","name":{"kind":"Name","value":"tone"},"value":{"kind":"Variable","name":{"kind":"Name","value":"tone"}}},{"kind":"Argument","name":{"kind":"Name","value":"length"},"value":{"kind":"Variable","name":{"kind":"Name","value":"length"}}},{"kind":"Argument","name":{"kind":"Name","value":"waitMs"},"value":{"kind":"Variable","name":{"kind":"Name","value":"waitMs"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"synthetic"}},{"kind":"Field","name":{"kind":"Name","value":"grounded"}},{"kind":"Field","name":{"kind":"Name","value":"pending"}},{"kind":"Field","name":{"kind":"Name","value":"fellBack"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"sentences"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"runnerId"}},{"kind":"Field","name":{"kind":"Name","value":"citations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"rank"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"place"}},{"kind":"Field","name":{"kind":"Name","value":"of"}}]}},{"kind":"Field","name":{"kind":"Name","value":"feature"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"description"}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"runners"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"horse"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"commentary"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"tone"},"value":{"kind":"Variable","name":{"kind":"Name","value":"tone"}}},{"kind":"Argument","name":{"kind":"Name","value":"length"},"value":{"kind":"EnumValue","value":"SHORT"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"synthetic"}},{"kind":"Field","name":{"kind":"Name","value":"pending"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<CardWithCommentaryQuery, CardWithCommentaryQueryVariables>;
export const RunnerFormDocument = {"__meta__":{"hash":"sha256:1ad7992e3e4e2e7284e18b80241d1962245289949e271d2a50ce38103f316cdd"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RunnerForm"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"race"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"runs"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"race"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"race"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"runners"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"horse"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"formString"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"IntValue","value":"6"}}]},{"kind":"Field","name":{"kind":"Name","value":"statistics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"career"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"starts"}},{"kind":"Field","name":{"kind":"Name","value":"wins"}},{"kind":"Field","name":{"kind":"Name","value":"placeRate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"trackDistance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"starts"}},{"kind":"Field","name":{"kind":"Name","value":"wins"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pastRuns"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"runs"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"date"}},{"kind":"Field","name":{"kind":"Name","value":"venue"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}},{"kind":"Field","name":{"kind":"Name","value":"distanceM"}},{"kind":"Field","name":{"kind":"Name","value":"weightKg"}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"beatenLengths"}}]}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<RunnerFormQuery, RunnerFormQueryVariables>;
export const ModelsDocument = {"__meta__":{"hash":"sha256:7a96aa4fb2692ae231d4820db8265ee8d88ac9c3bdec3edd0855b1c4f0cbf292"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Models"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"models"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"aliases"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"purpose"}},{"kind":"Field","name":{"kind":"Name","value":"notFor"}},{"kind":"Field","name":{"kind":"Name","value":"limits"}},{"kind":"Field","name":{"kind":"Name","value":"synthetic"}},{"kind":"Field","name":{"kind":"Name","value":"usesPrices"}},{"kind":"Field","name":{"kind":"Name","value":"trainedOn"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"races"}},{"kind":"Field","name":{"kind":"Name","value":"runners"}}]}},{"kind":"Field","name":{"kind":"Name","value":"metrics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"evaluatedOn"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"races"}},{"kind":"Field","name":{"kind":"Name","value":"logLoss"}},{"kind":"Field","name":{"kind":"Name","value":"pseudoR2"}},{"kind":"Field","name":{"kind":"Name","value":"top1Accuracy"}},{"kind":"Field","name":{"kind":"Name","value":"top3Accuracy"}},{"kind":"Field","name":{"kind":"Name","value":"calibrationError"}},{"kind":"Field","name":{"kind":"Name","value":"calibration"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"predicted"}},{"kind":"Field","name":{"kind":"Name","value":"observed"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"market"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"logLoss"}},{"kind":"Field","name":{"kind":"Name","value":"pseudoR2"}}]}},{"kind":"Field","name":{"kind":"Name","value":"paired"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"against"}},{"kind":"Field","name":{"kind":"Name","value":"difference"}},{"kind":"Field","name":{"kind":"Name","value":"low"}},{"kind":"Field","name":{"kind":"Name","value":"high"}}]}},{"kind":"Field","name":{"kind":"Name","value":"importance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"loss"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ModelsQuery, ModelsQueryVariables>;
export const NextToJumpDocument = {"__meta__":{"hash":"sha256:95f5f97d609694bdffa31d15e620d2fc550a4cce28de45ce1949fb203bc33545"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"NextToJump"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"3"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"serverTime"}},{"kind":"Field","name":{"kind":"Name","value":"nextToJump"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"scheduledStart"}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"meeting"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"venue"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"country"}}]}}]}}]}}]}}]} as unknown as DocumentNode<NextToJumpQuery, NextToJumpQueryVariables>;
export const OddsMovingDocument = {"__meta__":{"hash":"sha256:a1fa67a391260efd6686fe8b706eee10f19f10db37b1f27865c009c0d3e0c034"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"OddsMoving"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"race"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"throttleMs"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"250"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"fromSequence"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"oddsUpdated"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"raceIds"},"value":{"kind":"ListValue","values":[{"kind":"Variable","name":{"kind":"Name","value":"race"}}]}},{"kind":"Argument","name":{"kind":"Name","value":"markets"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"WIN"}]}},{"kind":"Argument","name":{"kind":"Name","value":"throttleMs"},"value":{"kind":"Variable","name":{"kind":"Name","value":"throttleMs"}}},{"kind":"Argument","name":{"kind":"Name","value":"fromSequence"},"value":{"kind":"Variable","name":{"kind":"Name","value":"fromSequence"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"snapshot"}},{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"marketId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"inPlay"}},{"kind":"Field","name":{"kind":"Name","value":"stale"}},{"kind":"Field","name":{"kind":"Name","value":"overround"}},{"kind":"Field","name":{"kind":"Name","value":"race"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"source"}}]}},{"kind":"Field","name":{"kind":"Name","value":"prices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"runnerId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"previous"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"decimal"}},{"kind":"Field","name":{"kind":"Name","value":"value"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"format"},"value":{"kind":"EnumValue","value":"FRACTIONAL"}}]},{"kind":"Field","name":{"kind":"Name","value":"favourite"}}]}},{"kind":"Field","name":{"kind":"Name","value":"back"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"depth"},"value":{"kind":"IntValue","value":"3"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"price"}},{"kind":"Field","name":{"kind":"Name","value":"size"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lay"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"depth"},"value":{"kind":"IntValue","value":"3"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"price"}},{"kind":"Field","name":{"kind":"Name","value":"size"}}]}}]}}]}}]}}]} as unknown as DocumentNode<OddsMovingSubscription, OddsMovingSubscriptionVariables>;
export const PredictionsMovingDocument = {"__meta__":{"hash":"sha256:4bf3e9e2879dc70a3066f6319080a425286c7563774bd674de5a085724e2b531"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"PredictionsMoving"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"race"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"fromSequence"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"predictionUpdated"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"raceIds"},"value":{"kind":"ListValue","values":[{"kind":"Variable","name":{"kind":"Name","value":"race"}}]}},{"kind":"Argument","name":{"kind":"Name","value":"minProbabilityChange"},"value":{"kind":"FloatValue","value":"0.005"}},{"kind":"Argument","name":{"kind":"Name","value":"fromSequence"},"value":{"kind":"Variable","name":{"kind":"Name","value":"fromSequence"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"snapshot"}},{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"prediction"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"model"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"version"}}]}},{"kind":"Field","name":{"kind":"Name","value":"generatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"stale"}},{"kind":"Field","name":{"kind":"Name","value":"degraded"}}]}},{"kind":"Field","name":{"kind":"Name","value":"changed"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"runnerId"}},{"kind":"Field","name":{"kind":"Name","value":"runner"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"horse"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"probability"}},{"kind":"Field","name":{"kind":"Name","value":"fairOdds"}}]}}]}}]}}]} as unknown as DocumentNode<PredictionsMovingSubscription, PredictionsMovingSubscriptionVariables>;
export const RaceCardDocument = {"__meta__":{"hash":"sha256:4c4f6cf65eedcba9bb4e3016a08ad7139e3fc097604ffa25538576c05ecce68b"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RaceCard"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"date"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"venue"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"meeting"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"date"},"value":{"kind":"Variable","name":{"kind":"Name","value":"date"}}},{"kind":"Argument","name":{"kind":"Name","value":"venue"},"value":{"kind":"Variable","name":{"kind":"Name","value":"venue"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"date"}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"venue"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"timezone"}}]}},{"kind":"Field","name":{"kind":"Name","value":"races"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"scheduledStart"}},{"kind":"Field","name":{"kind":"Name","value":"distance"}},{"kind":"Field","name":{"kind":"Name","value":"runners"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CardRunner"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CardRunner"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Runner"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"barrier"}},{"kind":"Field","name":{"kind":"Name","value":"weight"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"horse"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"jockey"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"trainer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"startingPriceDecimal"}}]}}]}}]} as unknown as DocumentNode<RaceCardQuery, RaceCardQueryVariables>;
export const RaceChangesDocument = {"__meta__":{"hash":"sha256:78d569588bc5e0a9775beaf563816adbabe4c776d97e400e4b5fb76d9b635948"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"RaceChanges"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"meeting"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"raceUpdated"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"meetingIds"},"value":{"kind":"ListValue","values":[{"kind":"Variable","name":{"kind":"Name","value":"meeting"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"snapshot"}},{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"race"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"official"}},{"kind":"Field","name":{"kind":"Name","value":"placings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"late"}},{"kind":"Field","name":{"kind":"Name","value":"runner"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"horse"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<RaceChangesSubscription, RaceChangesSubscriptionVariables>;
export const RaceExoticsDocument = {"__meta__":{"hash":"sha256:c686b582559a09e06d9cfe1fa074730410bb34e0f7e645a2ca55e0304952f564"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RaceExotics"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"type"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ExoticType"}}},"defaultValue":{"kind":"EnumValue","value":"EXACTA"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"race"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"predictions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RacePrediction"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"exotics"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"type"},"value":{"kind":"Variable","name":{"kind":"Name","value":"type"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"probability"}},{"kind":"Field","name":{"kind":"Name","value":"fairOdds"}},{"kind":"Field","name":{"kind":"Name","value":"runners"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"horse"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"predictions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"target"},"value":{"kind":"EnumValue","value":"PLACE"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"probability"}},{"kind":"Field","name":{"kind":"Name","value":"fairOdds"}},{"kind":"Field","name":{"kind":"Name","value":"runner"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NoPrediction"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}}]} as unknown as DocumentNode<RaceExoticsQuery, RaceExoticsQueryVariables>;
export const RaceFeaturesDocument = {"__meta__":{"hash":"sha256:79ee68181575440307ac5ca8bb8313d1dc7a63c74236afc7e0dbd871de2db7a1"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RaceFeatures"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"asOf"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"race"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"featureMatrix"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"categories"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"BARRIER"},{"kind":"EnumValue","value":"WEIGHT"}]}},{"kind":"Argument","name":{"kind":"Name","value":"asOf"},"value":{"kind":"Variable","name":{"kind":"Name","value":"asOf"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"set"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"units"}},{"kind":"Field","name":{"kind":"Name","value":"runnerIds"}},{"kind":"Field","name":{"kind":"Name","value":"rows"}}]}},{"kind":"Field","name":{"kind":"Name","value":"runners"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"horse"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"features"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"names"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"BARRIER_NUMBER"},{"kind":"EnumValue","value":"BARRIER_THIRD_IMPACT"},{"kind":"EnumValue","value":"FITNESS_DAYS_SINCE_RUN"}]}},{"kind":"Argument","name":{"kind":"Name","value":"asOf"},"value":{"kind":"Variable","name":{"kind":"Name","value":"asOf"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"features"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"definition"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}}]}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"fieldMean"}},{"kind":"Field","name":{"kind":"Name","value":"fieldRank"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<RaceFeaturesQuery, RaceFeaturesQueryVariables>;
export const RaceListDocument = {"__meta__":{"hash":"sha256:b5471d043664d9bb6720f685c9d9c6362517c41240ddbdbba326594988a6b0c6"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RaceList"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"RaceFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"counted"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}},"defaultValue":{"kind":"BooleanValue","value":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"races"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"by"},"value":{"kind":"EnumValue","value":"START"}},{"kind":"ObjectField","name":{"kind":"Name","value":"direction"},"value":{"kind":"EnumValue","value":"ASC"}}]}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"counted"}}}]}]},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"scheduledStart"}},{"kind":"Field","name":{"kind":"Name","value":"distance"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"unit"},"value":{"kind":"EnumValue","value":"FURLONG"}}]}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<RaceListQuery, RaceListQueryVariables>;
export const RacePredictionsDocument = {"__meta__":{"hash":"sha256:eef191689dea86e80da8876e80e7b08f79a31ad1544e6492b3a90e0cb3c826bf"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RacePredictions"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"model"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}},"defaultValue":{"kind":"StringValue","value":"champion","block":false}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"asOf"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"race"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"scheduledStart"}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"predictions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"model"},"value":{"kind":"Variable","name":{"kind":"Name","value":"model"}}},{"kind":"Argument","name":{"kind":"Name","value":"asOf"},"value":{"kind":"Variable","name":{"kind":"Name","value":"asOf"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RacePrediction"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"generatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"stale"}},{"kind":"Field","name":{"kind":"Name","value":"degraded"}},{"kind":"Field","name":{"kind":"Name","value":"missingInputs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}}]}},{"kind":"Field","name":{"kind":"Name","value":"model"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"synthetic"}}]}},{"kind":"Field","name":{"kind":"Name","value":"predictions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rank"}},{"kind":"Field","name":{"kind":"Name","value":"probability"}},{"kind":"Field","name":{"kind":"Name","value":"fairOdds"}},{"kind":"Field","name":{"kind":"Name","value":"interval"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"low"}},{"kind":"Field","name":{"kind":"Name","value":"high"}},{"kind":"Field","name":{"kind":"Name","value":"level"}}]}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"bookmaker"}},{"kind":"Field","name":{"kind":"Name","value":"price"}},{"kind":"Field","name":{"kind":"Name","value":"edge"}},{"kind":"Field","name":{"kind":"Name","value":"kellyFraction"}}]}},{"kind":"Field","name":{"kind":"Name","value":"runner"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"horse"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NoPrediction"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}}]} as unknown as DocumentNode<RacePredictionsQuery, RacePredictionsQueryVariables>;
export const TopReasonsDocument = {"__meta__":{"hash":"sha256:9ed957af9244ed4183cbaa98b498354bff51c5d21eb1aed30df760bae232964b"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TopReasons"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"date"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"venue"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"model"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}},"defaultValue":{"kind":"StringValue","value":"champion","block":false}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"top"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"3"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}},"defaultValue":{"kind":"StringValue","value":"en","block":false}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"asOf"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"meeting"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"date"},"value":{"kind":"Variable","name":{"kind":"Name","value":"date"}}},{"kind":"Argument","name":{"kind":"Name","value":"venue"},"value":{"kind":"Variable","name":{"kind":"Name","value":"venue"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"date"}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"races"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"runners"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"horse"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"explanation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"model"},"value":{"kind":"Variable","name":{"kind":"Name","value":"model"}}},{"kind":"Argument","name":{"kind":"Name","value":"top"},"value":{"kind":"Variable","name":{"kind":"Name","value":"top"}}},{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}},{"kind":"Argument","name":{"kind":"Name","value":"asOf"},"value":{"kind":"Variable","name":{"kind":"Name","value":"asOf"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Explanation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"probability"}},{"kind":"Field","name":{"kind":"Name","value":"baselineProbability"}},{"kind":"Field","name":{"kind":"Name","value":"logOdds"}},{"kind":"Field","name":{"kind":"Name","value":"contributions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"effect"}},{"kind":"Field","name":{"kind":"Name","value":"chanceFactor"}},{"kind":"Field","name":{"kind":"Name","value":"sentence"}}]}},{"kind":"Field","name":{"kind":"Name","value":"others"}},{"kind":"Field","name":{"kind":"Name","value":"resolution"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sentence"}}]}},{"kind":"Field","name":{"kind":"Name","value":"confidence"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"sentence"}}]}},{"kind":"Field","name":{"kind":"Name","value":"model"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"synthetic"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NoPrediction"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<TopReasonsQuery, TopReasonsQueryVariables>;