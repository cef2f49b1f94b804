import { Extensions, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql'
import { WEBHOOK_EVENTS, type DeliveryState, type WebhookEvent } from '../../usecases/webhooks/ports'
import { DateTimeScalar } from '../scalars/date-time'
import { RequiresScopes } from '../scopes/requires-scopes'

export const WebhookEventEnum = Object.fromEntries(WEBHOOK_EVENTS.map((event) => [event, event])) as { readonly [E in WebhookEvent]: E }
registerEnumType(WebhookEventEnum, { name: 'WebhookEvent', description: 'What webhooks are told of.', valuesConfig: { RESULT: { description: 'The result of a race, and its amendments.' }, SCRATCHING: { description: 'A runner that is withdrawn, or back.' }, PREDICTION: { description: 'Chances that changed.' } } })
export const WebhookDeliveryState = { PENDING: 'PENDING', DELIVERED: 'DELIVERED', DEAD: 'DEAD' } as const satisfies { readonly [S in DeliveryState]: S }
registerEnumType(WebhookDeliveryState, { name: 'WebhookDeliveryState', description: 'What became of a delivery.', valuesConfig: { PENDING: { description: 'It waits, or is tried.' }, DELIVERED: { description: 'The receiver took it.' }, DEAD: { description: 'It was given up; `racegraph webhooks retry` sends it again.' } } })

@ObjectType({ description: 'An event that a webhook is told, or was.', simpleResolvers: true })
@RequiresScopes('racing', ['predictions', 'live'], 'admin')
@Extensions({ cacheControl: { maxAge: 0, scope: 'PRIVATE' } })
export class WebhookDelivery {
  @Field(() => ID, { description: '`webhook-id` of every attempt.' })
  id!: string

  @Field(() => String, { description: 'The webhook, as `racegraph webhooks list` names it.' })
  webhook!: string

  @Field(() => WebhookEventEnum, { description: 'What it tells of.' })
  event!: WebhookEvent

  @Field(() => ID, { description: 'Id of the race.' })
  raceId!: string

  @Field(() => WebhookDeliveryState, { description: 'What became of it.' })
  state!: DeliveryState

  @Field(() => Int, { description: 'How often it was tried.' })
  attempts!: number

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it is tried next; null for one that has ended.' })
  nextAttemptAt!: Date | null

  @Field(() => Int, { nullable: true, description: 'HTTP status of the last answer; null where there was none.' })
  lastStatus!: number | null

  @Field(() => String, { nullable: true, description: 'Why the last attempt failed; null where it did not.' })
  lastError!: string | null

  @Field(() => DateTimeScalar, { description: 'When what it tells of was noticed.' })
  createdAt!: Date

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was taken or given up; null while it waits.' })
  endedAt!: Date | null
}
