import { Arg, Field, Float, Int, ObjectType } from 'type-graphql'
import type { Length, Tone } from '../../commentary/commentary'
import { formatOdds } from '../../domain/odds'
import { weightIn } from '../../domain/units'
import type { DataSource } from '../../domain/vocabulary'
import { MarketType, OddsFormat, PriceSource, RunnerStatus, WeightUnit } from '../../domain/vocabulary'
import { LengthOf, LocaleOf, ToneOf, WaitMs } from '../commentary/commentary-args'
import { Commentary } from '../commentary/commentary.type'
import { loadRunnerCommentary } from '../commentary/load-commentary'
import { connectionOf } from '../connection/connection-of'
import { After, Before, First, Last } from '../connection/page-args'
import { CacheFor, Cost, ListSize, Paged } from '../cost/cost'
import { Locale, Top } from '../explanation/explanation-args'
import { ExplanationResult } from '../explanation/explanation.type'
import { loadRunnerExplanations } from '../explanation/load-explanations'
import { Categories, FeaturesAsOf, Names } from '../feature/feature-args'
import { ALL_FEATURES, FeatureVector } from '../feature/feature.type'
import { loadRunnerFeatures } from '../feature/load-features'
import { Gear } from '../gear/gear.type'
import { Horse } from '../horse/horse.type'
import { Jockey } from '../jockey/jockey.type'
import { GlobalId, Source, SourceId } from '../node/node-fields'
import { Node } from '../node/node.type'
import { Owner } from '../owner/owner.type'
import { ownersAsOfRace } from '../owner/owned'
import { loadRunnerPredictions } from '../prediction/load-predictions'
import { ModelName, PredictedAsOf, Target } from '../prediction/prediction-args'
import type { PredictionTarget } from '../prediction/prediction.enum'
import { PredictionResult } from '../prediction/prediction.type'
import { loadBestPrice, loadPrices } from '../price/load-prices'
import { Price } from '../price/price.type'
import { Race } from '../race/race.type'
import { Batched, Column, Connected, Derived, FromTable, Joined, List, planned } from '../read/mapping'
import { InRunning, InRunningPosition } from '../result/in-running-position.type'
import { RunnerResult } from '../result/runner-result.type'
import { pastRunsOfRunner } from '../run/past-runs'
import { RunConnection } from '../run/run.type'
import { DateTimeScalar } from '../scalars/date-time'
import { RequiresScopes } from '../scopes/requires-scopes'
import { loadRunnerSectionals } from '../sectionals/load-runner-sectionals'
import { RunnerSectionals } from '../sectionals/sectionals.type'
import { loadRunnerStatistics } from '../statistics/load-statistics'
import { RunnerStatistics } from '../statistics/runner-statistics.type'
import { AsOf, knownBy } from '../time/as-of'
import { Trainer } from '../trainer/trainer.type'
import { loadBodyWeightChange } from './load-body-weight-change'
import { loadDaysSinceLastRun, loadFormString, loadIsFirstUp, loadPrepRunNumber, PREPARATION_COLUMNS } from './load-preparation'
import { Scratching, StandingScratching } from './scratching.type'
import { Silks, silksOf } from './silks.type'
import { allocationOf, claimOf, JockeyClaim, WeightAllocation } from './weights.type'

@ObjectType({ implements: Node, description: 'A horse in a race, from its entry on.', simpleResolvers: true })
@RequiresScopes('racing')
@FromTable('runners')
@CacheFor(15)
export class Runner implements Node {
  @GlobalId('Runner')
  id!: string

  @Source()
  source!: DataSource

  @SourceId()
  sourceId!: string

  @Field(() => Race, { description: 'The race.' })
  @Joined('race')
  race!: Race

  @Field(() => Horse, { description: 'The horse.' })
  @Joined('horse')
  horse!: Horse

  @Field(() => Jockey, { nullable: true, description: 'Who rides; null while nobody is booked.' })
  @Joined('jockey')
  jockey!: Jockey | null

  @Field(() => Trainer, { nullable: true, description: 'Who trains the horse for this race; null when unknown.' })
  @Joined('trainer')
  trainer!: Trainer | null

