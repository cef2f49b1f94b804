import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql'
import { RunnerStatus } from '../../domain/vocabulary'
import { Conditions } from '../filter/conditions'
import { FloatRange, IntRange } from '../filter/range.input'
import { SortDirection } from '../filter/sort-direction'
import type { At, Param } from '../read/mapping'

@InputType({ description: 'All conditions that are given must hold. An empty list matches nothing.' })
export class RunnerFilter {
  @Field(() => [RunnerStatus], { nullable: true, description: 'States before the off.' })
  statuses?: readonly RunnerStatus[] | null

  @Field(() => [Int], { nullable: true, description: 'Saddle-cloth numbers; at most 100.' })
  numbers?: readonly number[] | null

  @Field(() => IntRange, { nullable: true, description: 'Barrier (draw). Undrawn runners match no range.' })
  barrier?: IntRange | null

  @Field(() => FloatRange, { nullable: true, description: 'Weight carried, kilograms. Unknown weights match no range.' })
  weightKg?: FloatRange | null

  @Field(() => [ID], { nullable: true, description: 'Ids of jockeys; at most 100.' })
  jockeyIds?: readonly string[] | null

  @Field(() => [ID], { nullable: true, description: 'Ids of trainers; at most 100.' })
  trainerIds?: readonly string[] | null

  @Field(() => [ID], { nullable: true, description: 'Ids of horses; at most 100.' })
  horseIds?: readonly string[] | null
}

export const RunnerSort = { NUMBER: 'NUMBER', BARRIER: 'BARRIER', WEIGHT: 'WEIGHT', RATING: 'RATING', FINISH_POSITION: 'FINISH_POSITION', STARTING_PRICE: 'STARTING_PRICE' } as const
export type RunnerSort = keyof typeof RunnerSort
registerEnumType(RunnerSort, {
  name: 'RunnerSort',
  description: 'What the runners of a race can be ordered by.',
  valuesConfig: {
    NUMBER: { description: 'Saddle-cloth number.' }, BARRIER: { description: 'Barrier (draw).' }, WEIGHT: { description: 'Weight carried.' }, RATING: { description: 'Official handicap rating.' },
    FINISH_POSITION: { description: 'Finishing position.' }, STARTING_PRICE: { description: 'Starting price.' },
  },
})
export const RUNNER_ORDERS: Readonly<Record<RunnerSort, string>> = {
  NUMBER: 'number', BARRIER: 'barrier', WEIGHT: 'weight_kg', RATING: 'handicap_rating', FINISH_POSITION: 'result.position', STARTING_PRICE: 'result.starting_price',
}

@InputType({ description: 'An order of runners. The first of a list counts most.' })
export class RunnerOrder {
  @Field(() => RunnerSort, { description: 'What to order by.' })
  by!: RunnerSort

  @Field(() => SortDirection, { defaultValue: SortDirection.ASC, description: 'Which end comes first.' })
  direction!: SortDirection
}

export const runnerConditions = (t: At, param: Param, filter: RunnerFilter | null | undefined, always: readonly string[]): string =>
  new Conditions(t, param, always)
    .anyOf('status', 'filter.statuses', filter?.statuses)
    .anyOf('number', 'filter.numbers', filter?.numbers, 'int')
    .between('barrier', 'filter.barrier', filter?.barrier, 'int')
    .between('weight_kg', 'filter.weightKg', filter?.weightKg, 'numeric')
    .anyId('jockey_id', 'filter.jockeyIds', filter?.jockeyIds, 'Jockey')
    .anyId('trainer_id', 'filter.trainerIds', filter?.trainerIds, 'Trainer')
    .anyId('horse_id', 'filter.horseIds', filter?.horseIds, 'Horse')
    .sql()
