import { marketModel } from '../../../src/models/learners/market'
import { predictionLedger } from '../../../src/storage/ledger/prediction-ledger'
import { scoreStore } from '../../../src/storage/ledger/score-store'
import { opinionStore } from '../../../src/storage/opinions/opinion-store'
import type { SqlRunner } from '../../../src/usecases/ports'
import { blendedModels } from '../../../src/usecases/opinion/blended-models'
import { UNFITTED } from '../../../src/usecases/opinion/blend-state'
import { modelPerformance } from '../../../src/usecases/model-performance'
import { trackPredictions } from '../../../src/usecases/track-predictions'
import { testDatabase, type TestDatabase } from '../../support/database'
import { loadedModel, modelsOf } from '../../support/graph-models'
import { oddsEvent } from '../../support/odds-events'
import { openOn, opinionOf } from '../../support/opinions'
import { chancesOf, inputsOf, repricing } from '../../support/repricing'
import { addRaces, addResult, beforeOff } from '../../support/served-races'

let database: TestDatabase
beforeAll(async () => { database = await testDatabase() })
beforeEach(async () => { await database.clear(); await addRaces(database.pool, [2]) })
afterAll(() => database.close())

const MODELS = blendedModels({ models: modelsOf([loadedModel('public', marketModel(1))], { champion: 'public' }), states: { all: async () => [UNFITTED] }, base: 'champion', listed: true })
const NOW = beforeOff(30)
/** Prices of 2 and 4 are chances of 2/3 and 1/3. */
const moved = () => oddsEvent(1, new Date(NOW - 1_000).toISOString(), { 101: 2, 102: 4 })
const following = () => repricing(database.pool, { models: MODELS, follow: ['hybrid'], opinions: (ids, before) => opinionStore(openOn(database)).latest(ids, before) }, NOW)

test('a hybrid follows the market as its base does, and says what is due to the language model', async () => {
  await opinionStore(openOn(database)).keep(opinionOf(1, [0.5, 0.5], { madeAt: beforeOff(40), asOf: beforeOff(40) }))
  const { repricer, told, steps } = following()
  repricer.oddsChanged(moved())
  await repricer.settle()
  expect(steps).toEqual(['recorded', 'published'])
  const [event] = told
  expect(event === undefined ? [] : chancesOf(event)).toEqual([[101, expect.closeTo(0.6, 12)], [102, expect.closeTo(0.4, 12)]])
  expect(event?.prediction).toMatchObject({ model: { name: 'hybrid', version: 1 }, blend: { kind: 'LINEAR', base: 'public@1', opinionModel: 'gpt-x', fellBack: null } })
  expect(event === undefined ? [] : inputsOf(event).slice(-2)).toEqual([[expect.closeTo(2 / 3, 12), expect.closeTo(1 / 3, 12)], [0.5, 0.5]])
})
test('without an opinion it is its base, told and recorded as such', async () => {
  const { repricer, told } = following()
  repricer.oddsChanged(moved())
  await repricer.settle()
  expect(told[0]?.prediction.blend).toMatchObject({ fellBack: expect.stringMatching(/no language model/) as string, weights: { ml: 1, gpt: 0 } })
  const [entry] = (await predictionLedger(database.pool).history([1], 'hybrid')).get(1) ?? []
  expect([...(entry?.chances ?? [])]).toEqual([expect.closeTo(2 / 3, 12), expect.closeTo(1 / 3, 12)])
  expect(entry?.featureSet).toMatch(/ public@1 no opinion$/)
})
test('what it told is scored like that of any model, and the record holds', async () => {
  await opinionStore(openOn(database)).keep(opinionOf(1, [0.5, 0.5], { madeAt: beforeOff(40), asOf: beforeOff(40) }))
  const { repricer } = following()
  repricer.oddsChanged(moved())
  await repricer.settle()
  await addResult(database.pool, 1, [{ position: 2, price: 2 }, { position: 1, price: 3 }])
  await openOn(database)(async (db) => {
    const store = scoreStore(db as SqlRunner)
    const after = beforeOff(-60)
    expect(await trackPredictions({ store, reference: async () => null, now: after, signal: new AbortController().signal, progress: () => undefined }, { from: null, to: null, since: null })).toMatchObject({ scored: 1, models: [{ name: 'hybrid', version: 1 }] })
    const performance = await modelPerformance({ store, cards: MODELS.cards, reference: async () => null, now: after, alert: { races: 200, nats: 0.03 } }, { model: 'hybrid', from: '2099-03-01', to: '2099-03-01' })
    expect(performance).toMatchObject({ model: 'hybrid', versions: [1], scores: { races: 1, logLoss: expect.closeTo(-Math.log(0.4), 12) as number } })
  })
  expect(await predictionLedger(database.pool).verify(() => undefined, new AbortController().signal)).toMatchObject({ entries: 1, broken: null })
})
