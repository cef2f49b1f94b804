import { once } from 'node:events'
import { Agent, request, type IncomingMessage } from 'node:http'
import { WebSocket } from 'ws'

/** What the generator itself saw of an answer. */
export interface Counted { readonly at: number; readonly operation: string; readonly codes: readonly string[]; readonly bytes: number; readonly requested: number; readonly actual: number }
interface AnswerBody { readonly data?: unknown; readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[]; readonly extensions?: { readonly cost?: { readonly requested: number; readonly actual?: number } } }
export interface Asked { readonly operation: string; readonly query: string; readonly variables?: object }

const countedOf = (operation: string, body: AnswerBody, bytes: number): Counted => {
  const cost = body.data === undefined ? undefined : body.extensions?.cost
  return { at: Date.now(), operation, codes: [...new Set((body.errors ?? []).map(({ extensions }) => String(extensions?.code)))], bytes, requested: cost?.requested ?? 0, actual: cost?.actual ?? cost?.requested ?? 0 }
}

/** One client that asks one thing after the other over one connection, and counts what it is answered. `ask` resolves to null where no whole answer came. */
export function httpClient(url: string, headers: Readonly<Record<string, string>> = {}): { ask(asked: Asked): Promise<Counted | null>; close(): void } {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  return {
    ask: async ({ operation, query, variables }) => {
      try {
        const sent = request(`${url}/graphql`, { method: 'POST', agent, headers: { 'content-type': 'application/json', accept: 'application/json', ...headers } })
        sent.end(JSON.stringify({ query, variables }))
        const [response] = await once(sent, 'response') as [IncomingMessage]
        const chunks: Buffer[] = []
        for await (const chunk of response) chunks.push(chunk as Buffer)
        const body = Buffer.concat(chunks)
        return countedOf(operation, JSON.parse(body.toString()) as AnswerBody, body.length)
      } catch { return null }
    },
    close: () => { agent.destroy() },
  }
}

/** Asks all of them over one WebSocket, at once, and counts the messages that answer. */
export async function overSocket(url: string, asked: readonly Asked[]): Promise<readonly Counted[]> {
  const ws = new WebSocket(`${url.replace('http', 'ws')}/graphql`, ['graphql-transport-ws'])
  const counted: Counted[] = []
  await once(ws, 'open')
  ws.send('{"type":"connection_init"}')
  ws.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as { readonly id?: string; readonly type: string; readonly payload?: AnswerBody | NonNullable<AnswerBody['errors']> }
    if (message.type === 'connection_ack') asked.forEach(({ query, variables }, i) => { ws.send(JSON.stringify({ id: String(i), type: 'subscribe', payload: { query, variables } })) })
    const operation = String(asked[Number(message.id)]?.operation)
    if (message.type === 'next') counted.push(countedOf(operation, message.payload as AnswerBody, data.length))
    if (message.type === 'error') counted.push(countedOf(operation, { errors: message.payload as NonNullable<AnswerBody['errors']> }, data.length))
  })
  while (counted.length < asked.length) await once(ws, 'message')
  ws.close()
  await once(ws, 'close')
  return counted
}

/** One operation as an event stream. */
export async function overStream(url: string, { operation, query, variables }: Asked): Promise<Counted> {
  const sent = request(`${url}/graphql/stream`, { method: 'POST', agent: false, headers: { 'content-type': 'application/json', accept: 'text/event-stream' } })
  sent.end(JSON.stringify({ query, variables }))
  const [response] = await once(sent, 'response') as [IncomingMessage]
  let text = ''
  for await (const chunk of response.setEncoding('utf8')) text += String(chunk)
  if (!text.includes('event: next')) return countedOf(operation, JSON.parse(text) as AnswerBody, Buffer.byteLength(text))
  const event = text.slice(text.indexOf('event: next'), text.indexOf('event: complete'))
  return countedOf(operation, JSON.parse(event.slice(event.indexOf('{'))) as AnswerBody, Buffer.byteLength(event))
}
