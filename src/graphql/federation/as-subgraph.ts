import { GraphQLList, GraphQLNonNull, GraphQLObjectType, GraphQLScalarType, GraphQLSchema, GraphQLString, GraphQLUnionType, isObjectType, type GraphQLFieldConfigMap } from 'graphql'
import type { BatchedSource, PolymorphicSource } from '../read/mapping'
import { isEntity, keysOf, MAX_REPRESENTATIONS } from './entities'
import { subgraphSdl } from './subgraph-sdl'

const required = <T extends ConstructorParameters<typeof GraphQLNonNull>[0]>(type: T): GraphQLNonNull<never> => new GraphQLNonNull(type) as GraphQLNonNull<never>

/**
 * The graph as a subgraph of Apollo Federation 2: `_service` and `_entities` beside everything else. Entities are read as `nodes(ids)` reads: one statement
 * a type, whatever their number. Changes nothing of `schema`; without this there is no trace of federation in it.
 */
export function asSubgraph(schema: GraphQLSchema): GraphQLSchema {
  const query = schema.getQueryType()
  if (!query) throw new Error('a subgraph needs queries')
  const config = schema.toConfig()
  const service = new GraphQLObjectType({ name: '_Service', description: 'What composition reads of this subgraph.', fields: { sdl: { type: GraphQLString, description: 'Its schema.' } } })
  const any = new GraphQLScalarType({ name: '_Any', description: 'An entity as another graph knows it: `__typename` and `id`.' })
  const types = config.types.filter(isObjectType).filter(isEntity).sort((a, b) => (a.name < b.name ? -1 : 1))
  const entity = new GraphQLUnionType({ name: '_Entity', description: 'Whatever has a @key.', types, resolveType: (value: { readonly __typename: string }) => value.__typename })
  let sdl: string | null = null
  const told: BatchedSource = { kind: 'batched', columns: [], load: async (_db, parents) => parents.map(() => ({ sdl: (sdl ??= subgraphSdl(schema)) })) }
  const found: PolymorphicSource = { kind: 'polymorphic', single: false, resolve: async (_db, args) => keysOf(args['representations'] as readonly unknown[]) }
  const fields: GraphQLFieldConfigMap<unknown, unknown> = {
    _service: { type: required(service), description: 'The subgraph, for composition.', extensions: { reads: told } },
    _entities: {
      type: required(new GraphQLList(entity)), description: 'Entities in the order asked for, null where there is none. What cannot be one is an error.',
      args: { representations: { type: required(new GraphQLList(required(any))), description: `Each with \`__typename\` and \`id\`; at most ${MAX_REPRESENTATIONS}.` } },
      extensions: { reads: found, listSize: { assumedSize: MAX_REPRESENTATIONS, slicingArguments: ['representations'] } },
    },
  }
  const queryConfig = query.toConfig()
  const root = new GraphQLObjectType({ ...queryConfig, fields: { ...queryConfig.fields, ...fields } })
  return new GraphQLSchema({ ...config, query: root, types: [...config.types.filter((type) => type !== query), service, any, entity] })
}
