import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import pino from 'pino'
import { systemClock } from '../../src/app/clock'
import { composeGateway, type Gateway } from '../../src/app/compose'
import { readConfig } from '../../src/app/config/read-config'
import { fitEncoder, LINEAR, widthOf } from '../../src/models/inputs/encoder'
import { linearModel } from '../../src/models/learners/linear-model'
import { marketModel } from '../../src/models/learners/market'
import type { Model } from '../../src/models/model'
import { featureNamed } from '../../src/features/registry'
import { modelStore } from '../../src/storage/models/model-store'
import type { Artefact } from '../../src/usecases/ports'
import { artefactOf, digestOf } from '../support/artefact'
import { testDatabase, type TestDatabase } from '../support/database'
import { foldHistory } from '../support/fold-history'
import { raceTable, toTrainOn } from '../support/race-table'
import { addRaces } from '../support/served-races'
import { temporaryFolder } from '../support/temporary-folder'

/** The gateway as it is started: folders with artefacts, PostgreSQL, HTTP, the record in the database. */
const folder = temporaryFolder()
const lines: string[] = []
const logger = pino({ level: 'warn' }, new Writable({ write: (chunk: Buffer, _, done) => { lines.push(chunk.toString()); done() } }))
let database: TestDatabase
let gateway: Gateway
let url: string

/** A logit that prefers low numbers. */
function draw(): Model {
  const { table } = raceTable({ races: 30, weights: { 'barrier.number': 1 } })
  const encoder = fitEncoder(['barrier.number'], toTrainOn(table), { ...LINEAR, own: false })
  return linearModel({ kind: 'conditional-logit', encoder, weights: new Float32Array(widthOf(encoder)).fill(-0.5), bias: 0, marketPower: null })
}
function artefact(name: string, model: Model): Artefact {
  const files = model.save()
  const { card } = artefactOf({ name, version: 1, kind: model.kind, usesPrices: model.kind === 'market', features: model.features.map((one) => `${one}@${featureNamed(one).version}`) })
  return { files, card: { ...card, files: Object.fromEntries([...files].map(([path, bytes]) => [path, digestOf(bytes)])) } }
}

beforeAll(async () => {
  database = await testDatabase()
  await addRaces(database.pool, [3, 2])
  await database.pool.query('UPDATE runners SET barrier = number')
  await database.pool.query(`INSERT INTO prices (runner_id, race_id, source, kind, decimal, at, known_at) SELECT id, race_id, 'FIXED', 'FLUCTUATION', 2 * number, '2026-01-01', '2026-01-01' FROM runners WHERE race_id = 1`)
  await foldHistory(database)
  const store = modelStore(folder.path, null)
  for (const [name, model] of [['public', marketModel(1)], ['draw', draw()], ['spoilt', marketModel(2)]] as const) await store.write(artefact(name, model))
  writeFileSync(join(folder.path, 'spoilt', '1', 'model.json'), '{}')
  await store.point('champion', { name: 'draw', version: 1 }, 'test')
  await store.point('fundamentals', { name: 'spoilt', version: 1 }, 'test')
  const config = readConfig({ RACEGRAPH_MODELS: folder.path, RACEGRAPH_HOME: folder.path, RACEGRAPH_FEATURE_REFRESH_MS: '0' })
  gateway = await composeGateway({ config, clock: systemClock, databaseUrl: database.url, logger })
  url = `${await gateway.http.listen({ host: '127.0.0.1', port: 0 })}/graphql`
})
afterAll(async () => {
  await gateway.close()
  await database.close()
  folder.remove()
})

async function ask(selection: string): Promise<any> { // eslint-disable-line @typescript-eslint/no-explicit-any -- whatever was asked for
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: `{ races(orderBy: { by: START, direction: ASC }) { nodes { ${selection} } } }` }) })
  const { data, errors } = (await response.json()) as { data: { races: { nodes: unknown[] } } | null; errors?: unknown }
  if (errors !== undefined) throw new Error(JSON.stringify(errors))
  return data?.races.nodes
}
const CHANCES = '__typename ... on NoPrediction { reason message } ... on RacePrediction { model { name aliases synthetic } predictions { rank probability fairOdds edge runner { number } } }'

