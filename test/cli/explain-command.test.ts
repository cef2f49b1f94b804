import { join } from 'node:path'
import type { ExplainedRace } from '../../src/app/explain'
import { conditionalLogitLearner } from '../../src/models/learners/conditional-logit'
import { marketModel } from '../../src/models/learners/market'
import { rulesModel } from '../../src/models/rules/rules-model'
import type { TestDatabase } from '../support/database'
import { graphRules } from '../support/graph-models'
import { inventedMonth } from '../support/invented-month'
import { raceTable, toTrainOn } from '../support/race-table'
import { ranCommand, type Ran } from '../support/ran-command'
import { storeModel } from '../support/stored-model'
import { temporaryFolder } from '../support/temporary-folder'

let database: TestDatabase
let home: ReturnType<typeof temporaryFolder>
let race: { readonly id: number; readonly source_id: string; readonly runners: number; readonly number: number }

/** A logit of draw and weight, with rules on top; the market. */
beforeAll(async () => {
  home = temporaryFolder()
  database = await inventedMonth()
  const { table } = raceTable({ races: 60, weights: { 'barrier.number': -0.5, 'weight.carried': -0.3 } })
  const { model } = await conditionalLogitLearner.fit({ train: toTrainOn(table), validate: null, features: ['barrier.number', 'weight.carried'] }, { ridge: 10, halfLifeYears: 0, marketLabel: 0, market: 'none' }, { seed: 1, signal: new AbortController().signal, progress: () => undefined, xgboostPath: null })
  await storeModel(join(home.path, 'models'), 'ruled', rulesModel(model, graphRules()))
  await storeModel(join(home.path, 'models'), 'market', marketModel(1))
  const { rows } = await database.pool.query<typeof race>(`SELECT r.id, r.source_id, count(*)::int AS runners, min(n.number)::int AS number FROM races r JOIN runners n ON n.race_id = r.id JOIN results s ON s.runner_id = n.id
    WHERE r.status = 'FINAL' AND r.kind NOT IN ('BARRIER_TRIAL', 'JUMP_OUT') GROUP BY r.id HAVING count(*) > 8 ORDER BY r.id DESC LIMIT 1`)
  race = rows[0] as typeof race
})
afterAll(() => { home.remove(); return database.close() })

const run = (...args: readonly string[]): Promise<Ran> => ranCommand(['explain', ...args], { DATABASE_URL: database.url, RACEGRAPH_HOME: home.path })
const told = async (...args: readonly string[]): Promise<ExplainedRace> => {
  const { code, out, err } = await run(...args, '--json')
  if (code !== 0) throw new Error(err)
  return JSON.parse(out) as ExplainedRace
}

test('--help', async () => {
  const { code, out } = await run('--help')
  expect(code).toBe(0)
  expect(out).toContain('Usage: racegraph explain [options] <race> [runner]')
  expect(out).toContain('Examples:\n  $ npx racegraph explain 2024-05-01-HV-3')
})
test.each([
  [[], 2, "missing required argument 'race'"],
  [['1', 'two'], 2, '[runner] is "two": it must be a whole number.'],
  [['1', '--top', 'all'], 2, '--top is "all": it must be a whole number.'],
  [['1', '--as-of', '2025-08-05'], 2, '--as-of is "2025-08-05": it must be an instant with its zone'],
  [['1', '--as-of', '2999-01-01T00:00:00Z'], 2, '--as-of is 2999-01-01T00:00:00.000Z, which is still to come: it is '],
  [['nowhere-1', '--model', 'ruled'], 1, 'There is no race "nowhere-1": give its number in the database or the id that its source gives it'],
])('%j', async (args, code, message) => {
  const ran = await run(...args)
  expect({ code: ran.code, out: ran.out }).toEqual({ code, out: '' })
  expect(ran.err).toContain(message)
})
test('a model that is not there; with --json the refusal is the one document', async () => {
  const { code, out } = await run(String(race.id), '--model', 'nobody', '--json')
  expect([code, JSON.parse(out)]).toEqual([1, { error: { code: 'NOT_FOUND', message: expect.stringContaining('There is no model "nobody"') as string } }])
})
test('a number that nobody wears', async () => {
  const { code, err } = await run(race.source_id, '99', '--model', 'ruled')
  expect(code).toBe(1)
  expect(err).toContain(`Race ${race.source_id} has no runner number 99 that was to start: there are `)
})

