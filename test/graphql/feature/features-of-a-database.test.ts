import { instant } from '../../../src/domain/instant'
import { FEATURES } from '../../../src/features/registry'
import { toGlobalId } from '../../../src/graphql/node/global-id'
import { historyBuilt } from '../../../src/storage/features/history-built'
import { vectorStore } from '../../../src/storage/features/vector-store'
import { computeRaceFeatures } from '../../../src/usecases/race-features'
import { createMeetingStore } from '../../../src/storage/copy-in/meeting-store'
import { featureReader } from '../../../src/storage/features/feature-reader'
import { withRunner } from '../../../src/storage/sql-runner'
import type { SqlRunner } from '../../../src/usecases/ports'
import { seededDatabase, testDatabase, type TestDatabase } from '../../support/database'
import { openGraph, type Graph } from '../../support/graph'
import { fillGraph, graphFixture } from '../../support/graph-fixture'
import { graphServices } from '../../support/graph-services'

const DAY_BEFORE = instant('2098-12-31T02:00:00Z')
const NOW = instant('2098-12-31T12:00:00Z')
let database: TestDatabase
let graph: Graph
beforeAll(async () => { database = await seededDatabase('graph_fixture', fillGraph); graph = await openGraph(database.pool, graphServices(NOW)) })
afterAll(() => database.close())

const idOf = async (sourceId: string): Promise<number> => (await database.pool.query<{ id: number }>('SELECT id FROM races WHERE source_id = $1', [sourceId])).rows[0]?.id ?? 0
const matrix = async (race: number, args: string): Promise<any> => (await graph.ask(`{ race(id: "${toGlobalId('Race', race)}") { featureMatrix(${args}) { asOf marketAsOf names rows } } }`)).race.featureMatrix // eslint-disable-line @typescript-eslint/no-explicit-any -- whatever was asked for
const tablesRead = (): readonly string[] => ['feature_vectors', 'races r', 'run_lines', 'tallies', 'prices'].filter((table) => graph.statements.some((sql) => new RegExp(`(FROM|JOIN) ${table}`).test(sql)))

test('a horse that ran on 2 April runs again 21 days later', async () => {
  const { meeting } = await graph.ask('{ meeting(date: "2023-04-23", venue: "ST") { races { runners { nodes { number features(names: [FITNESS_DAYS_SINCE_RUN]) { asOf features { value text } } } } } } }')
  expect(meeting.races[0].runners.nodes[0]).toEqual({ number: 1, features: { asOf: '2023-04-23T05:00:00.000Z', features: [{ value: 21, text: '21 days' }] } })
})

test('a runner that was scratched has none; before the scratching was known it had', async () => {
  const vectors = async (asOf: string): Promise<unknown> => (await graph.ask(`{ meeting(date: "2023-04-02", venue: "ST") { races { runners { nodes { number features(names: [BARRIER_NUMBER]${asOf}) { features { value } } } } } } }`)).meeting.races[0].runners.nodes.map((runner: { features: unknown }) => runner.features !== null)
  expect(await vectors('')).toEqual([true, true, true, true, false])
  expect(await vectors(', asOf: "2023-04-02T04:01:00Z"')).toEqual([true, true, true, true, true])
})

test('what is asked for is what is read', async () => {
  const race = await idOf('2023-04-23-ST-1')
  await matrix(race, 'names: [BARRIER_NUMBER], asOf: "2023-04-23T04:00:00Z"')
  expect(tablesRead()).toEqual(['races r'])
  await matrix(race, 'names: [FITNESS_DAYS_SINCE_RUN], asOf: "2023-04-23T04:00:00Z"')
  expect(tablesRead()).toEqual(['races r', 'run_lines'])
  await matrix(race, 'asOf: "2023-04-23T04:00:00Z"')
  expect(tablesRead()).toEqual(['races r', 'run_lines', 'tallies', 'prices'])
})

