import { getIntrospectionQuery } from 'graphql'

/** What one bomb posts to /graphql, a string as it is and all else as JSON, and the code that refuses it. */
export interface Bomb { readonly name: string; readonly body: unknown; readonly code: string }

const times = (count: number, make: (i: number) => string, between = ' '): string => Array.from({ length: count }, (_, i) => make(i)).join(between)
const nested = (levels: number, open = '{ a ', close = '}'): string => open.repeat(levels) + close.repeat(levels)
/** As text: JSON.stringify overflows its stack where JSON.parse does not. */
const withVariables = (query: string, variables: string): string => `{"query":${JSON.stringify(query)},"variables":${variables}}`
const KIB = 1024
const ID = '"UmFjZTox"'
const DEEP = 'OPERATION_TOO_DEEP', LARGE = 'OPERATION_TOO_LARGE', COSTLY = 'OPERATION_TOO_COSTLY', INVALID = 'GRAPHQL_VALIDATION_FAILED', SYNTAX = 'GRAPHQL_PARSE_FAILED', INPUT = 'BAD_USER_INPUT', BAD = 'BAD_REQUEST', BODY = 'PAYLOAD_TOO_LARGE'

const document = (name: string, code: string, query: string, variables?: Readonly<Record<string, unknown>>): Bomb => ({ name, code, body: variables === undefined ? { query } : { query, variables } })
const runnersOf = (below: string): string => `{ races(first: 50) { nodes { runners { nodes { ${below} } } } } }`

