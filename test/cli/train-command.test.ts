import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
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

const run = (...args: readonly string[]): Promise<Ran> => ranCommand(args, { DATABASE_URL: database.url, RACEGRAPH_HOME: join(folder.path, 'home'), RACEGRAPH_XGBOOST_PATH: join(folder.path, 'no-such-library.so') })
const DAYS = ['--train-to', '2025-08-15', '--validate-to', '2025-08-22', '--test-to', '2025-08-31', '--no-importance']
const own = (): string => join(folder.path, 'home', 'models')

test.each([[['train']], [['tune']], [['models']], [['models', 'list']], [['models', 'show']], [['models', 'promote']], [['models', 'rollback']], [['models', 'verify']], [['models', 'ship']]])('%j --help', async (args) => {
  const { code, out } = await run(...args, '--help')
  expect(code).toBe(0)
  expect(out).toContain(`Usage: racegraph ${args[0] ?? ''}`)
})
test.each([
  [['train', 'boosting'], '--train-to'], [['train', 'nothing', ...DAYS], 'There is no recipe "nothing"'], [['train', 'market', '--train-to', '2025-08-15', '--validate-to', '2025-08-15'], '--validate-to 2025-08-15 is not after --train-to 2025-08-15'],
  [['train', 'market', '--train-to', 'x', '--validate-to', '2025-08-15'], '--train-to is "x"'], [['train', 'market', ...DAYS, '--seed', '-1'], '--seed is "-1"'], [['train', 'market', ...DAYS, '--params-from', 'dreams'], '--params-from is "dreams"'],
  [['tune', 'stack', '--train-to', '2025-08-15', '--validate-to', '2025-08-22'], 'stack is a pool of'], [['tune', 'market', '--train-to', '2025-08-15', '--validate-to', '2025-08-22', '--trials', '0'], '--trials is 0'], [['models', 'rollback', 'best'], '"best" is no alias'],
])('%j is refused in words', async (args, message) => {
  const { code, err } = await run(...args)
  expect(code).toBe(2)
  expect(err).toContain(message)
})

test('trains, says SYNTHETIC, promotes, keeps; the shelf shows it; what cannot be trained is told of', async () => {
  const { code, out } = await run('train', 'market-power', 'conditional-logit', ...DAYS, '--json')
  expect(code).toBe(0)
  const report = JSON.parse(out) as { synthetic: boolean; models: { ref: { name: string; version: number }; test: { races: number; logLoss: number } }[]; promotions: { alias: string; promoted: boolean }[]; memoryMb: number }
  expect(report.synthetic).toBe(true)
  expect(report.models.map(({ ref }) => ref.name)).toEqual(['market-power', 'conditional-logit'])
  expect(report.models.every(({ test: tested }) => tested.races > 10 && tested.logLoss < 3)).toBe(true)
  expect(readdirSync(own()).filter((name) => !name.startsWith('.') && name !== 'aliases.json').sort()).toEqual(['conditional-logit', 'market-power'])

  const again = await run('train', 'market-power', 'boosting', ...DAYS)
  expect(again.code).toBe(1)
  expect(again.out).toMatch(/^SYNTHETIC: invented races/)
  expect(again.out).toMatch(/market-power@\d+ .*there already/)
  expect(again.out).toMatch(/boosting was not trained: .*libxgboost/)

  const list = await run('models', 'list')
  expect(list.out).toMatch(/conditional-logit@\d+ .*SYNTHETIC/)
  expect((await run('models', 'show', 'conditional-logit')).out).toMatch(/Prices +reads none of the race/)
  // One of those that racegraph comes with.
  expect((await run('models', 'show', 'market-power@1')).out).toMatch(/Confidence +log-loss by fifths of it, the least sure first: (\d\.\d{4}, ){4}\d\.\d{4} on test races/)
  expect((await run('models', 'promote', 'market-power', '--as', 'fundamentals')).err).toContain('reads prices of the race: fundamentals is for models that see none')
  expect((await run('models', 'promote', 'conditional-logit', '--as', 'champion')).out).toMatch(/champion is now conditional-logit@\d+\./)
  expect((await run('models', 'rollback', 'champion')).code).toBe(0)
  expect((await run('models', 'verify')).code).toBe(0)
  const version = report.models[0]?.ref.version ?? 0
  writeFileSync(join(own(), 'market-power', String(version), 'model.json'), '{}')
  const verified = await run('models', 'verify')
  expect([verified.code, verified.out]).toEqual([1, expect.stringMatching(new RegExp(`market-power@${version} +model.json is not what card.json says`))])
  expect((await run('models', 'show', 'nothing')).code).toBe(1)
})

test('tunes, keeps trials, and trains with what it found', async () => {
  const days = ['--train-to', '2025-08-15', '--validate-to', '2025-08-22']
  const { code, out } = await run('tune', 'conditional-logit', ...days, '--trials', '3', '--json')
  expect(code).toBe(0)
  const first = JSON.parse(out) as { trials: number; before: number; best: { params: { ridge: number } }; file: string }
  expect([first.trials, first.before, existsSync(first.file)]).toEqual([3, 0, true])
  const more = JSON.parse((await run('tune', 'conditional-logit', ...days, '--trials', '4', '--json')).out) as typeof first
  expect([more.trials, more.before]).toEqual([4, 3])
  const trained = JSON.parse((await run('train', 'conditional-logit', ...days, '--params-from', 'tuning', '--no-importance', '--no-promote', '--json')).out) as { models: { ref: { version: number } }[] }
  const shown = JSON.parse((await run('models', 'show', `conditional-logit@${trained.models[0]?.ref.version ?? 0}`, '--json')).out) as { params: { ridge: number } }
  expect(shown.params.ridge).toBe(more.best.params.ridge)
  expect((await run('train', 'market-power', ...days, '--params-from', 'tuning')).err).toContain('Nothing was tuned of these recipes')
})
