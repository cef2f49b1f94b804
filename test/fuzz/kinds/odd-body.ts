import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { GeneratedOperation } from '../../support/operations'
import type { Draw } from '../draw'
import { json, names } from '../hostile'
import { postText } from '../request'
import { acceptOf, type Kind } from './kind'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const persisted = (draw: Draw, hash: unknown): unknown => draw.from([
  { version: 1, sha256Hash: hash }, { version: 1, sha256Hash: hash }, { version: 2, sha256Hash: hash }, { version: '1', sha256Hash: hash }, { sha256Hash: hash }, { version: 1 }, hash, null, [], { version: 1, sha256Hash: json(draw) }, { version: json(draw), sha256Hash: hash },
])
const nestedText = (draw: Draw): string => { const n = draw.from([10, 1_000, 20_000, 100_000]); return draw.chance(50) ? '['.repeat(n) + ']'.repeat(n) : '{"a":'.repeat(n) + '1' + '}'.repeat(n) }

type Make = (draw: Draw, operation: GeneratedOperation) => string | Buffer
const makers: readonly Make[] = [
  (draw) => JSON.stringify(json(draw)),
  (draw, operation) => JSON.stringify(Array.from({ length: draw.from([0, 1, 2, 50]) }, () => operation)),
  (draw, { query }) => JSON.stringify({ query, [draw.from(['variables', 'operationName', 'extensions', 'query', 'id', 'queryId', 'documentId', 'map', ...names])]: json(draw) }),
  (draw, { query }) => `{"query":${JSON.stringify(query)},"${draw.from(['__proto__', 'constructor', 'variables'])}":{"${draw.from(['__proto__', 'constructor', 'prototype'])}":{"polluted":true,"query":"{ serverTime }","if":true}}}`,
  (draw) => `{"__proto__":{"query":"{ serverTime }"},"x":${JSON.stringify(json(draw))}}`,
  (draw, { query }) => `{"query":${JSON.stringify(query)},"variables":${nestedText(draw)}}`,
  (draw) => nestedText(draw),
  (draw, { query }) => JSON.stringify({ query, extensions: { persistedQuery: persisted(draw, sha256(query)) } }),
  (draw, { query }) => JSON.stringify({ query, extensions: { persistedQuery: persisted(draw, draw.from(['0'.repeat(64), '', 'x'.repeat(50_000), '__proto__', sha256(query).toUpperCase(), 7])) } }),
  (draw) => JSON.stringify({ extensions: { persistedQuery: persisted(draw, sha256(draw.from(['{ serverTime }', 'unknown']))) }, ...(draw.chance(30) ? { query: draw.from([null, '', 7, []]) } : {}) }),
  (draw) => JSON.stringify({ query: json(draw), variables: json(draw), operationName: json(draw), extensions: json(draw) }),
  (draw, operation) => { const text = Buffer.from(JSON.stringify(operation)); for (let i = 0; i < 1 + draw.below(4); i++) text[draw.below(text.length)] = draw.below(256); return text },
  (draw, operation) => { const text = JSON.stringify(operation); return text.slice(0, draw.below(text.length)) },
  (draw, operation) => JSON.stringify(operation) + draw.from([' ', 'x', '\0', '{}', '\n\n', '/* */']),
  (_draw, operation) => Buffer.from(JSON.stringify(operation), 'utf16le'),
  (_draw, operation) => gzipSync(JSON.stringify(operation)),
  (draw) => Buffer.from(Array.from({ length: draw.below(200) }, () => draw.below(256))),
  (draw, operation) => `${draw.from(['\ufeff', ' ', '\n', '\0', ")]}',\n"])}${JSON.stringify(operation)}`,
  (draw) => draw.from(['', ' ', '0', '-', 'NaN', 'null', 'undefined', '"', '"x"', 'true', '[]', '{}', '[[]]', '{"query":}', '{"query":1e999}', "{'query':'x'}", '{"query":"{ serverTime }",}', '{"query":"\\ud800"}', '{"query":"{ serverTime }","query":"{ x }"}']),
  (draw, { query }) => JSON.stringify({ query: query + '#'.repeat(draw.from([1_000, 200_000, 262_000, 300_000])) }),
]

/** JSON bodies that are not what GraphQL over HTTP asks for, or not JSON. Now and then one of a megabyte. */
export const oddBody: Kind = {
  name: 'odd body', share: 11,
  make: (draw, operation) => (draw.below(400) === 0 ? postText(JSON.stringify({ query: `{ serverTime } #${'x'.repeat(1_048_576)}` })) : postText(draw.from(makers)(draw, operation), acceptOf(draw))),
}
