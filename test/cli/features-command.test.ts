import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parquetReadObjects } from 'hyparquet'
import { FEATURES } from '../../src/features/registry'
import type { TestDatabase } from '../support/database'
import { inventedMonth } from '../support/invented-month'
import { ranCommand, type Ran } from '../support/ran-command'
import { temporaryFolder } from '../support/temporary-folder'

let database: TestDatabase
let folder: ReturnType<typeof temporaryFolder>

beforeAll(async () => { database = await inventedMonth() })
beforeEach(() => { folder = temporaryFolder() })
afterEach(() => { folder.remove() })
afterAll(() => database.close())

const run = (...args: readonly string[]): Promise<Ran> => ranCommand(['features', ...args], { DATABASE_URL: database.url, RACEGRAPH_HOME: join(folder.path, 'home') })
const json = async (...args: readonly string[]): Promise<Record<string, unknown>> => {
  const { code, out, err } = await run(...args, '--json')
  if (code !== 0) throw new Error(err)
  return JSON.parse(out) as Record<string, unknown>
}
const one = async <T>(sql: string): Promise<T> => (await database.pool.query<{ it: T }>(sql)).rows[0]?.it as T
const FINISHED = `FROM races r JOIN meetings m ON m.id = r.meeting_id WHERE r.status = 'FINAL' AND r.kind NOT IN ('BARRIER_TRIAL', 'JUMP_OUT')`
const bytes = (path: string): ArrayBuffer => { const file = readFileSync(path); return file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer }

