import { getIntrospectionQuery } from 'graphql'
import { checkSource } from '../../../src/graphql/limits/check-source'
import { defaultDocumentLimits } from '../../../src/graphql/limits/document-limits'
import { refusalFrom } from './racing-graph'

const limits = defaultDocumentLimits
const times = (count: number, make: (i: number) => string): string => Array.from({ length: count }, (_, i) => make(i)).join(' ')
const nested = (levels: number): string => '{ a '.repeat(levels) + '}'.repeat(levels)
const refused = (source: string) => {
  const { extensions: { code, requested, limit } } = refusalFrom(() => { checkSource(source, limits) })
  return { code, requested, limit }
}
const passes = (source: string): void => { expect(() => { checkSource(source, limits) }).not.toThrow() }

test('the usual introspection query passes', () => { passes(getIntrospectionQuery({ descriptions: true, inputValueDeprecation: true, schemaDescription: true, specifiedByUrl: true })) })
test('text that is no document is left to the parser', () => { passes('{') ; passes('') ; passes('query {{{ ') ; passes('\u0000"""') })

describe('at the limit and one over it', () => {
  test('depth', () => {
    passes(nested(18))
    expect(refused(nested(19))).toEqual({ code: 'OPERATION_TOO_DEEP', requested: 19, limit: 18 })
  })
  test('depth through fragments', () => {
    expect(refused(`{ ...F0 } ${times(18, (i) => `fragment F${i} on T { a { ...F${i + 1} } }`)} fragment F18 on T { a }`)).toEqual({ code: 'OPERATION_TOO_DEEP', requested: 19, limit: 18 })
  })
  test('depth of introspection is counted from __schema', () => {
    const introspection = (levels: number): string => `{ a { __schema ${nested(levels - 1)} } }`
    passes(introspection(20))
    expect(refused(introspection(21))).toEqual({ code: 'OPERATION_TOO_DEEP', requested: 21, limit: 20 })
  })
  test('aliases, __typename among them', () => {
    const aliased = (n: number): string => `{ x { ${times(n, (i) => `a${i}: __typename`)} } }`
    passes(aliased(50))
    expect(refused(aliased(51))).toEqual({ code: 'OPERATION_TOO_LARGE', requested: 51, limit: 50 })
  })
  test('aliases multiply with the spreads of their fragment', () => {
    expect(refused(`{ ${times(6, (i) => `r${i} { ...F }`)} } fragment F on T { ${times(10, (i) => `a${i}: b`)} }`)).toMatchObject({ code: 'OPERATION_TOO_LARGE', requested: 60 })
  })
  test('root fields, through fragments too', () => {
    passes(`{ ${times(20, (i) => `f${i}`)} }`)
    expect(refused(`{ ${times(11, (i) => `f${i}`)} ...F } fragment F on Query { ${times(10, (i) => `g${i}`)} }`)).toEqual({ code: 'OPERATION_TOO_LARGE', requested: 21, limit: 20 })
  })
  test('repeats of one field', () => {
    passes(`{ ${'__typename '.repeat(8)} }`)
    expect(refused(`{ ${'__typename '.repeat(9)} }`)).toEqual({ code: 'OPERATION_TOO_LARGE', requested: 9, limit: 8 })
  })
  test('repeats of one spread', () => { expect(refused(`{ a { ${'...F '.repeat(9)} } } fragment F on T { b }`)).toMatchObject({ requested: 9, limit: 8 }) })
  test('directives on one field', () => {
    passes('{ a @x @x @x @x }')
    expect(refused('{ a @x @x @x @x @x }')).toEqual({ code: 'OPERATION_TOO_LARGE', requested: 5, limit: 4 })
  })
  test('directives on the operation and on a fragment', () => {
    expect(refused(`query ${'@x '.repeat(5)} { a }`)).toMatchObject({ requested: 5, limit: 4 })
    expect(refused(`{ ...F } fragment F on Query ${'@x '.repeat(5)} { a }`)).toMatchObject({ requested: 5, limit: 4 })
  })
  test('directives of the operation', () => {
    const some = (n: number): string => `{ x { ${times(n, (i) => `a${i} @x`)} } }`
    passes(some(60))
    expect(refused(some(61))).toEqual({ code: 'OPERATION_TOO_LARGE', requested: 61, limit: 60 })
  })
  test('selections', () => {
    const some = (n: number): string => `{ x { ${times(n - 1, (i) => `a${i}`)} } }`
    passes(some(1500))
    expect(refused(some(1501))).toEqual({ code: 'OPERATION_TOO_LARGE', requested: 1501, limit: 1500 })
  })
  test('values', () => {
    const listIn = (n: number): string => '['.repeat(n) + ']'.repeat(n)
    passes(`{ a(b: ${listIn(30)}) }`)
    const tooDeep = { code: 'OPERATION_TOO_DEEP', requested: 31, limit: 30 }
    expect(refused(`{ a(b: ${listIn(31)}) }`)).toEqual(tooDeep)
    expect(refused(`{ a(b: ${'{ x: '.repeat(31)}1${'}'.repeat(31)}) }`)).toEqual(tooDeep)
    expect(refused(`{ a @x(b: ${listIn(31)}) }`)).toEqual(tooDeep)
    expect(refused(`query ($v: T = ${listIn(31)}) { a }`)).toEqual(tooDeep)
  })
  test('tokens', () => {
    const listOf = (n: number): string => `{ a(b: [${'1 '.repeat(n)}]) }` // 10 tokens beside the list
    passes(listOf(3990))
    expect(refused(listOf(3993))).toEqual({ code: 'OPERATION_TOO_LARGE', requested: undefined, limit: 4000 })
  })
})

