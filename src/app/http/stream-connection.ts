import type { ServerResponse } from 'node:http'
import type { GraphQLFormattedError } from 'graphql'
import type { CutResult } from '../../domain/delivery'
import { createConnectionQueue, type ConnectionQueue, type ConnectionQueueOptions } from '../../live/delivery/connection-queue'
import type { Caller } from '../../access/principal'
import { RECONNECT_WITHIN_MS, tooSlow, type LiveDeps } from './live-deps'
import type { SilentStream } from './silent-stream'
import { watchProgress } from './watch-progress'

const CLOSING_GRACE_MS = 5_000
const COMPLETE = 'event: complete\ndata:\n\n'

/** One event stream, which carries one operation. */
export interface StreamConnection {
  readonly queue: ConnectionQueue<CutResult>
  readonly streams: Set<SilentStream>
  readonly session: Caller
  /** What the errors of a subscription that was refused are told to, with their bytes. */
  refused: ((bytes: number) => void) | null
  /** Bytes of results that were written outside of the queue. */
  readonly written: number
  write(text: string): void
  /** Writes the errors as the last result and ends the stream. */
  fail(errors: readonly GraphQLFormattedError[]): void
  /** Ends it in the middle, with a hint when to come back: clients connect again by themselves. */
  leave(): void
  sweep(at: number): void
}
export type StreamConnectionDeps = Pick<LiveDeps, 'settings' | 'meter' | 'now'> & Pick<ConnectionQueueOptions<CutResult>, 'flusher' | 'splice' | 'onSent' | 'onConflated'>

export function createStreamConnection(response: ServerResponse, session: Caller, deps: StreamConnectionDeps): StreamConnection {
  const { settings: { live }, meter, now } = deps
  let endedAt: number | null = null
  const queue = createConnectionQueue<CutResult>({
    ...deps, maxBytes: live.clientBufferBytes, bufferedAmount: () => response.writableLength,
    send: (messages) => {
      if (endedAt !== null) return
      const last = messages.length - 1
      messages.forEach(({ text }, i) => { i === last ? response.write(text, () => { queue.drained() }) : response.write(text) })
    },
  })
  const streams = new Set<SilentStream>()
  const { socket } = response
  const watch = watchProgress(() => (socket === null ? 0 : socket.bytesWritten - response.writableLength), live.slowClientMs)
  const end = (lastWords: string): void => {
    if (endedAt !== null) return
    endedAt = performance.now()
    response.end(lastWords)
    for (const stream of streams) stream.end()
  }
  let written = 0
  const fail = (errors: readonly GraphQLFormattedError[]): void => {
    const text = `event: next\ndata: ${JSON.stringify({ errors })}\n\n`
    connection.refused?.(Buffer.byteLength(text))
    connection.refused = null
    end(text + COMPLETE)
  }
  const connection: StreamConnection = {
    queue, streams, session, fail,
    refused: null,
    get written() { return written },
    write: (text) => {
      if (endedAt !== null) return
      if (text.startsWith('event: next')) written += Buffer.byteLength(text)
      response.write(text)
    },
    leave: () => { end(`retry: ${Math.floor(Math.random() * RECONNECT_WITHIN_MS)}\n\n`) },
    sweep: (at) => {
      if (endedAt !== null) {
        if (at - endedAt > CLOSING_GRACE_MS) response.destroy()
        return
      }
      const { expiresAt } = session.principal
      const gone = expiresAt !== null && expiresAt <= now() ? 'Your token has expired. Connect again with a new one.' : session.principal.standing()
      if (gone !== null) return fail([{ message: gone, extensions: { code: 'FORBIDDEN' } }])
      queue.drained()
      if (!watch(at, queue.blocked)) return
      meter.dropped('slow-client', 1)
      fail([tooSlow])
    },
  }
  return connection
}
