import type { PoolClient } from 'pg'
import { copyRows, type Field } from '../../../src/storage/features/copy-rows'
import { packed, unpacked } from '../../../src/storage/features/packed'
import { testDatabase, type TestDatabase } from '../../support/database'

const MB = 1 << 20
let database: TestDatabase
let client: PoolClient
beforeAll(async () => {
  database = await testDatabase()
  client = await database.pool.connect()
  await client.query('CREATE TABLE copied (n int PRIMARY KEY, flag boolean, at timestamptz, words text, bytes bytea)')
})
beforeEach(() => client.query('TRUNCATE copied'))
afterAll(async () => { client.release(); await database.close() })

const INTO = 'copied (n, flag, at, words, bytes)'
const row = (n: number, words = '', bytes: Uint8Array = new Uint8Array(0), at = 0, flag = false): readonly Field[] => [{ int: n }, { bool: flag }, { at }, { text: words }, { bytes }]
const rows = async (sql: string): Promise<unknown[][]> => (await client.query<unknown[]>({ text: sql, rowMode: 'array' })).rows
/** Bytes that are not all alike, so that a shift shows. */
const noise = (length: number, seed: number): Uint8Array => Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 8) * 7 + seed) & 255)

describe('fields', () => {
  test.each([['least', -2_147_483_648], ['zero', 0], ['minus one', -1], ['most', 2_147_483_647]])('int4: %s', async (_, n) => {
    await copyRows(client, INTO, [row(n)])
    expect(await rows('SELECT n FROM copied')).toEqual([[n]])
  })
  test('bool', async () => {
    await copyRows(client, INTO, [row(1, '', undefined, 0, true), row(2, '', undefined, 0, false)])
    expect(await rows('SELECT n, flag FROM copied ORDER BY n')).toEqual([[1, true], [2, false]])
  })
  test.each([
    ['1970', 0, '1970-01-01 00:00:00+00'], ['2000', Date.UTC(2000, 0, 1), '2000-01-01 00:00:00+00'], ['a millisecond before 2000', Date.UTC(2000, 0, 1) - 1, '1999-12-31 23:59:59.999+00'], ['before 1970', Date.UTC(1865, 10, 7, 4), '1865-11-07 04:00:00+00'],
    ['a leap day', Date.UTC(2024, 1, 29, 23, 59, 59, 7), '2024-02-29 23:59:59.007+00'], ['half a millisecond', 1.5, '1970-01-01 00:00:00.0015+00'],
  ])('timestamptz: %s', async (_, at, expected) => {
    await copyRows(client, INTO, [row(1, '', undefined, at)])
    expect(await rows('SELECT at::text FROM copied')).toEqual([[expected]])
  })
  test.each(['', 'Winx', 'jockey 7|12', 'tab\tline\nback\\slash "quoted" \\N', '沙田馬場', 'Étoile d’Été', 'e\u0301 decomposed', '🐎🏁', '\ufeffmark'])('text: %j', async (words) => {
    await copyRows(client, INTO, [row(1, words), row(2, 'next')])
    expect(await rows('SELECT words FROM copied ORDER BY n')).toEqual([[words], ['next']])
  })
  test('bytes: none, every byte, and part of a larger buffer', async () => {
    const every = noise(256, 0)
    await copyRows(client, INTO, [row(1), row(2, '', every), row(3, '', every.subarray(100, 103))])
    expect(await rows("SELECT encode(bytes, 'hex') FROM copied ORDER BY n")).toEqual([[''], [Buffer.from(every).toString('hex')], [Buffer.from(every).toString('hex').slice(200, 206)]])
  })
  test('numbers packed into bytes: PostgreSQL gives them back bit by bit, wherever they lie', async () => {
    const values = Float64Array.of(NaN, -0, Infinity, -Infinity, 5e-324, 1.7976931348623157e308, 0.1, -123.456)
    await copyRows(client, INTO, [row(1, 'x', packed(values)), row(2, 'x', packed(values.subarray(6))), row(3, 'x', packed(new Float64Array(0)))])
    const stored = (await rows('SELECT bytes FROM copied ORDER BY n')).map(([bytes]) => unpacked(bytes as Buffer))
    expect(stored).toEqual([values, Float64Array.of(0.1, -123.456), new Float64Array(0)])
    expect(Object.is(stored[0]?.[1], -0)).toBe(true)
    // 1 is 3ff0000000000000: least byte first.
    expect(packed(Float64Array.of(1)).toString('hex')).toBe('000000000000f03f')
    const odd = Buffer.concat([Buffer.of(9), packed(values)]).subarray(1)
    expect(unpacked(odd)).toEqual(values)
  })
})

