// Looked up once: where globals are slow to reach, as under jest, the look-ups of a season cost three times its making.
const { imul } = Math

/**
 * A stream of pseudo-random whole numbers of 32 bits, named by a text: sfc32 (Doty-Humphrey), warmed up by 12 steps. Streams of other names have nothing
 * to do with each other. Only integer operations: the same on every machine.
 */
export function randomBits(name: string): () => number {
  let [a, b, c, d] = hash128(name)
  const step = (): number => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + t | 0
    return t >>> 0
  }
  for (let i = 0; i < 12; i++) step()
  return step
}

/** cyrb128: 128 bits from a text. */
function hash128(text: string): [number, number, number, number] {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762]
  for (let i = 0; i < text.length; i++) {
    const k = text.charCodeAt(i)
    a = b ^ imul(a ^ k, 597399067)
    b = c ^ imul(b ^ k, 2869860233)
    c = d ^ imul(c ^ k, 951274213)
    d = a ^ imul(d ^ k, 2716044179)
  }
  a = imul(c ^ (a >>> 18), 597399067)
  b = imul(d ^ (b >>> 22), 2869860233)
  c = imul(a ^ (c >>> 17), 951274213)
  d = imul(b ^ (d >>> 19), 2716044179)
  return [(a ^ b ^ c ^ d) >>> 0, (b ^ a) >>> 0, (c ^ a) >>> 0, (d ^ a) >>> 0]
}
