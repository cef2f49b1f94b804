import { Field, Float, Int, ObjectType } from 'type-graphql'
import { Column, FromTable, List } from '../read/mapping'
import { RequiresScopes } from '../scopes/requires-scopes'

@ObjectType({ description: 'Where a runner lay at a point of the race.', simpleResolvers: true })
@RequiresScopes('racing')
@FromTable('in_running_positions')
export class InRunningPosition {
  @Field(() => String, { description: 'The point, e.g. `800m`, `call 1`.' })
  @Column('point')
  point!: string

  @Field(() => Int, { nullable: true, description: 'Metres to the winning post; null when unknown.' })
  @Column('metres_from_home')
  metresFromHome!: number | null

  @Field(() => Int, { description: 'Position, from 1.' })
  @Column('position')
  position!: number

  @Field(() => Float, { nullable: true, description: 'Lengths behind the leader; null when unknown.' })
  @Column('margin_lengths')
  margin!: number | null
}

/** The positions of the runner, from the start to the post. */
export const InRunning = (): ReturnType<typeof List> =>
  List({ table: 'in_running_positions', parent: [{ column: 'id', type: 'int' }], orderBy: [{ column: 'ordinal', direction: 'ASC' }], where: (t, [runner]) => `${t('runner_id')} = ${runner}` })
