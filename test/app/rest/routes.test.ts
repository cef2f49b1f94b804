import { startRest, type RestServer } from './rest-server'

interface Horses { readonly name: string; readonly horses: readonly { readonly runs: { readonly nodes: readonly { readonly date: string }[] } }[] }
interface Race { readonly runners: { readonly nodes: readonly { readonly number: number; readonly status: string; readonly jockey: { readonly name: string }; readonly result: { readonly status: string; readonly position: number | null } | null }[] } }
interface Chance { readonly probability: number; readonly runner: { readonly id: string } }
interface Predicted { readonly predictions: { readonly predictions: readonly Chance[] } }
interface Meetings { readonly nodes: readonly { readonly date: string; readonly raceCount: number; readonly races: readonly { readonly number: number; readonly status: string }[] }[]; readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string } }

let server: RestServer
beforeAll(async () => { server = await startRest() })
afterAll(() => server.close())

const base64 = (text: string): string => Buffer.from(text).toString('base64url')
const idOf = async (sql: string, type = 'Race'): Promise<string> => base64(`${type}:${(await server.db.pool.query<{ id: number }>(sql)).rows[0]!.id}`)
const race = (date: string, number = 1): Promise<string> => idOf(`SELECT r.id FROM races r JOIN meetings m ON m.id = r.meeting_id WHERE m.date = '${date}' AND r.number = ${number}`)
const get = (path: string, headers: Record<string, string> = {}): Promise<Response> => fetch(server.origin + path, { headers })
const read = async <T>(path: string): Promise<T> => {
  const response = await get(path)
  expect([path, response.status, response.headers.get('content-type')]).toEqual([path, 200, 'application/json; charset=utf-8'])
  return response.json() as Promise<T>
}

describe('/rest/race/{id}', () => {
  test('a race, its runners by number and its result, those who did not finish too', async () => {
    const id = await race('2023-04-02')
    const told = await read<Race>(`/rest/race/${id}`)
    expect(told).toMatchObject({ id, source: 'HKJC', number: 1, distance: 1400, meeting: { date: '2023-04-02', venue: { code: 'ST' } }, result: { official: true } })
    expect(told.runners.nodes.map(({ number, status, jockey, result }) => [number, status, jockey.name, result?.status ?? null, result?.position ?? null])).toEqual([
      [1, 'RUNNER', 'Jockey One', 'DEAD_HEAT', 1], [2, 'RUNNER', 'Jockey Two', 'DEAD_HEAT', 1], [3, 'RUNNER', 'Jockey One', 'FINISHED', 3],
      [4, 'RUNNER', 'Jockey One', 'FELL', null], [5, 'LATE_SCRATCHED', 'Jockey One', null, null],
    ])
  })
  test('one that is to come has no result, and says that it is SYNTHETIC', async () => {
    expect(await read(`/rest/race/${await race('2099-01-01')}`)).toMatchObject({ source: 'SYNTHETIC', status: 'OPEN', result: null, scheduledStart: '2099-01-01T03:00:00.000Z' })
  })
})

describe('/rest/horse/{name}', () => {
  test.each(['Horse H1', 'horse%20h1', '%20HORSE%20%20H1%20'])('%s: the horse with its last runs, the newest first', async (name) => {
    const { name: told, horses } = await read<Horses>(`/rest/horse/${name}`)
    expect([told, horses.length]).toEqual(['Horse H1', 1])
    expect(horses[0]).toMatchObject({ source: 'HKJC', countryOfBirth: 'NZL', sex: 'GELDING', sire: { name: 'Old Sire' } })
    const dates = horses[0]!.runs.nodes.map(({ date }) => date)
    expect(dates).toContain('2023-04-23')
    expect(dates).toEqual([...dates].sort().reverse())
    expect(Object.keys(horses[0]!)).not.toContain('__typename')
  })
  test('a part of a name is no name, and is told what is like it', async () => {
    const response = await get('/rest/horse/Horse')
    const problem = await response.json() as { near: string[]; detail: string }
    expect([response.status, response.headers.get('content-type')]).toEqual([404, 'application/problem+json; charset=utf-8'])
    expect(problem.near).toContain('Horse H1')
    expect(problem.detail).toMatch(/^No horse has the name "Horse"\. There are /)
  })
})