  @Field(() => [Owner], { description: 'Who owned the horse on the day, by name; empty when unknown.' })
  @List(ownersAsOfRace)
  @ListSize({ assumedSize: 2 })
  owners!: readonly Owner[]

  @Field(() => String, { nullable: true, description: 'Owners as the card prints them.' })
  @Column('owner_text')
  ownerText!: string | null

  @Field(() => Int, { nullable: true, description: 'Saddle-cloth number, unique in the race; null in barrier trials.' })
  @Column('number')
  number!: number | null

  @Field(() => String, { nullable: true, description: 'Saddle cloth as shown, e.g. `1A` where runners are coupled; null in barrier trials.' })
  @Derived(['saddle_cloth', 'number'], ([cloth, number]) => cloth ?? (number === null ? null : String(number)))
  saddleCloth!: string | null

  @Field(() => Int, { nullable: true, description: 'Barrier (draw), counted from the rail, unique in the race; null when undrawn or unknown.' })
  @Column('barrier')
  barrier!: number | null

  @Field(() => Int, { nullable: true, description: 'Place in the queue of emergencies, reserves or stand-by starters; null for those in the field.' })
  @Column('emergency_number')
  emergencyNumber!: number | null

  @Field(() => RunnerStatus, { description: 'State before the off.' })
  @Column('status')
  status!: RunnerStatus

  @Field(() => Scratching, { nullable: true, description: 'The withdrawal, if it was recorded and stands; `status` says so in any case.' })
  @StandingScratching()
  scratching(@AsOf('What was known at this instant.') _asOf: string | null): Scratching | null { return planned() }

  @Field(() => Float, { nullable: true, description: 'Weight carried, claim and overweight included, in the unit asked for; null when unknown.' })
  @Derived(['weight_kg'], ([kg], args) => (kg === null ? null : weightIn(kg, args['unit'] ?? WeightUnit.KG)))
  weight(@Arg('unit', () => WeightUnit, { nullable: true, defaultValue: WeightUnit.KG, description: 'Unit of the answer.' }) _unit: WeightUnit): number | null { return planned() }

  @Field(() => WeightAllocation, { nullable: true, description: 'How the weight came about; null when nothing of it is known.' })
  @Derived(['allocated_kg', 'weight_kg', 'claim_kg', 'overweight_kg'], ([allocated, carried, claim, overweight]) => allocationOf(allocated, carried, claim, overweight))
  allocation!: WeightAllocation | null

  @Field(() => JockeyClaim, { nullable: true, description: 'Allowance that the rider claims; null when none.' })
  @Derived(['claim_kg', 'jockey.apprentice'], ([kg, apprentice]) => claimOf(kg, apprentice))
  claim!: JockeyClaim | null

  @Field(() => Float, { nullable: true, description: 'Weight of the horse, kilograms; null when it was not declared.' })
  @Column('body_weight_kg')
  bodyWeightKg!: number | null

  @Field(() => Float, { nullable: true, description: 'Weight of the horse less that of its run before, kilograms; null when either is unknown.' })
  @Batched({ columns: ['horse_id', 'race_start', 'body_weight_kg'], load: loadBodyWeightChange })
  bodyWeightChangeKg!: number | null

  @Field(() => [Gear], { description: 'Equipment, by code; empty when none was declared.' })
  @List({
    table: 'runner_gear', parent: [{ column: 'id', type: 'int' }], orderBy: [{ column: 'code', direction: 'ASC' }],
    where: (t, [runner], args, param) => `${t('runner_id')} = ${runner}${knownBy(t, args['asOf'], param)}`,
  })
  @ListSize({ assumedSize: 6 })
  gear(@AsOf('Only what was declared at this instant.') _asOf: string | null): readonly Gear[] { return planned() }

  @Field(() => Silks, { nullable: true, description: 'Colours worn; null when unknown.' })
  @Derived(['silks'], ([text]) => silksOf(text))
  silks!: Silks | null

