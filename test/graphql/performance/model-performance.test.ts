import { instant } from '../../../src/domain/instant'
import { predictionLedger } from '../../../src/storage/ledger/prediction-ledger'
import { scoreStore } from '../../../src/storage/ledger/score-store'
import { withRunner } from '../../../src/storage/sql-runner'
import type { SqlRunner } from '../../../src/usecases/ports'
import { trackPredictions } from '../../../src/usecases/track-predictions'
import { testDatabase, type TestDatabase } from '../../support/database'
import { openGraph, type Graph } from '../../support/graph'
import { graphServices } from '../../support/graph-services'
import { addRaces, addResult, served } from '../../support/served-races'

const NOW = instant('2099-03-05T00:00:00Z')
const REFERENCE = { inputs: [{ name: 'form.winRate', edges: [0], shares: [0.5, 0.5, 0] }], chances: { edges: [0.5], shares: [0.5, 0.5, 0] } }
let db: TestDatabase
let graph: Graph
beforeAll(async () => {
  db = await testDatabase()
  graph = await openGraph(db.pool, { ...graphServices(NOW), tracking: { store: scoreStore, reference: async () => REFERENCE, alert: { races: 1, nats: 0.03 } } })
  await addRaces(db.pool, [2, 2])
  await predictionLedger(db.pool).record([served({ raceId: 1, chances: [0.75, 0.25], inputs: [[0, 1]] }), served({ raceId: 2, chances: [0.5, 0.5], inputs: [[0, 1]] })])
  await addResult(db.pool, 1, [{ position: 1, price: 1.6 }, { position: 2, price: 1.6 }])
  await db.pool.query(`UPDATE races SET status = 'ABANDONED' WHERE id = 2`)
  await withRunner(db.pool, (runner) => trackPredictions({ store: scoreStore(runner as SqlRunner), reference: async () => REFERENCE, now: NOW, signal: new AbortController().signal, progress: () => undefined }, { from: null, to: null, since: null }))
})
afterAll(() => db.close())

test('how a model did, as it is asked for', async () => {
  const { modelPerformance } = await graph.ask(`{ modelPerformance(model: "m") {
    model versions from to synthetic scores { races runners logLoss top1Accuracy } market { races logLoss } difference { against difference races } leftOut { reason races }
    days { date scores { races logLoss } market { logLoss } difference { difference } } calibrationError calibrationErrorByLuck calibration { count } staking { rule bets roi low edge }
    drift { races runners chances { psi } inputs { name psi byLuck } } alert { message } } }`)
  const [loss, market] = [expect.closeTo(Math.log(4 / 3), 12), expect.closeTo(Math.log(2), 12)]
  const difference = expect.closeTo(Math.log(2 / 3), 12)
  expect(modelPerformance).toEqual({
    model: 'm', versions: [1], from: '2098-03-06', to: '2099-03-06', synthetic: false, scores: { races: 1, runners: 2, logLoss: loss, top1Accuracy: 1 }, market: { races: 1, logLoss: market },
    difference: { against: 'market', difference, races: 1 }, leftOut: [{ reason: 'ABANDONED', races: 1 }], days: [{ date: '2099-03-01', scores: { races: 1, logLoss: loss }, market: { logLoss: market }, difference: { difference } }],
    calibrationError: expect.closeTo(0.25, 12), calibrationErrorByLuck: expect.any(Number), calibration: [{ count: 1 }, { count: 1 }],
    staking: [{ rule: 'top-pick', bets: 1, roi: expect.closeTo(0.6, 12), low: null, edge: false }, { rule: 'edge-10', bets: 1, roi: expect.closeTo(0.6, 12), low: null, edge: false }, { rule: 'quarter-kelly', bets: 1, roi: expect.closeTo(0.6, 12), low: null, edge: false }],
    drift: { races: 1, runners: 2, chances: { psi: 0 }, inputs: [{ name: 'form.winRate', psi: 0, byLuck: 0.5 }] }, alert: null,
  })
})
test('a model that was never served: nothing to say, and nothing is NaN', async () => {
  const [{ name }] = (await graph.ask('{ models { name } }')).models
  expect((await graph.ask('query ($name: String!) { modelPerformance(model: $name) { model versions scores { races logLoss top1Accuracy } market { races } days { date } calibrationError calibration { count } staking { rule } drift { races } alert { message } } }', { name })).modelPerformance).toEqual({
    model: name, versions: [], scores: { races: 0, logLoss: null, top1Accuracy: null }, market: null, days: [], calibrationError: null, calibration: [], staking: [], drift: null, alert: null,
  })
})
test('a model that nobody knows; days the wrong way round', async () => {
  expect((await graph.ask('{ modelPerformance(model: "nobody") { model } }')).modelPerformance).toBeNull()
  expect(await graph.refusal('{ modelPerformance(model: "m", from: "2099-03-02", to: "2099-03-01") { model } }')).toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringContaining('is after') as string })
})
