import { factsIn } from './racing-graph'

const actual = (query: string, data: Readonly<Record<string, unknown>>): number => factsIn(query).actualCost(data)
const page = (count: number, node: unknown): object => ({ edges: Array(count).fill({ node }) })

test('lists count what came', () => {
  expect(actual('{ races(first: 20) { edges { node { name } } } }', { races: page(3, { name: 'a' }) })).toBe(1 + 3 * (1 + 1))
  expect(actual('{ race(id: 1) { runners { number horse { name } } } }', { race: { runners: [{ number: 1, horse: { name: 'a' } }, { number: 2, horse: { name: 'b' } }] } })).toBe(1 + 2 * (1 + 1))
})
test('what is null costs nothing, its weight neither', () => {
  expect(actual('{ race(id: 1) { rating } }', { race: { rating: 90 } })).toBe(1 + 3)
  expect(actual('{ race(id: 1) { rating } }', { race: { rating: null } })).toBe(1)
  expect(actual('{ race(id: 1) { rating } }', { race: null })).toBe(0)
  expect(actual('{ nodes(ids: [1, 2, 3]) { id } }', { nodes: [{ id: '1' }, null, { id: '3' }] })).toBe(2)
})
test('what @skip left out costs nothing', () => {
  expect(actual('query ($p: Boolean = true) { race(id: 1) { venue @skip(if: $p) { name } name } }', { race: { name: 'a' } })).toBe(1)
})
test('of an object that can be of several types, what its fields say', () => {
  const query = '{ search(text: "a") { ... on Race { venue { name } rating } ... on Horse { gear { code } } } }'
  expect(actual(query, { search: [{ venue: { name: 'a' }, rating: 1 }, { gear: [{ code: 'B' }, { code: 'T' }] }] })).toBe(1 + 1 + 3 + 1 + 2)
})
test('aliases are told apart, and fragments merge', () => {
  expect(actual('{ a: race(id: 1) { name } b: race(id: 2) { ...F venue { name } } } fragment F on Race { venue { name } }', { a: { name: 'x' }, b: { venue: { name: 'y' } } })).toBe(1 + 2)
})
test('introspection costs what was reckoned, however long its lists', () => {
  const query = '{ __schema { types { name fields { name } } } }'
  expect(actual(query, { __schema: { types: Array(500).fill({ name: 'a', fields: Array(20).fill({ name: 'b' }) }) } })).toBe(factsIn(query).cost({}))
})
