import { Arg, Int, Query, Resolver } from 'type-graphql'
import type { DeliveryState } from '../../usecases/webhooks/ports'
import { ListSize } from '../cost/cost'
import { Batched, planned } from '../read/mapping'
import { loadWebhookDeliveries } from './load-webhook-deliveries'
import { WebhookDelivery, WebhookDeliveryState } from './webhook-delivery.type'

@Resolver()
export class WebhookResolver {
  @Query(() => [WebhookDelivery], { nullable: true, description: 'What webhooks of your key are told, or were, the newest first; of all webhooks with the scope `admin`; none without a key.' })
  @Batched({ columns: [], load: loadWebhookDeliveries })
  @ListSize({ assumedSize: 50, slicingArguments: ['first'] })
  webhookDeliveries(
    @Arg('state', () => WebhookDeliveryState, { nullable: true, description: 'Only those that are so, e.g. DEAD.' }) _state: DeliveryState | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50, description: 'At most this many, 1 to 200.' }) _first: number,
  ): readonly WebhookDelivery[] | null { return planned() }
}
