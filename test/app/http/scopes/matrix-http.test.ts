import { attempts, inTurns, startScoped, type ScopedServer } from './scoped-server'

let server: ScopedServer
beforeAll(async () => { server = await startScoped() })
afterAll(() => server.close())

test('over HTTP, each field is answered to whoever has exactly what it needs, and refused to whoever lacks one scope of it', async () => {
  const all = attempts().filter(({ field }) => field.root === 'query')
  const wrong: unknown[] = []
  await inTurns(all, 8, async ({ field, scopes, allowed }) => {
    const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', 'x-test-scopes': scopes }, body: JSON.stringify({ query: field.text }) })
    const { errors } = await response.json() as { errors?: { extensions: { code: string } }[] }
    const got = [response.status, errors?.[0]?.extensions.code ?? null]
    if (String(got) !== String(allowed ? [200, null] : [403, 'FORBIDDEN'])) wrong.push([field.coordinate, scopes, allowed, got])
  })
  expect(wrong).toEqual([])
  expect(server.executed).toHaveLength(all.filter(({ allowed }) => allowed).length)
  expect([all.length > 1_200, all.filter(({ allowed }) => !allowed).length > 500]).toEqual([true, true])
})
