/** How bytes are cut into writes: so many at a time, between CR and LF, inside every character of several bytes, or all in one. */
export type Chunking = number | 'inside-crlf' | 'inside-utf8' | 'together' | readonly number[]

const cutAt = (bytes: Buffer, places: readonly number[]): Buffer[] => {
  const cuts = [0, ...places.filter((place) => place > 0 && place < bytes.length), bytes.length]
  return cuts.slice(1).map((end, i) => bytes.subarray(cuts[i], end))
}
const every = (bytes: Buffer, isCut: (at: number) => boolean): Buffer[] => cutAt(bytes, [...bytes.keys()].filter(isCut))

export function cutUp(bytes: Buffer, chunking: Chunking): Buffer[] {
  if (chunking === 'together') return [bytes]
  if (chunking === 'inside-crlf') return every(bytes, (at) => bytes[at] === 10)
  if (chunking === 'inside-utf8') return every(bytes, (at) => ((bytes[at] ?? 0) & 0xc0) === 0x80)
  if (typeof chunking === 'number') return cutAt(bytes, Array.from({ length: Math.floor(bytes.length / chunking) }, (_, i) => (i + 1) * chunking))
  return cutAt(bytes, [...chunking].sort((a, b) => a - b))
}
