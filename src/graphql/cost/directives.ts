import { DirectiveLocation, GraphQLBoolean, GraphQLDirective, GraphQLEnumType, GraphQLInt, GraphQLList, GraphQLNonNull, GraphQLString, specifiedDirectives } from 'graphql'
import { requiresScopesDirective } from '../scopes/requires-scopes'

const weight = new GraphQLDirective({
  name: 'cost',
  description: 'Static cost of asking for the field once (IBM cost specification). Without it an object costs 1 and a scalar or enum 0.',
  locations: [DirectiveLocation.FIELD_DEFINITION, DirectiveLocation.OBJECT],
  args: { weight: { type: new GraphQLNonNull(GraphQLInt), description: 'Added for each time that the field is asked for.' } },
})
const listSize = new GraphQLDirective({
  name: 'listSize',
  description: 'How many items a list is reckoned to have, for the static cost (IBM cost specification).',
  locations: [DirectiveLocation.FIELD_DEFINITION],
  args: {
    assumedSize: { type: GraphQLInt, description: 'Items when no slicing argument is given.' },
    slicingArguments: { type: new GraphQLList(new GraphQLNonNull(GraphQLString)), description: 'Arguments that say how many items come.' },
    sizedFields: { type: new GraphQLList(new GraphQLNonNull(GraphQLString)), description: 'Fields below, of a connection, that have that many items.' },
    requireOneSlicingArgument: { type: GraphQLBoolean, defaultValue: true, description: 'Whether one of the slicing arguments must be given.' },
  },
})
const scope = new GraphQLEnumType({
  name: 'CacheControlScope',
  description: 'Who may keep an answer.',
  values: { PUBLIC: { description: 'Any cache.' }, PRIVATE: { description: 'Only the one who asked.' } },
})
const cacheControl = new GraphQLDirective({
  name: 'cacheControl',
  description: 'How long an answer with this may be kept. An answer is kept as long as the shortest of its parts.',
  locations: [DirectiveLocation.FIELD_DEFINITION, DirectiveLocation.OBJECT, DirectiveLocation.INTERFACE, DirectiveLocation.UNION],
  args: {
    maxAge: { type: GraphQLInt, description: 'Seconds.' },
    scope: { type: scope, description: 'Who may keep it; PUBLIC when left out.' },
  },
})

export const GRAPH_DIRECTIVES: GraphQLDirective[] = [...specifiedDirectives, weight, listSize, cacheControl, requiresScopesDirective]
