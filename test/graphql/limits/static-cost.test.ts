import { costIn, refusalFrom } from './racing-graph'

describe('worked by hand', () => {
  test('leaves are free and an object costs 1', () => {
    expect(costIn('{ serverTime }')).toBe(0)
    expect(costIn('{ race(id: 1) { name venue { name } } }')).toBe(2)
  })
  test('a weighted leaf costs its weight', () => { expect(costIn('{ race(id: 1) { rating } }')).toBe(1 + 3) })
  test('a list multiplies itself and what is below it', () => {
    // race 1 + 12 runners x (runner 1 + horse 1)
    expect(costIn('{ race(id: 1) { runners { number horse { name } } } }')).toBe(1 + 12 * 2)
  })
  test('a list that says nothing is assumed to have 10', () => {
    // race 1 + 12 x (1 + horse (1 + 10 gear))
    expect(costIn('{ race(id: 1) { runners { horse { gear { code } } } } }')).toBe(1 + 12 * (1 + 1 + 10))
  })
  test('a connection multiplies edges and nodes, not pageInfo', () => {
    // connection 1 + 20 edges x (1 + node 1) + pageInfo 1
    expect(costIn('{ races { edges { node { name } } pageInfo { hasNextPage } totalCount } }')).toBe(1 + 20 * 2 + 1)
    expect(costIn('{ races(first: 3) { nodes { name } edges { cursor } } }')).toBe(1 + 3 + 3)
  })
  test('an argument sizes the fields below that are named, and no others', () => {
    expect(costIn('{ why { parts { code } rules { code } } }')).toBe(1 + 8 + 7)
    expect(costIn('query ($n: Int) { why(top: $n) { parts { code } rules { code } } }', { n: 100 })).toBe(1 + 100 + 7)
    expect(costIn('{ why(top: 2) { rules { code } } }')).toBe(1 + 7)
  })
  test('nested pages multiply', () => {
    // 1 + 2 x (1 + race 1 + 12 x (1 + horse 1 + pastRuns 1 + 4 x 1))
    expect(costIn('{ races(first: 2) { edges { node { runners { horse { pastRuns(first: 4) { nodes { name } } } } } } } }')).toBe(1 + 2 * (2 + 12 * (2 + 1 + 4)))
  })
  test('the default of the argument counts before that of the connection', () => {
    expect(costIn('{ node(id: 1) { ... on Horse { pastRuns { nodes { name } } } } }')).toBe(1 + 1 + 5)
    expect(costIn('{ search(text: "x") { __typename } }')).toBe(5)
  })
  test('an explicit null is the default page', () => { expect(costIn('{ races(first: null) { nodes { name } } }')).toBe(1 + 20) })
  test('a page of 0 costs the connection only', () => { expect(costIn('{ races(first: 0) { nodes { name } } }')).toBe(1) })
  test('ids count one by one, by literal and by variable', () => {
    expect(costIn('{ nodes(ids: [1, 2, 3]) { id } }')).toBe(3)
    expect(costIn('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: ['a', 'b'] })).toBe(2)
    expect(costIn('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: 70_000 })).toBe(1)
    expect(costIn('{ nodes(ids: "one") { id } }')).toBe(1)
  })
  test('introspection has limits of its own and costs its objects once', () => { expect(costIn('{ __schema { types { name fields { name } } } }')).toBe(3) })
})

describe('variables', () => {
  const source = 'query ($n: Int = 7) { races(first: $n) { nodes { name } } }'
  test('given, defaulted, null', () => {
    expect(costIn(source, { n: 2 })).toBe(1 + 2)
    expect(costIn(source)).toBe(1 + 7)
    expect(costIn(source, { n: null })).toBe(1 + 20)
  })
  test('of the wrong type are left to execution', () => { expect(costIn(source, { n: 'many' })).toBe(1 + 20) })
  test('the two pages of first and last: the larger counts', () => {
    expect(costIn('query ($a: Int, $b: Int) { races(first: $a, last: $b) { nodes { name } } }', { a: 3, b: 9 })).toBe(1 + 9)
  })
})

describe('branches that are switched off', () => {
  test('by a literal', () => {
    expect(costIn('{ races @skip(if: true) { nodes { name } } serverTime }')).toBe(0)
    expect(costIn('{ race(id: 1) { ... @include(if: false) { runners { number } } name } }')).toBe(1)
  })
  test('by a variable', () => {
    const source = 'query ($deep: Boolean!) { race(id: 1) { name runners @include(if: $deep) { number } venue @skip(if: $deep) { name } } }'
    expect(costIn(source, { deep: true })).toBe(1 + 12)
    expect(costIn(source, { deep: false })).toBe(1 + 1)
  })
  test('a page over the cap in a branch that is off is not refused', () => {
    expect(costIn('query ($on: Boolean!) { races(first: 5000) @include(if: $on) { nodes { name } } serverTime }', { on: false })).toBe(0)
  })
  test('a field on under one condition and off under another is on', () => {
    const source = 'query ($a: Boolean!, $b: Boolean!) { race(id: 1) { runners @include(if: $a) { number } runners @include(if: $b) { horse { name } } } }'
    expect(costIn(source, { a: false, b: false })).toBe(1)
    expect(costIn(source, { a: true, b: false })).toBe(1 + 12)
    expect(costIn(source, { a: false, b: true })).toBe(1 + 12 * 2)
  })
})

describe('what execution merges is charged once', () => {
  test('the same field twice', () => { expect(costIn('{ race(id: 1) { name } race(id: 1) { venue { name } } }')).toBe(2) })
  test('the same field in two fragments', () => {
    expect(costIn(`{ race(id: 1) { ...A ...B ...A } }
      fragment A on Race { runners { number horse { name } } }
      fragment B on Race { runners { horse { id } } }`)).toBe(1 + 12 * 2)
  })
  test('aliases are fields of their own', () => { expect(costIn('{ a: race(id: 1) { name } b: race(id: 2) { name } }')).toBe(2) })
})

describe('where several types can stand', () => {
  test('the dearest counts, not the sum', () => {
    // Race: 12 runners; Horse: 10 gear
    expect(costIn('{ node(id: 1) { ... on Race { runners { number } } ... on Horse { gear { code } } } }')).toBe(1 + 12)
  })
  test('what all share comes on top', () => {
    expect(costIn('{ search(text: "x", limit: 2) { ... on Node { id } ... on Horse { gear { code } pastRuns(first: 1) { nodes { name } } } ... on Race { venue { name } } } }')).toBe(2 * (1 + 10 + 1 + 1))
  })
  test('a fragment on a type that cannot stand there is free', () => {
    expect(costIn('{ node(id: 1) { ... on Race { ... on Node { ... on Horse { gear { code } } } } } }')).toBe(1)
  })
})

describe('refusals', () => {
  test('a page over its cap names the field, the value and the cap', () => {
    const { message, extensions } = refusalFrom(() => costIn('{ races(first: 101) { nodes { name } } }'))
    expect(message).toBe('Query.races gives at most 100 at a time; "first" asks for 101. Ask for 100 or fewer and follow pageInfo.endCursor.')
    expect(extensions).toEqual({ code: 'BAD_USER_INPUT', field: 'Query.races', argument: 'first', value: 101, max: 100 })
    expect(costIn('{ races(first: 100) { nodes { name } } }')).toBe(101)
  })
  test('a page over its cap by a variable, each time anew', () => {
    const source = 'query ($n: Int) { races(last: $n) { nodes { name } } }'
    expect(refusalFrom(() => costIn(source, { n: 1e9 })).extensions).toMatchObject({ argument: 'last', value: 1e9, max: 100 })
    expect(costIn(source, { n: 100 })).toBe(101)
  })
  test('over the limit: the numbers and the dearest path', () => {
    const source = '{ cheap: race(id: 1) { name } list: races(first: 100) { edges { node { venue { name } runners { horse { pastRuns(first: 50) { nodes { name } } } } } } } }'
    // 1 + 1 + 100 x (1 + 1 + 1 + 12 x (1 + 1 + 1 + 50)) = 63,902
    const { message, extensions } = refusalFrom(() => costIn(source))
    expect(extensions).toEqual({ code: 'OPERATION_TOO_COSTLY', cost: { requested: 63_902, limit: 50_000 }, dearestPath: 'list.edges.node.runners.horse.pastRuns.nodes' })
    expect(message).toBe('This operation costs 63902; the limit is 50000. Most of it is at list.edges.node.runners.horse.pastRuns.nodes: ask for smaller pages or fewer fields there.')
    expect(costIn(source, {}, { maxCost: 63_902 })).toBe(63_902)
  })
  test('a refusal that hangs on no variable is the same the second time', () => {
    const facts = () => costIn('{ races(first: 101) { nodes { name } } }')
    expect(refusalFrom(facts).message).toBe(refusalFrom(facts).message)
  })
})
