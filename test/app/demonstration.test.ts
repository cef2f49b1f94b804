import { clockAt } from '../../src/app/clock'
import { readConfig } from '../../src/app/config/read-config'
import { pauseUntilNews, prepareDemonstration } from '../../src/app/demonstration'
import type { ImportContext } from '../../src/app/run-import'
import { importSynthetic, readHoldings, topUpSeason } from '../../src/app/synthetic-season'
import { testDatabase } from '../support/database'
import type { TestDatabase } from '../support/database'
import { temporaryFolder } from '../support/temporary-folder'

const CONFIG = readConfig({})
let database: TestDatabase
let folder: ReturnType<typeof temporaryFolder>
beforeAll(async () => { database = await testDatabase() })
beforeEach(async () => { await database.clear(); folder = temporaryFolder() })
afterEach(() => { folder.remove() })
afterAll(() => database.close())

/** `stopAfter` meetings the import is interrupted. */
const contextAt = (instant: string, stopAfter = Infinity): ImportContext => {
  const controller = new AbortController()
  const progress = { update: (done: number) => { if (done >= stopAfter) controller.abort() }, finish: () => undefined }
  return { databaseUrl: database.url, home: folder.path, clock: clockAt(instant), progress, signal: controller.signal }
}
const count = async (where: string): Promise<number> => Number((await database.pool.query<{ n: number }>(`SELECT count(*) AS n FROM races WHERE ${where}`)).rows[0]?.n)

describe('the demonstration season', () => {
  test('an empty database: a season of a year begins; interrupted, it is known and goes on where it stopped', async () => {
    expect(await prepareDemonstration(contextAt('2026-08-20T02:00:00Z', 5), CONFIG)).toBe('loaded')
    const first = await count('true')
    expect(first).toBeGreaterThan(10)
    expect(await readHoldings(database.url, new Date('2026-08-20T02:00:00Z'))).toEqual({ season: { seed: '1', from: '2025-08-01' }, hasMeetings: true, hasSyntheticToCome: false })
    expect(await prepareDemonstration(contextAt('2026-08-20T02:00:00Z', 10), CONFIG)).toBe('continued')
    expect(await count('true')).toBeGreaterThan(first)
  })
  test('once all its races are run, the next start goes on to the coming days; results come in; nothing comes twice', async () => {
    const season = { seed: '1', from: '2026-08-01' }
    await topUpSeason(contextAt('2026-08-06T02:00:00Z'), season)
    expect(await count("scheduled_start > '2026-08-06T02:00:00Z'")).toBeGreaterThan(5)
    expect(await prepareDemonstration(contextAt('2026-08-06T02:00:00Z'), CONFIG)).toBe('current')
    const unrun = await count("status <> 'FINAL' AND scheduled_start < '2026-08-16T00:00:00Z'")
    expect(await prepareDemonstration(contextAt('2026-08-20T02:00:00Z'), CONFIG)).toBe('continued')
    expect(await count("scheduled_start > '2026-08-20T02:00:00Z'")).toBeGreaterThan(5)
    expect(await count("status NOT IN ('FINAL', 'ABANDONED') AND scheduled_start < '2026-08-16T00:00:00Z'")).toBeLessThan(unrun)
    expect(await count('true')).toBe(Number((await database.pool.query<{ n: number }>('SELECT count(DISTINCT source_id) AS n FROM races')).rows[0]?.n))
  })
  test('nothing is new before the instant that a top-up names, and going from one to the next brings every result of the day', async () => {
    const season = { seed: '1', from: '2026-08-01' }
    const { nextNews } = await topUpSeason(contextAt('2026-08-06T04:30:00Z'), season)
    let next = nextNews
    let steps = 0
    while (next !== null && next < new Date('2026-08-06T08:00:00Z')) {
      if (steps < 2) expect((await topUpSeason(contextAt(new Date(next.getTime() - 1).toISOString()), season)).report.meetings).toMatchObject({ inserted: 0, updated: 0 })
      next = (await topUpSeason(contextAt(next.toISOString()), season)).nextNews
      steps += 1
    }
    expect(steps).toBeGreaterThan(4)
    const ofTheDay = "kind = 'FLAT' AND scheduled_start BETWEEN '2026-08-06T04:30:00Z' AND '2026-08-06T07:30:00Z'"
    expect(await count(ofTheDay)).toBeGreaterThan(0)
    expect(await count(`${ofTheDay} AND status NOT IN ('FINAL', 'ABANDONED')`)).toBe(0)
  })
  test.each([
    ['in five minutes', '2026-08-06T02:05:00Z', 301_000], ['a second ago', '2026-08-06T01:59:59Z', 20_000], ['tomorrow', '2026-08-07T02:00:00Z', 3_600_000],
  ])('news due %s: the next look is in so many milliseconds', (_, next, pause) => { expect(pauseUntilNews(new Date(next), new Date('2026-08-06T02:00:00Z'))).toBe(pause) })
  test('nobody said when: in an hour', () => { expect(pauseUntilNews(null, new Date('2026-08-06T02:00:00Z'))).toBe(3_600_000) })
  test('races of the user\'s own: nothing is added', async () => {
    await database.pool.query(`INSERT INTO venues (source, code, name, country, timezone) VALUES ('FILE', 'X', 'X', 'AUS', 'UTC')`)
    await database.pool.query(`INSERT INTO meetings (source, source_id, date, venue_id, status, updated_at) SELECT 'FILE', 'x', '2026-08-01', id, 'SCHEDULED', now() FROM venues`)
    expect(await prepareDemonstration(contextAt('2026-08-20T02:00:00Z'), CONFIG)).toBe('other-data')
    expect(await count('true')).toBe(0)
  })
  test('switched off: nothing is added', async () => {
    expect(await prepareDemonstration(contextAt('2026-08-20T02:00:00Z'), readConfig({ RACEGRAPH_DEMO: 'off' }))).toBe('off')
    expect(await count('true')).toBe(0)
  })
  test('a second invented world on the same courses is refused with what to do', async () => {
    await topUpSeason(contextAt('2026-08-02T02:00:00Z'), { seed: '1', from: '2026-08-01' })
    await expect(importSynthetic(contextAt('2026-08-02T02:00:00Z'), { seasons: 1, seed: '2' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringMatching(/seed 1 from 2026-08-01 already/) as string })
  })
})
