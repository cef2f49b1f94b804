import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { CONFIDENCE_JSON, readConfidence } from '../../src/models/confidence/fitted'
import { confidenceBins } from '../../src/models/confidence/confidence-bins'
import { confidenceOf } from '../../src/models/confidence/confidence-of'
import { saidBy } from '../../src/models/confidence/parts'
import { batchChances } from '../../src/models/evaluation/chances'
import { marketModel } from '../../src/models/learners/market'
import { loadModel } from '../../src/models/load-model'
import { raceLosses } from '../../src/models/race-softmax'
import { modelStore } from '../../src/storage/models/model-store'
import { loadedModels } from '../../src/usecases/loaded-models'
import type { Artefact, ModelStore } from '../../src/usecases/ports'
import { learnConfidence } from '../../src/usecases/training/learn-confidence'
import { raceTable, toTrainOn } from '../support/race-table'
import { temporaryFolder } from '../support/temporary-folder'
import { NO_TEST, RECIPE, trainer, type Trainer } from '../support/training'

const { logit, market } = RECIPE
let folder: ReturnType<typeof temporaryFolder>
let shop: Trainer
const store = (home = folder.path): ModelStore => modelStore(join(home, 'models'), null)
beforeEach(() => { folder = temporaryFolder(); shop = trainer(folder.path) })
afterEach(() => { folder.remove() })

const artefact = async (name: string, version: number, home?: string): Promise<Artefact> => {
  const read = await store(home).read({ name, version })
  if (read === null || 'problem' in read) throw new Error('no model')
  return read
}

test('what is trained has a confidence, its digest and what it is worth on the card', async () => {
  await shop.train([logit])
  const { card, files } = await artefact('logit', 1)
  const bytes = files.get(CONFIDENCE_JSON) ?? new Uint8Array()
  expect(card.files[CONFIDENCE_JSON]).toBe(createHash('sha256').update(bytes).digest('hex'))
  expect(readConfidence(files)).toMatchObject({ withMarket: null, fittedOn: { from: '2020-01-19', to: '2020-01-24', races: 60 } })
  expect(card.confidence?.on).toBe('test')
  expect(card.confidence?.bins.map(({ from }) => from)).toEqual([0, 0.2, 0.4, 0.6, 0.8].map((from) => expect.closeTo(from, 12) as number))
  expect(card.confidence?.bins.reduce((sum, { races }) => sum + races, 0)).toBe(60)
  const mean = card.confidence?.bins.reduce((sum, { races, logLoss }) => (races === 0 ? sum : sum + races * logLoss), 0) ?? NaN
  expect(mean / 60).toBeCloseTo(card.evaluation?.scores.logLoss ?? NaN, 9)
})
test('a model that reads prices agrees with the market or not', async () => {
  await shop.train([market])
  expect(readConfidence((await artefact('market', 1)).files)?.withMarket?.parts.agreementWithMarket).toBeDefined()
})
test('without a test it is judged on validation races, each by a fit on others', async () => {
  await shop.train([logit], { days: { ...NO_TEST, train: { from: null, to: '2020-01-15' }, validate: { from: '2020-01-16', to: '2020-01-24' } } })
  const { card } = await artefact('logit', 1)
  expect(card.confidence?.on).toBe('validation')
  expect(card.confidence?.bins.reduce((sum, { races }) => sum + races, 0)).toBe(90)
})
test('with fewer than 50 validation races there is none', async () => {
  await shop.train([logit], { days: { ...NO_TEST, train: { from: null, to: '2020-01-18' }, validate: { from: '2020-01-19', to: '2020-01-22' } } })
  const { card, files } = await artefact('logit', 1)
  expect(files.has(CONFIDENCE_JSON)).toBe(false)
  expect(card.confidence).toBeUndefined()
})
test('a model that was stored without gets one with the next training, as another version, and is not fitted again', async () => {
  await shop.train([logit])
  const { card: { confidence, ...card }, files } = await artefact('logit', 1)
  expect(confidence).toBeDefined()
  const home = join(folder.path, 'old')
  const old = trainer(home)
  await store(home).write({ card: { ...card, files: Object.fromEntries(Object.entries(card.files).filter(([path]) => path !== CONFIDENCE_JSON)) }, files: new Map([...files].filter(([path]) => path !== CONFIDENCE_JSON)) })
  const { report } = await old.train([logit])
  expect(old.fits.filter((fit) => !fit.includes('validated'))).toEqual([])
  expect(report.models[0]).toMatchObject({ ref: { version: 2 }, takenOver: false })
  const anew = await artefact('logit', 2, home)
  expect(anew.files.get('weights.bin')).toEqual(files.get('weights.bin'))
  expect(anew.files.get(CONFIDENCE_JSON)).toEqual(files.get(CONFIDENCE_JSON))
  expect((await old.train([logit])).report.models[0]).toMatchObject({ ref: { version: 2 }, takenOver: true })
})
test('is there when the model is loaded', async () => {
  await shop.train([logit])
  const models = loadedModels({ store: store(), load: loadModel, now: () => 0 })
  expect(await models.resolve('logit')).toMatchObject({ confidence: { fittedOn: { races: 60 } } })
  await models.dispose()
})
test('many test races are judged as those of one batch', () => {
  const of = (races: number, seed: string) => raceTable({ races, weights: { 'weight.carried': 1 }, market: 0.1, seed }).table
  const [validate, test, model] = [of(60, 'validate'), of(450, 'test'), marketModel(1)]
  const [validated, tested] = [batchChances(model, validate), batchChances(model, test)]
  const { fitted, measured } = learnConfidence({ train: toTrainOn(of(60, 'train')), validate, test }, { first: model, validated, model, tested }, []) ?? {}
  if (fitted === undefined) throw new Error('there are enough races')
  const values = confidenceOf(test, saidBy(model, test, tested), fitted).races.map(({ value }) => value)
  expect(measured).toEqual({ on: 'test', bins: confidenceBins(values, raceLosses(tested, test.targets.win, test.raceStart), test.races.map((_, r) => (test.raceStart[r + 1] as number) - (test.raceStart[r] as number))) })
})
