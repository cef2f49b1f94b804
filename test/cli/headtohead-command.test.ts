import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { marketModel } from '../../src/models/learners/market'
import type { HeadToHeadReport } from '../../src/usecases/headtohead/report'
import type { TestDatabase } from '../support/database'
import { inventedMonth } from '../support/invented-month'
import { ranCommand, type Ran } from '../support/ran-command'
import { dataRange, storeModel } from '../support/stored-model'
import { temporaryFolder } from '../support/temporary-folder'

let database: TestDatabase
let home: ReturnType<typeof temporaryFolder>
beforeAll(async () => {
  home = temporaryFolder()
  database = await inventedMonth()
  await storeModel(join(home.path, 'models'), 'market', marketModel(1), { train: dataRange('2020-01-01', '2020-12-31'), validate: null })
})
afterAll(() => { home.remove(); return database.close() })

const run = (...args: readonly string[]): Promise<Ran> => ranCommand(['headtohead', ...args], { DATABASE_URL: database.url, RACEGRAPH_HOME: home.path, NODE_ENV: 'test' })
const SMALL = ['--races', '6', '--samples', '2', '--no-ablation', '--model', 'market'] as const
const attempts = async (): Promise<number> => Number((await database.pool.query<{ n: string }>('SELECT count(*) AS n FROM llm_attempts')).rows[0]?.n)

test('help, and wrong usage', async () => {
  expect(await run('--help')).toMatchObject({ code: 0, out: expect.stringContaining('Usage: racegraph headtohead') })
  expect(await run('--races', 'all')).toMatchObject({ code: 2, err: expect.stringContaining('--races is "all": it must be a whole number from 1 to 10000.') })
  expect(await run('--plan', join(home.path, 'nowhere'))).toMatchObject({ code: 1, err: expect.stringContaining('there is no plan.json') })
  expect(await run('--races', '9000', '--model', 'market')).toMatchObject({ code: 2, err: expect.stringMatching(/9000 races were asked for, and \d+ of \d+ finished ones can be taken/) })
})

test('without a key the stand-in answers, everything says SYNTHETIC, NO CLAIM, and every request is in the ledger', async () => {
  const before = await attempts()
  const { code, out, err } = await run(...SMALL, '--out', join(home.path, 'first'), '--json')
  expect(code).toBe(0)
  expect(err).toContain('SYNTHETIC, NO CLAIM')
  const report = JSON.parse(out) as HeadToHeadReport
  expect(report).toMatchObject({ synthetic: true, races: 6, probe: { races: 6 }, money: { usd: 0 } })
  expect(report.duels.map(({ against }) => against)).toEqual(['plain', 'card', 'ours-anonymous', 'ml', 'hybrid', 'market'])
  // 6 races x (4 arms x 2 samples and the probe), and what was asked again.
  expect(report.money.calls).toBeGreaterThanOrEqual(54)
  expect((await attempts()) - before).toBe(report.money.calls)
  // A model that is the market and the market itself have the same loss against ours.
  const [ml, market] = [report.duels.find(({ against }) => against === 'ml'), report.duels.find(({ against }) => against === 'market')]
  expect(ml?.races).toBe(market?.races)
  const text = readFileSync(join(home.path, 'first', 'report.md'), 'utf8')
  for (const title of text.split('\n').filter((line) => line.startsWith('#'))) expect(title).toContain('SYNTHETIC, NO CLAIM')
  expect(readFileSync(join(home.path, 'first', 'report.html'), 'utf8')).toContain('<title>SYNTHETIC, NO CLAIM')
}, 60_000)

describe('a plan', () => {
  const folder = (): string => join(home.path, 'planned')
  beforeAll(async () => { expect(await run(...SMALL, '--plan-only', '--out', folder())).toMatchObject({ code: 0, out: expect.stringContaining(`--plan ${folder()}`) }) }, 60_000)

  test('is registered before anything is asked', () => {
    expect(existsSync(join(folder(), 'answers.jsonl'))).toBe(false)
    expect(JSON.parse(readFileSync(join(folder(), 'plan.json'), 'utf8'))).toMatchObject({ kind: 'headtohead-plan', metric: 'log-loss', samples: 2, model: { synthetic: true } })
  })
  test('goes on where it stopped, also in the middle of a line, and gives the same again without asking', async () => {
    const first = await run('--plan', folder(), '--json')
    expect(first.code).toBe(0)
    const [file, report] = [join(folder(), 'answers.jsonl'), JSON.parse(first.out) as HeadToHeadReport]
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
    expect(lines).toHaveLength(54)
    writeFileSync(file, `${lines.slice(0, 20).join('\n')}\n`)
    appendFileSync(file, (lines[20] ?? '').slice(0, 30))
    const before = await attempts()
    const again = JSON.parse((await run('--plan', folder(), '--json')).out) as HeadToHeadReport
    expect((await attempts()) - before).toBeGreaterThanOrEqual(34)
    expect(again.contestants).toEqual(report.contestants)
    const kept = await attempts()
    expect((JSON.parse((await run('--plan', folder(), '--json')).out) as HeadToHeadReport).contestants).toEqual(report.contestants)
    expect(await attempts()).toBe(kept)
  }, 60_000)
  test('that was changed is refused', async () => {
    const file = join(folder(), 'plan.json')
    const plan = readFileSync(file, 'utf8')
    writeFileSync(file, plan.replace('"samples": 2', '"samples": 1'))
    expect(await run('--plan', folder())).toMatchObject({ code: 1, err: expect.stringContaining('was changed after it was registered') })
    writeFileSync(file, plan)
  })
})
