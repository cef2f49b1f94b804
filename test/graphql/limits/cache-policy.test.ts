import { factsIn } from './racing-graph'

const policy = (source: string) => factsIn(source).cache

test('a root field without a hint makes the response uncacheable', () => { expect(policy('{ race(id: 1) { name } serverTime }')).toEqual({ maxAge: 0, scope: 'PUBLIC' }) })
test('fields below inherit', () => { expect(policy('{ race(id: 1) { name runners { number } } }')).toEqual({ maxAge: 300, scope: 'PUBLIC' }) })
test('the strictest of several root fields', () => { expect(policy('{ race(id: 1) { name } races { nodes { name } } }')).toEqual({ maxAge: 60, scope: 'PUBLIC' }) })
test('a field deep below lowers it', () => { expect(policy('{ race(id: 1) { rating } }')).toEqual({ maxAge: 10, scope: 'PUBLIC' }) })
test('the hint of a type lowers it', () => { expect(policy('{ race(id: 1) { venue { name } } }')).toEqual({ maxAge: 30, scope: 'PUBLIC' }) })
test('one private field makes all private', () => { expect(policy('{ race(id: 1) { runners { horse { note } } } }')).toEqual({ maxAge: 300, scope: 'PRIVATE' }) })
test('a field that a variable may skip counts', () => { expect(policy('query ($x: Boolean!) { race(id: 1) { name rating @skip(if: $x) } }').maxAge).toBe(10) })
test('__typename alone and introspection are not cached', () => {
  expect(policy('{ __typename }').maxAge).toBe(0)
  expect(policy('{ __schema { queryType { name } } }').maxAge).toBe(0)
})
