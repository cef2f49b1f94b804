import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Environment, fetchQuery, Network, RecordSource, Store, type GraphQLResponse } from 'relay-runtime'
import { apolloCard } from '../../examples/clients/apollo-client'
import { allRaces, nextToJump, topReasons } from '../../examples/clients/graphql-request'
import { urqlForm } from '../../examples/clients/urql'
import { serveGraph, type ServedGraph } from '../support/serve-graph'

/** The examples as a client team would run them: real clients, real HTTP, typed by codegen. */
const root = join(__dirname, '../..')
const bin = (name: string): string => join(root, 'node_modules/.bin', name)
let graph: ServedGraph
beforeAll(async () => { graph = await serveGraph() })
afterAll(() => graph.close())

test('Apollo Client reads a card and finds it in its cache', async () => {
  const { meeting, cached } = await apolloCard(graph.url, '2023-04-23', 'ST')
  expect(meeting?.races[0]?.runners.nodes.map((r) => [r.number, r.horse.name, r.result?.position])).toEqual([[1, 'Horse H1', 1], [2, 'Horse H2', 2], [3, 'Horse H3', 3]])
  expect(cached).toEqual(meeting)
})

test('urql reads form by GET: past runs are strictly before the race', async () => {
  const { races } = await allRaces(graph.url, 10)
  const night = races.find((r) => r.name === 'Happy Handicap')!
  const form = await urqlForm(graph.url, night.id, 2)
  expect(form?.runners.nodes[0]?.pastRuns.nodes.map((r) => [r.date, r.result?.position])).toEqual([['2023-04-23', 1], ['2023-04-02', 1]])
})

test('graphql-request walks every page, whatever its size', async () => {
  const [small, large] = [await allRaces(graph.url, 2), await allRaces(graph.url, 100)]
  expect(small).toEqual(large)
  expect(small.races.length).toBe(small.total)
  expect(new Set(small.races.map((r) => r.id)).size).toBe(small.total)
  expect((await nextToJump(graph.url, 1)).nextToJump.map((r) => r.source)).toEqual(['SYNTHETIC'])
})

test('the top reasons of every runner of a card come in one request, within the limits of a server as it is installed', async () => {
  const { meeting } = await topReasons(graph.url, { date: '2023-04-23', venue: 'ST', model: 'ruled', top: 2 })
  const races = meeting?.races.map(({ runners: { nodes } }) => nodes.map(({ explanation }) => (explanation?.__typename === 'Explanation' ? explanation.contributions.map(({ kind }) => kind) : explanation?.reason)))
  expect(races).toEqual([[['FEATURE', 'RULE'], ['RULE'], ['FEATURE', 'RULE']], ['ABANDONED', 'ABANDONED']])
})

test('relay-compiler accepts the schema, and Relay pages with what it made', async () => {
  const folder = join(root, 'examples/relay')
  rmSync(join(folder, '__generated__'), { recursive: true, force: true })
  mkdirSync(join(folder, '__generated__'))
  execFileSync(bin('relay-compiler'), ['relay.config.json'], { cwd: folder, stdio: 'pipe' })
  const query = (await import(join(folder, '__generated__/racesPagePaginationQuery.graphql.ts'))).default
  const network = Network.create(async ({ text }, variables) => (await fetch(graph.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: text, variables }) })).json() as Promise<GraphQLResponse>)
  const environment = new Environment({ network, store: new Store(new RecordSource()) })
  await fetchQuery(environment, query, { count: 2 }).toPromise()
  const { total } = await allRaces(graph.url, 100)
  const records = environment.getStore().getSource()
  const races = records.getRecordIDs().filter((id) => records.get(id)?.['__typename'] === 'Race')
  expect(races.length).toBe(Math.min(2, total))
})

test('the committed types are what codegen makes of the committed schema', () => {
  const before = read()
  execFileSync(bin('graphql-codegen'), ['--config', 'codegen.yml'], { cwd: root, stdio: 'pipe' })
  expect(read()).toEqual(before)
  function read(): string[] { return ['gql.ts', 'graphql.ts', 'index.ts', 'persisted-documents.json'].map((f) => readFileSync(join(root, 'examples/generated', f), 'utf8')) }
})
