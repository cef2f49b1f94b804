import { createHash, randomInt } from 'node:crypto'
import { crc32 } from 'node:zlib'

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const [ID_LETTERS, SECRET_LETTERS, CHECK_LETTERS] = [10, 32, 6]
const FORM = new RegExp(`^rg_([0-9A-Za-z]{${ID_LETTERS}})_([0-9A-Za-z]{${SECRET_LETTERS}})([0-9A-Za-z]{${CHECK_LETTERS}})$`)

const randomLetters = (count: number): string => Array.from({ length: count }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('')
function checksum(text: string): string {
  let [rest, letters] = [crc32(text), '']
  for (let i = 0; i < CHECK_LETTERS; i++, rest = Math.floor(rest / LETTERS.length)) letters = LETTERS.charAt(rest % LETTERS.length) + letters
  return letters
}

export const newKeyId = (): string => randomLetters(ID_LETTERS)
/** `rg_<id>_<secret><checksum>`. The secret has 190 bits of the system's randomness. */
export function newKeyText(id: string): string {
  const text = `rg_${id}_${randomLetters(SECRET_LETTERS)}`
  return text + checksum(text)
}
/** What is kept of a key. A fast hash is enough: nobody tries through 2^190 secrets, and no password is behind one. */
export const digestOfKey = (text: string): Buffer => createHash('sha256').update(text).digest()

/** `not-a-key`: something else; `mistyped`: it has the form, and its checksum says that a letter is wrong. Neither needs looking up. */
export function idInKey(text: string): { readonly id: string } | 'not-a-key' | 'mistyped' {
  const [, id, secret, check] = FORM.exec(text) ?? []
  if (id === undefined || secret === undefined) return 'not-a-key'
  return checksum(`rg_${id}_${secret}`) === check ? { id } : 'mistyped'
}
/** Whether a key stands somewhere in a text, e.g. in a URL. */
export const holdsKey = (text: string): boolean => /rg_[0-9A-Za-z]{10}_/.test(text)
