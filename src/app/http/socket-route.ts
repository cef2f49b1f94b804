import { STATUS_CODES, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { handleProtocols } from 'graphql-ws'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Instant } from '../../domain/instant'
import { createFlusher } from '../../live/delivery/flusher'
import { addressOf, sayFull } from './connection-limits'
import { messageWithEmptyQuery } from './empty-query'
import { mayConnect } from './first-party'
import { errorBody } from './http-errors'
import { RECONNECT_WITHIN_MS, shuttingDown, type LiveDeps, type Transport } from './live-deps'
import { createRequestIds } from './request-id'
import { CLOSE, createSocketConnection, type SocketConnection } from './socket-connection'
import { createSocketProtocol, type SocketExtra } from './socket-protocol'
import { splicer } from '../../live/delivery/splice'

/** Looks at every connection this often, and more often where patience is shorter. */
const SWEEP_MS = 500
const FAREWELL = `Shutting down: reconnect in 0-${RECONNECT_WITHIN_MS} ms`

/** Which upgrades are ours; Node leaves all others to plain HTTP, such as the h2c that Java clients offer with every request. */
export const isSocketUpgrade = ({ headers, url, method }: IncomingMessage): boolean =>
  method === 'GET' && headers.upgrade?.toLowerCase() === 'websocket' && (url === '/graphql' || url?.startsWith('/graphql?') === true)

/** graphql-transport-ws on /graphql. Nothing is compressed: the bytes of an update are the same for everybody, and go out as they are. */
export function addSocketRoute(app: FastifyInstance, deps: LiveDeps): Transport {
  const { settings, limits, logger, meter, now } = deps
  const wss = new WebSocketServer({ noServer: true, clientTracking: false, perMessageDeflate: false, maxPayload: settings.bodyLimitBytes, handleProtocols: protocolOf })
  const protocol = createSocketProtocol(deps)
  const connections = new Set<SocketConnection>()
  const requestId = createRequestIds()
  const shared = { ...deps, flusher: createFlusher(), splice: splicer('', '}'), onSent: oneIn<Instant>(32, (at) => { meter.toClient(now() - at) }), onConflated: (count: number) => { meter.dropped('conflated', count) } }
  let draining = false

  const connected = (ws: WebSocket, socket: Socket, request: IncomingMessage): void => {
    const connection = createSocketConnection(ws, socket, request, requestId(request), shared)
    connections.add(connection)
    const extra: SocketExtra = { connection, draining: () => draining }
    const closed = protocol.opened(socketOf(ws, connection, settings.live.clientBufferBytes, logger), extra)
    ws.on('error', (error) => { logger.debug({ requestId: connection.requestId, err: error }, 'a WebSocket broke') })
    ws.once('close', (code, reason) => {
      connections.delete(connection)
      connection.answers.close()
      connection.queue.close()
      closed(code, String(reason)).catch((error: unknown) => { logger.error({ requestId: connection.requestId, err: error }, 'a WebSocket could not be cleared away') })
    })
  }
  app.server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on('error', (error) => { logger.debug({ err: error }, 'a connection broke while it became a WebSocket') })
    if (draining) return refuse(socket, { status: 503, code: 'OVERLOADED', message: shuttingDown.message })
    if (!mayConnect(request.headers, settings.corsOrigins)) return refuse(socket, { status: 403, code: 'FORBIDDEN', message: 'Pages of this origin may not connect. RACEGRAPH_CORS_ORIGINS names those that may.' })
    const place = limits.take(addressOf(request, settings.trustProxy))
    if ('full' in place) return refuse(socket, sayFull(place))
    socket.once('close', () => { place.release() })
    wss.handleUpgrade(request, socket, head, (ws) => { connected(ws, socket, request) })
  })
  const sweeper = setInterval(() => { for (const connection of connections) connection.sweep(performance.now()) }, Math.min(SWEEP_MS, settings.live.slowClientMs / 4, settings.live.heartbeatMs / 4))
  sweeper.unref()
  meter.gauge('websockets_open', 'WebSockets that are open.', () => connections.size)
  meter.gauge('websocket_subscriptions', 'Subscriptions over WebSocket.', () => sum(connections, ({ queue }) => queue.slots))
  meter.gauge('websocket_updates_waiting', 'Updates that are kept as newest state for clients that do not take them.', () => sum(connections, ({ queue }) => queue.waiting))

  return {
    close: async () => {
      draining = true
      for (const connection of connections) connection.leave(CLOSE.goingAway, FAREWELL)
      await emptied(connections, settings.drainTimeoutMs)
      clearInterval(sweeper)
    },
  }
}

/** What graphql-ws sees of a socket. One that does not take what was written is not read from, so that answers cannot pile up behind it. */
const socketOf = (ws: WebSocket, connection: SocketConnection, bufferBytes: number, logger: LiveDeps['logger']) => ({
  protocol: ws.protocol,
  send: (data: string): Promise<void> => new Promise((resolve, reject) => {
    if (ws.readyState !== ws.OPEN) return resolve()
    ws.send(data, (error) => {
      if (!error) connection.answers.written(data)
      if (ws.isPaused) ws.resume()
      return error ? reject(error) : resolve()
    })
    if (ws.bufferedAmount > bufferBytes) ws.pause()
  }),
  close: (code?: number, reason?: string) => { connection.close(code ?? CLOSE.internal, reason ?? '') },
  onMessage: (heard: (data: string) => Promise<void>) => {
    ws.on('message', (data) => {
      heard(messageWithEmptyQuery(String(data))).catch((error: unknown) => {
        logger.error({ requestId: connection.requestId, err: error }, 'a message over WebSocket could not be dealt with')
        connection.close(CLOSE.internal, 'Internal server error')
      })
    })
  },
})

/** One that we do not speak is taken all the same, for the close code that says so: a handshake that fails tells a browser nothing. */
const protocolOf = (offered: Set<string>): string | false => handleProtocols(offered) || ([...offered][0] ?? false)

function refuse(socket: Socket, { status, code, message }: { readonly status: number; readonly code: string; readonly message: string }): void {
  const body = errorBody({ code, message })
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n${status === 503 ? 'retry-after: 1\r\n' : ''}\r\n${body}`)
}

const sum = <T>(all: Iterable<T>, of: (one: T) => number): number => { let total = 0; for (const one of all) total += of(one); return total }
const oneIn = <T>(n: number, tell: (value: T) => void): ((value: T) => void) => { let count = 0; return (value) => { if (count++ % n === 0) tell(value) } }

/** Resolves when all have closed; those who have not by then are cut. */
const emptied = (connections: ReadonlySet<SocketConnection>, timeoutMs: number): Promise<void> => new Promise((resolve) => {
  const deadline = performance.now() + timeoutMs
  const look = setInterval(() => {
    if (performance.now() > deadline) for (const { ws } of connections) ws.terminate()
    if (connections.size > 0) return
    clearInterval(look)
    resolve()
  }, 20)
})
