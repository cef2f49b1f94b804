import { join } from 'node:path'
import { describeWithShared } from '../support/shared-data'
import { testDatabase, type TestDatabase } from '../support/database'
import { ranCommand, type Ran } from '../support/ran-command'
import { temporaryFolder } from '../support/temporary-folder'
import { line, text, write } from '../live/feeds/replay/recordings'

let db: TestDatabase
const folder = temporaryFolder()
beforeAll(async () => { db = await testDatabase() })
afterAll(async () => { await db.close(); folder.remove() })
const replay = (...args: readonly string[]): Promise<Ran> => ranCommand(['replay', ...args], { DATABASE_URL: db.url, RACEGRAPH_HOME: folder.path, LOG_LEVEL: 'silent' })

test('help, and wrong usage', async () => {
  expect(await replay('--help')).toMatchObject({ code: 0, out: expect.stringContaining('Examples:\n  $ ') as string })
  expect(await replay()).toMatchObject({ code: 2 })
  for (const speed of ['0', '-1', 'fast', '']) expect(await replay('x', '--speed', speed)).toMatchObject({ code: 2, err: expect.stringContaining('--speed is') as string })
  for (const from of ['yesterday', '2022-11-07', '2022-11-07T04:25:00']) expect(await replay('x', '--from', from)).toMatchObject({ code: 2, err: expect.stringContaining('--from is') as string })
})
test('a market that no card knows is stored, and said', async () => {
  const file = write(folder.path, 'small', text(line(1_700_000_000_000, '1.77', 2), line(1_700_000_001_000, '1.77', 3)))
  const { code, out } = await replay(file, '--speed', 'max', '--json')
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ feed: 'replay', markets: 1, changes: 2, unmatched: [{ marketId: '1.77' }], interrupted: false })
  expect((await db.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM markets WHERE feed = 'replay' AND source_id = '1.77'`)).rows).toEqual([{ n: 1 }])
})
test('what is before damage is stored', async () => {
  const file = write(folder.path, 'broken', text(line(1_700_000_000_000, '1.78', 2), '{"op"'))
  expect(await replay(file, '--speed', 'max')).toMatchObject({ code: 1, err: expect.stringContaining('broken, line 2: it is no JSON') as string })
  expect((await db.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM markets WHERE feed = 'replay' AND source_id = '1.78'`)).rows).toEqual([{ n: 1 }])
})

describeWithShared('betfair', 'a real market', (shared) => {
  test('gets a race when asked to, and its prices are stored', async () => {
    const { code, out } = await replay(join(shared, 'markets', '1.132153978.ndjson.gz'), '--speed', 'max', '--create-races', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ markets: 1, unmatched: [] })
    const { rows } = await db.pool.query<{ status: string; race: boolean }>(`SELECT status, race_id IS NOT NULL AS race FROM markets WHERE source_id = '1.132153978'`)
    expect(rows).toEqual([{ status: 'CLOSED', race: true }])
  })
})
