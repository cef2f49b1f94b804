import { Field, ObjectType } from 'type-graphql'
import { gearChange, gearText } from '../../domain/gear'
import { Column, Derived, FromTable } from '../read/mapping'
import { RequiresScopes } from '../scopes/requires-scopes'

@ObjectType({ description: 'A piece of equipment that a runner wears, or no longer wears.', simpleResolvers: true })
@RequiresScopes('racing')
@FromTable('runner_gear')
export class Gear {
  @Field(() => String, { description: 'Code of the source, e.g. `B`.' })
  @Column('code')
  code!: string

  @Field(() => String, { description: 'In words, e.g. `blinkers`; the code itself when it is not known.' })
  @Derived(['code'], ([code]) => gearText(code))
  text!: string

  @Field(() => Boolean, { description: 'Worn for the first time.' })
  @Column('first_time')
  firstTime!: boolean

  @Field(() => Boolean, { description: 'Worn last time, and not today.' })
  @Column('removed')
  removed!: boolean

  @Field(() => String, { nullable: true, description: 'The change in words, e.g. `blinkers first time`; null when nothing changed.' })
  @Derived(['code', 'first_time', 'removed'], ([code, firstTime, removed]) => gearChange(code, firstTime, removed))
  changeText!: string | null
}