test('a race: chances, reasons that add up to log-odds, rules by whom they are for and against, cells', async () => {
  const explained = await told(race.source_id, '--model', 'ruled')
  expect(explained).toMatchObject({ synthetic: true, model: 'ruled@1', method: 'EXACT', confidence: null, counterfactuals: null, race: { raceId: race.id, sourceId: race.source_id } })
  const { runners } = explained
  expect(runners).toHaveLength(race.runners)
  expect(runners.reduce((sum, { chance }) => sum + chance, 0)).toBeCloseTo(1, 9)
  expect(runners.map(({ chance }) => chance)).toEqual(runners.map(({ chance }) => chance).toSorted((a, b) => b - a))
  for (const { chance, logOdds, reasons, rest } of runners) {
    expect(reasons.reduce((sum, { effect }) => sum + effect, rest)).toBeCloseTo(logOdds, 9)
    expect(logOdds + explained.baseline).toBeCloseTo(Math.log(chance), 9)
    expect(reasons.length).toBeLessThanOrEqual(3)
    for (const { sentence } of reasons) expect(sentence).toMatch(/\.$/)
  }
  const [inside] = explained.rules
  expect(explained.rules.map(({ rule }) => rule.replace(/@.*/, '')).filter((id) => !['barrier-distance.shortRun', 'barrier-style.crossesOver'].includes(id))).toEqual([])
  expect((inside?.inFavour.length ?? 0) + (inside?.against.length ?? 0)).toBeGreaterThan(0)
  for (const { row, column, strength } of explained.matrix) { expect(['barrier', 'distance', 'style']).toEqual(expect.arrayContaining([row, column])); expect(strength).toBeGreaterThan(0) }
})
test('all reasons of one runner leave nothing over; its chance under other circumstances', async () => {
  const explained = await told(String(race.id), String(race.number), '--model', 'ruled', '--top', '100')
  expect(explained.runners).toHaveLength(1)
  expect(explained.runners[0]).toMatchObject({ number: race.number, rest: expect.closeTo(0, 9) as number })
  expect(explained.runners[0]?.reasons.map(({ name }) => name)).toEqual(expect.arrayContaining(['barrier.number', 'weight.carried']))
  const others = explained.counterfactuals ?? []
  expect(others.some(({ kind }) => kind === 'BARRIER')).toBe(true)
  for (const { was, chance } of others) expect([was, chance]).toEqual([expect.closeTo(explained.runners[0]?.chance ?? NaN, 9), expect.any(Number)])
})
test('for people', async () => {
  const { code, out, err } = await run(String(race.id), '--model', 'ruled', '--top', '1')
  expect({ code, err: err.includes('rror') }).toEqual({ code: 0, err: false })
  expect(out).toMatch(/^SYNTHETIC {2}.*race \d+ of 2025-08-\d\d/)
  expect(out).toContain('Invented horses: nothing of this happened')
  for (const title of ['runner', 'REASONS', 'RULES THAT SPOKE', 'HOW CATEGORIES WORK ON EACH OTHER']) expect(out).toContain(title)
  expect(out).not.toContain('UNDER OTHER CIRCUMSTANCES')
  expect((await run(String(race.id), String(race.number), '--model', 'ruled')).out).toContain('UNDER OTHER CIRCUMSTANCES')
})
test('a model without rules says where to find some', async () => {
  const { code, out } = await run(String(race.id), '--model', 'market')
  expect(code).toBe(0)
  expect(out).toContain('No rule spoke: the model has none on top')
})
test('an abandoned race', async () => {
  const { rows: [other] } = await database.pool.query<{ id: number; source_id: string }>(`UPDATE races SET status = 'ABANDONED' WHERE id = (SELECT max(id) FROM races WHERE status = 'SCHEDULED') RETURNING id, source_id`)
  const { code, err } = await run(String(other?.id), '--model', 'ruled')
  expect(code).toBe(1)
  expect(err).toContain(`Race ${other?.source_id ?? ''} was abandoned or declared void: there is nothing to explain.`)
})
