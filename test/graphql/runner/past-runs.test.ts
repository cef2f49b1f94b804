import type { TestDatabase } from '../../support/database'
import { formDatabase } from '../../support/form-fixture'
import { openGraph, type Graph } from '../../support/graph'

let database: TestDatabase
let graph: Graph
beforeAll(async () => { database = await formDatabase(); graph = await openGraph(database.pool) })
afterAll(() => database.close())

const pastRuns = async (args: string, selection = 'nodes { date }'): Promise<any> => // eslint-disable-line @typescript-eslint/no-explicit-any -- whatever was asked for
  (await graph.ask(`{ meeting(date: "2023-04-23", venue: "ST") { races { runners { nodes { pastRuns${args} { ${selection} } } } } } }`)).meeting.races[0].runners.nodes.map((runner: { pastRuns: unknown }) => runner.pastRuns)
const dates = async (args: string): Promise<unknown> => (await pastRuns(args))[0].nodes.map((run: { date: string }) => run.date)
const STARTS = ['2023-03-12', '2023-01-05', '2022-09-24', '2022-09-10', '2022-01-10']

test('newest first: not this race, nothing later, nothing that became known at its start, no trials', async () => { expect(await dates('')).toEqual(STARTS) })
test('trials come when asked for', async () => { expect(await dates('(includeTrials: true)')).toEqual(['2023-03-12', '2023-02-01', '2023-01-05', '2022-09-24', '2022-09-10', '2022-01-10']) })
test('asOf leaves out what became known at the instant', async () => {
  expect(await dates('(asOf: "2022-09-24T05:30:00Z")')).toEqual(['2022-09-10', '2022-01-10'])
  expect(await dates('(asOf: "2022-09-24T05:30:00.001Z")')).toEqual(['2022-09-24', '2022-09-10', '2022-01-10'])
})
test('asOf after the start does not look ahead', async () => { expect(await dates('(asOf: "2099-01-01T00:00:00Z")')).toEqual(STARTS) })
test('a debutant has an empty connection, not null', async () => {
  expect((await pastRuns('', 'totalCount pageInfo { hasNextPage startCursor } nodes { date } edges { cursor }'))[1]).toEqual({ totalCount: 0, pageInfo: { hasNextPage: false, startCursor: null }, nodes: [], edges: [] })
})
test('every runner has its own page, and its count', async () => {
  expect(await pastRuns('(first: 2)', 'totalCount pageInfo { hasNextPage } nodes { date }')).toEqual([
    { totalCount: 5, pageInfo: { hasNextPage: true }, nodes: [{ date: '2023-03-12' }, { date: '2023-01-05' }] }, { totalCount: 0, pageInfo: { hasNextPage: false }, nodes: [] },
  ])
})
test('a run is a line of form', async () => {
  const [{ nodes: [newest, fall] }] = await pastRuns('(first: 2)', 'nodes { date venue { code } distanceM going { label } isTrial weightKg barrier startingPriceDecimal prepRunNumber daysSincePrevious jockey { name } result { status position deadHeat } runner { number race { number } } race { name } inRunning { position } sectionals { topSpeedMps } }')
  expect(newest).toEqual({
    date: '2023-03-12', venue: { code: 'ST' }, distanceM: 1200, going: { label: 'GOOD' }, isTrial: false, weightKg: 57.5, barrier: 1, startingPriceDecimal: 3, prepRunNumber: 1, daysSincePrevious: 66,
    jockey: { name: 'Jockey A' }, result: { status: 'DEAD_HEAT', position: 1, deadHeat: true }, runner: { number: 1, race: { number: 1 } }, race: { name: 'Race 1' }, inRunning: [], sectionals: null,
  })
  expect(fall.result).toEqual({ status: 'FELL', position: null, deadHeat: false })
})

const runs = async (args: string): Promise<unknown> => (await graph.ask(`{ search(text: "star", first: 1) { ... on Horse { runs(${args}) { nodes { date } } } } }`)).search[0].runs.nodes.map((run: { date: string }) => run.date)
test('runs of a horse: all whose result is known, no trials', async () => { expect(await runs('first: 3')).toEqual(['2023-05-10', '2023-04-23', '2023-04-20']) })
test.each([
  ['trials only', 'kinds: [BARRIER_TRIAL]', ['2023-02-01']], ['days, both ends included', 'dates: { from: "2022-09-10", to: "2022-09-24" }', ['2022-09-24', '2022-09-10']],
  ['distance', 'distance: { gte: 1300 }', ['2022-09-24']], ['going', 'goings: [YIELDING]', ['2022-09-10']], ['better than listed', 'minPattern: LISTED', ['2022-09-10']], ['better than group 2', 'minPattern: GROUP_2', []],
  ['an empty list', 'goings: []', []],
])('runs filtered by %s', async (_, filter, expected) => { expect(await runs(`filter: { ${filter} }`)).toEqual(expected) })
test('the last page of rides comes oldest last', async () => {
  const { search } = await graph.ask('{ search(text: "Jockey A", first: 1) { ... on Jockey { rides(last: 2) { nodes { date } pageInfo { hasPreviousPage } } } } }')
  expect(search[0].rides).toEqual({ nodes: [{ date: '2022-09-10' }, { date: '2022-01-10' }], pageInfo: { hasPreviousPage: true } })
})
