import { GraphQLList, GraphQLNonNull, GraphQLObjectType, GraphQLScalarType, GraphQLSchema, GraphQLString, GraphQLUnionType, isObjectType, type GraphQLFieldConfigMap } from 'graphql'
import { ALL_BUT_ADMIN } from '../../access/scope'
import { EVERY_SCOPE, maskOf } from '../../access/scope-mask'
import type { BatchedSource, PolymorphicSource } from '../read/mapping'
import type { ScopeExtensions } from '../scopes/requires-scopes'
import { visibleSchema } from '../scopes/visible-schema'
import { isEntity, keysOf, MAX_REPRESENTATIONS } from './entities'
import { subgraphSdl } from './subgraph-sdl'

const required = <T extends ConstructorParameters<typeof GraphQLNonNull>[0]>(type: T): GraphQLNonNull<never> => new GraphQLNonNull(type) as GraphQLNonNull<never>

export interface SubgraphOptions {
  /** Whether introspection is answered. Where it is not, `admin` alone is told the schema. */
  readonly introspection: boolean
}

/** What introspection tells whoever has all that is sold, which is all of a router's graph but what is for those who run the server. */
const sdlBy = (schema: GraphQLSchema): ((isAdmin: boolean) => string) => {
  const told = new Map<boolean, string>()
  return (isAdmin) => {
    const sdl = told.get(isAdmin) ?? subgraphSdl(visibleSchema(schema, isAdmin ? EVERY_SCOPE : maskOf(ALL_BUT_ADMIN)))
    told.set(isAdmin, sdl)
    return sdl
  }
}

/**
 * The graph as a subgraph of Apollo Federation 2: `_service` and `_entities` beside everything else. Entities are read as `nodes(ids)` reads: one statement
 * a type, whatever their number. Changes nothing of `schema`; without this there is no trace of federation in it.
 */
export function asSubgraph(schema: GraphQLSchema, { introspection }: SubgraphOptions): GraphQLSchema {
  const query = schema.getQueryType()
  if (!query) throw new Error('a subgraph needs queries')
  const config = schema.toConfig()
  const service = new GraphQLObjectType({ name: '_Service', description: 'What composition reads of this subgraph.', fields: { sdl: { type: GraphQLString, description: 'Its schema.' } } })
  const any = new GraphQLScalarType({ name: '_Any', description: 'An entity as another graph knows it: `__typename` and `id`.' })
  const types = config.types.filter(isObjectType).filter(isEntity).sort((a, b) => (a.name < b.name ? -1 : 1))
  const entity = new GraphQLUnionType({ name: '_Entity', description: 'Whatever has a @key.', types, resolveType: (value: { readonly __typename: string }) => value.__typename })
  const sdl = sdlBy(schema)
  const told: BatchedSource = { kind: 'batched', columns: [], load: async (_db, parents, _args, _wanted, { scopes }) => parents.map(() => ({ sdl: sdl(scopes.includes('admin')) })) }
  const mayRead: ScopeExtensions = { requiresScopes: introspection ? [ALL_BUT_ADMIN, ['admin']] : [['admin']] }
  const found: PolymorphicSource = { kind: 'polymorphic', single: false, resolve: async (_db, args) => keysOf(args['representations'] as readonly unknown[]) }
  const fields: GraphQLFieldConfigMap<unknown, unknown> = {
    _service: { type: required(service), description: 'The subgraph, for composition.', extensions: { reads: told, ...mayRead } },
    _entities: {
      type: required(new GraphQLList(entity)), description: 'Entities in the order asked for, null where there is none. What cannot be one is an error.',
      args: { representations: { type: required(new GraphQLList(required(any))), description: `Each with \`__typename\` and \`id\`; at most ${MAX_REPRESENTATIONS}.` } },
      extensions: { ...likeNodes(query), reads: found, listSize: { assumedSize: MAX_REPRESENTATIONS, slicingArguments: ['representations'] } },
    },
  }
  const queryConfig = query.toConfig()
  const root = new GraphQLObjectType({ ...queryConfig, fields: { ...queryConfig.fields, ...fields } })
  return new GraphQLSchema({ ...config, query: root, types: [...config.types.filter((type) => type !== query), service, any, entity] })
}

/** Who may ask for entities at all is who may ask for `nodes`; what of them is read needs what it needs everywhere. */
const likeNodes = (query: GraphQLObjectType): ScopeExtensions => {
  const { requiresScopes } = query.getFields()['nodes']?.extensions as ScopeExtensions
  return requiresScopes === undefined ? {} : { requiresScopes }
}
