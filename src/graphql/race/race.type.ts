import { Arg, Field, Float, ID, Int, ObjectType } from 'type-graphql'
import type { CommentaryKind, Length, Tone } from '../../commentary/commentary'
import { distanceIn } from '../../domain/units'
import type { DataSource } from '../../domain/vocabulary'
import { DistanceUnit, MarketType, PriceSource, RaceKind, RaceStatus, Surface, TrackDirection } from '../../domain/vocabulary'
import { ChangeEvent } from '../change/change-event.type'
import { Changes, CHANGES_AS_OF, Kinds, Since } from '../change/changes'
import { Kind, LengthOf, LocaleOf, ToneOf, WaitMs } from '../commentary/commentary-args'
import { Commentary } from '../commentary/commentary.type'
import { loadRaceCommentary } from '../commentary/load-commentary'
import { connectionOf } from '../connection/connection-of'
import { After, Before, First, Last } from '../connection/page-args'
import { CacheFor, Cost, ListSize, Paged } from '../cost/cost'
import { Categories, FeaturesAsOf, Names } from '../feature/feature-args'
import { FeatureMatrix } from '../feature/feature.type'
import { loadFeatureMatrix } from '../feature/load-features'
import { loadRaceRating } from '../going/load-track-ratings'
import { RailPosition } from '../going/rail-position.type'
import { TrackRating } from '../going/track-rating.type'
import { IntegrationMatrixResult } from '../integration/integration-matrix.type'
import { loadIntegrationMatrix } from '../integration/load-integration-matrix'
import { ModelWithRules } from '../integration/model-with-rules'
import { Market } from '../market/market.type'
import { MarketsOfRace } from '../market/markets-of-race'
import { Meeting } from '../meeting/meeting.type'
import { Money, moneyOf } from '../money/money.type'
import { GlobalId, Source, SourceId } from '../node/node-fields'
import { Node } from '../node/node.type'
import { loadPredictionHistory } from '../prediction/load-prediction-history'
import { loadRacePredictions } from '../prediction/load-predictions'
import { ModelName, PredictedAsOf } from '../prediction/prediction-args'
import { RacePredictionResult } from '../prediction/prediction.type'
import { ServedPrediction } from '../prediction/served-prediction.type'
import { Batched, Column, Connected, Derived, FromTable, Joined, planned } from '../read/mapping'
import { RaceResult } from '../result/race-result.type'
import { RUNNER_ORDERS, runnerConditions, RunnerFilter, RunnerOrder } from '../runner/runner.input'
import { RunnerConnection } from '../runner/runner.type'
import { DateTimeScalar } from '../scalars/date-time'
import { RequiresScopes } from '../scopes/requires-scopes'
import { loadRaceSectionals } from '../sectionals/load-race-sectionals'
import { RaceSectionals } from '../sectionals/sectionals.type'
import { AsOf } from '../time/as-of'
import { PrizeShare, prizeShares, RaceConditions } from './race-conditions.type'

/** No field in the world is larger; it is also the page of `Race.runners`. */
const LARGEST_FIELD = 100

@ObjectType({ implements: Node, description: 'One race, or one barrier trial.', simpleResolvers: true })
@RequiresScopes('racing')
@FromTable('races')
@CacheFor(15)
export class Race implements Node {
  @GlobalId('Race')
  id!: string

  @Source()
  source!: DataSource

  @SourceId()
  sourceId!: string

  @Field(() => Meeting, { description: 'The meeting it belongs to.' })
  @Joined('meeting')
  meeting!: Meeting

  @Field(() => Int, { description: 'Number on the card, from 1.' })
  @Column('number')
  number!: number

  @Field(() => String, { description: 'Name as published.' })
  @Column('name')
  name!: string

  @Field(() => String, { nullable: true, description: 'Short name, where there is one.' })
  @Column('short_name')
  shortName!: string | null

  @Field(() => RaceKind, { description: 'Sort of contest.' })
  @Column('kind')
  kind!: RaceKind

  @Field(() => RaceStatus, { description: 'How far it has come.' })
  @Column('status')
  status!: RaceStatus

  @Field(() => DateTimeScalar, { description: 'Advertised start. Where the source gives none, an estimate: see `scheduledStartEstimated`.' })
  @Column('scheduled_start')
  scheduledStart!: string

