import { WebSocket } from 'ws'
import { serveLive, type ServedLive } from '../support/serve-live'
import { BOMBS } from './bombs'

/** Those that any transport can carry: a document in JSON, with or without variables. */
const DOCUMENTS = BOMBS.flatMap(({ name, code, body }) => {
  const sent = typeof body === 'string' ? readJson(body) : body
  return sent !== null && typeof sent === 'object' && !Array.isArray(sent) && 'query' in sent && typeof sent.query === 'string' && code !== 'PAYLOAD_TOO_LARGE' ? [{ name, code, text: typeof body === 'string' ? body : JSON.stringify(body) }] : []
})
function readJson(text: string): object | null { try { return JSON.parse(text) as object } catch { return null } }

let server: ServedLive
beforeAll(async () => { server = await serveLive({ introspection: false, graphiql: false }) })
afterAll(() => server.close())

test('over one WebSocket each bomb is refused alike, and the socket stands', async () => {
  const ws = new WebSocket(server.url.replace('http', 'ws'), 'graphql-transport-ws')
  const codes = new Map<string, string>()
  await new Promise<void>((resolve, reject) => {
    ws.on('open', () => { ws.send('{"type":"connection_init"}') })
    ws.on('error', reject)
    ws.on('close', (code, reason) => { reject(new Error(`${code} ${String(reason)}`)) })
    const next = (): void => {
      const bomb = DOCUMENTS[codes.size]
      if (bomb === undefined) resolve()
      else ws.send(`{"id":${JSON.stringify(bomb.name)},"type":"subscribe","payload":${bomb.text}}`)
    }
    ws.on('message', (data) => {
      const { type, id, payload } = JSON.parse(String(data)) as { type: string; id: string; payload: readonly { extensions: { code: string } }[] }
      if (type === 'connection_ack') next()
      else if (type === 'error') { codes.set(id, payload[0]?.extensions.code ?? 'none'); next() }
      else if (type !== 'complete') reject(new Error(`${id}: ${type}`))
    })
  })
  ws.removeAllListeners('close')
  ws.close()
  expect(Object.fromEntries(codes)).toEqual(Object.fromEntries(DOCUMENTS.map(({ name, code }) => [name, code])))
  expect(codes.size).toBeGreaterThan(60)
})

test('as event streams too', async () => {
  const codes: Record<string, string> = {}
  for (const { name, text } of DOCUMENTS) {
    const response = await fetch(`${server.url}/stream`, { method: 'POST', headers: { 'content-type': 'application/json', accept: 'text/event-stream' }, body: text })
    codes[name] = /"code":"(\w+)"/.exec(await response.text())?.[1] ?? 'none'
  }
  expect(codes).toEqual(Object.fromEntries(DOCUMENTS.map(({ name, code }) => [name, code])))
})
