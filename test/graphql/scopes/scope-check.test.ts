import { GraphQLInterfaceType, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString, GraphQLUnionType, Kind, parse, validate, type GraphQLError, type OperationDefinitionNode } from 'graphql'
import type { Scope } from '../../../src/access/scope'
import { defaultDocumentLimits } from '../../../src/graphql/limits/document-limits'
import { createOperationFacts } from '../../../src/graphql/limits/operation-facts'

const text = { type: GraphQLString }
const needs = (...requiresScopes: readonly (readonly Scope[])[]) => ({ extensions: { requiresScopes } })
const Named = new GraphQLInterfaceType({ name: 'Named', fields: { name: text } })
const Held = new GraphQLInterfaceType({ name: 'Held', fields: { secret: text }, ...needs(['features']) })
const Open = new GraphQLObjectType({ name: 'Open', interfaces: [Named], fields: () => ({ name: text, price: { ...text, ...needs(['live']) }, both: { type: Closed } }) })
const Closed: GraphQLObjectType = new GraphQLObjectType({ name: 'Closed', interfaces: [Named, Held], fields: { name: text, secret: text, priced: { ...text, ...needs(['live']) } }, ...needs(['racing']) })
const Either = new GraphQLObjectType({ name: 'Either', fields: { name: text }, ...needs(['predictions', 'live'], ['commentary']) })
const Any = new GraphQLUnionType({ name: 'Any', types: [Open, Closed] })
const schema = new GraphQLSchema({
  query: new GraphQLObjectType({ name: 'Query', fields: { free: text, open: { type: Open }, closed: { type: new GraphQLNonNull(Closed) }, either: { type: Either }, named: { type: Named }, any: { type: Any }, own: { type: Any, ...needs(['commentary']) } } }),
})
const factsOf = createOperationFacts(schema, defaultDocumentLimits)

/** Scopes told to be missing; null where the operation is allowed. */
function missing(query: string, scopes: readonly Scope[], operation = 0): readonly string[] | null {
  return (refusal(query, scopes, operation)?.extensions['missing'] as readonly string[] | undefined) ?? null
}
function refusal(query: string, scopes: readonly Scope[], operation = 0): GraphQLError | null {
  const document = parse(query)
  expect(validate(schema, document, [])).toEqual([])
  const definition = document.definitions.filter((one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION)[operation]!
  try { factsOf(document, definition).checkScopes(scopes); return null } catch (error) { return error as GraphQLError }
}

test('a field needs what it declares, what its type declares and what the type that it gives declares', () => {
  expect(missing('{ free __typename }', [])).toBeNull()
  expect(missing('{ open { name } }', [])).toBeNull()
  expect(missing('{ open { price } }', [])).toEqual(['live'])
  expect(missing('{ closed { name } }', [])).toEqual(['racing'])
  expect(missing('{ closed { __typename } }', ['live'])).toEqual(['racing'])
  expect(missing('{ closed { priced } }', [])).toEqual(['racing', 'live'])
  expect(missing('{ closed { priced } }', ['racing', 'live'])).toBeNull()
  expect(missing('{ open { both { name } } }', ['live', 'admin'])).toEqual(['racing'])
})

test('one alternative is enough, and it must be had whole; what lacks least is asked for', () => {
  expect(missing('{ either { name } }', ['commentary'])).toBeNull()
  expect(missing('{ either { name } }', ['live', 'predictions'])).toBeNull()
  expect(missing('{ either { name } }', ['live'])).toEqual(['predictions'])
  expect(missing('{ either { name } }', [])).toEqual(['commentary'])
  expect(missing('{ either { name } open { price } }', ['predictions'])).toEqual(['live'])
})

test('fields of an interface need what the interface declares; fields of objects below it, by fragments, what these declare', () => {
  expect(missing('{ named { name } }', [])).toBeNull()
  expect(missing('{ named { ... on Closed { name } } }', [])).toEqual(['racing'])
  expect(missing('{ named { ... on Open { name } } }', [])).toBeNull()
  expect(missing('{ named { ... on Held { secret } } }', ['racing'])).toEqual(['features'])
  expect(missing('{ any { __typename } }', [])).toBeNull()
  expect(missing('{ any { ...C } } fragment C on Closed { ... { priced } }', ['racing'])).toEqual(['live'])
  expect(missing('{ own { __typename } }', [])).toEqual(['commentary'])
})

test('what is skipped counts, whether by a literal or by a variable', () => {
  expect(missing('{ free closed @skip(if: true) { name } }', [])).toEqual(['racing'])
  expect(missing('query ($no: Boolean = false) { free ... @include(if: $no) { open { price } } }', [])).toEqual(['live'])
})

test('of several operations in a document, the one that runs is checked, with the fragments that it uses', () => {
  const both = 'query A { open { ...P } } query B { open { name } } fragment P on Open { ...Q } fragment Q on Open { price }'
  expect([missing(both, [], 0), missing(both, [], 1)]).toEqual([['live'], null])
})

test('introspection needs nothing', () => { expect(missing('{ __schema { types { name } } __type(name: "Closed") { name } }', [])).toBeNull() })

test('the refusal names what was read, up to five fields, and what is missing, in words', () => {
  const { message, extensions } = refusal('{ a: closed { name secret priced } closed { priced } open { price both { name } } either { name } named { ... on Held { secret } } }', [])!
  expect(extensions).toEqual({ code: 'FORBIDDEN', missing: ['racing', 'features', 'predictions', 'live'], fields: ['Closed.name', 'Closed.priced', 'Closed.secret', 'Either.name', 'Held.secret'] })
  expect(message).toBe('This operation reads Closed.name, Closed.priced, Closed.secret, Either.name, Held.secret and 4 more, which needs scopes that you do not have: racing (meetings, races, runners, people, past runs, results and starting prices), features (values of features), predictions (chances, explanations, models and how good they were), live (markets, prices that move, and their history). Leave these fields out, or ask for a key with them.')
  expect(refusal('{ open { price } }', ['racing'])!.message).toBe('This operation reads Open.price, which needs a scope that you do not have: live (markets, prices that move, and their history). Leave these fields out, or ask for a key with it.')
})