  @Field(() => Int, { nullable: true, description: 'Official handicap rating that the weight goes by; null when unrated or unknown.' })
  @Column('handicap_rating')
  handicapRating!: number | null

  @Field(() => Int, { nullable: true, description: 'Official age of the horse on the day, years; null when unknown.' })
  @Column('age_at_race')
  ageAtRace!: number | null

  @Field(() => Int, { nullable: true, description: 'Days since the horse\'s last start before this race, trials aside; null for a debutant.' })
  @Batched({ columns: PREPARATION_COLUMNS, load: loadDaysSinceLastRun })
  @Cost(1)
  daysSinceLastRun!: number | null

  @Field(() => Int, { description: 'Which run of the preparation this is, from 1. A preparation begins with the debut or after 60 days or more without a start.' })
  @Batched({ columns: PREPARATION_COLUMNS, load: loadPrepRunNumber })
  @Cost(1)
  prepRunNumber!: number

  @Field(() => Boolean, { description: 'First run after 60 days or more without a start; false for a debutant.' })
  @Batched({ columns: PREPARATION_COLUMNS, load: loadIsFirstUp })
  @Cost(1)
  isFirstUp!: boolean

  @Field(() => String, { description: 'Last runs before this race, oldest first, e.g. `31x20F`: 1-9 positions, 0 tenth or worse, a letter where there is none (F fell, U unseated, P pulled up, B brought down, R refused, O ran out, L lost rider, S left at start, D disqualified, N did not finish, V void), x a spell of 60 days or more.' })
  @Batched({ columns: PREPARATION_COLUMNS, load: loadFormString })
  @Cost(1)
  formString(@Arg('last', () => Int, { nullable: true, defaultValue: 6, description: 'At most this many runs, 1 to 100.' }) _last: number): string { return planned() }

  @Field(() => String, { nullable: true, description: 'Remark on the card.' })
  @Column('comment')
  comment!: string | null

  @Field(() => RunConnection, { description: 'The horse\'s runs before this race, newest first: only those that started before it, with a result that was known before it, or before `asOf` when that is earlier.' })
  @Connected(pastRunsOfRunner)
  @Paged(10)
  pastRuns(
    @First(10, 200) _first: number, @After() _after: string | null, @Last(200) _last: number | null, @Before() _before: string | null,
    @Arg('includeTrials', () => Boolean, { nullable: true, defaultValue: false, description: 'Barrier trials and jump-outs too.' }) _includeTrials: boolean,
    @AsOf('Only runs whose result was known before this instant. A later instant than the start of the race counts as the start.') _asOf: string | null,
  ): object { return planned() }

  @Field(() => RunnerStatistics, { description: 'What horse, jockey and trainer had done before this race.' })
  @Batched({ columns: ['horse_id', 'race_start', 'jockey_id', 'trainer_id', 'race.meeting.venue_id', 'race.distance_m'], load: loadRunnerStatistics })
  @Cost(3)
  statistics(@AsOf('Only what was known before this instant. A later instant than the start of the race counts as the start.') _asOf: string | null): RunnerStatistics { return planned() }

  @Field(() => FeatureVector, { nullable: true, description: 'What a model may know of it, with field means and ranks; null when it was not to start at that instant.' })
  @Batched({ columns: ['id', 'race_id', 'race_start'], load: loadRunnerFeatures })
  @Cost(5)
  @ListSize({ assumedSize: ALL_FEATURES, slicingArguments: ['names'], sizedFields: ['features'] })
  features(@Names() _names: readonly string[] | null, @Categories() _categories: readonly string[] | null, @FeaturesAsOf() _asOf: string | null): FeatureVector | null { return planned() }

  @Field(() => PredictionResult, { nullable: true, description: 'Its chance, by a model; or why there is none. Null only with an error. The race is predicted once, however many of its runners ask.' })
  @RequiresScopes('predictions')
  @Batched({ columns: ['id', 'race_id', 'race_start', 'race.status'], load: loadRunnerPredictions })
  @Cost(5)
  prediction(@ModelName() _model: string, @Target() _target: PredictionTarget, @PredictedAsOf() _asOf: string | null): typeof PredictionResult | null { return planned() }

