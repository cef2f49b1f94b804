import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'

export interface Received { readonly id: string; readonly headers: IncomingHttpHeaders; readonly body: string; readonly json: ReceivedBody; readonly path: string }
export interface ReceivedBody { readonly type: string; readonly timestamp: string; readonly synthetic: boolean; readonly data: { readonly version: number; readonly race: { readonly id: string; readonly sourceId: string } } & Readonly<Record<string, unknown>> }
export interface Receiver {
  readonly url: string
  readonly received: readonly Received[]
  /** Resolves once so many requests have come in whole. */
  count(requests: number): Promise<readonly Received[]>
  /** Of each request that comes from now on; 204 without. */
  answer(how: (response: ServerResponse, received: Received) => void): void
  close(): Promise<void>
}
/** A receiver on loopback that keeps what it is sent. */
export async function webhookReceiver(): Promise<Receiver> {
  const received: Received[] = []
  const watchers = new Set<() => void>()
  let how: Parameters<Receiver['answer']>[0] = (response) => { response.writeHead(204).end() }
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => { body += chunk.toString() })
    request.once('end', () => {
      const one = { id: String(request.headers['webhook-id']), headers: request.headers, body, json: JSON.parse(body) as ReceivedBody, path: request.url ?? '' }
      received.push(one)
      how(response, one)
      for (const watch of [...watchers]) watch()
    })
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received,
    count: (requests) => new Promise((resolve) => {
      const watch = (): void => { if (received.length >= requests) { watchers.delete(watch); resolve(received) } }
      watchers.add(watch)
      watch()
    }),
    answer: (next) => { how = next },
    close: () => new Promise((resolve) => { server.close(() => { resolve() }); server.closeAllConnections() }),
  }
}
/** As a receiver does it. @throws when no signature is by the secret */
export const verified = (secret: string, { body, headers }: Pick<Received, 'body' | 'headers'>): unknown => new Webhook(secret).verify(body, headers as Record<string, string>)
