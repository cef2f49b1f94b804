import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openEmbeddedServer } from '../src/storage/embedded/embedded-server'
import { migrate } from '../src/storage/data-source'
import { copyRows, exportRows, hasPsql, parseFiles } from './copy-floor'
import type { Exported } from './copy-floor'
import { cpuOfTree, parentOf } from './cpu'
import { withClient } from './database'
import { median } from './measure'
import { ROOT, type BenchOptions } from './options'

export const describe = 'racegraph import hkjc against JSON.parse of the files and psql \\copy of the same rows: wall and CPU (--rounds, default 3)'

/** At most so many times the floor's wall time may the import take. */
const BAR = 3
const HKJC = resolve(ROOT, '..', 'shared', 'hkjc')
/** Seconds. `postgresCpu` is null where the database runs elsewhere. */
interface Spent { readonly wall: number; readonly clientCpu: number; readonly postgresCpu: number | null }
interface Floor { readonly parse: Spent; readonly copy: Spent }
export interface ImportMeasurement {
  readonly rows: number; readonly copiedBy: 'psql' | 'pg-copy-streams'; readonly rounds: readonly { readonly import: Spent; readonly floor: Floor }[]
  readonly importWall: number; readonly floorWall: number; readonly ratio: number; readonly cpuRatio: number | null; readonly bar: number; readonly met: boolean
}
interface Server { readonly url: string; readonly postmaster: number | null }

const spend = async (server: Server, work: () => Promise<unknown>): Promise<Spent> => {
  const postgres = (): number => server.postmaster === null ? 0 : cpuOfTree(server.postmaster)
  // Our own tree includes the embedded server's when we started it.
  const own = (): number => cpuOfTree(process.pid) - (server.postmaster !== null && isBelow(server.postmaster) ? postgres() : 0)
  const [wall, client, database] = [performance.now(), own(), postgres()]
  await work()
  const spent = { wall: performance.now() - wall, client: own() - client, database: postgres() - database }
  return { wall: spent.wall / 1000, clientCpu: spent.client / 1000, postgresCpu: server.postmaster === null ? null : spent.database / 1000 }
}
const isBelow = (pid: number): boolean => pid === process.pid || (pid > 1 && isBelow(parentOf(pid) ?? 0))

const racegraphImport = (url: string, folder: string, home: string): Promise<void> => new Promise((done, fail) => {
  const child = spawn(process.execPath, [join(ROOT, 'dist', 'src', 'cli', 'main.js'), 'import', 'hkjc', folder], { stdio: ['ignore', 2, 2], env: { ...process.env, DATABASE_URL: url, RACEGRAPH_HOME: home } })
  child.once('error', fail)
  child.once('exit', (code) => { if (code === 0) done(); else fail(new Error(`racegraph import hkjc ended with ${code}`)) })
})

const DATABASE = 'racegraph_bench_import'
const onEmpty = async <T>(server: Server, use: (url: string) => Promise<T>): Promise<T> => {
  const drop = (): Promise<unknown> => withClient(server.url, (client) => client.query(`DROP DATABASE IF EXISTS ${DATABASE} WITH (FORCE)`))
  await drop()
  await withClient(server.url, (client) => client.query(`CREATE DATABASE ${DATABASE}`))
  const url = new URL(server.url)
  url.pathname = `/${DATABASE}`
  try {
    await migrate(url.href)
    await withClient(server.url, (client) => client.query('CHECKPOINT'))
    return await use(url.href)
  } finally { await drop() }
}

const round = async (server: Server, home: string): Promise<{ readonly import: Spent; readonly floor: Floor; readonly rows: number }> => {
  const taken = await onEmpty(server, async (url): Promise<{ spent: Spent; exported: Exported }> => {
    const spent = await spend(server, () => racegraphImport(url, HKJC, home))
    return { spent, exported: await exportRows(url, join(home, 'rows')) }
  })
  const parse = await spend(server, async () => { parseFiles(HKJC); return Promise.resolve() })
  const copy = await onEmpty(server, (url) => spend(server, () => copyRows(url, taken.exported)))
  return { import: taken.spent, floor: { parse, copy }, rows: taken.exported.rows }
}

const postmasterOf = (url: string): Promise<number | null> => withClient(url, async (client) => {
  const pid = (await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid ?? 0
  const parent = parentOf(pid)
  return parent !== null && readFileSync(`/proc/${parent}/cmdline`, 'utf8').includes('postgres') ? parent : null
})

const total = ({ clientCpu, postgresCpu }: Spent): number => clientCpu + (postgresCpu ?? 0)
const seconds = (value: number | null): string => value === null ? 'n/a' : `${value.toFixed(1)} s`
const print = (m: ImportMeasurement, options: BenchOptions): void => {
  const line = (name: string, of: (r: ImportMeasurement['rounds'][number]) => Spent): string => {
    const each = m.rounds.map(of)
    return `| ${name} | ${seconds(median(each.map(({ wall }) => wall)))} | ${seconds(median(each.map(({ clientCpu }) => clientCpu)))} | ${each[0]?.postgresCpu === null ? 'n/a' : seconds(median(each.map(({ postgresCpu }) => postgresCpu ?? 0)))} |`
  }
  options.say([
    `\n${options.markdown ? '### ' : ''}import\n`, '| | wall | CPU of the client | CPU of PostgreSQL |', '|---|---:|---:|---:|',
    line('racegraph import hkjc', (r) => r.import), line('JSON.parse of the files', (r) => r.floor.parse), line(`${m.copiedBy === 'psql' ? 'psql \\copy' : 'COPY from Node (no psql here)'} of the same rows`, (r) => r.floor.copy),
    `\n${m.rows.toLocaleString('en-US')} rows; import / (parse + copy) = ${m.ratio.toFixed(2)} by wall${m.cpuRatio === null ? '' : `, ${m.cpuRatio.toFixed(2)} by CPU`}; bar ${BAR}: ${m.met ? 'met' : 'missed'}.`,
  ].join('\n'))
}

export const run = async (options: BenchOptions): Promise<ImportMeasurement> => {
  if (!existsSync(HKJC)) throw new Error(`${HKJC} is not there: this benchmark needs the Hong Kong files beside the repository`)
  const home = join(options.home, 'import')
  const embedded = options.databaseUrl === null ? await openEmbeddedServer({ home }) : null
  try {
    const url = embedded?.url ?? options.databaseUrl ?? ''
    const server = { url, postmaster: await postmasterOf(url) }
    const rounds: Awaited<ReturnType<typeof round>>[] = []
    const wanted = Math.min(options.rounds, 3)
    for (let i = 0; i < wanted; i++) {
      options.say(`import: round ${i + 1} of ${wanted}`)
      rounds.push(await round(server, home))
    }
    const of = (each: (r: (typeof rounds)[number]) => number): number => median(rounds.map(each))
    const [importWall, floorWall] = [of((r) => r.import.wall), of((r) => r.floor.parse.wall + r.floor.copy.wall)]
    const ratio = importWall / floorWall
    const measurement: ImportMeasurement = {
      rows: rounds[0]?.rows ?? 0, copiedBy: hasPsql() ? 'psql' : 'pg-copy-streams', rounds, importWall, floorWall, ratio, bar: BAR, met: ratio <= BAR,
      cpuRatio: server.postmaster === null ? null : of((r) => total(r.import)) / of((r) => total(r.floor.parse) + total(r.floor.copy)),
    }
    print(measurement, options)
    return measurement
  } finally {
    await embedded?.close()
    rmSync(join(home, 'rows'), { recursive: true, force: true })
  }
}
