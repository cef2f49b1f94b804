import type { Problem } from '../../../src/app/rest/problem'
import type { TrustedDocument } from '../../../src/usecases/documents/ports'
import { documentOf, startRest, type RestServer } from './rest-server'

const publish = (server: RestServer, documents: readonly TrustedDocument[], at: number) => server.store.publish(documents, { client: { name: 'web', version: '1' }, at: at as never, dryRun: false })
const CARD = documentOf('query Card($date: Date!, $first: Int = 5, $withRaces: Boolean = false) { meetings(first: $first, filter: { dates: { from: $date, to: $date } }) { nodes { date races @include(if: $withRaces) { number } } } }')
const FILTERED = documentOf('query Filtered($filter: MeetingFilter) { meetings(first: 9, filter: $filter) { nodes { date } } }')
const SEVERAL = documentOf('query Several($ids: [ID!]!) { nodes(ids: $ids) { id } }')
const NAMELESS = documentOf('{ meetings(first: 1) { nodes { date } } }')
const ODDS = documentOf('subscription Odds($race: ID!) { oddsUpdated(raceId: $race) { sequence } }', 'subscription')

let server: RestServer
beforeAll(async () => {
  server = await startRest()
  await publish(server, [CARD, FILTERED, SEVERAL, NAMELESS, ODDS], 1_000)
})
afterAll(() => server.close())

type Body = Partial<Problem> & { readonly meetings: { readonly nodes: readonly { readonly date: string }[] } }
interface Answer { readonly status: number; readonly headers: Headers; readonly body: Body }
const send = async (path: string, init: RequestInit = {}): Promise<Answer> => {
  const response = await fetch(server.origin + path, init)
  return { status: response.status, headers: response.headers, body: await response.json() as Body }
}
const post = (path: string, variables: unknown, headers: Record<string, string> = {}) =>
  send(path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(variables) })
const dates = (body: Body): string[] => body.meetings.nodes.map(({ date }) => date)

describe('variables', () => {
  test('as parameters of a GET, with the defaults of the document', async () => {
    const { status, body, headers } = await send('/rest/documents/Card?date=2023-04-23')
    expect([status, body]).toEqual([200, { meetings: { nodes: [{ date: '2023-04-23' }] } }])
    expect(headers.get('cache-control')).toMatch(/^public, max-age=/)
  })
  test('numbers and booleans are read', async () => {
    expect((await send('/rest/documents/Card?date=2023-04-23&first=1&withRaces=true')).body.meetings.nodes).toEqual([{ date: '2023-04-23', races: [{ number: 1 }, { number: 2 }] }])
  })
  test('input objects are JSON', async () => {
    expect(dates((await send(`/rest/documents/Filtered?filter=${encodeURIComponent('{"dates":{"from":"2023-04-01","to":"2023-04-30"}}')}`)).body)).toEqual(['2023-04-23', '2023-04-02'])
  })
  test('lists stand there as often as they have items', async () => {
    const { rows } = await server.db.pool.query<{ id: number }>('SELECT id FROM races ORDER BY id LIMIT 2')
    const ids = rows.map(({ id }) => Buffer.from(`Race:${id}`).toString('base64url'))
    expect((await send(`/rest/documents/Several?${ids.map((id) => `ids=${id}`).join('&')}`)).body).toEqual({ nodes: ids.map((id) => ({ id })) })
    expect((await send(`/rest/documents/Several?ids=${ids[0]!}`)).body).toEqual({ nodes: [{ id: ids[0] }] })
  })
  test('as the JSON object of a POST, which nobody keeps', async () => {
    const { status, body, headers } = await post('/rest/documents/Filtered', { filter: { dates: { from: '2023-05-01' } } })
    expect([status, dates(body), headers.get('cache-control')]).toEqual([200, ['2099-01-01', '2023-05-03'], 'no-store'])
  })
})

test('by id, which also finds one without a name', async () => {
  expect(dates((await send(`/rest/documents/${NAMELESS.id}`)).body)).toEqual(['2099-01-01'])
  expect(dates((await send(`/rest/documents/${CARD.id}?date=2023-04-02`)).body)).toEqual(['2023-04-02'])
})

test.each<readonly [what: string, () => Promise<Answer>, status: number, detail: RegExp]>([
  ['one is missing', () => send('/rest/documents/Card'), 400, /^The parameter "date" is missing\. This takes "date", "first", "withRaces"\.$/],
  ['one that it does not take', () => send('/rest/documents/Card?date=2023-04-23&query={__typename}'), 400, /^There is no parameter "query"/],
  ['a text for a number', () => send('/rest/documents/Card?date=2023-04-23&first=1e9'), 400, /"first" must be a whole number/],
  ['no boolean', () => send('/rest/documents/Card?date=2023-04-23&withRaces=yes'), 400, /"withRaces" must be true or false/],
  ['no JSON', () => send('/rest/documents/Filtered?filter=%7Bdates'), 400, /"filter" must be a JSON object/],
  ['a field that the input does not have', () => send(`/rest/documents/Filtered?filter=${encodeURIComponent('{"nobody":1}')}`), 400, /nobody/],
  ['variables in the URL of a POST', () => post('/rest/documents/Card?date=2023-04-23', {}), 400, /"date" stands in the URL/],
  ['a list for a body', () => post('/rest/documents/Card', [{ date: '2023-04-23' }]), 400, /JSON object/],
  ['an unknown variable in a body', () => post('/rest/documents/Card', { date: '2023-04-23', other: 1 }), 400, /"other"/],
  ['a body that is no JSON', () => send('/rest/documents/Card', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"date"' }), 400, /not valid JSON/],
  ['a body of another type', () => send('/rest/documents/Card', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' }), 415, /content-type/],
  ['a subscription', () => send(`/rest/documents/${ODDS.id}?race=x`), 400, /WebSocket/],
  ['a list of more than the graph takes', () => send(`/rest/documents/Several?${'ids=x&'.repeat(2_000)}`), 400, /^The variables have 2000 items/],
  ['scopes are missing', () => send('/rest/documents/Card?date=2023-04-23', { headers: { 'x-test-scopes': 'features' } }), 403, /racing/],
])('%s: a problem', async (_what, ask, status, detail) => {
  const { status: told, body } = await ask()
  expect([told, body.status]).toEqual([status, status])
  expect(body.detail).toMatch(detail)
})

test('one published later by the same name takes its place, and the earlier one keeps its id; a retired one is gone', async () => {
  const [older, newer] = [documentOf('query Newest { meetings(first: 1) { nodes { date } } }'), documentOf('query Newest { meetings(first: 2) { nodes { date } } }')]
  const count = async (nameOrId: string): Promise<number | undefined> => ((await send(`/rest/documents/${nameOrId}`)).body as Partial<Body>).meetings?.nodes.length
  const until = async (nameOrId: string, wanted: number | undefined): Promise<void> => { while (await count(nameOrId) !== wanted) await new Promise((resolve) => { setTimeout(resolve, 20) }) }
  await publish(server, [older], 2_000)
  await until('Newest', 1)
  await publish(server, [newer], 3_000)
  await until('Newest', 2)
  expect(await count(older.id)).toBe(1)
  await server.store.retire([newer.id], 4_000 as never)
  await until('Newest', 1)
  expect((await send(`/rest/documents/${newer.id}`)).status).toBe(404)
})
