const MOST = 300
const KEYS = /\b(sk|rk|pk|sess|org|proj)-[\w*.-]{3,}/gi
const BEARER = /Bearer\s+\S+/gi

/** Words of a provider as they may be shown and logged: on one line, capped, and without anything that looks like a key; the answer to a wrong key repeats a part of it. */
export const safeWords = (words: string, key: string): string => {
  const without = key === '' ? words : words.replaceAll(key, '(key)')
  const line = without.replace(BEARER, 'Bearer (key)').replace(KEYS, '(key)').replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim()
  return line.length > MOST ? `${line.slice(0, MOST)}...` : line
}
