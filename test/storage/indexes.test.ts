import { parse } from 'graphql'
import { createExecutor } from '../../src/graphql/read/executor'
import type { Executor } from '../../src/graphql/read/executor'
import { toGlobalId } from '../../src/graphql/node/global-id'
import { buildGraph } from '../../src/graphql/schema'
import { withRunner } from '../../src/storage/sql-runner'
import type { TestDatabase } from '../support/database'
import { assertIndexed, explain } from '../support/explain'
import { graphServices } from '../support/graph-services'
import { realisticDatabase } from '../support/realistic-data'
import type { SqlRunner } from '../../src/usecases/ports'

/** Tables that grow with the years. The others are read whole without harm. */
const LARGE = ['meetings', 'races', 'runners', 'results', 'horses', 'ownerships', 'in_running_positions', 'sectionals', 'dividends', 'runner_gear', 'track_ratings', 'weather_observations', 'change_events', 'prices']

let db: TestDatabase
let executor: Executor
const ran: { readonly sql: string; readonly values: readonly unknown[] }[] = []
beforeAll(async () => {
  db = await realisticDatabase()
  executor = await createExecutor({
    buildSchema: buildGraph, services: graphServices(),
    withRunner: (use) => withRunner(db.pool, (runner) => use({ rows: (sql, values) => { ran.push({ sql, values }); return (runner as SqlRunner).rows(sql, values) } })),
  })
}, 120_000)
afterAll(async () => { await db.close() })

/** Large tables that the statements of an operation read row by row, with the statement. */
const scannedBy = async (operation: string): Promise<string[]> => {
  ran.length = 0
  const { errors } = await executor({ document: parse(operation), variables: {}, context: {} })
  if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join('\n'))
  expect(ran.length).toBeGreaterThan(0)
  const found: string[] = []
  for (const { sql, values } of [...ran]) {
    const { scanned, text } = await explain(db.pool, sql, values)
    found.push(...scanned.filter((table) => LARGE.includes(table)).map((table) => `${table}: ${sql}\n${text}`))
  }
  return found
}

const CARD = 'number name runners { nodes { number horse { name } jockey { name } trainer { name } } }'
test.each<readonly [what: string, operation: string]>([
  ['meetings, newest first', '{ meetings { nodes { date } } }'],
  ['meetings, oldest first', '{ meetings(orderBy: [{ by: DATE, direction: ASC }]) { nodes { date } } }'],
  ['meetings between dates', '{ meetings(filter: { dates: { from: "2022-01-01", to: "2022-01-08" } }) { nodes { date } } }'],
  ['meetings at a venue', `{ meetings(filter: { venues: ["${toGlobalId('Venue', 3)}"] }) { nodes { date } } }`],
  ['meetings by status', '{ meetings(filter: { status: [SCHEDULED] }) { nodes { date } } }'],
  ['meetings by country, state, tier, kind and source', '{ meetings(filter: { countries: [NZL], states: ["VIC"], tiers: [METRO], kinds: [FLAT], sources: [SYNTHETIC] }) { nodes { date } } }'],
  ['a meeting by date and venue', '{ meeting(date: "2022-01-01", venue: "V7") { date } }'],
  ['races, latest first', '{ races { nodes { name } } }'],
  ['races, earliest first', '{ races(orderBy: [{ by: START, direction: ASC }]) { nodes { name } } }'],
  ['races by distance', '{ races(orderBy: [{ by: DISTANCE, direction: ASC }]) { nodes { name } } }'],
  ['races by prize, dearest first', '{ races(orderBy: [{ by: PRIZE, direction: DESC }]) { nodes { name } } }'],
  ['races between dates', '{ races(filter: { dates: { from: "2022-01-01", to: "2022-01-03" } }) { nodes { name } } }'],
  ['races at a venue', `{ races(filter: { venues: ["${toGlobalId('Venue', 3)}"] }) { nodes { name } } }`],
  ['races by status', '{ races(filter: { status: [OPEN] }) { nodes { name } } }'],
  ['races by distance range', '{ races(filter: { distance: { gte: 2300, lte: 2400 } }) { nodes { name } } }'],
  ['races by going', '{ races(filter: { goings: [HEAVY] }) { nodes { name } } }'],
  ['races by class', '{ races(filter: { classes: ["BM64"] }) { nodes { name } } }'],
  ['races by field size', '{ races(filter: { fieldSize: { lte: 5 } }) { nodes { name } } }'],
  ['races by pattern', '{ races(filter: { patterns: [GROUP_1] }) { nodes { name } } }'],
  ['races by surface', '{ races(filter: { surfaces: [SYNTHETIC] }) { nodes { name } } }'],
  ['races by kind', '{ races(filter: { kinds: [BARRIER_TRIAL] }) { nodes { name } } }'],
  ['races of a horse', `{ races(filter: { horseIds: ["${toGlobalId('Horse', 77)}"] }) { nodes { name } } }`],
  ['races of a country', '{ races(filter: { countries: [NZL] }) { nodes { name } } }'],
  ['the next races to jump', '{ nextToJump { name } }'],
  ['a card', `{ meeting(date: "2022-01-01", venue: "V7") { races { ${CARD} } } }`],
  ['a result', `{ race(id: "${toGlobalId('Race', 500)}") { result { runners { position horse { name } } } dividends { pool } sectionals { runners { horse { name } } } changes { text } } }`],
  ['runs of a horse', `{ horse(id: "${toGlobalId('Horse', 500)}") { runs { nodes { number } } } }`],
  ['progeny of a horse', `{ horse(id: "${toGlobalId('Horse', 5)}") { progeny { nodes { name } } } }`],
  ['rides of a jockey', `{ jockey(id: "${toGlobalId('Jockey', 5)}") { rides { nodes { number } } } }`],
  ['runners of a trainer', `{ trainer(id: "${toGlobalId('Trainer', 5)}") { runners { nodes { number } } } }`],
  ['horses of an owner', `{ owner(id: "${toGlobalId('Owner', 5)}") { horses { nodes { name } } } }`],
  ['a meeting\'s ratings, weather and changes', '{ meeting(date: "2022-01-01", venue: "V7") { trackRatings { label } weather { observedAt } changes { text } } }'],
  ['a runner\'s past runs, gear, prices and sectionals', `{ node(id: "${toGlobalId('Runner', 5000)}") { ... on Runner { pastRuns { nodes { number } } gear { code } } } }`],
  ['a search', '{ search(text: "Dgkkapo") { __typename } }'],
  ['things by id', `{ nodes(ids: ["${toGlobalId('Horse', 5)}", "${toGlobalId('Race', 5)}"]) { id } }`],
])('%s: no large table is read row by row', async (_, operation) => {
  expect(await scannedBy(operation)).toEqual([])
})

test.each(['horses', 'owners'])('a name misspelt in %s is found by the trigram index', async (table) => {
  const { rows } = await db.pool.query<{ name: string }>(`SELECT lower(name) AS name FROM ${table} WHERE id = 300`)
  await assertIndexed(db.pool, `SELECT id FROM ${table} WHERE lower(name) % $1`, [`x${rows[0]?.name ?? ''}`], table)
})
test('a read without an index is noticed', async () => {
  await expect(assertIndexed(db.pool, 'SELECT id FROM races WHERE stewards_report = $1', ['x'], 'races')).rejects.toThrow('races is not read by an index')
})
