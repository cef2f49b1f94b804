import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import type { Caller } from '../../access/principal'
import { createConnectionQueue, type ConnectionQueue, type ConnectionQueueOptions } from '../../live/delivery/connection-queue'
import type { CutResult } from '../../domain/delivery'
import { SubscriptionFailure, tooSlow, type LiveDeps } from './live-deps'
import type { SilentStream } from './silent-stream'
import { createSocketAnswers, type SocketAnswers } from './socket-answers'
import { createSocketLine } from './socket-line'
import { watchProgress } from './watch-progress'

/** Close codes beyond those of the protocol, which has 4400 to 4500. */
export const CLOSE = { goingAway: 1001, slow: 4008, forbidden: 4403, tooMany: 4429, later: 1013, internal: 4500 } as const
/** A closed client has this long to answer the close before it is cut, milliseconds. */
const CLOSING_GRACE_MS = 5_000
const LONGEST_REASON_BYTES = 123

/** One WebSocket: its queue, its line, who it is of, and how it ends. */
export interface SocketConnection {
  readonly ws: WebSocket
  readonly request: IncomingMessage
  readonly requestId: string
  readonly queue: ConnectionQueue<CutResult>
  /** Null before it was let in. */
  session: Caller | null
  /** Its subscriptions. */
  readonly streams: Set<SilentStream>
  /** Answers that are told as use once they are written. */
  readonly answers: SocketAnswers
  /** Operations that are being checked or run. */
  running: number
  close(code: number, reason: string): void
  /** Looks whether the time of the client, its token or its silence is up. `at`: milliseconds that only rise. */
  sweep(at: number): void
  /** One of those that run was answered. */
  done(): void
  /** Closes once no query is under way. */
  leave(code: number, reason: string): void
}
export type SocketConnectionDeps = Pick<LiveDeps, 'settings' | 'meter' | 'now'> & Pick<ConnectionQueueOptions<CutResult>, 'flusher' | 'splice' | 'onSent' | 'onConflated'>

export function createSocketConnection(ws: WebSocket, socket: Socket, request: IncomingMessage, requestId: string, deps: SocketConnectionDeps): SocketConnection {
  const { settings: { live }, meter, now } = deps
  const streams = new Set<SilentStream>()
  const line = createSocketLine(ws, socket, live.clientBufferBytes, () => performance.now(), () => { queue.drained() })
  const queue = createConnectionQueue<CutResult>({ ...deps, maxBytes: live.clientBufferBytes, bufferedAmount: line.bufferedAmount, send: line.send })
  const watch = watchProgress(line.taken, live.slowClientMs)
  let pingedAt = performance.now()
  let closingSince: number | null = null
  let leaving: { readonly code: number; readonly reason: string } | null = null
  const close = (code: number, reason: string): void => {
    closingSince ??= performance.now()
    ws.close(code, shortened(reason))
  }
  const closeSlow = (): void => {
    meter.dropped('slow-client', 1)
    closingSince ??= performance.now()
    for (const stream of streams) stream.fail(new SubscriptionFailure([tooSlow]))
    // graphql-ws writes the errors before the next turn.
    setImmediate(() => { close(CLOSE.slow, 'Too slow: took no update for a while') })
  }
  return {
    ws, request, requestId, queue, streams, session: null, answers: createSocketAnswers(), running: 0, close,
    sweep(at) {
      if (closingSince !== null) {
        if (at - closingSince > CLOSING_GRACE_MS) ws.terminate()
        return
      }
      const expiresAt = this.session?.principal.expiresAt ?? null
      if (expiresAt !== null && expiresAt <= now()) return close(CLOSE.forbidden, 'Token expired')
      const gone = this.session?.principal.standing() ?? null
      if (gone !== null) return close(CLOSE.forbidden, gone)
      queue.drained()
      if (watch(at, queue.blocked)) return closeSlow()
      if (queue.blocked) return
      if (line.unansweredSince !== null && at - line.unansweredSince > live.heartbeatMs) return ws.terminate()
      if (at - pingedAt < live.heartbeatMs) return
      pingedAt = at
      line.ping()
    },
    done() {
      this.running--
      // graphql-ws writes the answer before the next turn.
      if (leaving !== null && this.running === 0) setImmediate(close, leaving.code, leaving.reason)
    },
    leave(code, reason) {
      leaving = { code, reason }
      if (this.running === 0) close(code, reason)
    },
  }
}

/** A reason may have 123 bytes (RFC 6455, 5.5). */
const shortened = (reason: string): string => {
  let text = reason
  while (Buffer.byteLength(text) > LONGEST_REASON_BYTES) text = text.slice(0, -1)
  return text
}
