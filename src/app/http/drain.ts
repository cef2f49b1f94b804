import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { Server as NetServer, type Socket } from 'node:net'

interface Connection { responses: number; newest: ServerResponse | null; /** Since when it has been silent, ms of performance.now(). */ silentSince: number }

export interface DrainOptions { readonly drainTimeoutMs: number; readonly idleGraceMs: number }

export interface Drain {
  readonly draining: boolean
  /** Stops accepting, answers what is in flight and resolves when every connection is closed, or cut at the timeout. */
  finish(options: DrainOptions): Promise<void>
}

const sweepMs = 20

/**
 * Follows the connections of a server so that it can stop without a failed request. While draining, every
 * answer says `connection: close`. A kept-alive connection that has been silent for `idleGraceMs` is
 * closed at once; one that was busy a moment ago is left open that long, since its client may have the
 * next request on the wire already, and closing under it would fail that request.
 */
export const watchConnections = (server: Server): Drain => {
  const connections = new Map<Socket, Connection>()
  let draining = false

  server.on('connection', (socket: Socket) => {
    connections.set(socket, { responses: 0, newest: null, silentSince: performance.now() })
    socket.once('close', () => connections.delete(socket))
  })
  forgetUpgraded(server, connections)
  server.prependListener('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    const connection = connections.get(socket)
    if (connection === undefined) return
    if (draining) closeAfter(response, connection.newest)
    connection.responses++
    connection.newest = response
    response.once('close', () => {
      connection.responses--
      connection.silentSince = performance.now()
      if (connection.newest === response) connection.newest = null
    })
  })

  const closeSilent = (idleGraceMs: number): void => {
    for (const [socket, { responses, silentSince }] of connections) {
      if (responses === 0 && performance.now() - silentSince >= idleGraceMs) socket.destroySoon()
    }
  }

  return {
    get draining() { return draining },
    finish: ({ drainTimeoutMs, idleGraceMs }) => {
      draining = true
      NetServer.prototype.close.call(server)
      for (const { newest } of connections.values()) if (newest !== null) closeAfter(newest, null)
      closeSilent(idleGraceMs)
      return new Promise((resolve) => {
        const deadline = performance.now() + drainTimeoutMs
        const sweep = setInterval(() => {
          closeSilent(idleGraceMs)
          if (performance.now() > deadline) for (const socket of connections.keys()) socket.destroy()
          if (connections.size > 0) return
          clearInterval(sweep)
          resolve()
        }, sweepMs)
      })
    },
  }
}

/**
 * A connection that became a web socket is its owner's to end. Listens only once somebody else does: a server
 * that listens for upgrades takes all of them off HTTP, and one that nobody answers would hang for ever.
 */
const forgetUpgraded = (server: Server, connections: Map<Socket, Connection>): void => {
  const follow = (event: string | symbol): void => {
    if (event !== 'upgrade') return
    server.off('newListener', follow)
    server.on('upgrade', (_request: IncomingMessage, socket: Socket) => connections.delete(socket))
  }
  server.on('newListener', follow)
}

/** Makes the connection close after this response; one pipelined before it on the same connection must not. */
const closeAfter = (response: ServerResponse, before: ServerResponse | null): void => {
  if (before !== null && !before.headersSent) before.shouldKeepAlive = true
  response.shouldKeepAlive = false
}