test('by prices of 2, 4 and 6: chances of 6, 3 and 2 elevenths, with what they are worth', async () => {
  const [race, unpriced] = await ask(`predictions(model: "public") { ${CHANCES} }`)
  expect(race.predictions).toEqual({ __typename: 'RacePrediction', model: { name: 'public', aliases: [], synthetic: true }, predictions: [
    { rank: 1, probability: expect.closeTo(6 / 11, 9), fairOdds: '1.83', edge: expect.closeTo(12 / 11 - 1, 9), runner: { number: 1 } },
    { rank: 2, probability: expect.closeTo(3 / 11, 9), fairOdds: '3.67', edge: expect.closeTo(12 / 11 - 1, 9), runner: { number: 2 } },
    { rank: 3, probability: expect.closeTo(2 / 11, 9), fairOdds: '5.50', edge: expect.closeTo(12 / 11 - 1, 9), runner: { number: 3 } },
  ] })
  expect(unpriced.predictions).toMatchObject({ __typename: 'NoPrediction', reason: 'PRICES_MISSING' })
})

test('the champion, unless somebody is named: two races and all their runners', async () => {
  const races = await ask(`predictions { ${CHANCES} } runners { nodes { number prediction { ... on Prediction { rank probability model { aliases } } } } }`)
  for (const { predictions: { predictions }, runners } of races) {
    expect(predictions.map((one: { rank: number }) => one.rank)).toEqual(runners.nodes.map((_: unknown, i: number) => i + 1))
    expect(predictions.reduce((sum: number, one: { probability: number }) => sum + one.probability, 0)).toBeCloseTo(1, 12)
    expect(runners.nodes.map((one: { prediction: object }) => one.prediction)).toEqual(predictions.map(({ rank, probability }: { rank: number; probability: number }) => ({ rank, probability, model: { aliases: ['champion'] } })))
  }
})

test('a damaged artefact is said in the log at the start, and data are served', async () => {
  const races = await ask(`number predictions(model: "fundamentals") { ${CHANCES} }`)
  expect(races.map((race: { number: number }) => race.number)).toEqual([1, 2])
  for (const { predictions } of races) expect(predictions).toMatchObject({ __typename: 'NoPrediction', reason: 'MODEL_UNUSABLE', message: expect.stringContaining('model.json') as string })
  expect(lines.join('')).toMatch(/there are no predictions by fundamentals: .*spoilt@1.*model\.json/)
})

test('what was served stands in the record, once, under an alias or a name', async () => {
  await ask('predictions { __typename }')
  await ask('predictions(model: "draw@1") { __typename }')
  const [race] = await ask('predictionHistory(model: "champion") { sequence hash modelName chances { probability runner { number } } } predictions { ... on RacePrediction { predictions { probability } } }')
  expect(race.predictionHistory).toEqual([{
    sequence: expect.any(Number) as number, hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string, modelName: 'draw',
    chances: race.predictions.predictions.map(({ probability }: { probability: number }, i: number) => ({ probability, runner: { number: i + 1 } })),
  }])
})

test('without a record there is no prediction, and the rest of the answer is there', async () => {
  await database.pool.query('ALTER TABLE served_predictions RENAME TO hidden_predictions')
  try {
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: '{ nextToJump { number predictions(model: "public") { __typename } runners { nodes { number prediction(model: "draw") { __typename } } } } }' }) })
    const { data, errors } = (await response.json()) as { data: unknown; errors: { extensions: { code: string } }[] }
    expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(['PREDICTION_NOT_RECORDED']))
    expect(data).toEqual({ nextToJump: [3, 2].map((runners, i) => ({ number: i + 1, predictions: null, runners: { nodes: Array.from({ length: runners }, (_, n) => ({ number: n + 1, prediction: null })) } })) })
    const past = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: '{ nextToJump { predictions(model: "public", asOf: "2026-02-01T00:00:00Z") { __typename } } }' }) })
    expect(await past.json()).toMatchObject({ data: { nextToJump: [{ predictions: { __typename: 'RacePrediction' } }, { predictions: { __typename: 'NoPrediction' } }] } })
  } finally { await database.pool.query('ALTER TABLE hidden_predictions RENAME TO served_predictions') }
})

test('a runner that is scratched has none, and the others sum to 1', async () => {
  await database.pool.query(`UPDATE runners SET status = 'LATE_SCRATCHED', updated_at = now() WHERE id = 101`)
  const [race] = await ask(`predictions(model: "public") { ${CHANCES} } runners { nodes { number prediction(model: "public") { __typename ... on NoPrediction { reason } } } }`)
  expect(race.predictions.predictions.map((one: { probability: number }) => one.probability)).toEqual([expect.closeTo(3 / 5, 9), expect.closeTo(2 / 5, 9)])
  expect(race.runners.nodes[0]).toEqual({ number: 1, prediction: { __typename: 'NoPrediction', reason: 'NOT_STARTING' } })
})
