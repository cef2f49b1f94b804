import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openEmbeddedServer } from '../src/storage/embedded/embedded-server'
import { migrate } from '../src/storage/data-source'
import { copyEncoded } from '../src/storage/features/copy-rows'
import { encodeTicks, TICK_COLUMNS } from '../src/storage/live/tick-rows'
import { openTickStore } from '../src/storage/live/tick-store'
import { cpuOfTree, parentOf } from './cpu'
import { withClient } from './database'
import { median } from './measure'
import type { BenchOptions } from './options'
import { ticksFrom } from './questions/ticks-rows'

export const describe = 'ticks a second into PostgreSQL: spool on disk, COPY and the dedupe, against a bare COPY of the same rows (--rounds, default 3)'

/** Rows a second, to the disk and into the database. */
const BAR = 20_000
const ROWS = 600_000
/** Rows of one message of a feed, and of what a feed may have on its way (as in `usecases/live/ingest.ts`). */
const [APPEND, UNDER_WAY] = [14, 20_000]

/** Rows a second, and CPU microseconds a row: of this process, and of PostgreSQL (null where it runs elsewhere). */
interface Rate { readonly rowsASecond: number; readonly nodeMicros: number; readonly postgresMicros: number | null }
export interface TicksMeasurement { readonly rows: number; readonly rounds: number; readonly bar: number; readonly met: boolean; readonly store: Rate; readonly replay: Rate; readonly floor: Rate; readonly acknowledgedMs: { readonly p50: number; readonly p99: number } }
interface Server { readonly url: string; readonly postmaster: number | null }

async function rate({ postmaster }: Server, work: () => Promise<void>): Promise<Rate> {
  const postgres = (): number => (postmaster === null ? 0 : cpuOfTree(postmaster))
  const [began, cpu, other] = [performance.now(), process.cpuUsage(), postgres()]
  await work()
  const { user, system } = process.cpuUsage(cpu)
  return { rowsASecond: Math.round(ROWS / ((performance.now() - began) / 1000)), nodeMicros: (user + system) / ROWS, postgresMicros: postmaster === null ? null : ((postgres() - other) * 1000) / ROWS }
}
const empty = ({ url }: Server): Promise<void> => withClient(url, async (client) => {
  await client.query('TRUNCATE ticks, ticks_stored, tick_days')
  await client.query("SELECT make_tick_day('2026-11-22'), make_tick_day('2026-11-23')")
  await client.query('CHECKPOINT')
})

/** All rows through a store, as feeds would bring them; `latencies` of the appends go to `into`. */
async function throughStore({ url }: Server, folder: string, into: number[]): Promise<void> {
  const store = await openTickStore({ databaseUrl: url, folder, maxSpoolBytes: 1e9, note: (problem) => { throw new Error(problem) } })
  const underWay = new Set<Promise<void>>()
  for (let from = 0; from < ROWS; from += APPEND) {
    const began = performance.now()
    const done: Promise<void> = store.append(ticksFrom(from, Math.min(APPEND, ROWS - from))).then(() => { into.push(performance.now() - began); underWay.delete(done) })
    underWay.add(done)
    if (underWay.size * APPEND >= UNDER_WAY) await Promise.race(underWay)
  }
  await Promise.all(underWay)
  await store.flush()
  await store.close()
}
const bareCopy = ({ url }: Server): Promise<void> => withClient(url, async (client) => {
  const blocks = function* (): Generator<Buffer> { for (let from = 0; from < ROWS; from += 5_000) yield encodeTicks(ticksFrom(from, Math.min(5_000, ROWS - from))) }
  await copyEncoded(client, `ticks (${TICK_COLUMNS})`, blocks())
})
const counted = ({ url }: Server): Promise<void> => withClient(url, async (client) => {
  const found = Number((await client.query<{ n: string }>('SELECT count(*) AS n FROM ticks')).rows[0]?.n)
  if (found !== ROWS) throw new Error(`${found} of ${ROWS} ticks are in the database`)
})

const postmasterOf = (url: string): Promise<number | null> => withClient(url, async (client) => {
  const parent = parentOf((await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid ?? 0)
  return parent !== null && readFileSync(`/proc/${parent}/cmdline`, 'utf8').includes('postgres') ? parent : null
})
const middle = (rates: readonly Rate[]): Rate => ({
  rowsASecond: Math.round(median(rates.map(({ rowsASecond }) => rowsASecond))), nodeMicros: median(rates.map(({ nodeMicros }) => nodeMicros)), postgresMicros: rates[0]?.postgresMicros === null ? null : median(rates.map(({ postgresMicros }) => postgresMicros ?? 0)),
})

export async function run(options: BenchOptions): Promise<TicksMeasurement> {
  const home = join(options.home, 'ticks')
  const embedded = options.databaseUrl === null ? await openEmbeddedServer({ home }) : null
  try {
    const url = embedded?.url ?? options.databaseUrl ?? ''
    await migrate(url)
    const server = { url, postmaster: await postmasterOf(url) }
    const [store, replay, floor, latencies]: [Rate[], Rate[], Rate[], number[]] = [[], [], [], []]
    const rounds = Math.min(options.rounds, 3)
    for (let round = 0; round < rounds; round++) {
      options.say(`ticks: round ${round + 1} of ${rounds}`)
      await empty(server)
      floor.push(await rate(server, () => bareCopy(server)))
      await empty(server)
      store.push(await rate(server, () => throughStore(server, join(home, 'spool'), latencies)))
      await counted(server)
      // Once more, as after a crash: everything is there already.
      replay.push(await rate(server, () => throughStore(server, join(home, 'spool'), [])))
      await counted(server)
    }
    await empty(server)
    latencies.sort((a, b) => a - b)
    const at = (share: number): number => latencies[Math.floor(share * (latencies.length - 1))] ?? 0
    const measured: TicksMeasurement = { rows: ROWS, rounds, bar: BAR, met: median(store.map(({ rowsASecond }) => rowsASecond)) >= BAR, store: middle(store), replay: middle(replay), floor: middle(floor), acknowledgedMs: { p50: at(0.5), p99: at(0.99) } }
    print(measured, options)
    return measured
  } finally {
    await embedded?.close()
    rmSync(join(home, 'spool'), { recursive: true, force: true })
  }
}

function print(m: TicksMeasurement, options: BenchOptions): void {
  const line = (name: string, { rowsASecond, nodeMicros, postgresMicros }: Rate, verdict: string): string =>
    `| ${name} | ${rowsASecond.toLocaleString('en')} | ${nodeMicros.toFixed(1)} | ${postgresMicros === null ? 'n/a' : postgresMicros.toFixed(1)} | ${verdict} |`
  options.say([
    `\n${options.markdown ? '### ' : ''}ticks\n`, `${m.rows.toLocaleString('en')} rows in appends of ${APPEND}, medians of ${m.rounds} rounds; Node ${process.versions.node}.\n`,
    '| | rows a second | CPU of Node, µs a row | CPU of PostgreSQL, µs a row | |', '|---|---:|---:|---:|---|',
    line(`spool, sync, COPY (bar ${m.bar.toLocaleString('en')})`, m.store, m.met ? 'met' : '**missed**'), line('the same again: all there already', m.replay, ''), line('bare COPY of the same rows', m.floor, ''),
    `\nAn append is acknowledged, on disk, after ${m.acknowledgedMs.p50.toFixed(1)} ms (median), ${m.acknowledgedMs.p99.toFixed(1)} ms (99 of 100), with ${UNDER_WAY.toLocaleString('en')} rows on their way.`,
  ].join('\n'))
}
