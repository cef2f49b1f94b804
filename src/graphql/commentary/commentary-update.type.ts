import { Field, Int, ObjectType } from 'type-graphql'
import type { CommentarySource } from '../../commentary/commentary'
import { ListSize } from '../cost/cost'
import { Race } from '../race/race.type'
import { Keyed } from '../read/mapping'
import { DateTimeScalar } from '../scalars/date-time'
import { RequiresScopes } from '../scopes/requires-scopes'
import { CommentarySourceEnum } from './commentary.enum'
import { Commentary, CommentarySentence } from './commentary.type'

@ObjectType({ description: 'More of a commentary that is being written. Whatever it has was held against the facts before; the subscription completes after the update with `done`.', simpleResolvers: true })
@RequiresScopes('commentary')
export class CommentaryUpdate {
  @Field(() => Race, { description: 'The race. `source` is SYNTHETIC for an invented one.' })
  @Keyed('races')
  race!: Race

  @Field(() => Int, { description: 'Counts what happened to the commentary; it only rises, and may leave numbers out.' })
  sequence!: number

  @Field(() => Boolean, { description: 'This is all there is, and takes the place of whatever was told before: the first update, and one after the writer began anew, e.g. since the model gave way to the template. Otherwise what came since.' })
  snapshot!: boolean

  @Field(() => DateTimeScalar, { description: 'When it came.' })
  at!: string

  @Field(() => CommentarySourceEnum, { nullable: true, description: 'Who speaks; null where what was said is taken back and nobody speaks yet.' })
  source!: CommentarySource | null

  @Field(() => Boolean, { description: 'SYNTHETIC: of invented racing, or by the stand-in of racegraph, which is no language model. Say so wherever you show it.' })
  synthetic!: boolean

  @Field(() => Boolean, { description: 'This is the end of it: nothing comes after this update.' })
  done!: boolean

  @Field(() => Commentary, { nullable: true, description: 'The whole of it as far as it is; null where nothing is said yet. `model`, `leftOut`, `cost` and `fellBack` are known when it is done.' })
  commentary!: Commentary | null

  @Field(() => [CommentarySentence], { description: 'Sentences that came since the update before; all so far in a snapshot.' })
  @ListSize({ assumedSize: 8 })
  sentences!: readonly CommentarySentence[]
}