test('as many statements for a card of any length', async () => {
  const count = async (date: string): Promise<number> => { await graph.ask(`{ meeting(date: "${date}", venue: "ST") { races { featureMatrix { rows } runners { nodes { features(names: [BARRIER_NUMBER]) { features { value } } } } } } }`); return graph.statements.length }
  expect(await count('2023-04-23')).toBe(await count('2023-04-02'))
  expect(await count('2023-04-23')).toBe('meeting and races, stored vectors, cards, their runners, prices, lines, sums, runners'.split(', ').length)
})

describe('a race to come', () => {
  const names = '[BARRIER_NUMBER, BARRIER_SHARE, MARKET_OPENING]'
  const store = async (asOf: typeof NOW): Promise<number> => {
    const race = await idOf('S1-1')
    const found = await withRunner(database.pool, (db) => computeRaceFeatures(featureReader(db as SqlRunner), [{ raceId: race, asOf }], FEATURES.map(({ name }) => name)))
    const vectors = vectorStore(database.pool)
    await vectors.due(asOf)
    await vectors.write(found.flatMap((one) => (one === null ? [] : [{ raceId: race, asOf: one.marketAt, runnerIds: one.runnerIds, columns: one.columns }])))
    await database.pool.query('UPDATE feature_vectors SET stale_since = NULL')
    return race
  }
  test('is read as stored: three columns and nothing else', async () => {
    const race = await store(DAY_BEFORE)
    const read = await matrix(race, `names: ${names}`)
    expect(tablesRead()).toEqual(['feature_vectors'])
    expect(graph.statements.filter((sql) => sql.includes('feature_vectors')).map((sql) => sql.match(/substring/g)?.length)).toEqual([3])
    expect(read).toMatchObject({ asOf: '2098-12-31T02:00:00.000Z', rows: [[1, 0, 4.5], [2, 1, null]] })
    expect((await matrix(race, `names: ${names}, asOf: "2098-12-31T02:00:00Z"`)).rows).toEqual(read.rows)
  })
  test('is computed when what is stored is out of date', async () => {
    const race = await store(DAY_BEFORE)
    await database.pool.query('UPDATE feature_vectors SET stale_since = now()')
    expect(await matrix(race, `names: ${names}`)).toMatchObject({ asOf: '2098-12-31T12:00:00.000Z' })
    expect(tablesRead()).toEqual(['feature_vectors', 'races r', 'prices'])
  })
})

test('an instant to come is refused, and the rest of the answer is there', async () => {
  expect(await graph.refusal('{ races(first: 1) { nodes { number featureMatrix(asOf: "2099-01-01T00:00:00Z") { rows } } } }')).toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringMatching(/^asOf is 2099-01-01T00:00:00.000Z, which is still to come/) as string })
  expect(await graph.refusal('query ($asOf: DateTime) { races(first: 1) { nodes { featureMatrix(asOf: $asOf) { rows } } } }', { asOf: 'yesterday' })).toMatchObject({ code: 'BAD_USER_INPUT' })
})

test('earlier runs that were never gathered are not taken for none', async () => {
  const fresh = await testDatabase()
  try {
    const session = await createMeetingStore(fresh.url).open('HKJC', 'fixture')
    for (const unit of graphFixture.filter((one) => one.meeting?.source === 'HKJC')) await session.store(unit)
    await session.close()
    const early = await openGraph(fresh.pool, { ...graphServices(NOW), historyReady: historyBuilt })
    expect(await early.refusal('{ races(first: 1) { nodes { featureMatrix { rows } } } }')).toMatchObject({ code: 'HISTORY_NOT_READY' })
    expect((await early.ask('{ races(first: 1) { nodes { featureMatrix(names: [BARRIER_NUMBER]) { names } } } }')).races.nodes).toEqual([{ featureMatrix: { names: ['BARRIER_NUMBER'] } }])
  } finally { await fresh.close() }
})
