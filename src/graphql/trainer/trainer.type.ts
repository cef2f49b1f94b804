import { Arg, Field, Int, ObjectType } from 'type-graphql'
import type { DataSource } from '../../domain/vocabulary'
import { After, Before, First, Last } from '../connection/page-args'
import { CacheFor, Cost, Paged } from '../cost/cost'
import { GlobalId, Source, SourceId } from '../node/node-fields'
import { Node } from '../node/node.type'
import { loadPersonRecord } from '../person/load-person-record'
import { Participant } from '../person/participant.type'
import { Batched, Column, Connected, FromTable, planned } from '../read/mapping'
import { runsOf } from '../run/past-runs'
import { RunFilter } from '../run/run.input'
import { RunConnection } from '../run/run.type'
import { RequiresScopes } from '../scopes/requires-scopes'
import { PersonRecord } from '../statistics/record.type'
import { AsOf } from '../time/as-of'

@ObjectType({ implements: [Node, Participant], description: 'A trainer, or a training partnership.', simpleResolvers: true })
@RequiresScopes('racing')
@FromTable('trainers')
@CacheFor(3600)
export class Trainer implements Node, Participant {
  @GlobalId('Trainer')
  id!: string

  @Source()
  source!: DataSource

  @SourceId()
  sourceId!: string

  @Field(() => String, { description: 'Name, in the source\'s spelling.' })
  @Column('name')
  name!: string

  @Field(() => String, { nullable: true, description: 'Where the stable is; null when unknown.' })
  @Column('location')
  location!: string | null

  @Field(() => String, { nullable: true, description: 'Country, as the source writes it; null when unknown.' })
  @Column('country')
  country!: string | null

  @Field(() => [String], { description: 'Names of the partners, where several train together; else empty.' })
  @Column('partners')
  partners!: readonly string[]

  @Field(() => PersonRecord, { description: 'Record of all runners known here, trials left out.' })
  @Batched({ columns: ['id'], load: loadPersonRecord('trainer') })
  @Cost(25)
  @CacheFor(60)
  statistics(
    @AsOf('Only what was known before this instant.') _asOf: string | null,
    @Arg('last', () => Int, { nullable: true, description: 'Only this many runners, the newest; 1 to 10,000.' }) _last: number | null,
  ): PersonRecord { return planned() }

  @Field(() => RunConnection, { description: 'Runs whose result is known, newest first. Trials only when `filter.kinds` names them.' })
  @Connected(runsOf('trainer_id'))
  @Paged(10)
  @CacheFor(60)
  runners(
    @First(10, 200) _first: number, @After() _after: string | null, @Last(200) _last: number | null, @Before() _before: string | null,
    @Arg('filter', () => RunFilter, { nullable: true, description: 'Which runs.' }) _filter: RunFilter | null,
  ): object { return planned() }
}
