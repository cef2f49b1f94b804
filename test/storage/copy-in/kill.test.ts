import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { buildSync } from 'esbuild'
import { testDatabase } from '../../support/database'
import type { TestDatabase } from '../../support/database'

const ROOT = join(__dirname, '..', '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'racegraph-kill-'))
const child = join(folder, 'import-child.js')
beforeAll(() => { buildSync({ entryPoints: [join(__dirname, 'import-child.ts')], bundle: true, platform: 'node', target: 'node22', external: ['pg'], outfile: child, logLevel: 'error' }) })
afterAll(() => { rmSync(folder, { recursive: true, force: true }) })

/** Runs the import; kills it with SIGKILL when it has said `lines` lines. What it said, and the signal that ended it. */
const run = (url: string, lines = Infinity): Promise<{ readonly said: string[]; readonly signal: string | null }> => new Promise((resolve, reject) => {
  const process_ = spawn(process.execPath, [child, url], { env: { ...process.env, NODE_PATH: join(ROOT, 'node_modules') }, stdio: ['ignore', 'pipe', 'inherit'] })
  const said: string[] = []
  createInterface(process_.stdout).on('line', (line) => { if (said.push(line) === lines) process_.kill('SIGKILL') })
  process_.on('error', reject)
  process_.on('close', (code, signal) => { if (code !== 0 && signal === null) reject(new Error(`the import ended with ${code}`)); else resolve({ said, signal }) })
})

const IDS = `'{id,race_id,horse_id,jockey_id,trainer_id,meeting_id,venue_id,sire_id,owner_id,runner_id,updated_at,imported_at}'::text[]`
/** Everything stored, by the source's own ids. */
const contents = async ({ pool }: TestDatabase): Promise<unknown[]> => {
  const read = async (sql: string): Promise<unknown> => (await pool.query({ text: sql, rowMode: 'array' })).rows
  return Promise.all([
    ...['venues', 'jockeys', 'trainers', 'owners', 'meetings', 'races', 'runners', 'change_events', 'import_units'].map((table) => read(`SELECT (to_jsonb(t) - ${IDS})::text FROM ${table} t ORDER BY 1`)),
    read(`SELECT h.source_id, h.sex, s.source_id FROM horses h LEFT JOIN horses s ON s.id = h.sire_id ORDER BY 1`),
    read(`SELECT n.source_id, h.source_id, r.position FROM runners n JOIN horses h ON h.id = n.horse_id JOIN results r ON r.runner_id = n.id ORDER BY 1`),
    read(`SELECT n.source_id, p.ordinal, p.position FROM in_running_positions p JOIN runners n ON n.id = p.runner_id ORDER BY 1, 2`),
    read(`SELECT h.source_id, w.source_id, o.from_date, o.to_date FROM ownerships o JOIN horses h ON h.id = o.horse_id JOIN owners w ON w.id = o.owner_id ORDER BY 1, 3`),
  ])
}

test('an import killed three times with SIGKILL ends as one that was not: nothing lost, nothing doubled', async () => {
  const [killed, whole] = await Promise.all([testDatabase(), testDatabase()])
  try {
    const ends = [await run(killed.url, 1), await run(killed.url, 12), await run(killed.url, 31)]
    expect(ends.map(({ signal }) => signal)).toEqual(['SIGKILL', 'SIGKILL', 'SIGKILL'])
    const stored = Number((await killed.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM meetings')).rows[0]?.n)
    expect(stored).toBeGreaterThanOrEqual(31)
    const last = await run(killed.url)
    expect(last.said).toHaveLength(60)
    expect(last.said.filter((line) => line.startsWith('unchanged')).length).toBeGreaterThanOrEqual(31)
    expect((await run(whole.url)).said.filter((line) => line.startsWith('inserted'))).toHaveLength(60)
    expect(await contents(killed)).toEqual(await contents(whole))
    expect((await killed.pool.query('SELECT count(*)::int AS n FROM runners')).rows).toEqual([{ n: 60 * 40 }])
  } finally { await Promise.all([killed.close(), whole.close()]) }
})
