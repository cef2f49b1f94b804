import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { TestDatabase } from '../support/database'
import { inventedMonth } from '../support/invented-month'
import { ranCommand, type Ran } from '../support/ran-command'
import { temporaryFolder } from '../support/temporary-folder'

let database: TestDatabase
let home: ReturnType<typeof temporaryFolder>
let race: { readonly source_id: string; readonly winner: string }
beforeAll(async () => {
  home = temporaryFolder()
  database = await inventedMonth()
  const { rows } = await database.pool.query<typeof race>(`SELECT r.source_id, min(h.name) AS winner FROM races r JOIN runners n ON n.race_id = r.id JOIN results s ON s.runner_id = n.id AND s.position = 1 JOIN horses h ON h.id = n.horse_id
    WHERE r.status = 'FINAL' AND r.kind = 'FLAT' GROUP BY r.id HAVING count(*) = 1 ORDER BY r.id DESC LIMIT 1`)
  race = rows[0] as typeof race
})
afterAll(() => { home.remove(); return database.close() })
const run = (...args: readonly string[]): Promise<Ran> => ranCommand(['commentary', ...args], { DATABASE_URL: database.url, RACEGRAPH_HOME: home.path })

interface Told { readonly synthetic: boolean; readonly source: string; readonly sentences: readonly { readonly text: string; readonly runnerId: number | null; readonly factIds: readonly string[] }[]; readonly facts: readonly { readonly id: string; readonly topic: string }[] }
test('a preview as JSON cites facts that are all there, none of them of the result, and nothing is recorded', async () => {
  const { code, out, err } = await run(race.source_id, '--json')
  expect(`${code} ${code === 0 ? '' : err}`).toBe('0 ')
  const told = JSON.parse(out) as Told
  expect(told).toMatchObject({ synthetic: true, source: 'TEMPLATE' })
  expect(told.sentences.length).toBeGreaterThan(3)
  expect(new Set(told.sentences.flatMap(({ factIds }) => factIds))).toEqual(new Set(told.facts.map(({ id }) => id)))
  expect(told.facts.filter(({ topic }) => topic === 'result')).toEqual([])
  expect((await database.pool.query('SELECT 1 FROM served_predictions LIMIT 1')).rows).toEqual([])
})
test('a review begins with who won, marked as invented', async () => {
  const { code, out } = await run(race.source_id, '--kind', 'review', '--tone', 'neutral')
  expect(code).toBe(0)
  expect(out).toMatch(/^SYNTHETIC {2}.*nothing of this happened/)
  expect(out.split('\n')[2]?.startsWith(race.winner)).toBe(true)
})
test('a style that there is not, and a page of Hong Kong where nothing of it was imported, are refused', async () => {
  const wrong = await run(race.source_id, '--tone', 'shrill')
  expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('--tone is "shrill": it must be one of neutral, lively, analytical.')])
  const page = await run('docs', '--out', join(home.path, 'cards.md'))
  expect([page.code, page.err]).toEqual([1, expect.stringContaining('There are 0 races of Hong Kong to choose from, 10 are needed')])
  expect(existsSync(join(home.path, 'cards.md'))).toBe(false)
})
