import { once } from 'node:events'
import { createServer, type TLSSocket } from 'node:tls'
import type { Bell } from './bell'
import { certificates } from './certificates'
import { cutUp, type Chunking } from './chunking'
import { schemaProblem } from './stream-schema'

export interface StreamRequest {
  readonly op: string
  readonly id: number
  readonly appKey?: string
  readonly session?: string
  readonly clk?: string
  readonly initialClk?: string
  readonly heartbeatMs?: number
  readonly conflateMs?: number
  readonly marketFilter?: { readonly marketIds?: readonly string[]; readonly eventTypeIds?: readonly string[]; readonly countryCodes?: readonly string[]; readonly marketTypes?: readonly string[] }
  readonly marketDataFilter?: { readonly fields?: readonly string[] }
}
/** A message as it is sent: an object, or a line as it was recorded. */
export type Sent = object | string
/** The server's end of one connection. */
export interface FakeLine {
  /** From 0, in the order in which they were opened. */
  readonly place: number
  /** Everything that the client asked so far. */
  readonly asked: readonly StreamRequest[]
  readonly isOpen: boolean
  /** Writes messages, each with CRLF, cut up as wanted; resolves when they are handed to the network. */
  send(messages: readonly Sent[], chunking?: Chunking): Promise<void>
  raw(bytes: Buffer, chunking?: Chunking): Promise<void>
  /** The next request, from the first on. */
  request(op?: string): Promise<StreamRequest>
  succeed(request: StreamRequest, more?: object): Promise<void>
  /** A FAILURE; `request` null: without an id. The connection is closed unless `open`. */
  refuse(request: StreamRequest | null, errorCode: string, options?: { readonly open?: boolean; readonly message?: string }): Promise<void>
  /** Greets, lets the client in and takes its subscription. */
  subscribed(): Promise<StreamRequest>
  /** Closes without a word, after what was sent. */
  cut(): void
  /** Resolves when the client is gone. */
  readonly ended: Promise<void>
}
export type Play = (line: FakeLine) => Promise<void>
export interface StreamFake {
  readonly port: number
  readonly lines: readonly FakeLine[]
  /** Requests that break the published schema or come out of order, and plays that failed. */
  readonly problems: readonly string[]
  close(): Promise<void>
}

/** A recorded line, or any message, as one of the subscription `id`. */
export const stamped = (message: Sent, id: number): object => ({ ...(typeof message === 'string' ? JSON.parse(message) as object : message), id })

/** The stream, by TLS: `playOf` says what the nth connection (from 0) does. */
export async function startStreamFake(playOf: (place: number) => Play, bell: Bell): Promise<StreamFake> {
  const { server: pair } = await certificates()
  const [lines, sockets, problems]: [FakeLine[], Set<TLSSocket>, string[]] = [[], new Set(), []]
  const server = createServer({ cert: pair.cert, key: pair.key }, (socket) => {
    sockets.add(socket)
    const line = fakeLine(socket, lines.length, problems, bell)
    lines.push(line)
    bell.ring()
    socket.on('close', () => { sockets.delete(socket); bell.ring() })
    playOf(line.place)(line).catch((error: unknown) => { if (line.isOpen) { problems.push(String(error)); socket.destroy() } bell.ring() })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0, lines, problems,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

function fakeLine(socket: TLSSocket, place: number, problems: string[], bell: Bell): FakeLine {
  const asked: StreamRequest[] = []
  let [text, taken, isOpen] = ['', 0, true]
  socket.setNoDelay(true)
  socket.on('error', () => undefined)
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8')
    for (let end = text.indexOf('\r\n'); end >= 0; end = text.indexOf('\r\n')) {
      const request = JSON.parse(text.slice(0, end)) as StreamRequest
      text = text.slice(end + 2)
      const problem = schemaProblem(request)
      if (problem !== null) problems.push(problem)
      const before = asked[asked.length - 1]
      if (before !== undefined && request.id <= before.id) problems.push(`id ${request.id} after ${before.id}`)
      asked.push(request)
    }
    bell.ring()
  })
  const ended = new Promise<void>((resolve) => { socket.on('close', () => { isOpen = false; resolve() }) })
  const raw = async (bytes: Buffer, chunking: Chunking = 'together'): Promise<void> => {
    for (const piece of cutUp(bytes, chunking)) {
      if (!isOpen) throw new Error('the client is gone')
      // One write is one record of TLS, which the client reads by itself; writes that wait for each other would be sent as one.
      await Promise.race([new Promise<void>((resolve) => { socket.write(piece, () => { resolve() }) }), ended])
    }
  }
  const line: FakeLine = {
    place, asked, ended,
    get isOpen() { return isOpen },
    raw,
    send: (messages, chunking) => raw(Buffer.from(messages.map((message) => `${typeof message === 'string' ? message : JSON.stringify(message)}\r\n`).join('')), chunking),
    request: async (op) => {
      const at = taken++
      const request = await bell.until(() => { if (!isOpen && asked[at] === undefined) throw new Error('the client is gone'); return asked[at] })
      if (op !== undefined && request.op !== op) problems.push(`${request.op} came where ${op} was due`)
      return request
    },
    succeed: (request, more = {}) => line.send([{ op: 'status', id: request.id, statusCode: 'SUCCESS', connectionClosed: false, ...more }]),
    refuse: async (request, errorCode, { open = false, message = `refused by the test: ${errorCode}` } = {}) => {
      await line.send([{ op: 'status', ...(request === null ? {} : { id: request.id }), statusCode: 'FAILURE', errorCode, errorMessage: message, connectionClosed: !open, connectionId: 'test' }])
      if (!open) socket.end()
    },
    subscribed: async () => {
      await line.send([{ op: 'connection', connectionId: `test-${place}` }])
      await line.succeed(await line.request('authentication'), { connectionsAvailable: 9 })
      const subscription = await line.request('marketSubscription')
      await line.succeed(subscription)
      return subscription
    },
    cut: () => { socket.destroySoon() },
  }
  return line
}
