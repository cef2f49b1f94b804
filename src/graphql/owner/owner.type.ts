import { Field, ObjectType } from 'type-graphql'
import type { DataSource } from '../../domain/vocabulary'
import { After, Before, First, Last } from '../connection/page-args'
import { CacheFor, Paged } from '../cost/cost'
import { HorseConnection } from '../horse/horse.type'
import { GlobalId, Source, SourceId } from '../node/node-fields'
import { Node } from '../node/node.type'
import { Participant } from '../person/participant.type'
import { Column, Connected, Derived, FromTable, planned } from '../read/mapping'
import { Silks, silksOf } from '../runner/silks.type'
import { RequiresScopes } from '../scopes/requires-scopes'
import { heldOn } from './owned'

@ObjectType({ implements: [Node, Participant], description: 'An owner: a person, a partnership or a syndicate.', simpleResolvers: true })
@RequiresScopes('racing')
@FromTable('owners')
@CacheFor(3600)
export class Owner implements Node, Participant {
  @GlobalId('Owner')
  id!: string

  @Source()
  source!: DataSource

  @SourceId()
  sourceId!: string

  @Field(() => String, { description: 'Name, in the source\'s spelling.' })
  @Column('name')
  name!: string

  @Field(() => Silks, { nullable: true, description: 'Racing colours; null when unknown.' })
  @Derived(['colours'], ([text]) => silksOf(text))
  colours!: Silks | null

  @Field(() => HorseConnection, { description: 'Horses owned today, by name.' })
  @Connected({
    table: 'horses', parent: [{ column: 'id', type: 'int' }], orders: {}, defaultOrder: [{ column: 'name', direction: 'ASC' }], defaultFirst: 10, maxFirst: 100,
    where: (t, [owner]) => `${t('id')} IN (SELECT o.horse_id FROM ownerships o WHERE o.owner_id = ${owner} AND ${heldOn('current_date')})`,
  })
  @Paged(10)
  horses(@First(10, 100) _first: number, @After() _after: string | null, @Last(100) _last: number | null, @Before() _before: string | null): object { return planned() }
}
