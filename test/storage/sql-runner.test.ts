import type { Socket } from 'node:net'
import type { PoolClient } from 'pg'
import { createPool } from '../../src/storage/pool'
import { withRunner } from '../../src/storage/sql-runner'
import { testDatabase } from '../support/database'
import type { TestDatabase } from '../support/database'

let database: TestDatabase
beforeAll(async () => { database = await testDatabase() })
afterAll(() => database.close())

const one = (sql: string, values: readonly unknown[] = []): Promise<readonly unknown[] | undefined> => withRunner(database.pool, async (runner) => (await runner.rows(sql, values))[0])

describe('values as they leave the database', () => {
  test('int8 and numeric are numbers, a date keeps its text, an instant is ISO 8601 in UTC', async () => {
    expect(await one("SELECT 9007199254740991::int8, 57.5::numeric(4,1), '2023-04-23'::date, '2023-04-23 13:00:00+08'::timestamptz")).toEqual([9007199254740991, 57.5, '2023-04-23', '2023-04-23T05:00:00.000Z'])
  })
  test('fractions of a second are cut to milliseconds', async () => {
    expect(await one("SELECT '2023-04-23 05:00:00.5+00'::timestamptz, '2023-04-23 05:00:00.123456+00'::timestamptz")).toEqual(['2023-04-23T05:00:00.500Z', '2023-04-23T05:00:00.123Z'])
  })
  test('arrays hold the same values; null stays null', async () => {
    expect(await one("SELECT ARRAY[1.5, NULL]::numeric[], ARRAY['2023-04-23 05:00+00']::timestamptz[], ARRAY['2023-04-23']::date[], NULL::int, ARRAY[5]::int8[]")).toEqual([[1.5, null], ['2023-04-23T05:00:00.000Z'], ['2023-04-23'], null, [5]])
  })
  test('infinity is not bent into a date', async () => {
    expect(await one("SELECT 'infinity'::timestamptz")).toEqual(['infinity'])
  })
})

describe('prepared statements', () => {
  const prepared = async (runner: { rows(sql: string, values: readonly unknown[]): Promise<readonly (readonly unknown[])[]> }): Promise<number> => Number((await runner.rows('SELECT count(*) FROM pg_prepared_statements', []))[0]?.[0])

  test('a statement that runs twice is prepared once', async () => {
    const pool = createPool({ url: database.url, size: 1 })
    await withRunner(pool, async (runner) => {
      await runner.rows('SELECT $1::int', [1])
      expect(await runner.rows('SELECT $1::int', [2])).toEqual([[2]])
      expect(await prepared(runner)).toBe(2)
    })
    await pool.end()
  })
  test('a connection forgets its statements when there are too many of them, and they still run afterwards', async () => {
    const pool = createPool({ url: database.url, size: 1 })
    await withRunner(pool, async (runner) => { for (let i = 0; i < 12; i++) await runner.rows(`SELECT ${i}::int`, []) }, 10)
    await withRunner(pool, async (runner) => {
      expect(await runner.rows('SELECT 3::int', [])).toEqual([[3]])
      expect(await prepared(runner)).toBe(2)
    }, 10)
    await pool.end()
  })
})

describe('refusals', () => {
  test('OVERLOADED when no connection comes free in time', async () => {
    const pool = createPool({ url: database.url, size: 1, acquireTimeoutMs: 50 })
    await withRunner(pool, async () => {
      await expect(withRunner(pool, (runner) => runner.rows('SELECT 1', []))).rejects.toMatchObject({ code: 'OVERLOADED', message: expect.stringContaining('All 1 database connections were busy for 50 ms') as string })
    })
    await pool.end()
  })
  test('TIMEOUT for a statement that takes too long; the connection is good afterwards', async () => {
    const pool = createPool({ url: database.url, size: 1, statementTimeoutMs: 50 })
    await expect(withRunner(pool, (runner) => runner.rows('SELECT pg_sleep(20)', []))).rejects.toMatchObject({ code: 'TIMEOUT' })
    expect(await withRunner(pool, (runner) => runner.rows('SELECT 1', []))).toEqual([[1]])
    await pool.end()
  })
  test('a connection that the server ended is not used again', async () => {
    const pool = createPool({ url: database.url, size: 1 })
    await expect(withRunner(pool, (runner) => runner.rows('SELECT pg_terminate_backend(pg_backend_pid())', []))).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' })
    expect(await withRunner(pool, (runner) => runner.rows('SELECT 1', []))).toEqual([[1]])
    await pool.end()
  })
  test.each([false, true])('a connection that breaks in the middle fails its statement alone, pipelined: %s', async (pipeline) => {
    const pool = createPool({ url: database.url, size: 1, pipeline })
    const clients: PoolClient[] = []
    pool.on('acquire', (client) => { clients.push(client) })
    const sleep = `SELECT pg_sleep(${pipeline ? 20 : 21})`
    const asking = withRunner(pool, (runner) => runner.rows(sleep, []))
    asking.catch(() => undefined)
    while ((await database.pool.query("SELECT 1 FROM pg_stat_activity WHERE query = $1 AND wait_event = 'PgSleep' AND datname = current_database()", [sleep])).rowCount !== 1) { /* it gets there by itself */ }
    ;(clients[0] as unknown as { readonly connection: { readonly stream: Socket } }).connection.stream.destroy()
    await expect(asking).rejects.toThrow('Connection terminated')
    expect(await withRunner(pool, (runner) => runner.rows('SELECT 1', []))).toEqual([[1]])
    await pool.end()
  })
  test('a server that is not there: one line, without the password', async () => {
    const pool = createPool({ url: 'postgresql://me:hush@127.0.0.1:1/races', size: 1 })
    const error: unknown = await withRunner(pool, (runner) => runner.rows('SELECT 1', [])).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'DATABASE_UNREACHABLE', message: expect.stringContaining('me@127.0.0.1:1/races') as string })
    expect((error as Error).message).not.toMatch(/hush|\n/)
    await pool.end()
  })
})
