import type { Draw } from './draw'

const encoded = (text: string): string => Buffer.from(text).toString('base64url')

const numbers = [-1, 0, 1, 101, 1001, 65_536, 2_147_483_647, 2_147_483_648, -2_147_483_648, -2_147_483_649, 9_007_199_254_740_993, 1e21, 1e308, -1e308, 5e-324, 0.1, -0.5, 1.5]
const days = ['0000-00-00', '0000-01-01', '0001-01-01', '9999-12-31', '99999-12-31', '-000001-01-01', '+275760-09-13', '2023-02-30', '2023-13-01', '2024-02-29', '2023-4-2', 'infinity', '-infinity', 'epoch', 'today', 'BC', '2023-04-23 BC', '20230423', ' 2023-04-23', '2023-04-23\n']
const instants = ['2023-04-23T25:00:00Z', '2023-04-23T04:30:00', '2023-04-23T04:30:00+99:99', '2023-04-23T04:30:00+14:00', '2016-12-31T23:59:60Z', '0000-01-01T00:00:00Z', '0001-01-01T00:00:00+14:00', '9999-12-31T23:59:59.999999999Z', '9999-12-31T23:59:59-14:00', '2023-04-23t04:30:00z', '2023-04-23T04:30:00.Z', '2023-W16-7T00:00:00Z', '1e3']
const ids = ['Race:2147483647', 'Race:2147483648', 'Race:-1', 'Race:0', 'Race:1e5', 'Race:1.0', 'Race:99999999999999999999', 'Race:1;', 'Race: 1', 'Race:', ':1', 'toString:1', '__proto__:1', 'constructor:constructor', 'Race:1\0', 'Query:1', 'RunnerResult:1', 'race:1', 'Race:0x1', 'Race:٣'].map(encoded)
const cursors = [[], [1], ['-scheduled_start,-id'], ['-scheduled_start,-id', '2023-04-23', '1'], ['-scheduled_start,-id', null, null], ['+number,+id', 'x', 'y'], ['+name,+id', 'x', '99999999999999999999'], { length: 3 }, 'x', null].map((value) => encoded(JSON.stringify(value)))
const texts = [
  '', ' ', '\0', 'a\0b', '\u200b', '\u202eabc', 'é', 'e\u0301', 'ﷺ', '😀', '👩‍👩‍👧‍👦', '\u{10ffff}', '\ufffe', '\ufeff', '\u2028', '\u0085', '\x1b[31m', 'ß', 'İ', '馬', 'x'.repeat(201), 'x'.repeat(10_000), '%'.repeat(300), '😀'.repeat(2_000), '(((((((((((', '\\', '\\\\', '"', "'", "'; DROP TABLE races; --", "' OR '1'='1", '$1', '$$', '${7*7}', '{{7*7}}', '%', '_', '%00', '*', '::int', 'NaN', 'Infinity', 'null', 'true', '1e999', '../../etc/passwd', '<script>', 'a & b', 'a:*', '!', '|', '__proto__', 'constructor', 'toString', 'hasOwnProperty',
]
/** Half of a character: JSON can carry it, UTF-8 cannot. */
const halves = ['\ud800', '\udc00', 'a\ud83d', '\udc00\ud800']

/** Names that are properties of every object, or nearly. */
export const names = ['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', '__defineGetter__', 'then', 'toJSON', 'length', 'id', '__typename', '_', 'a1', 'data', 'errors', 'extensions', 'x'.repeat(300)]

/** Any scalar that is hard to swallow. */
export const scalar = (draw: Draw): unknown => {
  const kind = draw.below(10)
  if (kind < 2) return draw.from(numbers)
  if (kind < 3) return draw.from([null, true, false])
  if (kind < 4) return draw.from(halves)
  if (kind < 5) return draw.from(days)
  if (kind < 6) return draw.from(instants)
  if (kind < 7) return draw.from(ids)
  if (kind < 8) return draw.from(cursors)
  return draw.from(texts)
}

/** Any JSON value, some long or deep, some with keys that matter to JavaScript. */
export const json = (draw: Draw, depth = 0): unknown => {
  const kind = draw.below(depth > 2 ? 7 : 12)
  if (kind < 7) return scalar(draw)
  if (kind < 8) return Array.from({ length: draw.below(4) }, () => json(draw, depth + 1))
  if (kind < 9) { const one = scalar(draw); return Array.from({ length: draw.from([99, 100, 101, 1_000]) }, () => one) }
  if (kind < 10) return nested(draw, draw.from([5, 40, 500]))
  return Object.fromEntries(Array.from({ length: draw.below(4) }, () => [draw.from([...names, 'gte', 'lte', 'in', 'by', 'direction', 'name']), json(draw, depth + 1)]))
}

const nested = (draw: Draw, levels: number): unknown => {
  const isList = draw.chance(50)
  let value: unknown = scalar(draw)
  for (let i = 0; i < levels; i++) value = isList ? [value] : { a: value }
  return value
}

/** A value as GraphQL text; sometimes what GraphQL has and JSON has not. */
export const literal = (draw: Draw): string => {
  const kind = draw.below(12)
  if (kind === 0) return draw.from(['ASC', 'HKJC', 'NOPE', '__proto__', 'constructor', 'nullish', 'a'])
  if (kind === 1) return draw.from(['1e999', '-0', '-1e400', '99999999999999999999999', '0.0000000000000000000001', '1E5', '1.0'])
  if (kind === 2) return draw.from(['"""block"""', '"""\n  a\n    b\n"""', '""" \\""" """', '"\\u{1F600}"', '"\\uD83D\\uDE00"', '"\\u0000"', '"\\b\\f\\n\\r\\t\\/"'])
  if (kind === 3) return `[${Array.from({ length: draw.from([0, 1, 3, 101]) }, () => literalOf(scalar(draw))).join(', ')}]`
  if (kind === 4) return `{ ${Array.from({ length: draw.below(4) }, () => `${draw.from([...names.slice(0, -1), 'gte', 'lte', 'in'])}: ${literalOf(scalar(draw))}`).join(', ')} }`
  if (kind === 5) { const levels = draw.from([3, 29, 31, 200]); return '['.repeat(levels) + '1' + ']'.repeat(levels) }
  return literalOf(scalar(draw))
}
const literalOf = (value: unknown): string => (typeof value === 'string' ? JSON.stringify(value.toWellFormed()) : JSON.stringify(value).replace('e+', 'e'))
