import { Arg, Field, ObjectType } from 'type-graphql'
import { RacePattern, SpellRecordKind } from '../../domain/vocabulary'
import { Cost, ListSize } from '../cost/cost'
import { planned } from '../read/mapping'
import { RequiresScopes } from '../scopes/requires-scopes'
import { ActualVsExpected, GoingRecord, RunRecordType } from './record.type'

const Spell = (): ReturnType<typeof Arg> => Arg('kind', () => SpellRecordKind, { description: 'Place of the runs in their preparation.' })
const Pattern = (): ReturnType<typeof Arg> => Arg('pattern', () => RacePattern, { description: 'Standing of the races; exactly this one.' })

@ObjectType({ description: 'What a horse had done, without a race in view.', simpleResolvers: true })
@RequiresScopes('racing')
export class HorseStatistics {
  @Field(() => RunRecordType, { description: 'All its starts.' })
  career!: RunRecordType

  @Field(() => String, { description: 'Last ten runs, oldest first: see `Runner.formString`.' })
  last10!: string

  @Field(() => RunRecordType, { description: 'Starts of the last twelve months.' })
  last12Months!: RunRecordType

  @Field(() => [GoingRecord], { description: 'By going, in order of the enum; goings without a start are left out.' })
  @ListSize({ assumedSize: 8 })
  goings!: readonly GoingRecord[]

  @Field(() => RunRecordType, { description: 'Runs at one place of a preparation.' })
  spell(@Spell() _kind: SpellRecordKind): RunRecordType { return planned() }

  @Field(() => RunRecordType, { description: 'Runs in races of one standing.' })
  pattern(@Pattern() _pattern: RacePattern): RunRecordType { return planned() }
}

@ObjectType({ description: 'What the horse and its people had done before the race. Nothing that became known at the start or later is in it.', simpleResolvers: true })
@RequiresScopes('racing')
export class RunnerStatistics {
  @Field(() => RunRecordType, { description: 'All its starts.' })
  career!: RunRecordType

  @Field(() => String, { description: 'Last ten runs, oldest first: see `Runner.formString`.' })
  last10!: string

  @Field(() => RunRecordType, { description: 'Starts of the twelve months before.' })
  last12Months!: RunRecordType

  @Field(() => RunRecordType, { description: 'At the venue of the race.' })
  track!: RunRecordType

  @Field(() => RunRecordType, { description: 'Over exactly the distance of the race, anywhere.' })
  distance!: RunRecordType

  @Field(() => RunRecordType, { description: 'At the venue of the race and over exactly its distance.' })
  trackDistance!: RunRecordType

  @Field(() => [GoingRecord], { description: 'By going, in order of the enum; goings without a start are left out.' })
  @ListSize({ assumedSize: 8 })
  goings!: readonly GoingRecord[]

  @Field(() => RunRecordType, { description: 'Runs at one place of a preparation.' })
  spell(@Spell() _kind: SpellRecordKind): RunRecordType { return planned() }

  @Field(() => RunRecordType, { description: 'With the jockey of the race; without a start when none is booked.' })
  jockeyOnHorse!: RunRecordType

  @Field(() => RunRecordType, { description: 'Runs in races of one standing.' })
  pattern(@Pattern() _pattern: RacePattern): RunRecordType { return planned() }

  @Field(() => ActualVsExpected, { nullable: true, description: 'The jockey\'s rides of the 365 days before; null without a jockey or a priced ride.' })
  @Cost(25)
  jockeyAE!: ActualVsExpected | null

  @Field(() => ActualVsExpected, { nullable: true, description: 'The trainer\'s runners of the 365 days before; null without a trainer or a priced runner.' })
  @Cost(25)
  trainerAE!: ActualVsExpected | null

  @Field(() => ActualVsExpected, { nullable: true, description: 'Jockey and trainer together, 365 days before; null without either or a priced run.' })
  @Cost(25)
  comboAE!: ActualVsExpected | null

  @Field(() => RunRecordType, { nullable: true, description: 'The trainer\'s runners of the 14 days before; null without a trainer.' })
  @Cost(25)
  trainerLast14Days!: RunRecordType | null
}
