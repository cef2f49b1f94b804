import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'

/*
 * Subscribers by the thousand, in a process of their own: WebSockets by hand, since what they cost here is not to be measured, and two cores must do for
 * both sides. They count frames, answer pings, and read the time from every hundredth of what they are sent.
 */

export interface Connect { readonly kind: 'connect'; readonly name: string; readonly port: number; readonly clients: number; readonly paused: number; /** Said once the line is open, as the messages of graphql-ws. */ readonly says: readonly string[] }
export type Asked = Connect | { readonly kind: 'counts' | 'pause' | 'resume'; readonly name: string }
/** `messages`: of all that do not pause. `paused`, by client: messages that it had in all, and the number of the newest update among them. */
export interface Counts { readonly messages: number; readonly bytes: number; readonly latenciesMs: readonly number[]; readonly paused: { readonly heard: readonly number[]; readonly last: readonly number[] } }

interface Client { readonly socket: Socket; readonly index: number; rest: Buffer; readonly says: readonly string[]; said: number; open: boolean; heard: number; last: number; readonly paused: boolean }
interface Crowd { readonly clients: Client[]; messages: number; bytes: number; latenciesMs: number[] }

const SAMPLE = 100
/** The updates carry when they were made, milliseconds with fractions, and their number. */
const MADE_AT = Buffer.from('"matchedVolume":')
const NUMBER = Buffer.from('"sequence":')
const numberAfter = (text: Buffer, mark: Buffer): number => {
  const at = text.indexOf(mark)
  return at < 0 ? NaN : Number.parseFloat(text.toString('latin1', at + mark.length, at + mark.length + 24))
}

const frame = (opcode: number, text: Buffer): Buffer => {
  const head = text.length < 126 ? Buffer.from([0x80 | opcode, 0x80 | text.length]) : Buffer.from([0x80 | opcode, 0x80 | 126, text.length >> 8, text.length & 255])
  // The mask is all zeros: allowed, and nothing to undo.
  return Buffer.concat([head, Buffer.alloc(4), text])
}

/** The next of what it has to say; the second waits for the answer to the first. */
function say(client: Client): void {
  const text = client.says[client.said++]
  if (text !== undefined) client.socket.write(frame(1, Buffer.from(text.replace('$ID', `${String(client.index).padStart(8, '0')}-aaaa-4bbb-8ccc-dddddddddddd`))))
}

function heard(crowd: Crowd, client: Client, opcode: number, text: Buffer): void {
  if (opcode === 9) { client.socket.write(frame(10, text)); return }
  if (opcode === 8) throw new Error(`a client was closed: ${text.toString('latin1', 2)}`)
  if (opcode !== 1) return
  if (client.said === 1 && client.says.length > 1) return say(client)
  client.heard++
  if (client.paused) client.last = numberAfter(text, NUMBER)
  else crowd.messages++
  crowd.bytes += text.length
  if (client.paused || (client.heard + client.index) % SAMPLE !== 0) return
  const madeAt = numberAfter(text, MADE_AT)
  if (!Number.isNaN(madeAt)) crowd.latenciesMs.push(performance.timeOrigin + performance.now() - madeAt)
}

/** Walks over whole frames, and keeps the rest. Frames of servers have no mask. */
function read(crowd: Crowd, client: Client, chunk: Buffer): void {
  let data = client.rest.length === 0 ? chunk : Buffer.concat([client.rest, chunk])
  for (;;) {
    if (data.length < 2) break
    const short = (data[1] ?? 0) & 127
    const head = short < 126 ? 2 : short === 126 ? 4 : 10
    if (data.length < head) break
    const length = short < 126 ? short : short === 126 ? data.readUInt16BE(2) : Number(data.readBigUInt64BE(2))
    if (data.length < head + length) break
    heard(crowd, client, (data[0] ?? 0) & 15, data.subarray(head, head + length))
    data = data.subarray(head + length)
  }
  client.rest = data.length === 0 ? data : Buffer.from(data)
}

const open = (crowd: Crowd, { port, says, paused }: Connect, index: number): Promise<void> => new Promise((resolve, reject) => {
  const socket = connect(port, '127.0.0.1')
  const client: Client = { socket, index, rest: Buffer.alloc(0), says, said: 0, open: false, heard: 0, last: NaN, paused: index < paused }
  crowd.clients.push(client)
  socket.setNoDelay(true)
  socket.on('error', reject)
  socket.write(`GET /graphql HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nconnection: Upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: ${randomBytes(16).toString('base64')}\r\nsec-websocket-protocol: graphql-transport-ws\r\n\r\n`)
  socket.on('data', (chunk) => {
    if (client.open) return read(crowd, client, chunk)
    const end = chunk.indexOf('\r\n\r\n')
    if (!chunk.toString('latin1', 0, 12).endsWith('101') || end < 0) return reject(new Error(`the handshake was answered ${chunk.toString('latin1', 0, 200)}`))
    client.open = true
    say(client)
    read(crowd, client, chunk.subarray(end + 4))
    resolve()
  })
})

const crowds = new Map<string, Crowd>()
async function answer(asked: Asked): Promise<unknown> {
  if (asked.kind === 'connect') {
    const crowd: Crowd = { clients: [], messages: 0, bytes: 0, latenciesMs: [] }
    crowds.set(asked.name, crowd)
    for (let i = 0; i < asked.clients; i += 100) await Promise.all(Array.from({ length: Math.min(100, asked.clients - i) }, (_, j) => open(crowd, asked, i + j)))
    return null
  }
  const crowd = crowds.get(asked.name)
  if (crowd === undefined) throw new Error(`nobody is called ${asked.name}`)
  const paused = crowd.clients.filter((client) => client.paused)
  if (asked.kind !== 'counts') {
    for (const { socket } of paused) asked.kind === 'pause' ? socket.pause() : socket.resume()
    return null
  }
  const counts: Counts = { messages: crowd.messages, bytes: crowd.bytes, latenciesMs: crowd.latenciesMs, paused: { heard: paused.map((client) => client.heard), last: paused.map((client) => client.last) } }
  crowd.latenciesMs = []
  return counts
}
process.on('message', (asked: Asked & { readonly id: number }) => {
  answer(asked).then((value) => process.send?.({ id: asked.id, value }), (error: unknown) => process.send?.({ id: asked.id, error: String(error) }))
})