describe('/rest/predict', () => {
  test('chances of all starters, which sum to 1, as the graph has them', async () => {
    const id = await race('2099-01-01')
    const told = await read<Predicted>(`/rest/predict?race=${id}`)
    const response = await fetch(`${server.origin}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: 'query ($id: ID!) { race(id: $id) { predictions { ... on RacePrediction { predictions { probability runner { id } } } } } }', variables: { id } }) })
    const { data } = await response.json() as { data: { race: Predicted } }
    const chances = (predictions: readonly Chance[]): unknown[] => predictions.map(({ probability, runner }) => [runner.id, probability])
    expect(told).toMatchObject({ id, predictions: { __typename: 'RacePrediction' } })
    expect(chances(told.predictions.predictions)).toEqual(chances(data.race.predictions.predictions))
    expect(told.predictions.predictions).toHaveLength(2)
    expect(told.predictions.predictions.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 12)
  })
  test('why there is none is an answer', async () => {
    const told = await read<Predicted>(`/rest/predict?race=${await race('2099-01-01')}&model=nobodys`)
    expect(told.predictions).toMatchObject({ __typename: 'NoPrediction', reason: expect.any(String), message: expect.stringContaining('nobodys') })
  })
})

describe('/rest/meetings', () => {
  test('the newest first, page by page', async () => {
    const dates: string[] = []
    for (let after = '', more = true; more;) {
      const { nodes, pageInfo } = await read<Meetings>(`/rest/meetings?first=2${after}`)
      dates.push(...nodes.map(({ date }) => date))
      more = pageInfo.hasNextPage
      after = `&after=${encodeURIComponent(pageInfo.endCursor)}`
    }
    expect(dates).toEqual(['2099-01-01', '2023-05-03', '2023-04-23', '2023-04-02', '2023-03-20', '2023-03-01'])
  })
  test('of a day', async () => {
    const { nodes } = await read<Meetings>('/rest/meetings?date=2023-04-23')
    expect(nodes.map(({ date, raceCount, races }) => [date, raceCount, races.map(({ number, status }) => [number, status])])).toEqual([['2023-04-23', 2, [[1, 'FINAL'], [2, 'ABANDONED']]]])
  })
  test.each(['HV', 'hv', 'Happy%20Valley', 'happy+valley'])('at a venue, by %s', async (venue) => {
    expect((await read<Meetings>(`/rest/meetings?venue=${venue}`)).nodes.map(({ date }) => date)).toEqual(['2023-05-03'])
  })
  test('no day has meetings: an empty page', async () => { expect((await read<Meetings>('/rest/meetings?date=1999-01-01')).nodes).toEqual([]) })
})

describe('of every GET', () => {
  test('HEAD has the same headers and no body; what has not changed is 304', async () => {
    const path = `/rest/race/${await race('2023-04-02')}`
    const [full, head] = [await get(path), await fetch(server.origin + path, { method: 'HEAD' })]
    const tag = full.headers.get('etag')!
    for (const name of ['etag', 'content-type', 'cache-control', 'vary', 'content-length']) expect([name, head.headers.get(name)]).toEqual([name, full.headers.get(name)])
    expect([tag.length > 10, (await head.text()).length, (await full.text()).length > 500]).toEqual([true, 0, true])
    const again = await get(path, { 'if-none-match': tag })
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag])
  })
  test('may be kept when nobody in particular asks, and not when somebody does', async () => {
    const path = `/rest/race/${await race('2023-04-02')}`
    const [anybody, somebody] = [await get(path), await get(path, { 'x-test-scopes': 'racing' })]
    expect(anybody.headers.get('cache-control')).toMatch(/^public, max-age=[1-9]\d*, stale-while-revalidate=\d+$/)
    expect(anybody.headers.get('vary')!.split(', ')).toEqual(expect.arrayContaining(['authorization', 'x-api-key', 'accept-encoding']))
    expect(somebody.headers.get('cache-control')).toBe('no-store')
    expect(await somebody.text()).toBe(await anybody.text())
  })
  test('is compressed for those who take it', async () => {
    const response = await get('/rest/meetings', { 'accept-encoding': 'gzip' })
    expect([response.headers.get('content-encoding'), (await response.json() as { nodes: unknown[] }).nodes.length]).toEqual(['gzip', 6])
  })
})
