import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { racesOf } from '../../src/models/data/split'
import { chancesOf } from '../../src/models/evaluation/chances'
import { loadModel } from '../../src/models/load-model'
import { raceLogLoss } from '../../src/models/race-softmax'
import { modelStore } from '../../src/storage/models/model-store'
import { loadedModels } from '../../src/usecases/loaded-models'
import { promoteByRule } from '../../src/usecases/promote'
import { trainingData } from '../../src/usecases/training/training-data'
import type { Candidate } from '../../src/usecases/train-models'
import { DAYS, NO_TEST, RECIPE, TABLE, trainer, type Trainer } from '../support/training'
import { temporaryFolder } from '../support/temporary-folder'

let folder: ReturnType<typeof temporaryFolder>
let shop: Trainer
const { market, logit, loose, pool, second, broken, brokenPool, liar } = RECIPE
beforeEach(() => { folder = temporaryFolder(); shop = trainer(folder.path) })
afterEach(() => { folder.remove() })
const models = (): string => join(folder.path, 'models')
const store = () => modelStore(models(), null)
const filesOf = (name: string, version: number): Readonly<Record<string, string>> => {
  const root = join(models(), name, String(version))
  return Object.fromEntries(readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => { const path = join(entry.parentPath, entry.name); return [path.slice(root.length + 1), readFileSync(path, 'latin1')] }))
}

test('each learner is fitted twice, on training and then on training and validation races, however many pools use it', async () => {
  const { report } = await shop.train([logit, loose, pool, market, second])
  expect(report.failed).toEqual([])
  expect(report.models.map(({ ref }) => `${ref.name}@${ref.version}`).sort()).toEqual(['logit@1', 'loose@1', 'market@1', 'pool@1', 'second@1'])
  expect([...shop.fits].sort()).toEqual(['conditional-logit 10 on 180 validated', 'conditional-logit 10 on 240', 'conditional-logit 5000 on 180 validated', 'conditional-logit 5000 on 240', 'market  on 180 validated', 'market  on 240'])
})

test('without the second fit the first is kept', async () => {
  const { report } = await shop.train([logit, pool], { refit: false })
  expect(shop.fits).toHaveLength(2)
  expect(report.data.refitted).toBe(false)
  const { report: refitted } = await shop.train([logit])
  expect(refitted.models[0]?.validation?.logLoss).toBe(report.models[0]?.validation?.logLoss)
  expect(refitted.models[0]?.test?.logLoss).not.toBe(report.models[0]?.test?.logLoss)
})

test('cards say what a model was made of and on; what is read back gives the scores of the card', async () => {
  await shop.train([logit, second])
  const read = await store().read({ name: 'second', version: 1 })
  if (read === null || !('card' in read)) throw new Error('no model')
  const { card, files } = read
  expect(card).toMatchObject({
    name: 'second', version: 1, kind: 'pool', usesPrices: true, members: ['pool', 'market'], seed: 1, trainedAt: '2024-01-01T00:00:00.000Z', neverKnown: [],
    data: { sources: ['SYNTHETIC'], train: { from: '2020-01-01', to: '2020-01-18', races: 180 }, validate: { from: '2020-01-19', to: '2020-01-24', races: 60 }, refitted: true, seenAt: { asOf: 'off', market: 'closing' } },
    evaluation: { model: 'second@1', from: '2020-01-25', to: '2020-01-30', synthetic: true, inSample: false, validated: false, scores: { races: 60 } },
  })
  const test = racesOf(TABLE, { from: '2020-01-25', to: '2020-01-30' })
  const model = await loadModel(files)
  expect(raceLogLoss(chancesOf(model, test), test.targets.win, test.raceStart)).toBeCloseTo(card.evaluation?.scores.logLoss ?? NaN, 9)
  expect(await store().read({ name: 'logit', version: 1 })).toMatchObject({ card: { usesPrices: false, features: ['barrier.number@1', 'weight.carried@1', 'form.winRate10@1'].map((name) => expect.stringMatching(new RegExp(`^${name.slice(0, -1)}`)) as string) } })
})

test('validation scores are those of the fit before validation races; without a test the card has them', async () => {
  const { report } = await shop.train([logit], { days: NO_TEST })
  const card = (await store().list())[0]
  expect(card).toMatchObject({ evaluation: { from: '2020-01-19', to: '2020-01-24', validated: true, scores: { logLoss: report.models[0]?.validation?.logLoss } } })
  expect(report.models[0]?.test).toBeNull()
})

