import { Field, ObjectType } from 'type-graphql'
import type { DataSource } from '../../domain/vocabulary'
import { ChangeKind } from '../../domain/vocabulary'
import { Meeting } from '../meeting/meeting.type'
import { GlobalId, Source } from '../node/node-fields'
import { Node } from '../node/node.type'
import { Race } from '../race/race.type'
import { Column, FromTable, Joined } from '../read/mapping'
import { Runner } from '../runner/runner.type'
import { DateTimeScalar } from '../scalars/date-time'
import { RequiresScopes } from '../scopes/requires-scopes'

@ObjectType({ implements: Node, description: 'Something that changed after a card was published. Events are only ever added, never altered.', simpleResolvers: true })
@RequiresScopes('racing')
@FromTable('change_events')
export class ChangeEvent implements Node {
  @GlobalId('ChangeEvent')
  id!: string

  @Source()
  source!: DataSource

  @Field(() => ChangeKind, { description: 'What changed.' })
  @Column('kind')
  kind!: ChangeKind

  @Field(() => DateTimeScalar, { description: 'When it happened.' })
  @Column('at')
  at!: string

  @Field(() => DateTimeScalar, { description: 'When it became known; `asOf` goes by this.' })
  @Column('known_at')
  knownAt!: string

  @Field(() => Meeting, { description: 'The meeting concerned.' })
  @Joined('meeting')
  meeting!: Meeting

  @Field(() => Race, { nullable: true, description: 'The race concerned; null when it is the whole meeting.' })
  @Joined('race')
  race!: Race | null

  @Field(() => Runner, { nullable: true, description: 'The runner concerned; null when it is the whole race or meeting.' })
  @Joined('runner')
  runner!: Runner | null

  @Field(() => String, { nullable: true, description: 'What was there before, in words or in the field\'s unit; null when nothing was or it is unknown.' })
  @Column('before')
  before!: string | null

  @Field(() => String, { nullable: true, description: 'What is there now; null when nothing is or it is unknown.' })
  @Column('after')
  after!: string | null

  @Field(() => String, { description: 'The change in a sentence.' })
  @Column('text')
  text!: string

  @Field(() => String, { nullable: true, description: 'Why; null when the source does not say.' })
  @Column('reason')
  reason!: string | null

  @Field(() => Boolean, { description: 'After the day\'s deadline: deductions may apply.' })
  @Column('late')
  late!: boolean
}
