import { once } from 'node:events'
import { WebSocket } from 'ws'
import { attempts, startScoped, type Attempt, type ScopedServer } from './scoped-server'

let server: ScopedServer
beforeAll(async () => { server = await startScoped() })
afterAll(() => server.close())

interface Message { readonly type: string; readonly id?: string; readonly payload?: unknown }
/** What is said to each of these over one connection with these scopes: `complete` or the code of the refusal. */
async function overSocket(scopes: string, sent: readonly Attempt[]): Promise<readonly string[]> {
  const ws = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws')
  await once(ws, 'open')
  const outcomes: string[] = []
  const ended = new Promise<void>((resolve) => {
    const next = (): void => {
      const query = sent[outcomes.length]?.field.text
      if (query === undefined) return resolve()
      ws.send(JSON.stringify({ id: String(outcomes.length), type: 'subscribe', payload: { query } }))
    }
    ws.on('message', (data) => {
      const { type, payload } = JSON.parse(String(data)) as Message
      if (type === 'connection_ack') return next()
      if (type !== 'complete' && type !== 'error') return
      outcomes.push(type === 'complete' ? 'complete' : (payload as { extensions: { code: string } }[])[0]!.extensions.code)
      next()
    })
  })
  ws.send(JSON.stringify({ type: 'connection_init', payload: { scopes } }))
  await ended
  ws.close()
  return outcomes
}

test('over WebSocket, each field, those of subscriptions too, is answered to whoever has exactly what it needs, and refused to whoever lacks one scope of it', async () => {
  const all = attempts()
  const wrong: unknown[] = []
  const sets = new Set(all.map(({ scopes }) => scopes))
  await Promise.all([...sets].map(async (scopes) => {
    const sent = all.filter((one) => one.scopes === scopes)
    const outcomes = await overSocket(scopes, sent)
    sent.forEach(({ field, allowed }, i) => { if (outcomes[i] !== (allowed ? 'complete' : 'FORBIDDEN')) wrong.push([field.coordinate, scopes, allowed, outcomes[i]]) })
  }))
  expect(wrong).toEqual([])
  expect([all.length > 1_500, all.some(({ field, allowed }) => field.root === 'subscription' && !allowed), sets.size > 10]).toEqual([true, true, true])
})
