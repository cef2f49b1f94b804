import { buildSchema, getOperationAST, parse } from 'graphql'
import { fieldCoordinates } from '../../../src/graphql/limits/field-coordinates'

const schema = buildSchema(`
  interface Node { id: ID! }
  type Horse implements Node { id: ID! name: String sire: Horse }
  type Race implements Node { id: ID! winner: Horse }
  union Hit = Horse | Race
  type Query { node(id: ID!): Node search: [Hit!]! race: Race }
`)
const coordinates = (source: string, name?: string): readonly string[] => {
  const document = parse(source)
  const operation = getOperationAST(document, name)
  if (operation === null || operation === undefined) throw new Error('no such operation')
  return fieldCoordinates(schema, document, operation)
}

test('every field once by the type it is asked of, sorted, aliases or not', () => {
  expect(coordinates('{ race { w: winner { name sire { name n: name } } } }')).toEqual(['Horse.name', 'Horse.sire', 'Query.race', 'Race.winner'])
})
test('those of interfaces stand under the interface, those of unions under the member; introspection is left out', () => {
  expect(coordinates('{ __typename node(id: 1) { __typename id ... on Horse { name } } search { __typename ... on Race { id } } __schema { types { name } } }')).toEqual(['Horse.name', 'Node.id', 'Query.node', 'Query.search', 'Race.id'])
})
test('fragments count where they are used, through each other and once; those of other operations do not', () => {
  const source = 'query A { race { ...r } } query B { node(id: 1) { id } } fragment r on Race { winner { ...h ...h } } fragment h on Horse { sire { ...g } } fragment g on Horse { name }'
  expect(coordinates(source, 'A')).toEqual(['Horse.name', 'Horse.sire', 'Query.race', 'Race.winner'])
  expect(coordinates(source, 'B')).toEqual(['Node.id', 'Query.node'])
})
test('what a variable may leave out is in it', () => {
  expect(coordinates('query ($no: Boolean!) { race { id @skip(if: $no) } }')).toEqual(['Query.race', 'Race.id'])
})