  @Field(() => Boolean, { description: 'The start was estimated from the day and the race number: good for ordering, not for the clock.' })
  @Column('start_estimated')
  scheduledStartEstimated!: boolean

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it jumped; null before that or when unknown.' })
  @Column('actual_start')
  actualStart!: string | null

  @Field(() => Float, { nullable: true, description: 'Distance in the unit asked for; null for the few races of which the source does not give it.' })
  @Derived(['distance_m'], ([metres], args) => (metres === null ? null : distanceIn(metres, args['unit'] ?? DistanceUnit.METRE)))
  distance(@Arg('unit', () => DistanceUnit, { nullable: true, defaultValue: DistanceUnit.METRE, description: 'Unit of the answer.' }) _unit: DistanceUnit): number | null { return planned() }

  @Field(() => Surface, { nullable: true, description: 'What it is run on; null when unknown.' })
  @Column('surface')
  surface!: Surface | null

  @Field(() => String, { nullable: true, description: 'Track, where a venue has several.' })
  @Column('track_name')
  trackName!: string | null

  @Field(() => String, { nullable: true, description: 'Layout of the rails, e.g. `A`, `B+2`.' })
  @Column('course_layout')
  courseLayout!: string | null

  @Field(() => TrackDirection, { nullable: true, description: 'The way round; null when unknown.' })
  @Column('direction')
  direction!: TrackDirection | null

  @Field(() => RaceConditions, { description: 'Who may run, and at what weight.' })
  @Joined('')
  conditions!: RaceConditions

  @Field(() => Money, { nullable: true, description: 'All prizes together; null when unknown.' })
  @Derived(['prize_total', 'currency'], ([amount, currency]) => moneyOf(amount, currency))
  prizeTotal!: Money | null

  @Field(() => [PrizeShare], { description: 'Prize by position, the winner\'s first; empty when unknown.' })
  @Derived(['prizes', 'currency'], ([prizes, currency]) => prizeShares(prizes, currency))
  @ListSize({ assumedSize: 12 })
  prizes!: readonly PrizeShare[]

  @Field(() => TrackRating, {
    nullable: true,
    description: 'The going: the newest reading for this race, else the newest for the meeting that was known before the start, else what the result states; null when there is none of these.',
  })
  @Batched({ columns: ['meeting_id', 'number', 'scheduled_start', 'going', 'going_number', 'result_known_at'], load: loadRaceRating })
  trackRating(@AsOf('What was known at this instant.') _asOf: string | null): TrackRating | null { return planned() }

  @Field(() => RailPosition, { nullable: true, description: 'Where the rail of the meeting stands; null when unknown.' })
  @Joined('meeting', 'rail_text')
  rail!: RailPosition | null

  @Field(() => Int, { description: 'Runners that took or will take part: scratched ones, non-runners and reserves without a run do not count.' })
  @Column('field_size')
  fieldSize!: number

  @Field(() => RunnerConnection, { description: 'The runners, scratched ones and reserves among them, by number unless `orderBy` says otherwise.' })
  @Connected({
    table: 'runners', parent: [{ column: 'id', type: 'int' }], orders: RUNNER_ORDERS, defaultOrder: [{ column: 'number', direction: 'ASC' }], defaultFirst: null, maxFirst: LARGEST_FIELD,
    where: (t, [race], args, param) => runnerConditions(t, param, args['filter'], [`${t('race_id')} = ${race}`]),
  })
  @Paged(24)
  runners(
    @First(null, LARGEST_FIELD) _first: number | null, @After() _after: string | null, @Last(LARGEST_FIELD) _last: number | null, @Before() _before: string | null,
    @Arg('filter', () => RunnerFilter, { nullable: true, description: 'Which runners.' }) _filter: RunnerFilter | null,
    @Arg('orderBy', () => [RunnerOrder], { nullable: true, description: 'Order; ties are broken by id.' }) _orderBy: readonly RunnerOrder[] | null,
  ): object { return planned() }

  @Field(() => RaceResult, { nullable: true, description: 'How it ended; null until that is known.' })
  @Joined('', 'result_known_at')
  result!: RaceResult | null

  @Field(() => RaceSectionals, { nullable: true, description: 'Section times of the whole field; null when none were taken.' })
  @Batched({ columns: ['id', 'tempo'], load: loadRaceSectionals })
  @Cost(2)
  sectionals!: RaceSectionals | null

