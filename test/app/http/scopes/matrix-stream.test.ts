import { attempts, inTurns, startScoped, type ScopedServer } from './scoped-server'

let server: ScopedServer
beforeAll(async () => { server = await startScoped() })
afterAll(() => server.close())

test('over server-sent events, each field, those of subscriptions too, is answered to whoever has exactly what it needs, and refused to whoever lacks one scope of it', async () => {
  const all = attempts()
  const wrong: unknown[] = []
  await inTurns(all, 8, async ({ field, scopes, allowed }) => {
    const response = await fetch(`${server.url}/graphql/stream`, { method: 'POST', headers: { 'content-type': 'application/json', accept: 'text/event-stream', 'x-test-scopes': scopes }, body: JSON.stringify({ query: field.text }) })
    const told = await response.text()
    const refused = /"code":"(\w+)"/.exec(told)?.[1] ?? null
    if (response.status !== 200 || refused !== (allowed ? null : 'FORBIDDEN') || !told.includes('event: complete')) wrong.push([field.coordinate, scopes, allowed, response.status, told.slice(0, 300)])
  })
  expect(wrong).toEqual([])
  expect([all.length > 1_500, all.some(({ field, allowed }) => field.root === 'subscription' && !allowed)]).toEqual([true, true])
})