describe('help and wrong usage', () => {
  test.each([[[]], [['list']], [['compute']], [['describe']], [['export']], [['coverage']], [['sanity']], [['docs']]])('%j --help', async (args) => {
    const { code, out } = await run(...args, '--help')
    expect(code).toBe(0)
    expect(out).toContain('Usage: racegraph features')
    if (args.length > 0) expect(out).toContain('Examples:\n  $ ')
  })
  test.each([
    [['export', '--format', 'xls', '--out', 'x'], '--format is "xls": it must be parquet or csv.'],
    [['export', '--format', 'csv', '--out', 'x', '--as-of', '60m'], '--as-of is "60m": it must be off, or minutes before it such as off-60m.'],
    [['export', '--format', 'csv', '--out', 'x', '--market', 'late'], '--market is "late": it must be closing or as-of.'],
    [['export', '--format', 'csv', '--out', 'x', '--categories', 'jockeys'], 'There is no category "jockeys": did you mean jockey?'],
    [['compute', '--from', '2025-02-30'], '--from is "2025-02-30": it must be a date such as 2024-05-01.'],
    [['compute', '--from', '2025-02-03', '--to', '2025-01-03'], '--from 2025-02-03 is after --to 2025-01-03: there is nothing between.'],
    [['describe', '1', '--as-of', '2025-08-05'], '--as-of is "2025-08-05": it must be an instant with its zone, such as 2024-05-01T06:00:00Z.'],
    [['describe', '1', '--as-of', '2999-01-01T00:00:00Z'], '--as-of is 2999-01-01T00:00:00.000Z, which is still to come: it is '],
    [['docs', '--root', 'no-such-folder'], 'The folder no-such-folder is not there'],
    [['describe', '1', '--runner', 'two'], '--runner is "two": it must be a whole number.'],
    [['coverage', '--source', 'HK'], '--source is "HK": it must be HKJC or SYNTHETIC or FILE.'],
  ])('%j', async (args, message) => {
    const { code, out, err } = await run(...args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(message)
  })
  test('a race that is not there', async () => {
    const { code, err } = await run('describe', 'nowhere-1')
    expect(code).toBe(1)
    expect(err).toBe('racegraph: There is no race "nowhere-1": give its number in the database or the id that its source gives it, such as 2024-05-01-ST-3.\n')
  })
  test('a file that cannot be written', async () => {
    const { code, err } = await run('export', '--format', 'csv', '--out', join(folder.path, 'none', 'x.csv'))
    expect(code).toBe(2)
    expect(err).toContain('is not there; make it first')
  })
  test('a file in a place where none can be made', async () => {
    const { code, err } = await run('export', '--format', 'csv', '--out', join(folder.path, `${'x'.repeat(300)}.csv`))
    expect(code).toBe(2)
    expect(err).toContain('cannot be written (ENAMETOOLONG')
  })
  test('an export of nothing leaves no file', async () => {
    const path = join(folder.path, 'none.csv')
    const { code, err } = await run('export', '--format', 'csv', '--out', path, '--from', '2030-01-01')
    expect(code).toBe(1)
    expect(err).toContain('There are no finished races to export')
    expect(readdirSync(folder.path)).not.toContainEqual(expect.stringContaining('none.csv'))
  })
})

describe('list', () => {
  test('every feature, without a database', async () => { expect(((await json('list')) as unknown as unknown[]).length).toBe(FEATURES.length) })
  test('one category', async () => { expect((await run('list', '--category', 'barrier')).out).toMatch(/^feature .*\nbarrier\.number .*Barrier as drawn/) })
})

describe('describe', () => {
  const RACE = `SELECT r.source_id AS it ${FINISHED} ORDER BY r.scheduled_start DESC, r.id LIMIT 1`
  test('by the id of the source and by number of the database: the same; marked as invented', async () => {
    const sourceId = await one<string>(RACE)
    const id = await one<number>(`SELECT id AS it FROM races WHERE source_id = '${sourceId}'`)
    const told = await json('describe', sourceId, '--category', 'barrier')
    expect(told).toMatchObject({ synthetic: true, race: { raceId: id, sourceId } })
    expect(await json('describe', String(id), '--category', 'barrier')).toEqual(told)
    const { out } = await run('describe', sourceId, '--category', 'barrier')
    expect(out).toMatch(/^SYNTHETIC {2}/)
    expect(out).toContain('Invented horses: nothing of this happened.')
  })
  test('one runner: his barrier is the one in the database', async () => {
    const sourceId = await one<string>(RACE)
    const [number, barrier] = await one<[number, number]>(`SELECT json_build_array(n.number, n.barrier) AS it FROM runners n JOIN races r ON r.id = n.race_id WHERE r.source_id = '${sourceId}' AND n.status = 'RUNNER' AND n.barrier IS NOT NULL ORDER BY n.number LIMIT 1`)
    const { runners } = await json('describe', sourceId, '--runner', String(number), '--names', 'barrier.number') as { runners: { number: number; features: { value: number; text: string; rank: number }[] }[] }
    expect(runners.map((runner) => [runner.number, runner.features[0]?.value, runner.features[0]?.text])).toEqual([[number, barrier, String(barrier)]])
  })
  test('a runner who is not there: who is', async () => { expect((await run('describe', await one<string>(RACE), '--runner', '99')).err).toMatch(/has no runner number 99 that was to start: there are 1, /) })
  test('an hour before the off there are no starting prices', async () => {
    const sourceId = await one<string>(RACE)
    const off = await one<Date>(`SELECT scheduled_start AS it FROM races WHERE source_id = '${sourceId}'`)
    const asOf = new Date(Number(new Date(off)) - 3_600_000).toISOString()
    expect(await json('describe', sourceId, '--as-of', asOf, '--names', 'market.current')).toMatchObject({ asOf, marketAsOf: asOf })
  })
  test('without an instant the starting prices of a race that is over are there', async () => {
    const sourceId = await one<string>(RACE)
    const told = await json('describe', sourceId, '--names', 'market.current') as { runners: { runnerId: number; features: { value: number }[] }[] }
    const prices = await one<Record<string, number>>(`SELECT json_object_agg(s.runner_id, s.starting_price) AS it FROM results s JOIN races r ON r.id = s.race_id WHERE r.source_id = '${sourceId}'`)
    expect(Object.fromEntries(told.runners.map(({ runnerId, features }) => [runnerId, features[0]?.value]))).toEqual(prices)
  })
})

describe('export', () => {
  test('parquet: a row a runner of each finished race, values of describe, targets', async () => {
    const path = join(folder.path, 'all.parquet')
    const report = await json('export', '--format', 'parquet', '--out', path, '--targets')
    const rows = await parquetReadObjects({ file: bytes(path) })
    expect(report).toMatchObject({ races: await one<number>(`SELECT count(*)::int AS it ${FINISHED}`), rows: rows.length, interrupted: false })
    expect(Object.keys(rows[0] ?? {})).toHaveLength(10 + FEATURES.length + 5)
    const winners = rows.filter((row) => row['target.win'] === 1).map(({ runner_id }) => runner_id as number).sort((a, b) => a - b)
    expect(winners).toEqual(await one(`SELECT json_agg(s.runner_id ORDER BY s.runner_id) AS it FROM results s JOIN races r ON r.id = s.race_id JOIN meetings m ON m.id = r.meeting_id
      WHERE s.position = 1 AND r.kind NOT IN ('BARRIER_TRIAL', 'JUMP_OUT') AND (SELECT count(*) FROM results o WHERE o.race_id = s.race_id AND o.position = 1) = 1`))
    const last = rows.at(-1) as Record<string, unknown>
    const told = await json('describe', String(last['race_id']), '--runner', String(last['runner_number'])) as { runners: { features: { name: string; value: number | null }[] }[] }
    for (const { name, value } of told.runners[0]?.features ?? []) expect([name, last[name]]).toEqual([name, value === null ? null : expect.closeTo(value, 9)])
  })
  test('csv: only what is asked for, only those days', async () => {
    const path = join(folder.path, 'some.csv')
    await json('export', '--format', 'csv', '--out', path, '--names', 'barrier.number', '--from', '2025-08-10', '--to', '2025-08-16', '--as-of', 'off-60m', '--market', 'as-of')
    const [head, ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n')
    expect(head).toBe('race_id,source,date,off_at,as_of,venue_code,race_number,runner_id,runner_number,horse_name,barrier.number')
    const dates = new Set(lines.map((line) => line.split(',')[2]))
    expect([...dates].every((date) => date !== undefined && date >= '2025-08-10' && date <= '2025-08-16')).toBe(true)
    expect(new Set(lines.map((line) => line.split(',')[0])).size).toBe(await one<number>(`SELECT count(*)::int AS it ${FINISHED} AND m.date BETWEEN '2025-08-10' AND '2025-08-16'`))
  })
})

describe('compute', () => {
  test('stores finished races, skips them the second time, and does again what is stale', async () => {
    const finished = await one<number>(`SELECT count(*)::int AS it ${FINISHED}`)
    expect(await json('compute', '--to', '2025-08-10')).toMatchObject({ races: await one<number>(`SELECT count(*)::int AS it ${FINISHED} AND m.date <= '2025-08-10'`), skipped: 0, interrupted: false })
    const rest = await json('compute')
    expect(Number(rest['races']) + Number(rest['skipped'])).toBe(finished)
    expect(Number(rest['skipped'])).toBeGreaterThan(0)
    expect(await json('compute')).toMatchObject({ races: 0, runners: 0, skipped: finished })
    await database.pool.query("UPDATE feature_vectors SET stale_since = now() - interval '1 hour' WHERE race_id = (SELECT min(race_id) FROM feature_vectors)")
    expect(await json('compute')).toMatchObject({ races: 1, skipped: finished - 1 })
    expect((await run('compute')).out).toMatch(/^0 races with 0 runners stored, [\d,]+ there already, /)
  })
})

describe('measuring', () => {
  test('coverage: as many as ran; written for the documents, which show it', async () => {
    const report = join(folder.path, 'docs', 'features', 'synthetic-coverage.json')
    const told = await json('coverage', '--out', report)
    expect(told).toMatchObject({ kind: 'coverage', sources: ['SYNTHETIC'], races: await one<number>(`SELECT count(DISTINCT s.race_id)::int AS it FROM results s JOIN races r ON r.id = s.race_id JOIN meetings m ON m.id = r.meeting_id WHERE s.position = 1 AND r.kind NOT IN ('BARRIER_TRIAL', 'JUMP_OUT')`) })
    expect(JSON.parse(readFileSync(report, 'utf8'))).toEqual(told)
    expect((await run('docs', '--root', folder.path)).code).toBe(0)
    expect(readFileSync(join(folder.path, 'docs', 'FEATURES.md'), 'utf8')).toContain('## Coverage: SYNTHETIC, 2025-08-0')
    expect(existsSync(join(folder.path, 'schema', 'features.json'))).toBe(true)
  })
  test('sanity: the market tells winners; prices run the right way', async () => {
    const told = await json('sanity', '--train-to', '2025-08-20') as { market: { pseudoR2: number }; expectations: { feature: string; verdict: string }[] }
    expect(told.market.pseudoR2).toBeGreaterThan(0.03)
    expect(told.expectations.find(({ feature }) => feature === 'market.logPrice')?.verdict).toBe('as expected')
    expect((await run('sanity', '--train-to', '2025-08-20')).out).toContain('fitted on')
  })
  test('a report where none can be written', async () => {
    const { code, err } = await run('coverage', '--out', folder.path)
    expect(code).toBe(2)
    expect(err).toContain('cannot be written (EISDIR)')
  })
  test('a date with nothing on one side of it', async () => {
    const { code, err } = await run('sanity', '--train-to', '2020-01-01')
    expect(code).toBe(2)
    expect(err).toContain('give --train-to a date between')
  })
  test('no races in the range', async () => {
    const { code, err } = await run('coverage', '--from', '2030-01-01')
    expect(code).toBe(1)
    expect(err).toContain('There are no finished races to measure')
  })
})
