import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import type { Outgoing } from '../../live/delivery/connection-queue'
import { textFrameHead } from './socket-frame'

/** Of the window. A pong costs a read, so there are few; the rest of the window goes on while it is on its way. */
const PING_EACH = 0.75

export interface SocketLine {
  /** Bytes of updates that the client has not taken yet. */
  bufferedAmount(): number
  /** Bytes of updates that it has taken; only rises. */
  taken(): number
  /** Frames of text around graphql-ws and ws: one small head each, the text shared. */
  send(messages: readonly Outgoing[]): void
  ping(): void
  /** When the oldest ping that has no answer yet was sent, milliseconds; null when all are answered. */
  readonly unansweredSince: number | null
}

/**
 * The way to one client. What the kernel has taken is not what the client has taken: megabytes of history fit into the buffers between. So every three quarters of a window
 * a ping goes out behind the updates, with the number of bytes before it, and its pong says that they have arrived. `ws` writes its own frames whole, and at
 * once as long as nothing is compressed, so ours can stand between them.
 */
export function createSocketLine(ws: WebSocket, socket: Socket, windowBytes: number, now: () => number, onTaken: () => void): SocketLine {
  let [sent, pinged, taken] = [0, 0, 0]
  let unansweredSince: number | null = null
  const ping = (): void => {
    if (ws.readyState !== ws.OPEN) return
    pinged = sent
    unansweredSince ??= now()
    ws.ping(String(sent))
  }
  ws.on('pong', (data) => {
    const answered = Number(data.toString('latin1'))
    if (!(answered >= taken && answered <= pinged)) return
    unansweredSince = null
    if (answered === taken) return
    taken = answered
    onTaken()
  })
  return {
    bufferedAmount: () => Math.max(sent - taken, socket.writableLength),
    taken: () => taken,
    send: (messages) => {
      if (ws.readyState !== ws.OPEN) return
      socket.cork()
      for (const { head, text } of messages) {
        socket.write(textFrameHead(head, text.length))
        socket.write(text)
        sent += head.length + text.length
      }
      // In the same write: a system call costs more than all the rest of it.
      if (sent - pinged >= windowBytes * PING_EACH) ping()
      socket.uncork()
    },
    ping,
    get unansweredSince() { return unansweredSince },
  }
}
