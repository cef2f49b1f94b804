import { getIntrospectionQuery } from 'graphql'
import type { GeneratedOperation } from '../../support/operations'
import type { Draw } from '../draw'
import { json, literal, names } from '../hostile'
import { post } from '../request'
import { acceptOf, type Kind } from './kind'

interface Body { readonly query: string; readonly variables?: unknown; readonly operationName?: unknown }
type Shape = (draw: Draw, operation: GeneratedOperation) => Body

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i)
const size = (draw: Draw): number => draw.from([1, 2, 5, 17, 19, 21, 49, 51, 300, 1_400])
const name = (draw: Draw): string => draw.from(names)
const guard = (draw: Draw): string => draw.from(['@skip(if: true)', '@skip(if: false)', '@include(if: true)', '@include(if: false)', '@skip(if: $on)', '@include(if: $on)', '@include(if: null)', '@skip', '@nope', '@deprecated', '@cost(weight: 1)', '@include(if: "true")', '@skip(if: true) @include(if: true)'])

/** Documents whose form is strange: names, nesting, width, fragments, directives, several operations, introspection. */
const shapes: readonly Shape[] = [
  (draw) => ({ query: `{ ${range(1 + draw.below(4)).map(() => `${name(draw)}: ${draw.from(['serverTime', '__typename', 'race(id: "x") { id }', 'venues { totalCount }'])}`).join(' ')} }` }),
  (draw) => ({ query: `{ ${name(draw)}: races(first: 2) { ${name(draw)}: nodes { ${name(draw)}: id ${name(draw)}: runners { ${name(draw)}: nodes { ${name(draw)}: number ${name(draw)}: statistics { ${name(draw)}: career { ${name(draw)}: starts } } } } } } }` }),
  (draw) => { const n = name(draw); return { query: `query($${n}: ${draw.from(['ID!', 'ID', 'Int', '[ID!]', 'Nope', 'Race', '[[[ID]]]'])}${draw.from(['', ` = ${literal(draw)}`, ' = null'])}) { race(id: $${draw.from([n, n, 'other'])}) { id } }`, variables: Object.fromEntries([[n, draw.chance(50) ? 'bm9uZQ' : json(draw)]]) } },
  (draw) => { const n = name(draw); return { query: `{ ...${n} } fragment ${n} on ${draw.from(['Query', 'Race', 'Node', 'Nope', '__Schema', n])} { serverTime ...${draw.from([n, 'x'])} }` } },
  (draw) => { const n = size(draw); return { query: `{ ...F0 } ${range(n).map((i) => `fragment F${i} on Query { ...F${(i + 1) % draw.from([n, n + 1])} serverTime }`).join(' ')}` } },
  (draw) => { const n = draw.from([3, 10, 30]); return { query: `{ ...F0 } ${range(n).map((i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`).join(' ')} fragment F${n} on Query { serverTime }` } },
  (draw) => ({ query: `{ ${range(size(draw)).map((i) => `a${i}: ${draw.from(['serverTime', 'races(first: 1) { nodes { id } }', 'search(text: "a") { __typename }', '__typename'])}`).join(' ')} }` }),
  (draw) => ({ query: `{ ${'serverTime '.repeat(size(draw))} }` }),
  (draw) => { const n = size(draw); return { query: `{ races { nodes ${'{ meeting { races '.repeat(n)} { id } ${'} }'.repeat(n)} } }` } },
  (draw) => { const n = size(draw); return { query: `{ horse(id: "SG9yc2U6MQ") ${'{ sire { ... on Horse { runs(first: 1) { nodes { horse '.repeat(n)} { id } ${'} } } } }'.repeat(n)} }` } },
  (draw) => ({ query: `query($on: Boolean${draw.from(['', '!', ' = true', ' = null', '! = false'])}) { races(first: 1) ${guard(draw)} { nodes ${guard(draw)} { ... ${guard(draw)} { id ${guard(draw)} } ...F ${guard(draw)} } } } fragment F on Race { name ${guard(draw)} }`, variables: draw.from([{}, { on: true }, { on: false }, { on: null }, { on: 'true' }, { on: [true] }]) }),
  (draw) => ({ query: `{ serverTime ${range(size(draw)).map(() => draw.from(['@skip(if: false)', '@include(if: true)', '@x'])).join(' ')} }` }),
  (draw) => { const n = size(draw); return { query: `query(${range(n).map((i) => `$v${i}: ${draw.from(['Int', 'String', 'RaceFilter', '[Date!]'])}`).join(', ')}) { serverTime }`, variables: Object.fromEntries(range(n).map((i) => [`v${i}`, json(draw, 3)])) } },
  (draw, { query }) => ({ query: `query A { serverTime } query ${draw.from(['B', 'A', '__proto__'])} { serverTime } ${query}`, operationName: draw.from(['A', 'B', 'Generated', 'Z', '', null, 7, [], {}, true, '__proto__', 'constructor', undefined]) }),
  (draw, { query }) => ({ query: query.replace('query', draw.from(['mutation', 'subscription', 'query', 'extend', 'type'])), operationName: draw.from([undefined, 'Generated']) }),
  (draw) => ({ query: draw.from(['subscription { raceChanged { id } }', 'mutation { x }', 'type A { a: Int }', 'extend type Query { a: Int } { a }', 'schema { query: Query }', '{ serverTime } type Query { a: Int }', 'directive @a on FIELD { serverTime }', 'fragment F on Query { serverTime }', '"d" { serverTime }', '']) }),
  (draw) => ({ query: getIntrospectionQuery({ inputValueDeprecation: draw.chance(50), specifiedByUrl: draw.chance(50), schemaDescription: draw.chance(50), directiveIsRepeatable: draw.chance(50), oneOf: draw.chance(30) }) }),
  (draw) => { const n = size(draw); return { query: `{ __schema { types ${'{ fields { type '.repeat(n)} { name } ${'} }'.repeat(n)} } }` } },
  (draw) => { const n = size(draw); return { query: `{ __type(name: ${draw.chance(50) ? JSON.stringify(draw.from(['Race', '__Type', 'Nope', ...names])) : literal(draw)}) { ${'ofType { '.repeat(n)} name ${'}'.repeat(n)} kind ${name(draw)}: fields(includeDeprecated: ${draw.from(['true', 'null', '1'])}) { name args { defaultValue } } } }` } },
  (draw) => ({ query: `{ nodes(ids: [${range(size(draw)).map(() => draw.from(['"UmFjZTox"', '"SG9yc2U6MQ"', 'null', '1', '""', '"bm9uZQ"'])).join(',')}]) { id __typename ... on Race { name } ... on Horse { name } } }` }),
  (draw) => { const n = size(draw); return { query: `query($f: RaceFilter) { races(filter: $f, first: ${draw.from([0, 1, 1000, 1001])}) { totalCount nodes { id } } }`, variables: { f: Object.fromEntries(range(1 + draw.below(3)).map(() => [draw.from(['dates', 'venues', 'countries', 'statuses', 'distance', 'going', 'sources', 'kinds', '__proto__', 'and', 'or', 'not']), draw.chance(50) ? range(n) : json(draw)])) } } },
]

export const oddDocument: Kind = {
  name: 'odd document', share: 15,
  make: (draw, operation) => post(draw.from(shapes)(draw, operation), acceptOf(draw)),
}
