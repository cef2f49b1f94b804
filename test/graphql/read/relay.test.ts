import { isEnumType, isListType, isNonNullType } from 'graphql'
import { NODE_TYPES } from '../../../src/graphql/node/global-id'
import { buildGraph } from '../../../src/graphql/schema'
import { createMeetingStore } from '../../../src/storage/copy-in/meeting-store'
import { seededDatabase, type TestDatabase } from '../../support/database'
import { openGraph, type Graph } from '../../support/graph'
import { graphFixture, fillGraph } from '../../support/graph-fixture'
import { meetingOn, raceRecord, unitOf } from '../../support/meeting-record'

/** The rules of Relay's object identification and connection specifications, on every connection at the root. */
let database: TestDatabase
let graph: Graph
beforeAll(async () => {
  database = await seededDatabase('graph_relay', fillGraph)
  graph = await openGraph(database.pool)
})
afterAll(() => database.close())

const TABLES = { Venue: 'venues', Meeting: 'meetings', Race: 'races', Runner: 'runners', Horse: 'horses', Jockey: 'jockeys', Trainer: 'trainers', Owner: 'owners', ChangeEvent: 'change_events', Market: 'markets' }

test.each(NODE_TYPES)('node(id) gives back the %s that has the id', async (type) => {
  const { rows: [row] } = await database.pool.query(`SELECT min(id) AS id FROM ${TABLES[type]}`)
  const id = Buffer.from(`${type}:${row.id}`).toString('base64url')
  expect(await graph.ask('query ($id: ID!) { node(id: $id) { __typename id } }', { id })).toEqual({ node: { __typename: type, id } })
})

test('nodes keeps the order asked for, doubles and all, with null where there is nothing', async () => {
  const id = (key: number): string => Buffer.from(`Horse:${key}`).toString('base64url')
  const { nodes } = await graph.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Horse { name } } }', { ids: [id(2), id(999_999), id(1), id(2)] })
  expect(nodes.map((n: { id: string } | null) => n?.id ?? null)).toEqual([id(2), null, id(1), id(2)])
})

const root = buildGraph().getQueryType()!.getFields()
const orders = ['meetings', 'races'].flatMap((field) => {
  const argument = root[field]!.args.find((a) => a.name === 'orderBy')!.type
  const input = isListType(argument) && isNonNullType(argument.ofType) ? argument.ofType.ofType : null
  const by = (input as unknown as { getFields(): Record<string, { type: { ofType: unknown } }> }).getFields()['by']!.type.ofType
  if (!isEnumType(by)) throw new Error(`${field}.orderBy.by is no enum`)
  return by.getValues().flatMap((v) => ['ASC', 'DESC'].map((direction) => ({ field, by: v.name, direction })))
})

interface Page { edges: { cursor: string; node: { id: string } }[]; pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null } }
const page = async (field: string, args: string): Promise<Page> => (await graph.ask(`{ page: ${field}(${args}) { edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`)).page
const idsOf = (p: Page): string[] => p.edges.map((e) => e.node.id)

test.each(orders)('$field by $by $direction: pages forwards and backwards are the list, nulls included', async ({ field, by, direction }) => {
  const order = `orderBy: [{ by: ${by}, direction: ${direction} }]`
  const whole = idsOf(await page(field, `first: 100, ${order}`))
  expect(new Set(whole).size).toBe(whole.length)
  const forwards: string[] = [], backwards: string[] = []
  for (let at: Page | null = await page(field, `first: 2, ${order}`); at; at = at.pageInfo.hasNextPage ? await page(field, `first: 2, after: "${at.pageInfo.endCursor}", ${order}`) : null) forwards.push(...idsOf(at))
  for (let at: Page | null = await page(field, `last: 2, ${order}`); at; at = at.pageInfo.hasPreviousPage ? await page(field, `last: 2, before: "${at.pageInfo.startCursor}", ${order}`) : null) backwards.unshift(...idsOf(at))
  expect(forwards).toEqual(whole)
  expect(backwards).toEqual(whole)
})

