import { join } from 'node:path'
import { runCli } from '../../src/cli/run-cli'
import { testDatabase, type TestDatabase } from '../support/database'
import { temporaryFolder } from '../support/temporary-folder'

const CARD = join(__dirname, '../../examples/cards/racecard-hongkong.json')
let database: TestDatabase
let folder: ReturnType<typeof temporaryFolder>
beforeEach(async () => { database = await testDatabase(); folder = temporaryFolder() })
afterEach(async () => { folder.remove(); await database.close() })

const importCard = async (): Promise<{ code: number; err: string }> => {
  let err = ''
  const code = await runCli(['import', 'racecard', CARD], { env: { DATABASE_URL: database.url, RACEGRAPH_HOME: folder.path }, output: { answer: () => undefined, note: (text) => { err += `${text}\n` } } })
  return { code, err }
}
const count = async (sql: string): Promise<number> => Number((await database.pool.query<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`)).rows[0]?.n)

test('an import brings history up to date', async () => {
  expect(await importCard()).toMatchObject({ code: 0 })
  expect(await count('feature_history')).toBe(1)
})
test('an import stays and ends well when features cannot be brought up to date; a line says what to do', async () => {
  await database.pool.query('DROP TABLE run_lines')
  const { code, err } = await importCard()
  expect(code).toBe(0)
  expect(err).toMatch(/What was imported is stored, but its features could not be brought up to date \(.*run_lines.*\)\. "racegraph features compute" tries again/)
  expect(await count('runners')).toBeGreaterThan(0)
})
