import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerTo, readRequest, responseOf, STAND_IN_NAME } from './respond'
import { streamEvents } from './stream-events'

export interface StandInServer {
  /** To be used as OPENAI_BASE_URL. */
  readonly url: string
  close(): Promise<void>
}
export interface StandInOptions {
  /** 0: any free one. */
  readonly port?: number
  /** Milliseconds since 1970. */
  readonly now?: () => number
  /** Between two events of a stream, as a model takes its time; milliseconds. */
  readonly pauseMs?: number
}
const MOST_BYTES = 4 * 1024 * 1024

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of request as AsyncIterable<Buffer>) { bytes += part.length; if (bytes > MOST_BYTES) return null; parts.push(part) }
  return Buffer.concat(parts).toString('utf8')
}
const parsed = (text: string): unknown => { try { return JSON.parse(text) } catch { return undefined } }
const send = (response: ServerResponse, status: number, value: unknown): void => { response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value)) }
const fault = (response: ServerResponse, status: number, message: string, code: string | null = null): void => { send(response, status, { error: { message, type: 'invalid_request_error', param: null, code } }) }

/**
 * A server that follows OpenAI's Responses API, streams too, and answers by rules: no language model, and no claim. It keeps nothing, and listens on this machine alone. Any key will do, none will not.
 */
export async function startStandInServer({ port = 0, now = Date.now, pauseMs = 0 }: StandInOptions = {}): Promise<StandInServer> {
  let count = 0
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? '').split('?')[0]
    response.setHeader('x-request-id', `req_${++count}`)
    if (!/^Bearer \S+$/.test(request.headers.authorization ?? '')) return fault(response, 401, 'You did not provide an API key: send it as "Authorization: Bearer ...".', 'invalid_api_key')
    if (request.method === 'GET' && path === '/v1/models') return send(response, 200, { object: 'list', data: [{ id: STAND_IN_NAME, object: 'model', created: 0, owned_by: 'racegraph' }] })
    if (request.method !== 'POST' || path !== '/v1/responses') return fault(response, 404, `Invalid URL (${request.method ?? ''} ${path ?? ''})`)
    const raw = await bodyOf(request)
    if (raw === null) return fault(response, 413, `Requests have at most ${MOST_BYTES} bytes.`)
    const body = parsed(raw)
    const asked = readRequest(body)
    if ('error' in asked) return send(response, asked.status, { error: asked.error })
    const answered = answerTo(asked)
    if (answered === null) return fault(response, 400, `The stand-in of racegraph knows no schema ${JSON.stringify(asked.schema)}.`)
    const [id, at] = [createHash('sha256').update(raw).digest('hex').slice(0, 24), Math.floor(now() / 1_000)]
    if (!asked.stream) return send(response, 200, responseOf(id, at, body, answered))
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    for (const event of streamEvents(id, at, body, answered)) {
      if (response.destroyed) return
      response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
      if (pauseMs > 0) await new Promise((resolve) => { setTimeout(resolve, pauseMs) })
    }
    response.end()
  }
  const server = createServer((request, response) => { respond(request, response).catch((error: unknown) => { response.destroy(error instanceof Error ? error : new Error(String(error))) }) })
  await new Promise<void>((resolve, reject) => { server.once('error', reject).listen(port, '127.0.0.1', resolve) })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    close: () => new Promise((resolve) => { server.close(() => { resolve() }); server.closeAllConnections() }),
  }
}