  @Field(() => FeatureMatrix, { nullable: true, description: 'Features of all its runners as a table of numbers; those of abandoned races too.' })
  @Batched({ columns: ['id', 'scheduled_start'], load: loadFeatureMatrix })
  @Cost(25)
  featureMatrix(@Names() _names: readonly string[] | null, @Categories() _categories: readonly string[] | null, @FeaturesAsOf() _asOf: string | null): FeatureMatrix | null { return planned() }

  @Field(() => RacePredictionResult, { nullable: true, description: 'Who may win, by a model; or why there is no prediction. Null only with an error. Predictions that are given before the start, without `asOf`, are recorded: see `predictionHistory`.' })
  @RequiresScopes('predictions')
  @Batched({ columns: ['id', 'scheduled_start', 'status'], load: loadRacePredictions })
  @Cost(20)
  predictions(@ModelName() _model: string, @PredictedAsOf() _asOf: string | null): typeof RacePredictionResult | null { return planned() }

  @Field(() => IntegrationMatrixResult, { nullable: true, description: 'How the categories of features work on each other in this race, by a model with rules; or why that cannot be said. Null only with an error.' })
  @RequiresScopes('predictions')
  @Batched({ columns: ['id', 'scheduled_start', 'status'], load: loadIntegrationMatrix })
  @Cost(25)
  integrationMatrix(
    @ModelWithRules() _model: string | null,
    @Arg('runner', () => ID, { nullable: true, description: 'Id of the Runner whom directions are to be of; left out, they are of whom each cell favours most.' }) _runner: string | null,
    @PredictedAsOf() _asOf: string | null,
  ): typeof IntegrationMatrixResult | null { return planned() }

  @Field(() => Commentary, { nullable: true, description: 'What is to be said of it, at once and from the newest facts: by the language model where its text is there, else by the template. Null where there is nothing of the kind: a review before the result, a change where nothing changed. `commentaryStream` tells sentences as they are written.' })
  @Batched({ columns: ['id'], load: loadRaceCommentary })
  @Cost(100)
  commentary(@Kind() _kind: CommentaryKind, @ToneOf() _tone: Tone, @LengthOf() _length: Length, @LocaleOf() _locale: string, @WaitMs() _waitMs: number): Commentary | null { return planned() }

  @Field(() => [ServedPrediction], { description: 'What was predicted of it before the start, and when, the newest first. A prediction is recorded when it is given and differs from the last one of its model.' })
  @Batched({ columns: ['id'], load: loadPredictionHistory })
  @Cost(5)
  @ListSize({ assumedSize: 20, slicingArguments: ['first'] })
  predictionHistory(
    @Arg('model', () => String, { nullable: true, description: 'Only by this model: a name, `name@version`, or an alias, which stands for what it points at now.' }) _model: string | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: 'At most this many, 1 to 200.' }) _first: number,
  ): readonly ServedPrediction[] { return planned() }

  @Field(() => [ChangeEvent], { description: 'What changed in this race and among its runners, in the order in which it became known; at most 500.' })
  @Changes('race_id')
  @ListSize({ assumedSize: 10 })
  changes(@Kinds() _kinds: unknown, @Since() _since: string | null, @AsOf(CHANGES_AS_OF) _asOf: string | null): readonly ChangeEvent[] { return planned() }

  @Field(() => [Market], { description: 'Its markets at live feeds, win markets first; at most 100.' })
  @MarketsOfRace()
  @ListSize({ assumedSize: 2 })
  markets(
    @Arg('types', () => [MarketType], { nullable: true, description: 'Only these.' }) _types: readonly MarketType[] | null,
    @Arg('sources', () => [PriceSource], { nullable: true, description: 'Only markets whose prices are made by these.' }) _sources: readonly PriceSource[] | null,
  ): readonly Market[] { return planned() }

  @Field(() => String, { nullable: true, description: 'Stewards\' report; null when there is none.' })
  @Column('stewards_report')
  stewardsReport!: string | null

  @Field(() => DateTimeScalar, { description: 'When anything stored of the race itself last changed.' })
  @Column('updated_at')
  updatedAt!: string

  @Field(() => Int, { description: 'Counts the changes of the stored row, from 1.' })
  @Column('revision')
  revision!: number
}

export const RaceConnection = connectionOf('Race', 'races', () => Race)
