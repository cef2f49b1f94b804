import { buildSchema, parse, validate, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql'
import { defaultDocumentLimits, type DocumentLimits } from '../../../src/graphql/limits/document-limits'
import { createOperationFacts, type OperationFacts } from '../../../src/graphql/limits/operation-facts'

const sdl = /* GraphQL */ `
  interface Node { id: ID! }
  union Hit = Race | Horse
  type Query {
    race(id: ID!): Race
    races(first: Int, last: Int, after: String): RaceConnection!
    nodes(ids: [ID!]!): [Node]!
    node(id: ID!): Node
    search(text: String!, limit: Int = 5): [Hit!]!
    serverTime: String!
    why(top: Int = 8): Why
  }
  type RaceConnection { edges: [RaceEdge!]! nodes: [Race!]! pageInfo: PageInfo! totalCount: Int }
  type RaceEdge { node: Race! cursor: String! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type Race implements Node { id: ID! name: String! runners: [Runner!]! rating: Int venue: Venue! }
  type Venue { name: String! }
  type Runner { number: Int! horse: Horse! }
  type Horse implements Node { id: ID! name: String! pastRuns(first: Int = 5): RaceConnection! gear: [Gear!]! note: String }
  type Gear { code: String! }
  type Why { parts: [Gear!]! rules: [Gear!]! }
`

/**
 * races: pages of 20, at most 100. pastRuns: 5 by its argument, at most 50. runners: assumed 12.
 * why: as many parts as `top`, and 7 rules. rating: weight 3 though a leaf. gear says nothing: assumed 10 by the limits.
 */
export const racingGraph = (): GraphQLSchema => {
  const schema = buildSchema(sdl)
  const extend = (type: string, field: string, extensions: Record<string, unknown>): void => {
    const found = (schema.getType(type) as unknown as { getFields(): Record<string, { extensions: unknown }> }).getFields()[field]
    if (found === undefined) throw new Error(`${type}.${field} is not in the schema of this test`)
    found.extensions = extensions
  }
  const connection = { kind: 'connection', maxFirst: 100, defaultFirst: 20 }
  extend('Query', 'races', { reads: connection, cacheControl: { maxAge: 60 } })
  extend('Query', 'race', { cacheControl: { maxAge: 300 } })
  extend('Horse', 'pastRuns', { reads: { ...connection, maxFirst: 50, defaultFirst: 10 } })
  extend('Race', 'runners', { listSize: { assumedSize: 12 } })
  extend('Query', 'why', { listSize: { assumedSize: 8, slicingArguments: ['top'], sizedFields: ['parts'] } })
  extend('Why', 'rules', { listSize: { assumedSize: 7 } })
  extend('Race', 'rating', { cost: 3, cacheControl: { maxAge: 10 } })
  extend('Horse', 'note', { cacheControl: { scope: 'PRIVATE' } })
  schema.getType('Venue')!.extensions = { cacheControl: { maxAge: 30 } }
  return schema
}

export const schema = racingGraph()

export const factsIn = (source: string, limits: Partial<DocumentLimits> = {}): OperationFacts => {
  const document: DocumentNode = parse(source)
  const errors = validate(schema, document)
  if (errors.length > 0) throw new Error(`the test's own document is invalid: ${errors.join('; ')}`)
  const operation = document.definitions.find((definition): definition is OperationDefinitionNode => definition.kind === 'OperationDefinition')!
  return createOperationFacts(schema, { ...defaultDocumentLimits, ...limits })(document, operation)
}

export const costIn = (source: string, variables: Record<string, unknown> = {}, limits: Partial<DocumentLimits> = {}): number => factsIn(source, limits).cost(variables)

/** The error that `act` throws; fails when it throws none. */
export const refusalFrom = (act: () => unknown): { readonly message: string; readonly extensions: Record<string, unknown> } => {
  try {
    act()
  } catch (error) {
    return error as { message: string; extensions: Record<string, unknown> }
  }
  throw new Error('nothing was refused')
}
