/** Short margins in lengths, as the Jockey Club counts them. */
export const NOSE = 0.05
export const NECK = 0.3
const SHORT: Readonly<Record<string, number>> = {
  鼻位: NOSE, NOSE, 短馬頭位: 0.1, SH: 0.1, 頭位: 0.2, HD: 0.2, HEAD: 0.2, 頸位: NECK, N: NECK, NECK, 平頭馬: 0, DH: 0,
}
const NUMBER = /^(?:(\d+)|(?:(\d+)-)?(\d)\/(\d))L?$/

/** More than any race has; what is above is no number of lengths. */
const MOST = 999
const READ = new Map<string, number | null>()

const read = (text: string): number | null => {
  const word = text.trim().replace(/^[+-](?=\D)/, '').toUpperCase()
  const short = SHORT[word]
  if (short !== undefined) return short
  const match = NUMBER.exec(word)
  if (match === null) return null
  const [, whole, wholes = '0', upper, lower] = match
  const lengths = whole !== undefined ? Number(whole) : Number(wholes) + Number(upper) / Number(lower)
  return lengths <= MOST ? lengths : null
}

/** `2-3/4`, `1/2`, `12`, `3-1/4L`, `頸位`, `SH` in lengths; null for what has no number (`多個馬位` many lengths, `ML`, `TO`, `---`). Some 400 words make up all margins, so each is read once. */
export const lengthsOf = (text: string): number | null => {
  let lengths = READ.get(text)
  if (lengths === undefined) {
    lengths = read(text)
    if (READ.size < 10_000) READ.set(text, lengths)
  }
  return lengths
}
