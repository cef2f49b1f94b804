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
    const filled = (n: number): string => `{ a(b: [${Array.from({ length: 20 }, () => `[${'1 '.repeat(n)}]`).join(' ')}]) }` // 10 tokens beside the lists, 2 for each of 20 lists
    passes(filled(197).replace('{ a', `{ ${'b '.repeat(8)}a`)) // 3998
    expect(refused(filled(198))).toEqual({ code: 'OPERATION_TOO_LARGE', requested: undefined, limit: 4000 })
  })
  test('values of a list in the document', () => {
    passes(`{ a(b: [${'1 '.repeat(200)}]) }`)
    expect(refused(`{ a(b: [${'1 '.repeat(201)}]) }`)).toEqual({ code: 'OPERATION_TOO_LARGE', requested: 201, limit: 200 })
  })
  test('arguments, of directives too, and fields of one object', () => {
    const some = (n: number): string => times(n, (i) => `a${i}: 1`)
    for (const put of [(n: number) => `{ a(${some(n)}) }`, (n: number) => `{ a @x(${some(n)}) }`, (n: number) => `{ a(b: { ${some(n)} }) }`]) {
      passes(put(100))
      expect(refused(put(101))).toEqual({ code: 'OPERATION_TOO_LARGE', requested: 101, limit: 100 })
    }
  })
  test('variables, operations, fragments', () => {
    passes(`query (${times(100, (i) => `$v${i}: T`)}) { a }`)
    expect(refused(`query (${times(101, (i) => `$v${i}: T`)}) { a }`)).toEqual({ code: 'OPERATION_TOO_LARGE', requested: 101, limit: 100 })
    passes(times(50, (i) => `query Q${i} { a }`))
    expect(refused(times(51, (i) => `query Q${i} { a }`))).toEqual({ code: 'OPERATION_TOO_LARGE', requested: 51, limit: 50 })
    passes(`{ a } ${times(250, (i) => `fragment F${i} on T { a }`)}`)
    expect(refused(`{ a } ${times(251, (i) => `fragment F${i} on T { a }`)}`)).toEqual({ code: 'OPERATION_TOO_LARGE', requested: 251, limit: 250 })
  })
  test('characters and lines', () => {
    passes(`{ a #${'x'.repeat(65_536 - 7)}\n}`)
    expect(refused(`{ a #${'x'.repeat(65_537 - 7)}\n}`)).toEqual({ code: 'OPERATION_TOO_LARGE', requested: 65_537, limit: 65_536 })
    passes(`{ a ${'\n'.repeat(5_000)} }`)
    expect(refused(`{ a ${'\n'.repeat(5_001)} }`)).toEqual({ code: 'OPERATION_TOO_LARGE', requested: undefined, limit: 5_000 })
  })
  test('names, numbers and texts', () => {
    passes(`{ ${'a'.repeat(200)} }`)
    expect(refused(`{ ${'a'.repeat(201)} }`)).toEqual({ code: 'OPERATION_TOO_LARGE', requested: 201, limit: 200 })
    expect(refused(`{ a(b: ${'9'.repeat(201)}) }`)).toEqual({ code: 'OPERATION_TOO_LARGE', requested: 201, limit: 200 })
    passes(`{ a(b: "${'x'.repeat(9_998)}") }`)
    expect(refused(`{ a(b: "${'x'.repeat(9_999)}") }`)).toEqual({ code: 'OPERATION_TOO_LARGE', requested: 10_001, limit: 10_000 })
    expect(refused(`{ a(b: """${'x'.repeat(9_995)}""") }`)).toEqual({ code: 'OPERATION_TOO_LARGE', requested: 10_001, limit: 10_000 })
  })
  test('brackets: types of variables, inline fragments', () => {
    const typed = (n: number): string => `query ($v: ${'['.repeat(n)}T${']'.repeat(n)}) { a }`
    passes(typed(69)) // and a parenthesis
    expect(refused(typed(70))).toEqual({ code: 'OPERATION_TOO_DEEP', requested: undefined, limit: 70 })
    expect(refused(`{ ${'... { '.repeat(70)}a${' }'.repeat(71)}`)).toEqual({ code: 'OPERATION_TOO_DEEP', requested: undefined, limit: 70 })
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
    const endless = { code: 'GRAPHQL_VALIDATION_FAILED', requested: undefined, limit: undefined }
    expect(refused('{ ...A } fragment A on Query { a ...A }')).toEqual(endless)
    expect(refused('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }')).toEqual(endless)
    expect(refused('{ a } fragment A on Query { a { ...A } }')).toEqual(endless)
    passes('{ ...A ...B } fragment A on Query { ...B } fragment B on Query { a }')
  })
  test('2 to the power of 200 fields by fragments: refused without counting them one by one', () => {
    within(500, () => {
      expect(refused(`{ ...F0 } ${times(200, (i) => `fragment F${i} on T { ...F${i + 1} x { ...F${i + 1} } }`)} fragment F200 on T { a }`).code).toBe('OPERATION_TOO_DEEP')
      expect(refused(`{ ...F0 } ${times(200, (i) => `fragment F${i} on T { ...F${i + 1} ... { ...F${i + 1} } }`)} fragment F200 on T { a }`)).toMatchObject({ code: 'OPERATION_TOO_LARGE', limit: 20 })
      expect(refused(`{ r { ...F0 } } ${times(200, (i) => `fragment F${i} on T { ...F${i + 1} ... { ...F${i + 1} } }`)} fragment F200 on T { a }`)).toEqual({ code: 'OPERATION_TOO_LARGE', requested: 1e9, limit: 1500 })
    })
  })
  test('spreads without a single field', () => {
    expect(refused(`{ r { ...F0 } } ${times(200, (i) => `fragment F${i} on T { ...F${i + 1} ... { ...F${i + 1} } }`)} fragment F200 on T { ...Nowhere }`).code).toBe('OPERATION_TOO_LARGE')
  })
  test('a hundred thousand braces', () => {
    within(1_000, () => { expect(refused(nested(100_000)).code).toBe('OPERATION_TOO_LARGE') })
    within(1_000, () => { expect(refused(`{ a(b: ${'['.repeat(100_000)}) }`).code).toMatch(/^OPERATION_TOO_(LARGE|DEEP)$/) })
  })
  test('nesting that overflows the stack of the parser is a refusal, not a crash', () => {
    expect(refusalFrom(() => { checkSource(nested(60_000), { ...limits, maxTokens: 10_000_000, maxCharacters: 10_000_000, maxDepth: 1_000_000 }) }).extensions['code']).toBe('OPERATION_TOO_DEEP')
  })
  test('names of built-in properties', () => { passes('{ __proto__ { constructor toString: hasOwnProperty ...__proto__ } } fragment __proto__ on T { constructor }') })
})
