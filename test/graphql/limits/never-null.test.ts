import { buildSchema, execute, parse, validate, type OperationDefinitionNode } from 'graphql'
import { createNullCheck } from '../../../src/graphql/limits/never-null'
import { refusalFrom } from './racing-graph'

const schema = buildSchema(`
  input Filter { from: Int! = 1, to: Int }
  type Query { one(n: Int! = 3): Int, two(n: Int): Int, listed(of: [Int!]): Int, filtered(by: Filter): Int, self: Query }
`)
const rootValue = { one: 1, two: 2, listed: 3, filtered: 4, self: {} }

/** What execution by graphql says of `$x: null`. */
test.each<readonly [text: string, refused: boolean]>([
  ['query ($x: Int = 1) { one(n: $x) }', true],
  ['query ($x: Int) { one(n: $x) }', true],
  ['query ($x: Int = 1) { two(n: $x) }', false],
  ['query ($x: Boolean = true) { two @include(if: $x) }', true],
  ['query ($x: Boolean = true) { ... @skip(if: $x) { two } }', true],
  ['query ($x: Boolean = true) { self { ...F } } fragment F on Query { two @include(if: $x) }', true],
  ['query ($x: Boolean = true) { self { ...F } } fragment F on Query { ...G } fragment G on Query { two @include(if: $x) }', true],
  ['query ($x: Int = 1) { listed(of: [$x]) }', true],
  ['query ($x: [Int!]) { listed(of: $x) }', false],
  ['query ($x: Int = 1) { filtered(by: { from: $x }) }', true],
  ['query ($x: Int = 1) { filtered(by: { to: $x }) }', false],
  ['query ($x: Filter) { filtered(by: $x) }', false],
])('%s with null', (text, refused) => {
  const document = parse(text)
  expect(validate(schema, document)).toEqual([])
  const check = createNullCheck(schema, document, document.definitions[0] as OperationDefinitionNode)
  const { errors } = execute({ schema, document, rootValue, variableValues: { x: null } }) as { errors?: readonly unknown[] }
  expect(errors !== undefined).toBe(refused)
  if (refused) expect(refusalFrom(() => { check({ x: null }) })).toMatchObject({ message: expect.stringMatching(/^Variable "\$x" is null/), extensions: { code: 'BAD_USER_INPUT' } })
  for (const variables of [refused ? {} : { x: null }, {}]) expect(() => { check(variables) }).not.toThrow()
})
test('another operation of the document, whose variable of this name is used so, does not matter', () => {
  const document = parse('query A($x: Int = 1) { two(n: $x) } query B($x: Int = 1) { one(n: $x) }')
  const [a, b] = document.definitions.map((one) => createNullCheck(schema, document, one as OperationDefinitionNode))
  expect(() => { a!({ x: null }) }).not.toThrow()
  expect(() => { b!({ x: null }) }).toThrow(/"\$x" is null/)
})
