import 'reflect-metadata'
import { isObjectType, type GraphQLArgument, type GraphQLObjectType, type GraphQLOutputType, type GraphQLSchema } from 'graphql'
import { buildSchemaSync, type NonEmptyArray } from 'type-graphql'
import { ChangeEvent } from './change/change-event.type'
import { GRAPH_DIRECTIVES } from './cost/directives'
import './vocabulary/market.enum'
import './vocabulary/place.enum'
import './vocabulary/race.enum'
import './vocabulary/runner.enum'
import './vocabulary/unit.enum'
import { CommentaryResolver } from './commentary/commentary.resolver'
import { FeatureResolver } from './feature/feature.resolver'
import { HorseResolver } from './horse/horse.resolver'
import { IntegrationResolver } from './integration/integration.resolver'
import { JockeyResolver } from './jockey/jockey.resolver'
import { LiveResolver } from './live/live.resolver'
import { MarketResolver } from './market/market.resolver'
import { MeetingResolver } from './meeting/meeting.resolver'
import { ModelResolver } from './model/model.resolver'
import { NodeResolver } from './node/node.resolver'
import { OwnerResolver } from './owner/owner.resolver'
import { PerformanceResolver } from './performance/performance.resolver'
import { SpendResolver } from './spend/spend.resolver'
import { RaceResolver } from './race/race.resolver'
import { SearchResolver } from './search/search.resolver'
import { ServerTimeResolver } from './time/server-time.resolver'
import { TrainerResolver } from './trainer/trainer.resolver'
import { UsageResolver } from './usage/usage.resolver'
import { VenueResolver } from './venue/venue.resolver'
import { WebhookResolver } from './webhook/webhook.resolver'

// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- type-graphql's own word for a class
const RESOLVERS: NonEmptyArray<Function> = [
  NodeResolver, MeetingResolver, RaceResolver, HorseResolver, JockeyResolver, TrainerResolver, OwnerResolver, VenueResolver, SearchResolver, FeatureResolver, ModelResolver, IntegrationResolver, PerformanceResolver, SpendResolver, UsageResolver, ServerTimeResolver, LiveResolver, MarketResolver, CommentaryResolver, WebhookResolver,
]

const objectTypes = (schema: GraphQLSchema): readonly GraphQLObjectType[] =>
  Object.values(schema.getTypeMap()).filter((type) => isObjectType(type)).filter((type) => !type.name.startsWith('__'))

/** Below the root every value is plain and stands under its field's name, so that graphql's own property read is the resolver. */
function readPlainly(schema: GraphQLSchema): void {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
  for (const type of objectTypes(schema)) {
    if (roots.includes(type)) continue
    for (const field of Object.values(type.getFields())) delete field.resolve
  }
}

/** Decorators of parameters run from the last to the first, and type-graphql keeps that order: the graph has them as they are written. */
function orderArguments(schema: GraphQLSchema): void {
  for (const type of objectTypes(schema)) {
    for (const field of Object.values(type.getFields())) (field.args as GraphQLArgument[]).reverse()
  }
}

/** Types that `Exactly` states. */
function putExactTypes(schema: GraphQLSchema): void {
  for (const type of objectTypes(schema)) {
    for (const field of Object.values(type.getFields())) field.type = (field.extensions['exactly'] as GraphQLOutputType | undefined) ?? field.type
  }
}

/** type-graphql asks for one; ours are executed in `live/groups.ts`, and nobody comes here. */
const nobody = (): never => { throw new Error('subscriptions are executed by their groups') }

/** The whole graph, built anew on each call. Types come from the decorated classes beside this file; nothing is read or connected. */
export function buildGraph(): GraphQLSchema {
  const schema = buildSchemaSync({ resolvers: RESOLVERS, validate: false, directives: GRAPH_DIRECTIVES, orphanedTypes: [ChangeEvent], pubSub: { publish: nobody, subscribe: nobody } })
  readPlainly(schema)
  orderArguments(schema)
  putExactTypes(schema)
  return schema
}