describe('blocks', () => {
  test('no rows', async () => {
    expect(await copyRows(client, INTO, [])).toBe(0)
    expect(await rows('SELECT count(*)::int FROM copied')).toEqual([[0]])
  })
  test('rows of more than a block, of exactly one, and little ones among them', async () => {
    const sizes = [3 * MB, 0, MB, 1, MB - 65_536, 65_536, MB - 100, 10]
    const all = sizes.map((size, i) => row(i, 'ü'.repeat(size / 8), noise(size, i)))
    expect(await copyRows(client, INTO, all)).toBe(sizes.length)
    expect(await rows('SELECT n, length(bytes), char_length(words) FROM copied ORDER BY n')).toEqual(sizes.map((size, i) => [i, size, Math.floor(size / 8)]))
    for (const [n, bytes] of await rows('SELECT n, bytes FROM copied ORDER BY n')) expect(Buffer.compare(bytes as Buffer, noise(sizes[n as number] ?? 0, n as number))).toBe(0)
  })
  test('many rows over several blocks, from a generator', async () => {
    const count = 30_000
    function* many(): Generator<readonly Field[]> { for (let n = 0; n < count; n++) yield row(n, `row ${n}`, packed(Float64Array.of(n, -n, n / 3))) }
    expect(await copyRows(client, INTO, many())).toBe(count)
    expect(await rows("SELECT count(*)::int, count(DISTINCT bytes)::int, bool_and(words = 'row ' || n) FROM copied")).toEqual([[count, count, true]])
    const [[last] = []] = await rows(`SELECT bytes FROM copied WHERE n = ${count - 1}`)
    expect(unpacked(last as Buffer)).toEqual(Float64Array.of(count - 1, 1 - count, (count - 1) / 3))
  })
})

describe('one that fails leaves nothing, and the connection can be used again', () => {
  function* breaking(): Generator<readonly Field[]> { yield row(1); yield row(2, '', noise(2 * MB, 0)); throw new Error('no more rows') }
  function* long(first: readonly Field[]): Generator<readonly Field[]> { yield first; yield first; for (let n = 2; n < 40; n++) yield row(n, '', new Uint8Array(MB)) }
  test.each<[string, () => Iterable<readonly Field[]>, RegExp]>([
    ['the same key twice', () => [row(1), row(2), row(1)], /duplicate key value/],
    ['the same key twice, with many megabytes behind it', () => long(row(1)), /duplicate key value/],
    ['a field of another type', () => [row(1), [{ text: 'one' }, ...row(2).slice(1)]], /incorrect binary data format|insufficient data/],
    ['a field too few', () => [row(1), row(2).slice(1)], /row field count is 4, expected 5/],
    ['a text that PostgreSQL does not take', () => [row(1, 'a\0b')], /invalid byte sequence/],
    ['rows that break off', breaking, /no more rows/],
    ['a number that is none', () => [row(1), row(NaN)], /NaN is no whole number/],
    ['half a number', () => [row(1), row(2.5)], /2.5 is no whole number/],
    ['a number of more than four bytes', () => [row(1), row(2 ** 31)], /out of range/],
    ['an instant that is none', () => [row(1), row(2, '', undefined, NaN)], /NaN/],
  ])('%s', async (_, broken, message) => {
    const failing = broken()
    await expect(copyRows(client, INTO, failing)).rejects.toThrow(message)
    expect(await rows('SELECT count(*)::int FROM copied')).toEqual([[0]])
    await client.query('BEGIN')
    await copyRows(client, INTO, [row(7)])
    await expect(copyRows(client, INTO, broken())).rejects.toThrow(message)
    await client.query('ROLLBACK')
    expect(await copyRows(client, INTO, [row(8, 'after')])).toBe(1)
    expect(await rows('SELECT n, words FROM copied')).toEqual([[8, 'after']])
  })
  test('a table that is not there', async () => {
    await expect(copyRows(client, 'nowhere (n)', [[{ int: 1 }]])).rejects.toThrow('"nowhere" does not exist')
    expect(await rows('SELECT 1')).toEqual([[1]])
  })
})
