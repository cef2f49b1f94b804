import { Arg, Field, Float, Int, ObjectType } from 'type-graphql'
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

@ObjectType({ implements: [Node, Participant], description: 'A rider.', simpleResolvers: true })
@RequiresScopes('racing')
@FromTable('jockeys')
@CacheFor(3600)
export class Jockey implements Node, Participant {
  @GlobalId('Jockey')
  id!: string

  @Source()
  source!: DataSource

  @SourceId()
  sourceId!: string

  @Field(() => String, { description: 'Name, in the source\'s spelling.' })
  @Column('name')
  name!: string

  @Field(() => String, { nullable: true, description: 'Country, as the source writes it; null when unknown.' })
  @Column('country')
  country!: string | null

  @Field(() => Boolean, { description: 'An apprentice, as last recorded; false also when unknown.' })
  @Column('apprentice')
  apprentice!: boolean

  @Field(() => Float, { nullable: true, description: 'Allowance as last recorded, kilograms; null when none. `Runner.claim` has that of a race.' })
  @Column('claim_kg')
  claimKg!: number | null

  @Field(() => Float, { nullable: true, description: 'Lowest weight that the rider can make, kilograms; null when unknown.' })
  @Column('minimum_riding_weight_kg')
  minimumRidingWeightKg!: number | null

  @Field(() => String, { nullable: true, description: 'Licence, as the source writes it; null when unknown.' })
  @Column('licence')
  licence!: string | null

  @Field(() => PersonRecord, { description: 'Record of all rides known here, trials left out.' })
  @Batched({ columns: ['id'], load: loadPersonRecord('jockey') })
  @Cost(25)
  @CacheFor(60)
  statistics(
    @AsOf('Only what was known before this instant.') _asOf: string | null,
    @Arg('last', () => Int, { nullable: true, description: 'Only this many rides, the newest; 1 to 10,000.' }) _last: number | null,
  ): PersonRecord { return planned() }

  @Field(() => RunConnection, { description: 'Rides whose result is known, newest first. Trials only when `filter.kinds` names them.' })
  @Connected(runsOf('jockey_id'))
  @Paged(10)
  @CacheFor(60)
  rides(
    @First(10, 200) _first: number, @After() _after: string | null, @Last(200) _last: number | null, @Before() _before: string | null,
    @Arg('filter', () => RunFilter, { nullable: true, description: 'Which rides.' }) _filter: RunFilter | null,
  ): object { return planned() }
}
