import { Arg, Float, ID, Int, Resolver, Subscription } from 'type-graphql'
import { MarketType, PriceSource } from '../../domain/vocabulary'
import type { ChangeKind } from '../../domain/vocabulary'
import { Cost } from '../cost/cost'
import { Kinds } from '../change/changes'
import { ModelName } from '../prediction/prediction-args'
import { Batched, planned } from '../read/mapping'
import { loadOddsUpdate } from './load-odds-update'
import { loadPredictionUpdate } from './load-prediction-update'
import { loadRaceUpdate } from './load-race-update'
import { OddsUpdate } from './odds-update.type'
import { PredictionUpdate } from './prediction-update.type'
import { RaceUpdate } from './race-update.type'

const RaceIds = (): ReturnType<typeof Arg> => Arg('raceIds', () => [ID], { description: 'Ids of Races, 1 to 100.' })
const From = (): ReturnType<typeof Arg> => Arg('fromSequence', () => Int, { nullable: true, description: 'The highest `sequence` that you have of the race, after a break: you are told what changed since where that is known exactly, and all of it in a snapshot where not. With one race only.' })
const Throttle = (ms: number): ReturnType<typeof Arg> => Arg('throttleMs', () => Int, { nullable: true, defaultValue: ms, description: 'At most one update in so many milliseconds of each market or race, 0 to 60000; the first comes at once, and each has the newest state.' })

/** Executions are made in `groups.ts`, one for all who subscribe alike. */
const subscribe = (): never => { throw new Error('subscriptions are executed by their groups') }

@Resolver()
export class LiveResolver {
  @Subscription(() => OddsUpdate, { subscribe, description: 'Prices of races as they move: one update is of one market of one race. A snapshot of each market comes first, also of one that is closed.' })
  @Cost(5)
  @Batched({ columns: [], load: loadOddsUpdate })
  oddsUpdated(
    @RaceIds() _raceIds: readonly string[],
    @Arg('markets', () => [MarketType], { nullable: true, description: 'Only these markets.' }) _markets: readonly MarketType[] | null,
    @Arg('sources', () => [PriceSource], { nullable: true, description: 'Only prices made by these.' }) _sources: readonly PriceSource[] | null,
    @Arg('runnerIds', () => [ID], { nullable: true, description: 'Only these Runners, at most 100; what changes of others makes no update.' }) _runnerIds: readonly string[] | null,
    @Arg('minChangePercent', () => Float, { nullable: true, description: 'A price counts as changed from so many per cent of what was told of it last, 0 to 100; a status always does.' }) _minChange: number | null,
    @Throttle(250) _throttleMs: number, @From() _from: number | null,
  ): OddsUpdate { return planned() }

  @Subscription(() => PredictionUpdate, { subscribe, description: 'Predictions of races as they are made anew, e.g. after a price moved. A snapshot comes first, as soon as there is a prediction.' })
  @Cost(20)
  @Batched({ columns: [], load: loadPredictionUpdate })
  predictionUpdated(
    @RaceIds() _raceIds: readonly string[], @ModelName() _model: string,
    @Arg('minProbabilityChange', () => Float, { nullable: true, description: 'A probability counts as changed from so much of it, 0 to 1, e.g. 0.01 for a point.' }) _minChange: number | null,
    @Throttle(1000) _throttleMs: number, @From() _from: number | null,
  ): PredictionUpdate { return planned() }

  @Subscription(() => RaceUpdate, { subscribe, description: 'Changes of cards, scratchings, status and results as they become known. A snapshot of each race comes first. Without ids: of all races, with snapshots of the next 100 to come.' })
  @Cost(2)
  @Batched({ columns: [], load: loadRaceUpdate })
  raceUpdated(
    @Arg('raceIds', () => [ID], { nullable: true, description: 'Ids of Races, at most 100.' }) _raceIds: readonly string[] | null,
    @Arg('meetingIds', () => [ID], { nullable: true, description: 'Ids of Meetings, at most 100: all their races.' }) _meetingIds: readonly string[] | null,
    @Kinds() _kinds: readonly ChangeKind[] | null, @From() _from: number | null,
  ): RaceUpdate { return planned() }
}
