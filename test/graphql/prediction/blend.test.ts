import { instant } from '../../../src/domain/instant'
import { fromGlobalId } from '../../../src/graphql/node/global-id'
import { opinionStore } from '../../../src/storage/opinions/opinion-store'
import { ledgerOver } from '../../../src/storage/ledger/prediction-ledger'
import { blendedModels } from '../../../src/usecases/opinion/blended-models'
import { UNFITTED } from '../../../src/usecases/opinion/blend-state'
import type { Opinion } from '../../../src/usecases/opinion/ports'
import { seededDatabase, type TestDatabase } from '../../support/database'
import { openGraph, type Graph } from '../../support/graph'
import { fillGraph } from '../../support/graph-fixture'
import { graphModels } from '../../support/graph-models'
import { graphServices } from '../../support/graph-services'
import { openOn } from '../../support/opinions'

/* The card to come is of an invented meeting: two runners, of whom `draw` knows nothing that tells them apart but the barrier. */
const CARD = 'meeting(date: "2099-01-01", venue: "MYR")'
const BLEND = 'blend { kind modelWeight languageModelWeight base languageModel askedAt synthetic fellBack }'
const predicted = (model: string, fields: string, of = 'predictions { runnerId probability }'): string => `{ ${CARD} { races { predictions(model: "${model}") { __typename ... on RacePrediction { ${of} ${fields} } ... on NoPrediction { reason message } } } } }`
const ASKED_AT = instant('2098-12-31T22:00:00Z')
const NOW = instant('2099-01-01T00:00:00Z')
let database: TestDatabase
let graph: Graph
let [raceId, runnerIds]: [number, readonly number[]] = [0, []]
const local = (id: string): number => fromGlobalId(id, 'Runner')

beforeAll(async () => {
  database = await seededDatabase('graph_fixture', fillGraph)
  const models = blendedModels({ models: graphModels(), states: { all: async () => [UNFITTED] }, base: 'champion', listed: true })
  graph = await openGraph(database.pool, { ...graphServices(NOW), models, ledger: ledgerOver, opinions: (db) => opinionStore((use) => use(db)) })
  const { rows } = await database.pool.query<{ id: number; runners: number[] }>(`SELECT r.id, array_agg(n.id ORDER BY n.id) AS runners FROM races r JOIN runners n ON n.race_id = r.id WHERE r.source = 'SYNTHETIC' AND r.scheduled_start > '2098-01-01' GROUP BY r.id`)
  raceId = rows[0]?.id ?? 0
  runnerIds = rows[0]?.runners ?? []
})
afterAll(() => database.close())
const keep = (more: Partial<Opinion> = {}): Promise<void> => opinionStore(openOn(database)).keep({ raceId, asOf: ASKED_AT, madeAt: ASKED_AT, model: 'gpt-x', synthetic: true, promptVersion: 'p', runnerIds, chances: Float64Array.of(0.9, 0.1), samples: [Float64Array.of(0.9, 0.1)], costUsd: 0, ...more })
const prediction = async (query: string): Promise<any> => (await graph.ask(query)).meeting.races[0].predictions // eslint-disable-line @typescript-eslint/no-explicit-any -- whatever was asked for

