import { createHash } from 'node:crypto'
import { digestOfKey, holdsKey, idInKey, newKeyId, newKeyText } from '../../src/access/api-key'

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** CRC-32 bit by bit, in base 62. */
function checkOf(text: string): string {
  let crc = 0xffffffff
  for (const byte of Buffer.from(text)) {
    crc ^= byte
    for (let i = 0; i < 8; i++) crc = (crc >>> 1) ^ ((crc & 1) * 0xedb88320)
  }
  let rest = BigInt((crc ^ 0xffffffff) >>> 0)
  let letters = ''
  for (let i = 0; i < 6; i++) { letters = LETTERS.charAt(Number(rest % 62n)) + letters; rest /= 62n }
  return letters
}

test('a key has its id, a secret of 32 letters, and a checksum that anybody can work out', () => {
  const id = newKeyId()
  const text = newKeyText(id)
  expect(text).toMatch(/^rg_[0-9A-Za-z]{10}_[0-9A-Za-z]{38}$/)
  expect(text.slice(-6)).toBe(checkOf(text.slice(0, -6)))
  expect(idInKey(text)).toEqual({ id })
  expect(digestOfKey(text).toString('hex')).toBe(createHash('sha256').update(text).digest('hex'))
})
test('no two are alike, and every letter comes up', () => {
  const texts = Array.from({ length: 300 }, () => newKeyText(newKeyId()))
  expect(new Set(texts).size).toBe(300)
  expect(new Set(texts.map((text) => text.slice(14, 46)).join('')).size).toBe(62)
})
test('a letter that is wrong, missing or exchanged is told from a key that is not known', () => {
  const text = newKeyText(newKeyId())
  for (let at = 3; at < text.length; at++) {
    if (text[at] === '_') continue
    const wrong = text.slice(0, at) + (text[at] === 'a' ? 'b' : 'a') + text.slice(at + 1)
    expect(idInKey(wrong)).toBe('mistyped')
  }
  for (const other of ['', 'rg_', text.slice(0, -1), `${text}a`, ` ${text}`, text.replace('rg_', 'sk_'), 'Bearer x']) expect(idInKey(other)).toBe('not-a-key')
})
test('a key is found within a text', () => {
  const text = newKeyText(newKeyId())
  expect([holdsKey(`/graphql?k=${text}&x=1`), holdsKey('/graphql?query={rg_}')]).toEqual([true, false])
})
