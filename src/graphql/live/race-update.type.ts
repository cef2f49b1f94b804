import { Field, ObjectType } from 'type-graphql'
import { RaceStatus } from '../../domain/vocabulary'
import { ChangeEvent } from '../change/change-event.type'
import { Keyed } from '../read/mapping'
import { RequiresScopes } from '../scopes/requires-scopes'
import { LiveUpdateFields } from './live-update.type'

@ObjectType({ description: 'Something that happened to a race, or how it stands.', simpleResolvers: true })
@RequiresScopes('live')
export class RaceUpdate extends LiveUpdateFields {
  @Field(() => ChangeEvent, { nullable: true, description: 'The change to the card; null in a snapshot and where only the status changed, a result among them.' })
  @Keyed('change_events')
  event!: ChangeEvent | null

  @Field(() => RaceStatus, { description: 'How far the race has come.' })
  status!: RaceStatus
}
