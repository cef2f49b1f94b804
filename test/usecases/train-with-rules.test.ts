import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AnyRule } from '../../src/integration/define'
import { loadModel } from '../../src/models/load-model'
import { readModelJson } from '../../src/models/artefact/model-json'
import { chancesOf } from '../../src/models/evaluation/chances'
import { racesOf } from '../../src/models/data/split'
import type { Recipe } from '../../src/models/recipe'
import { raceLogLoss } from '../../src/models/race-softmax'
import { loadRulesFrom } from '../../src/models/rules/rules-model'
import type { LoadModel } from '../../src/models/model'
import { trainingNotes } from '../../src/storage/models/training-notes'
import { modelStore } from '../../src/storage/models/model-store'
import { trainingData } from '../../src/usecases/training/training-data'
import { trainModels, type TrainDeps } from '../../src/usecases/train-models'
import { z } from 'zod'
import { raceTable } from '../support/race-table'
import { cutAtOne, product } from '../support/test-rules'
import { temporaryFolder } from '../support/temporary-folder'
import { trainer } from '../support/training'

const planted = product('barrier-weight.planted', 'barrier.number', 'weight.carried')
const absent = product('form-weight.absent', 'form.winRate10', 'weight.carried')
const prices: AnyRule = { ...product('market-form.absent', 'market.chance', 'form.winRate10') }
const RULES = [planted, absent, prices]
/** 90 days of ten races: 60 to train on, 15 to validate, 15 to test. */
const DAYS = { train: { from: null, to: '2020-02-29' }, validate: { from: '2020-03-01', to: '2020-03-15' }, test: { from: '2020-03-16', to: '2020-03-30' } }
const { table: TABLE } = raceTable({
  races: 900, weights: { 'form.winRate10': 0.5, 'weight.carried': -0.4, 'barrier.number': 0.2, 'fitness.daysSinceRun': 0 }, market: 0.4, seed: 'rules to be learnt',
  bend: (value) => 0.6 * cutAtOne((value('barrier.number') * value('weight.carried')) / 2),
})
const about = { title: 't', purpose: 'p', notFor: 'n', limits: [], leaveOut: [], effort: 1 } as const
const logit: Recipe = { ...about, name: 'logit', usesPrices: false, how: { learner: 'conditional-logit', params: { ridge: 10 }, calibrated: false } }
const loose: Recipe = { ...about, name: 'loose', usesPrices: false, how: { learner: 'conditional-logit', params: { ridge: 100 }, calibrated: true } }
const pool: Recipe = { ...about, name: 'pool', usesPrices: false, how: { pool: ['logit', 'loose'] } }
const logitRules: Recipe = { ...about, name: 'logit-rules', usesPrices: false, how: { rulesOver: 'logit', learntOver: 'logit' } }
const poolRules: Recipe = { ...about, name: 'pool-rules', usesPrices: false, how: { rulesOver: 'pool', learntOver: 'logit' } }
const priced: Recipe = { ...about, name: 'priced', usesPrices: true, how: { learner: 'conditional-logit', params: { ridge: 10, market: 'offset' }, calibrated: false } }
const pricedRules: Recipe = { ...about, name: 'priced-rules', usesPrices: true, how: { rulesOver: 'priced', learntOver: 'priced' } }
const wrong: Recipe = { ...about, name: 'wrong', usesPrices: false, how: { rulesOver: 'pool', learntOver: 'pool' } }
const RECIPES = [logit, loose, pool, logitRules, poolRules, priced, pricedRules, wrong]

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => { folder = temporaryFolder() })
afterEach(() => { folder.remove() })
const whole = temporaryFolder()
beforeAll(async () => { await shopAt(whole.path).train(['logit-rules']) })
afterAll(() => { whole.remove() })