test('without an opinion a hybrid is its base and says so; gpt has none', async () => {
  expect(await prediction(predicted('hybrid', BLEND))).toMatchObject({ __typename: 'RacePrediction', blend: { kind: 'LINEAR', modelWeight: 1, languageModelWeight: 0, base: 'draw@1', languageModel: null, askedAt: null, synthetic: false, fellBack: expect.stringMatching(/no language model was asked/) as string } })
  expect(await prediction(predicted('gpt', BLEND))).toMatchObject({ __typename: 'NoPrediction', reason: 'NO_OPINION' })
  expect(await prediction(predicted('draw', BLEND))).toMatchObject({ blend: null })
})
test('with one both are told, marked as what they are, and written down', async () => {
  await keep()
  const base = await prediction(predicted('draw', ''))
  const hybrid = await prediction(predicted('hybrid', `${BLEND} featureSet model { name version kind members aliases metrics { logLoss } trainedOn { races } }`))
  expect(hybrid.blend).toEqual({ kind: 'LINEAR', modelWeight: 0.6, languageModelWeight: 0.4, base: 'draw@1', languageModel: 'gpt-x', askedAt: '2098-12-31T22:00:00.000Z', synthetic: true, fellBack: null })
  expect(hybrid.model).toMatchObject({ name: 'hybrid', version: 1, kind: 'BLEND', members: ['draw@1', 'gpt'], aliases: [], metrics: null })
  expect(hybrid.featureSet).toMatch(/ draw@1 gpt-x\/p$/)
  const chance = (told: typeof base, id: number): number => told.predictions.find(({ runnerId }: { runnerId: string }) => local(runnerId) === id).probability
  for (const [i, id] of runnerIds.entries()) expect(chance(hybrid, id)).toBeCloseTo(0.6 * chance(base, id) + 0.4 * ([0.9, 0.1][i] as number), 12)
  const gpt = await prediction(predicted('gpt', BLEND))
  expect(chance(gpt, runnerIds[0] as number)).toBeCloseTo(0.9, 12)
  expect(gpt.blend).toMatchObject({ kind: 'GPT', base: null, synthetic: true })
  const { meeting: { races: [race] } } = await graph.ask(`{ ${CARD} { races { predictionHistory(model: "hybrid", first: 1) { modelName modelVersion featureSet chances { probability } } } } }`)
  expect(race.predictionHistory).toEqual([{ modelName: 'hybrid', modelVersion: 1, featureSet: hybrid.featureSet, chances: hybrid.predictions.map(({ probability }: { probability: number }) => ({ probability })) }])
})
test('of a runner it is told too, with places worked out of it, and its reasons are its base\'s to tell', async () => {
  const { meeting: { races: [race] } } = await graph.ask(`{ ${CARD} { races { runners { nodes { prediction(model: "hybrid") { ... on Prediction { probability contributions { effect } confidence { value } interval { low } b: blend { languageModel } } } explanation(model: "hybrid") { ... on NoPrediction { reason message } } } } } } }`)
  for (const { prediction: own, explanation } of race.runners.nodes) {
    expect(own).toMatchObject({ contributions: null, confidence: null, interval: null, b: { languageModel: 'gpt-x' } })
    expect(explanation).toEqual({ reason: 'NO_CONTRIBUTIONS', message: expect.stringMatching(/Ask its base: "draw@1"/) as string })
  }
  expect((await prediction(predicted('hybrid', 'exotics(type: EXACTA, first: 1) { probability }'))).exotics).toHaveLength(1)
})
test('before it was asked nothing of it is known', async () => {
  const { meeting: { races: [race] } } = await graph.ask(`{ ${CARD} { races { predictions(model: "hybrid", asOf: "2098-12-31T22:00:00Z") { ... on RacePrediction { blend { fellBack } } } } } }`)
  expect(race.predictions.blend.fellBack).toMatch(/no language model was asked/)
})
test('all of them are among the models, and can be asked for one by one', async () => {
  const { models, model } = await graph.ask('{ models { name } model(name: "hybrid-log") { name purpose synthetic } }')
  expect(models.map(({ name }: { name: string }) => name)).toEqual(expect.arrayContaining(['gpt', 'hybrid', 'hybrid-linear', 'hybrid-log']))
  expect(model).toMatchObject({ name: 'hybrid-log', purpose: expect.stringMatching(/to the power 0.600 times .* to the power 0.400/) as string })
})
test('what they were given can be judged by their names', async () => {
  expect(await graph.ask('{ modelPerformance(model: "hybrid", from: "2098-01-01", to: "2099-01-02") { model versions } }')).toMatchObject({ modelPerformance: { model: 'hybrid', versions: [] } })
})