/** Documents and requests that would cost much more to serve than to send. */
export const BOMBS: readonly Bomb[] = [
  // Aliases
  document('101 aliases of __typename', LARGE, `{ ${times(101, (i) => `a${i}: __typename`)} }`),
  document('1,000 aliases of a root field', LARGE, `{ ${times(1_000, (i) => `a${i}: serverTime`)} }`),
  document('aliases of one race, two levels deep', LARGE, `{ ${times(20, (i) => `r${i}: race(id: ${ID}) { ${times(20, (j) => `n${j}: name`)} }`)} }`),
  document('aliases multiplied by spreads', LARGE, `{ ${times(15, (i) => `r${i}: race(id: ${ID}) { ...F }`)} } fragment F on Race { ${times(20, (i) => `n${i}: name`)} }`),
  document('aliases of introspection', LARGE, `{ ${times(60, (i) => `a${i}: __schema { types { name } }`)} }`),
  document('aliases in a subscription', LARGE, `subscription { ${times(200, (i) => `a${i}: odds(raceId: ${ID}) { sequence }`)} }`),
  document('aliases of 10 kB each', LARGE, `{ ${times(60, (i) => `${'a'.repeat(3_000)}${i}: serverTime`)} }`),
  // Duplicate fields
  document('one field 500 times', LARGE, `{ ${'__typename '.repeat(500)} }`),
  document('one field 3,900 times', LARGE, `{ ${'serverTime '.repeat(3_900)} }`),
  document('one object 1,000 times', LARGE, `{ ${`race(id: ${ID}) { id } `.repeat(400)} }`),
  document('one spread 1,000 times', LARGE, `{ ${'...F '.repeat(1_000)} } fragment F on Query { serverTime }`),
  document('one inline fragment 1,000 times', LARGE, `{ ${'... { serverTime } '.repeat(900)} }`),
  document('one object 8 times on each of 8 levels', LARGE, `{ ${`race(id: ${ID}) { meeting { races { meeting { races { id } } } } } `.repeat(8)} ${'serverTime '.repeat(9)} }`),
  // Fragments
  document('a fragment that spreads itself', INVALID, '{ ...A } fragment A on Query { serverTime ...A }'),
  document('a ring of two fragments', INVALID, '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'),
  document('a ring of 300 fragments', INVALID, `{ ...F0 } ${times(300, (i) => `fragment F${i} on Query { ...F${(i + 1) % 300} }`)}`),
  document('300 fragments that each spread all those after', LARGE, `{ ...F0 } ${times(60, (i) => `fragment F${i} on Query { ${times(59 - i, (j) => `...F${i + j + 1}`)} serverTime }`)}`),
  document('2 to the power of 200 fields', LARGE, `{ r: __typename ...F0 } ${times(200, (i) => `fragment F${i} on Query { ...F${i + 1} ... { ...F${i + 1} } }`)} fragment F200 on Query { serverTime }`),
  document('2 to the power of 100 fields, below a field', LARGE, `{ race(id: ${ID}) { ...F0 } } ${times(100, (i) => `fragment F${i} on Race { ...F${i + 1} ... on Race { ...F${i + 1} } }`)} fragment F100 on Race { name }`),
  document('depth by fragments', DEEP, `{ race(id: ${ID}) { ...F0 } } ${times(40, (i) => `fragment F${i} on Race { meeting { races { ...F${i + 1} } } }`)} fragment F40 on Race { name }`),
  document('1,000 fragments that nobody uses', LARGE, `{ serverTime } ${times(600, (i) => `fragment F${i} on Query { serverTime }`)}`),
  document('spreads of 1,000 fragments that are not there', LARGE, `{ ${times(1_900, (i) => `...F${i}`)} }`),
  document('inline fragments 1,000 deep', DEEP, `{ ${nested(900, '... { ', '} ').replace('...  { } ', '')} serverTime }`.replace('{ } ', '{ serverTime } ')),
  document('two fragments of one name, 300 times', LARGE, `{ ...A } ${times(300, () => 'fragment A on Query { serverTime }')}`),
  // Directives
  document('10 unknown directives on a field', LARGE, '{ __typename @aa@aa@aa@aa@aa@aa@aa@aa@aa@aa }'),
  document('1,000 directives on a field', LARGE, `{ serverTime ${'@include(if: true) '.repeat(600)} }`),
  document('1,000 directives on an operation', LARGE, `query ${'@a '.repeat(1_900)} { serverTime }`),
  document('a directive on each of 400 fields', LARGE, `{ race(id: ${ID}) { ${times(400, (i) => `a${i} @skip(if: false)`)} } }`),
  document('directives on a fragment', LARGE, `{ ...F } fragment F on Query ${'@x '.repeat(1_900)} { serverTime }`),
  document('directives on variables', LARGE, `query (${times(100, (i) => `$v${i}: Int ${'@x '.repeat(8)}`)}) { serverTime }`),
  document('a directive with 1,000 arguments', LARGE, `{ serverTime @include(${times(900, (i) => `a${i}: 1`)}) }`),
  // Depth
  document('1,000 levels', DEEP, nested(900)),
  document('15,000 levels', DEEP, nested(10_000)),
  document('19 levels that are all there', DEEP, `{ race(id: ${ID}) { ${'meeting { races { '.repeat(9)} id ${'} } '.repeat(9)} } }`),
  document('a list 1,000 deep', DEEP, `{ nodes(ids: ${'['.repeat(900)}${']'.repeat(900)}) { id } }`),
  document('an object 900 deep', DEEP, `{ races(filter: ${nested(900, '{ a: ', '}').replace('{ a: }', '{ a: 1 }')}) { totalCount } }`),
  document('a list 60,000 deep', DEEP, `{ nodes(ids: ${'['.repeat(60_000)}) { id } }`),
  document('types of variables 1,000 deep', DEEP, `query ($v: ${'['.repeat(1_000)}Int${']'.repeat(1_000)}) { serverTime }`),
  // Sizes of lists
  document('a page of a million', INPUT, '{ races(first: 1000000) { nodes { id } } }'),
  document('a page of a million by a variable', INPUT, 'query ($n: Int) { races(first: $n) { nodes { id } } }', { n: 1_000_000 }),
  document('a page larger than any whole number', INVALID, '{ races(first: 99999999999999999999) { nodes { id } } }'),
  document('pages in pages in pages', COSTLY, runnersOf('horse { runs(first: 50) { nodes { race { id } } } }')),
  document('pages in pages by fragments', COSTLY, `{ races(first: 50) { nodes { ...A } } } fragment A on Race { runners { nodes { horse { runs(first: 50) { nodes { race { ...B } } } } } } } fragment B on Race { runners { nodes { id } } }`),
  document('10,000 ids', LARGE, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: Array.from({ length: 10_000 }, () => 'UmFjZTox') }),
  document('2,000 ids in the document', LARGE, `{ nodes(ids: [${times(2_000, () => ID)}]) { id } }`),
  document('4,000 ids in the document', LARGE, `{ nodes(ids: [${times(4_000, () => ID)}]) { id } }`),
  document('many horses and their descendants', COSTLY, `{ races(first: 50) { nodes { runners { nodes { horse { progeny(first: 50) { nodes { progeny(first: 50) { nodes { id } } } } } } } } } }`),
  // Batches
  { name: 'a batch of 10', code: BAD, body: Array.from({ length: 10 }, () => ({ query: '{ serverTime }' })) },
  { name: 'a batch of 5,000', code: BAD, body: Array.from({ length: 5_000 }, () => ({ query: '{ serverTime }' })) },
  { name: 'a batch in a batch', code: BAD, body: [[{ query: '{ serverTime }' }]] },
  { name: 'a document that is a list', code: BAD, body: { query: Array.from({ length: 1_000 }, () => '{ serverTime }') } },
  document('1,000 operations', LARGE, times(1_100, (i) => `query Q${i} { serverTime }`)),
  document('500 operations, none of them named', SYNTAX, `{ serverTime } `.repeat(500).replace('{ serverTime } ', '{ serverTime } x')),
  document('500 anonymous operations', LARGE, '{ serverTime } '.repeat(500)),
  document('operations of one name', LARGE, 'query Q { serverTime } '.repeat(500)),
  // Variables
  document('a variable of 60 kB', LARGE, 'query ($id: ID!) { race(id: $id) { id } }', { id: 'x'.repeat(60 * KIB) }),
  { name: 'a variable that nests 10,000 deep', code: DEEP, body: withVariables('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', `{"ids":${nested(10_000, '[', ']')}}`) },
  { name: 'a filter that nests 10,000 deep', code: DEEP, body: withVariables('query ($f: RaceFilter) { races(filter: $f) { totalCount } }', `{"f":${nested(10_000, '{"a":', '}').replace(':}', ':1}')}}`) },
  document('a filter of 10,000 fields that are not there', LARGE, 'query ($f: RaceFilter) { races(filter: $f) { totalCount } }', { f: Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`f${i}`, i])) }),
  document('10,000 values of a wrong type', LARGE, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: Array.from({ length: 10_000 }, () => ({})) }),
  document('1,000 variables', LARGE, `query (${times(900, (i) => `$v${i}: Int`)}) { serverTime }`),
  document('one variable declared 500 times', LARGE, `query (${times(500, () => '$v: Int')}) { serverTime }`),
  document('1,000 variables that are not declared', LARGE, `{ nodes(ids: [${times(1_000, (i) => `$v${i}`)}]) { id } }`),
  document('defaults of variables 500 deep', DEEP, `query ($v: [Int] = ${'['.repeat(500)}${']'.repeat(500)}) { serverTime }`),
  // Names, text, numbers
  document('a name of 60 kB', LARGE, `{ ${'a'.repeat(60 * KIB)} }`),
  document('an argument name of 60 kB', LARGE, `{ race(${'a'.repeat(60 * KIB)}: 1) { id } }`),
  document('an operation name of 60 kB that is not there', LARGE, `query ${'a'.repeat(60 * KIB)} { nothing }`),
  document('text of 60 kB', LARGE, `{ race(id: "${'x'.repeat(60 * KIB)}") { id } }`),
  document('a search for 60 kB', LARGE, `{ search(text: "${'x'.repeat(60 * KIB)}", first: 5) { __typename } }`),
  document('a text of 200 kB', LARGE, `{ race(id: "${'x'.repeat(200 * KIB)}") { id } }`),
  document('a block text of 60 kB', LARGE, `{ race(id: """${'x\n'.repeat(30 * KIB)}""") { id } }`),
  document('escapes of 10,000 characters', LARGE, `{ race(id: "${'\\u0041'.repeat(10_000)}") { id } }`),
  document('a number of 60,000 digits', LARGE, `{ races(first: ${'9'.repeat(60_000)}) { totalCount } }`),
  document('a decimal of 60,000 digits', LARGE, `{ races(first: 1.${'9'.repeat(60_000)}e9) { totalCount } }`),
  document('spaces of 60 kB around an error', SYNTAX, `{${' '.repeat(60 * KIB)}`),
  document('commas of 60 kB', SYNTAX, `{ serverTime ${','.repeat(60 * KIB)}`),
  document('30,000 comments', LARGE, `{ serverTime ${'#\n'.repeat(30_000)}`),
  document('one comment of 60 kB', SYNTAX, `{ serverTime #${'x'.repeat(60 * KIB)}`),
  document('60,000 lines', LARGE, `{ serverTime ${'\n'.repeat(60_000)}`),
  document('Unicode that is no name', SYNTAX, `{ ${'\u{1F3C7}'.repeat(30_000)} }`),
  document('Unicode in text', LARGE, `{ race(id: "${'\u{1F3C7}'.repeat(30_000)}") { id } }`),
  document('control characters', SYNTAX, `{ ${'\u0000'.repeat(30_000)} }`),
  document('halves of surrogate pairs', SYNTAX, `{ race(id: "${'\ud83c'.repeat(10_000)}") { id } }`),
  document('a byte order mark before each word', SYNTAX, `{${'\ufeff'.repeat(60_000)}`),
  // Arguments
  document('1,000 arguments that are not there', LARGE, `{ race(${times(900, (i) => `a${i}: 1`)}) { id } }`),
  document('one argument 1,000 times', LARGE, `{ race(${times(900, () => `id: ${ID}`)}) { id } }`),
  document('1,000 fields of one filter', LARGE, `{ races(filter: { ${times(900, (i) => `a${i}: 1`)} }) { totalCount } }`),
  document('1,000 values of an enum that are not there', LARGE, `{ races(filter: { status: [${times(1_500, (i) => `A${i}`)}] }) { totalCount } }`),
  document('fields that differ in 100 ways', LARGE, `{ ${times(100, (i) => `races(first: ${i}) { nodes { id } }`)} }`),
  document('8 fields that cannot be merged, of 150 below each', INVALID, `{ ${times(8, (i) => `races(first: ${i + 1}) { nodes { ${times(100, (j) => `f${j}`)} } }`)} }`),
  document('1,400 fields that are not there', INVALID, `{ race(id: ${ID}) { ${times(1_400, (i) => `f${i}`)} } }`),
  // Introspection
  document('introspection in introspection', DEEP, `{ __schema { types { ${'fields { type { '.repeat(40)} name ${'} } '.repeat(40)} } } }`),
  document('the circles of graphql-cop', INVALID, '{ __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }'),
  document('introspection 50 times', LARGE, `{ ${times(50, (i) => `a${i}: __schema { types { name fields { name args { name } } } }`)} }`),
  document('__type 21 times', LARGE, `{ ${times(21, (i) => `a${i}: __type(name: "Race") { name }`)} }`),
  document('introspection through fragments', INVALID, getIntrospectionQuery().replace('kind\n    name\n    ofType {', 'kind\n    name\n    fields { type { fields { type { fields { name } } } } }\n    ofType {')),
  // Subscriptions
  document('a subscription of many fields', INVALID, `subscription { ${times(15, (i) => `f${i}`)} }`),
  document('a subscription with two fields', INVALID, `subscription { oddsUpdated(raceIds: [${ID}]) { sequence } serverTime }`),
  document('a subscription with 1,400 fields below', INVALID, `subscription { oddsUpdated(raceIds: [${ID}]) { ${times(1_400, (i) => `f${i}`)} } }`),
  // Bodies
  { name: 'a body of 300 kB', code: BODY, body: { query: `{ serverTime #${'x'.repeat(300 * KIB)}\n}` } },
  { name: 'a body that nests 100,000 deep', code: BAD, body: '['.repeat(100_000) },
  { name: 'a JSON object of 20,000 unknown fields', code: BAD, body: Object.fromEntries(Array.from({ length: 15_000 }, (_, i) => [`f${i}`, i])) },
]