const load: LoadModel = (files) => (readModelJson(files, z.looseObject({ kind: z.string() })).kind === 'rules' ? loadRulesFrom(RULES)(files, load) : loadModel(files))
function shopAt(home: string, rules: readonly AnyRule[] = RULES): { readonly fits: string[]; readonly train: (names: readonly string[], over?: Partial<TrainDeps>) => ReturnType<typeof trainModels> } {
  const { fits, deps } = trainer(home, RECIPES)
  const data = trainingData(TABLE, DAYS, { asOf: 'off', market: 'closing' })
  return { fits, train: (names, over = {}) => { fits.length = 0; return trainModels(deps({ rules, load, ...over }), { data, names, recipes: RECIPES, seed: 1, refit: true, given: new Map() }) } }
}
const rulesIn = async (home: string, name: string) => {
  const read = await modelStore(join(home, 'models'), null).read({ name, version: 1 })
  if (read === null || !('card' in read)) throw new Error('no model')
  const model = await load(read.files)
  const { fittedRules } = model
  if (fittedRules === undefined) throw new Error('no rules')
  return { model, card: read.card, fitted: fittedRules, weight: (one: AnyRule) => fittedRules.rules.find(({ rule }) => rule === `${one.id}@1`) }
}

test('a planted rule is learnt walking forward on training races, and makes validation and test better; one that was not planted is kept at 0', async () => {
  const { fits, train } = shopAt(folder.path)
  const { report } = await train(['logit', 'logit-rules'])
  expect(report.failed).toEqual([])
  // 600 training races in six parts; then all of them, then those with validation.
  expect(fits).toEqual(['conditional-logit 10 on 600 validated', 'conditional-logit 10 on 750', ...[100, 200, 300, 400, 500].map((races) => `conditional-logit 10 on ${races}`)])
  const [base, ruled] = report.models
  expect(ruled?.validation?.logLoss).toBeLessThan((base?.validation?.logLoss ?? 0) - 0.005)
  expect(ruled?.test?.logLoss).toBeLessThan((base?.test?.logLoss ?? 0) - 0.005)
  const { card, fitted, weight, model } = await rulesIn(folder.path, 'logit-rules')
  const found = weight(planted)
  expect(found).toMatchObject({ as: 'CAPPED', weight: 0.35, races: 500 })
  expect(Math.abs((found?.fitted ?? 0) - 0.6)).toBeLessThan(3 * (found?.standardError ?? 0))
  expect(found?.ablation?.low).toBeGreaterThan(0)
  expect(found?.ablation?.races).toBe(150)
  expect(weight(absent)).toMatchObject({ as: 'NOT_DISTINGUISHABLE', weight: 0, ablation: null })
  // A rule that reads prices has no place in a model that does not.
  expect([weight(prices), model.features.includes('market.chance')]).toEqual([undefined, false])
  expect(fitted).toMatchObject({ trust: 1, learntOver: 'logit', cap: 0.35, weighedOn: { from: '2020-01-11', to: '2020-02-29', races: 500 } })
  expect(fitted.hierarchy.map(({ category }) => category).sort()).toEqual(['barrier', 'fitness', 'form', 'weight'])
  expect(fitted.hierarchy[0]?.loss).toBeGreaterThan(fitted.hierarchy.at(-1)?.loss ?? NaN)
  expect(card).toMatchObject({ kind: 'rules', members: ['logit'], usesPrices: false, params: { trust: 1, 'rules weighed': 2, 'rules with a weight': 1 } })
  const test = racesOf(TABLE, DAYS.test)
  expect(raceLogLoss(chancesOf(model, test), test.targets.win, test.raceStart)).toBeCloseTo(card.evaluation?.scores.logLoss ?? NaN, 9)
})
test('over a pool: learnt over its learner, once for both, with a trust of its own', async () => {
  const { fits, train } = shopAt(folder.path)
  const { report, candidates } = await train(['logit-rules', 'pool-rules', 'pool'])
  expect(report.failed).toEqual([])
  expect(fits.filter((fit) => fit === 'conditional-logit 10 on 300')).toHaveLength(1)
  const { fitted, card } = await rulesIn(folder.path, 'pool-rules')
  expect(fitted).toMatchObject({ power: 1, learntOver: 'logit' })
  expect(fitted.trust).toBeGreaterThan(0.1)
  expect(fitted.trust).toBeLessThanOrEqual(1)
  expect(card.members).toEqual(['pool', 'logit'])
  expect(fitted.rules.map(({ rule, weight, races }) => [rule, weight, races])).toEqual((await rulesIn(folder.path, 'logit-rules')).fitted.rules.map(({ rule, weight, races }) => [rule, weight, races]))
  expect(candidates.map(({ card: { name }, isPool }) => [name, isPool]).sort()).toEqual([['logit-rules', false], ['pool', true], ['pool-rules', true]])
})
test('with prices: rules may read them, and the market has its place among the categories', async () => {
  const { report } = await shopAt(folder.path).train(['priced', 'priced-rules'])
  expect(report.failed).toEqual([])
  const { fitted, weight, model } = await rulesIn(folder.path, 'priced-rules')
  expect(weight(prices)).toBeDefined()
  expect(model.features).toContain('market.chance')
  expect(fitted.hierarchy[0]?.category).toBe('market')
})
test('the same command again takes over; another version of a rule makes a new model, and fits nothing again but the last', async () => {
  const { fits, train } = shopAt(folder.path)
  const { report: first } = await train(['logit-rules'])
  const { report: again } = await train(['logit-rules'])
  expect(again.models).toMatchObject([{ takenOver: true, ref: { version: 1 }, validation: first.models[0]?.validation, test: first.models[0]?.test }])
  expect(fits).toEqual([])
  const raised = RULES.map((rule) => (rule === absent ? { ...rule, version: 2 } : rule))
  const other = shopAt(folder.path, raised)
  const { report: next } = await other.train(['logit-rules'])
  expect(next.models).toMatchObject([{ takenOver: false, ref: { version: 2 } }])
  expect(other.fits).toEqual(['conditional-logit 10 on 750'])
})
test.each([
  ['walking forward', (fits: readonly string[]) => fits.at(-1) === 'conditional-logit 10 on 300', 2],
  ['ranking', (_: readonly string[], note: string) => note.includes('without weight'), 0],
  ['weighing', (_: readonly string[], note: string) => note.includes('weighing rules'), 5],
] as const)('interrupted while %s: nothing is kept but notes, and the same command goes on to the same', async (_, at, walked) => {
  const { fits, train } = shopAt(folder.path)
  const controller = new AbortController()
  const { report } = await train(['logit-rules'], { signal: controller.signal, progress: (__, ___, note) => { if (at(fits, note)) controller.abort() } })
  expect(report).toMatchObject({ interrupted: true, models: [] })
  expect(readdirSync(folder.path).sort()).toEqual(['training'])
  const { report: rest } = await train(['logit-rules'])
  expect(rest.models).toMatchObject([{ takenOver: false }])
  expect(fits).toEqual([...[100, 200, 300, 400, 500].slice(walked).map((races) => `conditional-logit 10 on ${races}`), 'conditional-logit 10 on 750'])
  const files = (home: string) => readFileSync(join(home, 'models/logit-rules/1/model.json'), 'latin1')
  expect(files(folder.path)).toBe(files(whole.path))
})
test('a note that is broken is made anew', async () => {
  const notes = trainingNotes(join(folder.path, 'training'))
  const { train } = shopAt(folder.path)
  const { report } = await train(['logit-rules'], { notes: { read: async (digest) => { const bytes = await notes.read(digest); return bytes === null ? null : bytes.subarray(0, 10) }, write: (digest, bytes) => notes.write(digest, bytes) } })
  expect(report.models).toHaveLength(1)
})
test('rules are learnt over a learner alone', async () => { await expect(shopAt(folder.path).train(['wrong'])).rejects.toThrow('rules are learnt over a learner, and pool is none') })
