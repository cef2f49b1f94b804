import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from 'pg'
import { migrate } from '../../../src/storage/data-source'
import { openEmbeddedServer, type EmbeddedServer } from '../../../src/storage/embedded/embedded-server'
import { isAlive, waitUntil } from '../../../src/storage/embedded/processes'
import { openTickStore } from '../../../src/storage/live/tick-store'
import { endPrograms, startProgram, type Running } from '../../support/built-program'
import { withClient } from '../../support/test-server'

let home: string
let spool: string
let server: EmbeddedServer
const open = (): Promise<EmbeddedServer> => openEmbeddedServer({ home, settings: { fsync: 'off', shared_buffers: '16MB' } })
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'racegraph-kill-'))
  server = await open()
  await migrate(server.url)
}, 60_000)
beforeEach(() => { spool = join(home, `spool-${Math.random()}`) })
afterEach(endPrograms)
afterAll(async () => { await server.close(); rmSync(home, { recursive: true, force: true }) })

const SAID = /^(\d+) (\d+)$/gm
const saidBy = (stdout: string): number[] => [...stdout.matchAll(SAID)].flatMap(([, from, to]) => Array.from({ length: Number(to) - Number(from) + 1 }, (_, i) => Number(from) + i))
/** A process that appends, once it has been told so often that rows are on disk. */
const appending = async (market: number, first: number, acknowledged: number): Promise<Running> => {
  const running = startProgram('test/support/processes/append-ticks.ts', [server.url, spool, String(market), String(first)])
  await running.saw(new RegExp(`(?:^\\d+ \\d+\\n){${acknowledged}}`, 'm'))
  return running
}
const stored = async (market: number): Promise<number[]> => withClient(server.url, async (client) => (await client.query<{ sequence: number }>('SELECT sequence FROM ticks WHERE market_id = $1 ORDER BY sequence', [market])).rows.map(({ sequence }) => sequence))
/** What a start afterwards does. */
const startAgain = async (): Promise<void> => {
  const store = await openTickStore({ databaseUrl: server.url, folder: spool, maxSpoolBytes: 1 << 26, batchRows: 500, flushEveryMs: 20, note: () => undefined })
  await store.flush()
  await store.close()
}
/** Kills the process of PostgreSQL that takes ticks while it is at it: a lock holds it there. All others die with it; the server recovers what was committed. */
const crashServer = (): Promise<void> => withClient(server.url, async (client) => {
  await client.query('BEGIN; LOCK TABLE ticks IN SHARE MODE')
  const pid = await writing(client)
  const gone = new Promise((resolve) => { client.once('end', resolve) })
  process.kill(pid, 'SIGKILL')
  await gone
})
const writing = async (client: Client): Promise<number> => {
  for (;;) {
    const { rows } = await client.query<{ pid: number }>("SELECT pid FROM pg_locks WHERE relation = 'ticks'::regclass AND mode = 'RowExclusiveLock' AND NOT granted")
    if (rows[0] !== undefined) return rows[0].pid
  }
}

/** All that was acknowledged is there; of the rest what is there is there once. */
const expectAllOf = (numbers: readonly number[], found: readonly number[]): void => {
  const there = new Set(found)
  expect(there.size).toBe(found.length)
  expect(numbers.filter((number) => !there.has(number))).toEqual([])
}

test('a process that is killed again and again while it appends loses nothing that it acknowledged', async () => {
  const said: number[] = []
  for (const [i, acknowledged] of [1, 40, 7, 120].entries()) {
    const running = await appending(1, 100_000 * i, acknowledged)
    running.process.kill('SIGKILL')
    said.push(...saidBy((await running.finished).stdout))
  }
  await startAgain()
  expect(said.length).toBeGreaterThan(168)
  expectAllOf(said, await stored(1))
}, 30_000)

test('PostgreSQL crashes twice while it takes ticks, and the process goes on by itself', async () => {
  const running = await appending(2, 0, 20)
  for (let crash = 0; crash < 2; crash++) {
    await crashServer()
    await running.saw(new RegExp(`(does not take ticks[^]*){${crash + 1}}`))
    await running.saw(new RegExp(`(takes ticks again[^]*){${crash + 1}}`))
  }
  running.process.kill('SIGKILL')
  const said = saidBy((await running.finished).stdout)
  await startAgain()
  expectAllOf(said, await stored(2))
}, 60_000)

test('PostgreSQL is killed whole, then the process: what was acknowledged meanwhile is there after a start of both', async () => {
  const running = await appending(3, 0, 20)
  process.kill(server.pid, 'SIGKILL')
  await waitUntil(() => !isAlive(server.pid), 10_000)
  await running.saw(/does not take ticks[^]*(?:^\d+ \d+\n){20}/m)
  running.process.kill('SIGKILL')
  const said = saidBy((await running.finished).stdout)
  const dead = server
  server = await open()
  await dead.close()
  expect(existsSync(spool)).toBe(true)
  expect((await stored(3)).length).toBeLessThan(said.length)
  await startAgain()
  expectAllOf(said, await stored(3))
}, 60_000)
