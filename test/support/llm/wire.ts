import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface WireRequest { readonly body: Readonly<Record<string, unknown>>; readonly headers: IncomingMessage['headers']; /** Resolves once the client has hung up. */ readonly gone: Promise<void> }
export interface Wire { readonly url: string; readonly requests: readonly WireRequest[]; close(): Promise<void> }

/** A server that answers by hand, down to the socket. */
export async function openWire(answer: (response: ServerResponse, request: WireRequest) => void): Promise<Wire> {
  const requests: WireRequest[] = []
  const server = createServer((message, response) => {
    const pieces: Buffer[] = []
    message.on('data', (piece: Buffer) => pieces.push(piece))
    message.on('end', () => {
      const request = { body: JSON.parse(Buffer.concat(pieces).toString()) as WireRequest['body'], headers: message.headers, gone: new Promise<void>((resolve) => { response.on('close', resolve) }) }
      requests.push(request)
      answer(response, request)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, requests,
    close: async () => { server.closeAllConnections(); server.close(); await once(server, 'close') },
  }
}
export const json = (response: ServerResponse, status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'req_wire', ...headers }).end(typeof body === 'string' ? body : JSON.stringify(body))
}
export const sse = (response: ServerResponse, ...events: readonly Readonly<Record<string, unknown>>[]): void => {
  if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream', 'x-request-id': 'req_wire' })
  for (const event of events) response.write(`event: ${String(event['type'])}\ndata: ${JSON.stringify(event)}\n\n`)
}
