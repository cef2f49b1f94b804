import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { from, type CopyStreamQuery } from 'pg-copy-streams'
import type { ClientBase } from 'pg'

/** A field as COPY BINARY takes it: int4, bool, timestamptz (milliseconds), text, or bytes. */
export type Field = { readonly int: number } | { readonly bool: boolean } | { readonly at: number } | { readonly text: string } | { readonly bytes: Uint8Array }

/** `PGCOPY\n\377\r\n\0`, no flags, no extension. */
const HEADER = Buffer.from('5047434f50590aff0d0a000000000000000000', 'hex')
const END = Buffer.from('ffff', 'hex')
/** PostgreSQL counts microseconds from 2000-01-01. */
const EPOCH_MS = Date.UTC(2000, 0, 1)
const BLOCK = 1 << 20

/** Buffers write NaN as 0 and cut fractions off without a word. */
const whole = (value: number): number => { if (!Number.isInteger(value)) throw new RangeError(`${value} is no whole number`); return value }

/** Rows gathered into blocks of a megabyte. */
class Block {
  private bytes = Buffer.allocUnsafe(BLOCK)
  private length = 0

  row(fields: readonly Field[]): void {
    this.reserve(2)
    this.length = this.bytes.writeInt16BE(fields.length, this.length)
    for (const field of fields) this.field(field)
  }
  get isFull(): boolean { return this.length > BLOCK - 65_536 }
  take(): Buffer {
    const taken = this.bytes.subarray(0, this.length)
    ;[this.bytes, this.length] = [Buffer.allocUnsafe(BLOCK), 0]
    return taken
  }

  private field(field: Field): void {
    if ('bytes' in field) this.sized(field.bytes.length, () => { this.bytes.set(field.bytes, this.length); this.length += field.bytes.length })
    else if ('int' in field) this.sized(4, () => { this.length = this.bytes.writeInt32BE(whole(field.int), this.length) })
    else if ('bool' in field) this.sized(1, () => { this.length = this.bytes.writeUInt8(Number(field.bool), this.length) })
    else if ('at' in field) this.sized(8, () => { this.length = this.bytes.writeBigInt64BE(BigInt(Math.round((field.at - EPOCH_MS) * 1000)), this.length) })
    else { const size = Buffer.byteLength(field.text); this.sized(size, () => { this.length += this.bytes.write(field.text, this.length) }) }
  }
  private sized(size: number, write: () => void): void {
    this.reserve(4 + size)
    this.length = this.bytes.writeInt32BE(size, this.length)
    write()
  }
  private reserve(size: number): void {
    if (this.length + size <= this.bytes.length) return
    const grown = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.length + size))
    this.bytes.copy(grown, 0, 0, this.length)
    this.bytes = grown
  }
}

async function send(stream: CopyStreamQuery, rows: Iterable<readonly Field[]>, done: Promise<void>): Promise<number> {
  const block = new Block()
  let count = 0
  stream.write(HEADER)
  for (const row of rows) {
    block.row(row)
    count++
    if (block.isFull && !stream.write(block.take())) await Promise.race([once(stream, 'drain'), done])
  }
  stream.end(Buffer.concat([block.take(), END]))
  return count
}

async function copy<T>(client: ClientBase, into: string, write: (stream: CopyStreamQuery, done: Promise<void>) => Promise<T>): Promise<T> {
  const stream = client.query(from(`COPY ${into} FROM STDIN (FORMAT binary)`))
  const done = finished(stream)
  done.catch(() => undefined)
  let written: T
  try { written = await write(stream, done) } catch (error) {
    // Until PostgreSQL was told that nothing more comes, the connection takes nothing else.
    stream.destroy(error as Error)
    await done.catch(() => undefined)
    throw error
  }
  await done
  return written
}

/** COPY of rows into a table, `into` as `table (columns)`. Types are not converted: each field must be of its column's type. How many went in. */
export const copyRows = (client: ClientBase, into: string, rows: Iterable<readonly Field[]>): Promise<number> => copy(client, into, (stream, done) => send(stream, rows, done))

/** COPY of rows that are encoded already, as COPY BINARY takes them, without header and end. */
export const copyEncoded = (client: ClientBase, into: string, blocks: Iterable<Uint8Array>): Promise<void> => copy(client, into, async (stream, done) => {
  stream.write(HEADER)
  for (const block of blocks) if (!stream.write(block)) await Promise.race([once(stream, 'drain'), done])
  stream.end(END)
})
