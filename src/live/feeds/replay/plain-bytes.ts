import { createGunzip } from 'node:zlib'
import unbzip2 from 'unbzip2-stream'

/** What is read of a file at once. Decompressed it is at most about a thousand times that, and one block of 900 kB with bzip2. */
export const CHUNK_BYTES = 32 * 1024

/** Turns chunks into others, one at a time, so that what comes before damage is not lost. `end` gives what is left, and then nothing. */
interface Codec { write(chunk: Buffer): Promise<readonly Buffer[]>; end(): Promise<readonly Buffer[]>; close(): void }

const gunzip = (): Codec => {
  const stream = createGunzip()
  let [out, failure, ended]: [Buffer[], Error | null, boolean] = [[], null, false]
  stream.on('data', (chunk: Buffer) => { out.push(chunk) })
  stream.on('error', (error) => { failure = error })
  const take = (): Buffer[] => { const taken = out; out = []; return taken }
  const after = (call: (done: () => void) => void): Promise<readonly Buffer[]> => new Promise((resolve, reject) => {
    const finish = (): void => { stream.off('error', finish); if (failure !== null && out.length === 0) reject(failure); else resolve(take()) }
    stream.once('error', finish)
    if (failure === null) call(finish)
    else finish()
  })
  return {
    write: (chunk) => after((done) => { stream.write(chunk, done) }),
    end: () => after((done) => { if (ended) { done(); return } ended = true; stream.once('end', done); stream.end() }),
    close: () => { stream.destroy() },
  }
}
const bunzip = (): Codec => {
  const stream = unbzip2()
  let [out, failure]: [Buffer[], Error | null] = [[], null]
  stream.on('data', (chunk: Buffer) => { out.push(chunk) })
  stream.on('error', (error: Error) => { failure ??= error })
  const take = async (): Promise<readonly Buffer[]> => {
    if (failure !== null && out.length === 0) throw failure
    const taken = out
    out = []
    return taken
  }
  return { write: (chunk) => { if (failure === null) stream.write(chunk); return take() }, end: () => { if (failure === null) stream.end(); return take() }, close: () => undefined }
}
export const isBzip2 = (first: Buffer): boolean => first.toString('latin1', 0, 3) === 'BZh'
const codecFor = (first: Buffer): Codec | null => {
  if (first[0] === 0x1f && first[1] === 0x8b) return gunzip()
  return isBzip2(first) ? bunzip() : null
}
/** Bytes as they were before gzip or bzip2, which is told by how they begin; others as they are. Everything before damage is given, then it throws. */
export async function* plainBytes(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let codec: Codec | null | undefined
  try {
    for await (const chunk of source) {
      codec = codec === undefined ? codecFor(chunk) : codec
      if (codec === null) yield chunk
      else yield* await codec.write(chunk)
    }
    if (codec === undefined || codec === null) return
    for (let rest = await codec.end(); rest.length > 0; rest = await codec.end()) yield* rest
  } finally { codec?.close() }
}
