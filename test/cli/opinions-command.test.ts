import { join } from 'node:path'
import type { OpinionsReport } from '../../src/app/opinions/ask-opinions'
import { marketModel } from '../../src/models/learners/market'
import type { BlendReport } from '../../src/usecases/opinion/blend-report'
import type { TestDatabase } from '../support/database'
import { inventedMonth } from '../support/invented-month'
import { ranCommand, type Ran } from '../support/ran-command'
import { dataRange, storeModel } from '../support/stored-model'
import { temporaryFolder } from '../support/temporary-folder'

let database: TestDatabase
let home: ReturnType<typeof temporaryFolder>
let days: readonly string[] = []
beforeAll(async () => {
  home = temporaryFolder()
  database = await inventedMonth()
  await storeModel(join(home.path, 'models'), 'market', marketModel(1), { train: dataRange('2020-01-01', '2020-12-31'), validate: null })
  days = (await database.pool.query<{ date: string }>(`SELECT m.date::text AS date FROM races r JOIN meetings m ON m.id = r.meeting_id WHERE r.status = 'FINAL' AND r.kind = 'FLAT' GROUP BY m.date ORDER BY m.date DESC LIMIT 6`)).rows.map(({ date }) => date)
})
afterAll(() => { home.remove(); return database.close() })
const run = (args: readonly string[], env: Readonly<Record<string, string>> = { RACEGRAPH_LLM_STAND_IN: 'on' }): Promise<Ran> => ranCommand(args, { DATABASE_URL: database.url, RACEGRAPH_HOME: home.path, NODE_ENV: 'test', RACEGRAPH_HYBRID_BASE: 'market', ...env })
const oldest = (): string => days.at(-1) ?? ''

test('wrong usage, and nobody to ask', async () => {
  expect(await run(['opinions'])).toMatchObject({ code: 2, err: expect.stringContaining('Say which races') as string })
  expect(await run(['opinions', '--races', '1', '--from', '2024-01-01'])).toMatchObject({ code: 2, err: expect.stringContaining('give one of both') as string })
  expect(await run(['opinions', '--from', '2024-01-01', '--samples', '51'])).toMatchObject({ code: 2, err: expect.stringContaining('--samples is 51') as string })
  expect(await run(['opinions', '--from', oldest()], {})).toMatchObject({ code: 2, err: expect.stringContaining('There is no language model to ask') as string })
  expect(await run(['blend', 'fit', '--from', '2024-02-01', '--to', '2024-01-01'])).toMatchObject({ code: 2, err: expect.stringContaining('nothing between') as string })
})
test('before anything was asked there is nothing to fit, and what is stated stands', async () => {
  expect(await run(['blend', 'fit'])).toMatchObject({ code: 0, out: expect.stringMatching(/there are 0 races.*\nNothing was kept/) as string })
  expect(await run(['blend', 'show'])).toMatchObject({ code: 0, out: expect.stringContaining('as stated') as string })
})
test('the stand-in is asked of invented races, blends are fitted on them, and all of it says what it is', async () => {
  const asked = await run(['opinions', '--from', oldest(), '--samples', '1', '--json'])
  expect(asked.code).toBe(0)
  const report = JSON.parse(asked.out) as OpinionsReport
  expect(report).toMatchObject({ synthetic: true, model: 'stand-in' })
  const made = report.races.filter(({ outcome }) => outcome === 'made')
  expect(made.length).toBeGreaterThanOrEqual(40)
  for (const { runners } of made) expect(runners.reduce((sum, { chance }) => sum + chance, 0)).toBeCloseTo(1, 9)
  const fit = await run(['blend', 'fit', '--json'])
  expect(fit.code).toBe(0)
  const fitted = JSON.parse(fit.out) as BlendReport & { readonly version: number }
  expect(fitted).toMatchObject({ version: 2, synthetic: true, base: 'market', charge: 'LINEAR', served: 0, opinionModels: ['racegraph-stand-in'] })
  expect(fitted.askedAfterwards).toBe(fitted.races)
  expect(fitted.scores.map(({ name }) => name)).toEqual(['ml', 'gpt', 'linear', 'log'])
  expect((await run(['blend', 'show'])).out).toMatch(/SYNTHETIC, NO CLAIM[\s\S]*ML alone[\s\S]*language model alone[\s\S]*linear[\s\S]*logarithmic[\s\S]*hybrid is the linear blend: there are \d+ races, and the fitted pool may take over from 300 on/)
  expect(JSON.parse((await run(['blend', 'show', '--json'])).out)).toMatchObject({ versions: [{ version: 1, base: null }, { version: 2, base: 'market', synthetic: true }] })
}, 60_000)
test('one race by its id, in words', async () => {
  const { rows: [race] } = await database.pool.query<{ source_id: string }>(`SELECT r.source_id FROM races r JOIN meetings m ON m.id = r.meeting_id WHERE m.date = $1 AND r.status = 'FINAL' AND r.kind = 'FLAT' ORDER BY r.id LIMIT 1`, [oldest()])
  expect(await run(['opinions', '--races', race?.source_id ?? '', '--samples', '2'])).toMatchObject({ code: 0, out: expect.stringMatching(/SYNTHETIC, NO CLAIM[\s\S]*2 samples for \$0\.0000[\s\S]*1 of 1 races by stand-in/) as string })
})
