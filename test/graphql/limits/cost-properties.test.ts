import fc from 'fast-check'
import { GraphQLError } from 'graphql'
import { checkSource } from '../../../src/graphql/limits/check-source'
import { defaultDocumentLimits } from '../../../src/graphql/limits/document-limits'
import { costIn, factsIn } from './racing-graph'

/** Selections of a type of the racing graph, as text, at most `depth` levels of objects deep. */
type Selections = fc.Arbitrary<readonly string[]>
const condition = fc.constantFrom('', '', '', ' @include(if: $p)', ' @skip(if: $q)', ' @skip(if: false)', ' @include(if: false)')
const page = fc.constantFrom('', '(first: 3)', '(first: $n)', '(last: 7)', '(first: null)')

const body = (selections: Selections): fc.Arbitrary<string> => selections.map((all) => `{ __typename ${all.join(' ')} }`)
const some = (...choices: readonly fc.Arbitrary<string>[]): Selections => fc.array(fc.oneof(...choices), { maxLength: 3 })
const field = (name: string, of: Selections): fc.Arbitrary<string> => fc.tuple(condition, body(of)).map(([on, below]) => `${name}${on} ${below}`)
const on = (type: string, of: Selections): fc.Arbitrary<string> => fc.tuple(condition, body(of)).map(([when, below]) => `... on ${type}${when} ${below}`)

const race = (depth: number): Selections => depth === 0 ? fc.constant(['name'])
  : some(fc.constantFrom('name', 'rating', 'id'), field('venue', fc.constant(['name'])), field('runners', runner(depth - 1)), on('Node', fc.constant(['id'])))
const runner = (depth: number): Selections => depth === 0 ? fc.constant(['number']) : some(fc.constant('number'), field('horse', horse(depth - 1)))
const horse = (depth: number): Selections => depth === 0 ? fc.constant(['name']) : some(fc.constantFrom('name', 'note'), field('gear', fc.constant(['code'])), pastRuns(depth - 1))
/** One alias for each page, since pages of one response key must agree. */
const paged = (name: string, depth: number): fc.Arbitrary<string> => fc.tuple(page, condition, body(race(depth)), fc.constantFrom('edges', 'nodes'))
  .map(([size, when, below, list]) => `${name}${size.replace(/\W/g, '')}: ${name}${size}${when} { ${list === 'nodes' ? `nodes ${below}` : `edges { node ${below} }`} }`)
const pastRuns = (depth: number): fc.Arbitrary<string> => paged('pastRuns', depth)
const query: Selections = some(
  paged('races', 4), field('race(id: 1)', race(4)), field('r2: race(id: 2)', race(2)), fc.constant('serverTime'),
  fc.tuple(body(some(on('Race', race(3)), on('Horse', horse(3)), on('Node', fc.constant(['id']))))).map(([below]) => `node(id: 1) ${below}`),
)
const operation = (selections: readonly string[]): string => `query ($p: Boolean = true, $q: Boolean = false, $n: Int = 4) { __typename ${selections.join(' ')} ... @include(if: $p) { __typename } ... @skip(if: $q) { __typename } races(first: $n) @skip(if: true) { totalCount } }`
const unlimited = { maxCost: Number.MAX_SAFE_INTEGER, maxFields: 100_000 }
/** Null where the generator made fields that disagree, which validation refuses. */
const costOr = (source: string, variables = {}): number | null => {
  try { return costIn(source, variables, unlimited) } catch (error) {
    if (error instanceof GraphQLError || String(error).includes('invalid')) return null
    throw error
  }
}

test('the generator makes valid, costly operations', () => {
  const costs = fc.sample(query, { numRuns: 150, seed: 7 }).map((selections) => costOr(operation(selections)))
  expect(costs.filter((cost) => cost !== null).length).toBeGreaterThan(100)
  expect(Math.max(...costs.map(Number))).toBeGreaterThan(500)
})

test('adding selections never lowers the cost, and never adds more than their own', () => {
  fc.assert(fc.property(query, query, (a, b) => {
    const [alone, other, both] = [costOr(operation(a)), costOr(operation(b)), costOr(operation([...a, ...b]))]
    fc.pre(alone !== null && other !== null && both !== null)
    expect(both).toBeGreaterThanOrEqual(Math.max(alone!, other!))
    expect(both).toBeLessThanOrEqual(alone! + other!)
  }), { numRuns: 150 })
})

test('a larger page never lowers the cost', () => {
  fc.assert(fc.property(query, fc.nat(49), fc.nat(49), (selections, m, n) => {
    const at = (first: number): number | null => costOr(operation(selections), { n: first })
    fc.pre(at(1) !== null)
    expect(at(Math.max(m, n))).toBeGreaterThanOrEqual(at(Math.min(m, n))!)
  }), { numRuns: 100 })
})

test('switching a branch off never raises the cost', () => {
  fc.assert(fc.property(query, (selections) => {
    const at = (p: boolean, q: boolean): number | null => costOr(operation(selections), { p, q })
    fc.pre(at(true, false) !== null)
    expect(at(false, true)).toBeLessThanOrEqual(at(true, false)!)
  }), { numRuns: 100 })
})

test('a fragment costs what it holds', () => {
  fc.assert(fc.property(query, (selections) => {
    const inline = costOr(operation(selections))
    fc.pre(inline !== null && selections.length > 0)
    const spread = operation(['...F', '...F']) + ` fragment F on Query { ${selections.join(' ')} }`
    expect(costOr(spread)).toBe(inline)
  }), { numRuns: 100 })
})

test('any text whatever is accepted or refused with a code, never an exception of another kind', () => {
  const pieces = fc.constantFrom('{', '}', '(', ')', '[', ']', '...', '...F', 'a', 'a:', '$x', '@skip(if: $x)', 'fragment F on T', 'query', 'query Q($x: Int = 1)', '__schema', '"s"', '"""b"""', '1', '-', 'on', ':', '!', '\u0000', '\ud800', '#')
  fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.array(pieces, { maxLength: 60 }).map((all) => all.join(' '))), (text) => {
    try { checkSource(text, defaultDocumentLimits) } catch (error) { expect((error as GraphQLError).extensions['code']).toMatch(/^OPERATION_TOO_/) }
  }), { numRuns: 1_500 })
})

test('variables of any kind cost or refuse, never crash', () => {
  const facts = factsIn('query ($n: Int, $m: Int, $p: Boolean!, $ids: [ID!]!) { races(first: $n, last: $m) @include(if: $p) { nodes { name } } nodes(ids: $ids) { id } }')
  fc.assert(fc.property(fc.dictionary(fc.constantFrom('n', 'm', 'p', 'ids', '__proto__'), fc.jsonValue()), (variables) => {
    try { expect(facts.cost(variables)).toBeGreaterThanOrEqual(0) } catch (error) { expect((error as GraphQLError).extensions['code']).toBe('BAD_USER_INPUT') }
  }), { numRuns: 1_000 })
})