test('the same command again fits nothing and makes no new version; another seed, data or parameter does', async () => {
  const { report: first } = await shop.train([logit, loose, pool])
  shop.fits.length = 0
  const { report: again } = await shop.train([logit, loose, pool])
  expect(shop.fits).toEqual([])
  expect(again.models.map(({ ref, takenOver, validation, test: tested }) => ({ ref, takenOver, validation, tested }))).toEqual(first.models.map(({ ref, validation, test: tested }) => ({ ref, takenOver: true, validation, tested })))
  const { report: other } = await shop.train([logit], { seed: 2 })
  expect(other.models[0]).toMatchObject({ ref: { version: 2 }, takenOver: false })
  const { report: shorter } = await shop.train([logit], { days: { ...DAYS, train: { from: '2020-01-05', to: '2020-01-18' } } })
  expect(shorter.models[0]).toMatchObject({ ref: { version: 3 } })
})

test('one that was taken for the same but cannot be read is fitted anew', async () => {
  await shop.train([logit])
  writeFileSync(join(models(), 'logit/1/model.json'), '{}')
  const { report } = await shop.train([logit])
  expect(report.models[0]).toMatchObject({ ref: { version: 2 }, takenOver: false })
})

test('the same seed gives the same files, bit for bit, in another folder', async () => {
  await shop.train([logit, pool, second])
  const first = ['logit', 'pool', 'second'].map((name) => filesOf(name, 1))
  rmSync(folder.path, { recursive: true })
  await trainer(folder.path).train([logit, pool, second])
  expect(['logit', 'pool', 'second'].map((name) => filesOf(name, 1))).toEqual(first)
})

test.each([['the second learner', 'conditional-logit 5000 on 180 validated'], ['its fit for good', 'conditional-logit 5000 on 240']])('interrupted in %s: what was finished is kept, nothing else is, and the same command goes on to the same', async (_, at) => {
  const whole = trainer(join(folder.path, 'whole'))
  await whole.train([logit, loose, pool])
  const controller = new AbortController()
  const { report } = await shop.train([logit, loose, pool], { over: { signal: controller.signal, progress: () => { if (shop.fits.at(-1) === at) controller.abort() } } })
  expect(report.interrupted).toBe(true)
  expect(readdirSync(models())).toEqual(['logit'])
  shop.fits.length = 0
  const { report: rest } = await shop.train([logit, loose, pool])
  expect(rest.models.map(({ recipe, takenOver }) => [recipe, takenOver])).toEqual([['logit', true], ['loose', false], ['pool', false]])
  expect(shop.fits).not.toContain('conditional-logit 10 on 180 validated')
  for (const name of ['logit', 'loose', 'pool']) {
    const there = join(folder.path, 'whole/models', name, '1', 'model.json')
    expect(filesOf(name, 1)['model.json']).toBe(readFileSync(there, 'latin1'))
  }
})

test('aborted before it begins: nothing', async () => {
  const { report } = await shop.train([logit], { over: { signal: AbortSignal.abort() } })
  expect([report.interrupted, report.models, shop.fits]).toEqual([true, [], []])
})

test('what lacks a library is told of, and what is made of it; the rest is trained', async () => {
  const { report } = await shop.train([broken, logit, brokenPool])
  expect(report.models.map(({ recipe }) => recipe)).toEqual(['logit'])
  expect(report.failed).toEqual([{ recipe: 'broken', problem: 'libxgboost is not installed: install it' }, { recipe: 'broken-pool', problem: 'libxgboost is not installed: install it' }])
})

test('a recipe that claims to see no price and reads one is never kept', async () => {
  await expect(shop.train([liar])).rejects.toThrow('recipe liar says that it reads no prices, and its model reads market.chance')
  expect(await store().list()).toEqual([])
})

test.each([[['nothing'], 'There is no recipe "nothing"']])('%j is refused', async (names, message) => { await expect(shop.train([], { names })).rejects.toThrow(message) })