  @Field(() => ExplanationResult, { nullable: true, description: 'Why it has its chance, by a model: what features and rules add; or why that cannot be said. Null only with an error. The race is explained once, however many of its runners ask.' })
  @RequiresScopes('predictions')
  @Batched({ columns: ['id', 'race_id', 'race_start', 'race.status'], load: loadRunnerExplanations })
  @Cost(6)
  @ListSize({ assumedSize: 8, slicingArguments: ['top'], sizedFields: ['contributions'] })
  explanation(@ModelName() _model: string, @Top() _top: number, @Locale() _locale: string, @PredictedAsOf() _asOf: string | null): typeof ExplanationResult | null { return planned() }

  @Field(() => Commentary, { nullable: true, description: 'What is to be said of it, of the kind RUNNER. The race is written of once, however many of its runners ask. Null where nothing is said of it, e.g. a scratched runner.' })
  @Batched({ columns: ['id', 'race_id'], load: loadRunnerCommentary })
  @Cost(10)
  commentary(@ToneOf() _tone: Tone, @LengthOf() _length: Length, @LocaleOf() _locale: string, @WaitMs() _waitMs: number): Commentary | null { return planned() }

  @Field(() => RunnerResult, { nullable: true, description: 'How the run ended; null until that is known, and for those that did not start.' })
  @Joined('result')
  result!: RunnerResult | null

  @Field(() => RunnerSectionals, { nullable: true, description: 'Section times; null when none were taken.' })
  @Batched({ columns: ['id'], load: loadRunnerSectionals })
  sectionals!: RunnerSectionals | null

  @Field(() => [InRunningPosition], { description: 'Where it lay during the race, from the start to the post; empty when unknown.' })
  @InRunning()
  @ListSize({ assumedSize: 8 })
  inRunning!: readonly InRunningPosition[]

  @Field(() => [Price], { description: 'Its prices, one for each market at each bookmaker, as they last stood; empty when none were recorded.' })
  @Batched({ columns: ['id', 'race_id'], load: loadPrices })
  @Cost(2)
  @ListSize({ assumedSize: 4 })
  prices(
    @Arg('sources', () => [PriceSource], { nullable: true, description: 'Only prices made by these.' }) _sources: readonly PriceSource[] | null,
    @Arg('markets', () => [MarketType], { nullable: true, description: 'Only these markets.' }) _markets: readonly MarketType[] | null,
    @Arg('bookmakers', () => [String], { nullable: true, description: 'Only bookmakers with these codes; at most 100.' }) _bookmakers: readonly string[] | null,
    @AsOf('As they stood at this instant.') _asOf: string | null,
  ): readonly Price[] { return planned() }

  @Field(() => Price, { nullable: true, description: 'The longest price on offer (fixed odds, tote, exchange); null when there is none, or when the runner is out.' })
  @Batched({ columns: ['id', 'race_id', 'status'], load: loadBestPrice })
  @Cost(2)
  bestPrice(
    @Arg('market', () => MarketType, { nullable: true, defaultValue: MarketType.WIN, description: 'The market.' }) _market: MarketType,
    @AsOf('As prices stood at this instant.') _asOf: string | null,
  ): Price | null { return planned() }

  @Field(() => String, { nullable: true, description: 'Starting price as text in the format asked for; null until it is known.' })
  @Derived(['result.starting_price'], ([decimal], args) => (decimal === null ? null : formatOdds(decimal, args['format'] ?? OddsFormat.DECIMAL)))
  startingPrice(@Arg('format', () => OddsFormat, { nullable: true, defaultValue: OddsFormat.DECIMAL, description: 'How to write it.' }) _format: OddsFormat): string | null { return planned() }

  @Field(() => DateTimeScalar, { description: 'When anything stored of the runner itself last changed.' })
  @Column('updated_at')
  updatedAt!: string

  @Field(() => Int, { description: 'Counts the changes of the stored row, from 1.' })
  @Column('revision')
  revision!: number
}

export const RunnerConnection = connectionOf('Runner', 'runners', () => Runner)
