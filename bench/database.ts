import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Client } from 'pg'
import { openEmbeddedServer } from '../src/storage/embedded/embedded-server'
import { migrate } from '../src/storage/data-source'
import { parentOf } from './cpu'
import { POSTGRAPHILE_FUNCTIONS } from './peers/postgraphile-functions'
import { ROOT, type BenchOptions } from './options'

/** The database all contestants read. `postmaster` is its process on this machine, null when it runs elsewhere. */
export interface BenchDatabase { readonly url: string; readonly postmaster: number | null; readonly rows: string; close(): Promise<void> }

/** The Hong Kong files, where they stand beside the repository. */
const HKJC = resolve(ROOT, '..', 'shared', 'hkjc')
/** Nothing but the contestants' statements should use the processor. */
const SETTINGS = { autovacuum: 'off', max_connections: '100' }

export const withClient = async <T>(url: string, fn: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: url, application_name: 'bench' })
  await client.connect()
  try { return await fn(client) } finally { await client.end() }
}

/** The scratch database, made, migrated and filled on first use, or the one that --database names, as it is. */
export const openDatabase = async (options: BenchOptions): Promise<BenchDatabase> => {
  if (options.databaseUrl !== null) return described(options.databaseUrl, () => Promise.resolve())
  mkdirSync(options.home, { recursive: true })
  const server = await openEmbeddedServer({ home: options.home, settings: SETTINGS })
  try {
    await migrate(server.url)
    await fillOnce(server.url, options)
    await withClient(server.url, (client) => client.query(POSTGRAPHILE_FUNCTIONS))
    return await described(server.url, server.close)
  } catch (error) {
    await server.close()
    throw error
  }
}

const described = (url: string, close: () => Promise<void>): Promise<BenchDatabase> => withClient(url, async (client) => {
  const pid = Number((await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid)
  const parent = parentOf(pid)
  const postmaster = parent !== null && readFileSync(`/proc/${parent}/cmdline`, 'utf8').includes('postgres') ? parent : null
  const { rows } = await client.query<{ races: string; runners: string }>('SELECT (SELECT count(*) FROM races) AS races, (SELECT count(*) FROM runners) AS runners')
  return { url, postmaster, rows: `${rows[0]?.races} races, ${rows[0]?.runners} runners`, close }
})

const fillOnce = async (url: string, options: BenchOptions): Promise<void> => {
  const mark = join(options.home, 'filled')
  if (existsSync(mark)) return
  const source = existsSync(HKJC) ? ['hkjc', HKJC] : ['synthetic', '--seasons', '2', '--seed', '1']
  options.say(`Filling the scratch database (racegraph import ${source[0]}), once ...`)
  await racegraph(['import', ...source], url, options.home)
  await withClient(url, (client) => client.query('VACUUM (ANALYZE, FREEZE)'))
  writeFileSync(mark, source.join(' '))
}

/** Runs a command of the built racegraph on the database at `url` to its end. */
const racegraph = (args: readonly string[], url: string, home: string): Promise<void> => new Promise((done, fail) => {
  const child = spawn(process.execPath, [join(ROOT, 'dist', 'src', 'cli', 'main.js'), ...args], { stdio: ['ignore', 2, 2], env: { ...process.env, DATABASE_URL: url, RACEGRAPH_HOME: join(home, 'racegraph') } })
  child.once('error', fail)
  child.once('exit', (code) => { if (code === 0) done(); else fail(new Error(`racegraph ${args.join(' ')} ended with ${code}`)) })
})