test('hasNextPage and hasPreviousPage tell the truth', async () => {
  const all = await page('races', 'first: 100')
  const cursor = (i: number): string => all.edges.at(i)!.cursor
  const flags = async (args: string): Promise<[boolean, boolean]> => {
    const { pageInfo } = await page('races', args)
    return [pageInfo.hasPreviousPage, pageInfo.hasNextPage]
  }
  expect([all.pageInfo.hasPreviousPage, all.pageInfo.hasNextPage]).toEqual([false, false])
  expect(await flags('first: 1')).toEqual([false, true])
  expect(await flags(`first: 1, after: "${cursor(0)}"`)).toEqual([true, true])
  expect(await flags(`first: 100, after: "${cursor(0)}"`)).toEqual([true, false])
  expect(await flags(`first: 100, after: "${cursor(-1)}"`)).toEqual([true, false])
  expect(await flags('last: 1')).toEqual([true, false])
  expect(await flags(`last: 1, before: "${cursor(-1)}"`)).toEqual([true, true])
  expect(await flags(`last: 100, before: "${cursor(-1)}"`)).toEqual([false, true])
  expect(await flags('first: 0')).toEqual([false, true])
})

test('a page of none has no cursors', async () => {
  expect(await page('races', 'first: 0')).toMatchObject({ edges: [], pageInfo: { startCursor: null, endCursor: null } })
})

test('after and before together cut a window', async () => {
  const all = await page('races', 'first: 100')
  const between = await page('races', `after: "${all.edges[0]!.cursor}", before: "${all.edges[3]!.cursor}"`)
  expect(idsOf(between)).toEqual(idsOf(all).slice(1, 3))
})

test.each(['first: -1', 'last: -1', 'first: 1001', 'last: 2147483647', 'first: 1, last: 1', 'first: 10, last: 2'])('races(%s) is refused', async (args) => {
  expect(await graph.refusal(`{ races(${args}) { nodes { id } } }`)).toMatchObject({ code: 'BAD_USER_INPUT' })
})

test.each(['__typename', 'totalCount', 'pageInfo @skip(if: true) { hasNextPage }', 'nodes { id }'])('a range that no race can be in is refused whatever is selected: %s', async (selected) => {
  expect(await graph.refusal(`{ races(filter: { distance: { gte: 2, lte: 1 } }) { ${selected} } }`)).toMatchObject({ code: 'BAD_USER_INPUT' })
})

test('a cursor of another order, another connection or none is refused', async () => {
  const { edges } = await page('races', 'first: 1')
  for (const args of [`after: "${edges[0]!.cursor}", orderBy: [{ by: DISTANCE }]`, 'after: "eA"', `after: "${Buffer.from('["-scheduled_start,-id","x","1"]').toString('base64url')}"`])
    expect(await graph.refusal(`{ races(${args}) { nodes { id } } }`)).toMatchObject({ code: 'BAD_USER_INPUT' })
})

test('a cursor stays good when rows come in before and after it', async () => {
  const order = 'orderBy: [{ by: START, direction: ASC }]'
  const first = await page('races', `first: 3, ${order}`)
  const rest = idsOf(await page('races', `first: 100, after: "${first.pageInfo.endCursor}", ${order}`))
  const session = await createMeetingStore(database.url).open('HKJC', 'fixture')
  const known = new Set(graphFixture.map((u) => u.key))
  for (const date of ['2023-01-05', '2024-02-06']) {
    const unit = unitOf(meetingOn(date, { races: [raceRecord(1)] }))
    expect(known.has(unit.key)).toBe(false)
    expect(await session.store(unit)).toMatchObject({ kind: 'inserted' })
  }
  await session.close()
  const later = idsOf(await page('races', `first: 100, after: "${first.pageInfo.endCursor}", ${order}`))
  expect(later.filter((id) => rest.includes(id))).toEqual(rest)
  expect(later.length).toBe(rest.length + 1)
})