describe('the larger of several operations counts', () => {
  test('whichever is first', () => {
    expect(refused(`query A { a } query B ${nested(19)}`).code).toBe('OPERATION_TOO_DEEP')
    expect(refused(`query B ${nested(19)} query A { a }`).code).toBe('OPERATION_TOO_DEEP')
  })
})

describe('hostile documents', () => {
  const within = (ms: number, act: () => void): void => {
    const start = process.cpuUsage()
    act()
    const { user, system } = process.cpuUsage(start)
    expect((user + system) / 1000).toBeLessThan(ms)
  }
  test('a fragment that spreads itself, and a ring of fragments', () => {
    passes('{ ...A } fragment A on Query { a ...A }')
    passes('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }')
  })
  test('2 to the power of 200 fields by fragments: refused without counting them one by one', () => {
    within(500, () => {
      expect(refused(`{ ...F0 } ${times(200, (i) => `fragment F${i} on T { ...F${i + 1} x { ...F${i + 1} } }`)} fragment F200 on T { a }`).code).toBe('OPERATION_TOO_DEEP')
      expect(refused(`{ ...F0 } ${times(200, (i) => `fragment F${i} on T { ...F${i + 1} ... { ...F${i + 1} } }`)} fragment F200 on T { a }`)).toMatchObject({ code: 'OPERATION_TOO_LARGE', limit: 20 })
      expect(refused(`{ r { ...F0 } } ${times(200, (i) => `fragment F${i} on T { ...F${i + 1} ... { ...F${i + 1} } }`)} fragment F200 on T { a }`)).toEqual({ code: 'OPERATION_TOO_LARGE', requested: 1e9, limit: 1500 })
    })
  })
  test('spreads without a single field', () => {
    expect(refused(`{ r { ...F0 } } ${times(200, (i) => `fragment F${i} on T { ...F${i + 1} ... { ...F${i + 1} } }`)} fragment F200 on T { ...F200 }`).code).toBe('OPERATION_TOO_LARGE')
  })
  test('a hundred thousand braces', () => {
    within(1_000, () => { expect(refused(nested(100_000)).code).toBe('OPERATION_TOO_LARGE') })
    within(1_000, () => { expect(refused(`{ a(b: ${'['.repeat(100_000)}) }`).code).toMatch(/^OPERATION_TOO_(LARGE|DEEP)$/) })
  })
  test('nesting that overflows the stack of the parser is a refusal, not a crash', () => {
    expect(refusalFrom(() => { checkSource(nested(60_000), { ...limits, maxTokens: 10_000_000 }) }).extensions['code']).toBe('OPERATION_TOO_DEEP')
  })
  test('names of built-in properties', () => { passes('{ __proto__ { constructor toString: hasOwnProperty ...__proto__ } } fragment __proto__ on T { constructor }') })
})