describe('promotion by rule', () => {
  const races = trainingData(TABLE, DAYS, { asOf: 'off', market: 'closing' })
  const promote = async (candidates: readonly Candidate[], test = true) => promoteByRule({ store: store(), models: loadedModels({ store: store(), load: loadModel, now: () => 0 }) }, candidates, { validate: races.validate, test: test ? races.test : null })
  const now = async () => { const { champion, fundamentals } = await store().aliases(); return [champion?.now, fundamentals?.now].map((ref) => (ref === undefined ? null : `${ref.name}@${ref.version}`)) }

  test('the first is the best on validation races; fundamentals the best without prices', async () => {
    const { candidates, report } = await shop.train([loose, logit, market])
    const decisions = await promote(candidates)
    const [of, than] = ['loose', 'logit'].map((name) => report.models.find(({ recipe }) => recipe === name)?.validation?.logLoss ?? NaN)
    expect(await now()).toEqual(['market@1', (of as number) < (than as number) ? 'loose@1' : 'logit@1'])
    expect(decisions.map(({ promoted, why }) => [promoted, why])).toEqual([[true, 'it is the first'], [true, 'it is the first']])
  })
  test('a pool goes before a single learner that is better by chance, not before one that is clearly better', async () => {
    const { candidates } = await shop.train([loose, logit, pool])
    const losing = (nats: (race: number) => number) => candidates.map((one) => (one.card.kind === 'pool' ? { ...one, validation: one.validation.map((loss, r) => loss + nats(r)) } : one))
    expect((await promote(losing((r) => 0.01 + (r % 2 === 0 ? 1 : -1))))[0]).toMatchObject({ challenger: { name: 'pool' } })
    expect((await promote(losing(() => 0.5)))[0]?.challenger.name).not.toBe('pool')
  })
  test('models with prices alone leave fundamentals as it is', async () => {
    const { candidates } = await shop.train([market])
    await promote(candidates)
    expect(await now()).toEqual(['market@1', null])
  })
  const ofReal = (candidates: readonly Candidate[]): readonly Candidate[] => candidates.map((one) => ({ ...one, card: { ...one.card, data: { ...one.card.data, sources: ['HKJC'] } } }))
  test('a model of invented races gives way to one of real races that is level with it, not to one that is clearly worse', async () => {
    const { candidates } = await shop.train([market])
    await promote(candidates)
    const { candidates: worse } = await shop.train([loose])
    expect((await promote(ofReal(worse)))[0]).toMatchObject({ alias: 'champion', promoted: false, why: expect.stringContaining('not clearly better') as string })
    const { candidates: level } = await shop.train([market], { seed: 2 })
    expect((await promote(ofReal(level)))[0]).toMatchObject({ promoted: true, paired: { difference: 0 }, why: expect.stringContaining('market@1 is SYNTHETIC') as string })
    expect(await now()).toEqual(['market@2', 'loose@1'])
  })
  test('a model of invented races never takes the place of one of real races', async () => {
    const { candidates: real } = await shop.train([loose])
    await promote(real)
    const resolve = loadedModels({ store: store(), load: loadModel, now: () => 0 })
    const models = { resolve: async (name: string) => { const found = await resolve.resolve(name); return 'model' in found ? { ...found, card: { ...found.card, data: { ...found.card.data, sources: ['HKJC'] } } } : found } }
    const { candidates } = await shop.train([market])
    const [decision] = await promoteByRule({ store: store(), models }, candidates, { validate: races.validate, test: races.test })
    expect(decision).toMatchObject({ promoted: false, why: expect.stringContaining('it is SYNTHETIC and loose@1 is not') as string })
    expect(await now()).toEqual(['loose@1', 'loose@1'])
  })
  test('clearly better takes the place, clearly worse and level do not', async () => {
    const weak = await shop.train([loose])
    await promote(weak.candidates)
    const { candidates } = await shop.train([market])
    const [decision] = await promote(candidates)
    expect(decision).toMatchObject({ alias: 'champion', promoted: true, incumbent: { name: 'loose' } })
    expect(decision?.paired?.high).toBeLessThan(0)
    expect(await now()).toEqual(['market@1', 'loose@1'])
    const [back] = await promote(weak.candidates)
    expect(back).toMatchObject({ promoted: false, incumbent: { name: 'market' } })
    const { candidates: same } = await shop.train([market], { seed: 2 })
    const [level] = await promote(same)
    expect(level).toMatchObject({ promoted: false, paired: { difference: 0, high: 0 } })
    expect(await now()).toEqual(['market@1', 'loose@1'])
    expect((await store().aliases()).champion?.before.map(({ ref }) => ref.name)).toEqual(['loose'])
  })
  test('an incumbent that cannot be used gives way; one that is challenged by itself stays', async () => {
    const { candidates } = await shop.train([logit])
    await promote(candidates)
    expect((await promote(candidates)).map(({ why }) => why)).toEqual(['it is there already', 'it is there already'])
    const { candidates: next } = await shop.train([logit], { seed: 2 })
    writeFileSync(join(models(), 'logit/1/model.json'), '{}')
    expect((await promote(next)).map(({ promoted, why }) => [promoted, why])).toEqual([[true, 'logit@1 cannot be used'], [true, 'logit@1 cannot be used']])
  })
  test('says when the incumbent had seen the races', async () => {
    const { candidates } = await shop.train([loose])
    await promote(candidates, false)
    const { candidates: other } = await shop.train([loose], { seed: 2 })
    expect((await promote(other, false))[0]?.why).toMatch(/60 validation races.*which had seen them/)
  })
  test('nobody, nothing', async () => { expect(await promote([])).toEqual([]) })
})
