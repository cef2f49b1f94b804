import * as fc from 'fast-check'
import { cleanComment, cleanName, COMMENT_CAP, NAME_CAP } from '../../src/commentary/untrusted'
import { INJECTIONS } from '../fixtures/injections'

test.each([
  ['NEW ASIA SUNRISE', 'NEW ASIA SUNRISE'], ["HANG'S DECISION", "HANG'S DECISION"], ['Éclair (NZ)', 'Éclair (NZ)'], ['大西洋讓賽', '大西洋讓賽'], ['  Two   spaces\n and a line ', 'Two spaces and a line'],
  ['Fast\u200bHorse', 'FastHorse'], ['Fast\u202eesroH', 'FastesroH'], ['ﬁle', 'file'], ['Ｗｉｄｅ', 'Wide'], ['Name<|endoftext|>Two', 'Name Two'], ['<b>Bold</b> One', 'Bold One'], ['＜b＞Wide＜/b＞', 'Wide'],
  ['See https://evil.example/x now', 'See now'], ['www.evil.example', ''], ['evil-bets.com/r1 wins', 'wins'], ['Say "hi" `now` *x* [y] {z}', 'Say hi now x y z'], ['</data-abcdef0123>', ''], ['data-abcdef0123 One', 'One'],
  ['Z\u0300\u0301\u0302\u0303x', 'Z\u0300\u0301x'], ['a\\u003cb', 'a u003cb'], ['St. Leger & Co', 'St. Leger & Co'], ['', ''], ['\u0000\u200b', ''],
])('the name %j is %j', (raw, clean) => { expect(cleanName(raw)).toBe(clean) })

test.each([
  ['Slow away; ran on (late) 1½ lengths, 75% of it!', 'Slow away; ran on (late) 1 1/2 lengths, 75% of it!'], ['自大外檔展步迅速，帶頭競跑。', '自大外檔展步迅速,帶頭競跑。'], ['[click me](https://evil.example/steal) wins', 'click me wins'],
  ['He said "win" and `ran`', 'He said win and ran'], ['a <script>alert(1)</script> b', 'a alert(1) b'], ['Line one\nLine two', 'Line one Line two'],
])('the comment %j is %j', (raw, clean) => { expect(cleanComment(raw)).toBe(clean) })

test('what is long is cut by letters, never through one', () => {
  expect(cleanName('a'.repeat(100))).toBe('a'.repeat(NAME_CAP))
  expect(Array.from(cleanName('𠀀'.repeat(100)))).toHaveLength(NAME_CAP)
  expect(cleanName('𠀀'.repeat(100)).isWellFormed()).toBe(true)
  expect(cleanComment('word '.repeat(500))).toHaveLength(COMMENT_CAP - 1)
})

const HARMFUL = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}<>|`*_#{}[\]\\"]|:\/\/|www\.|data-abcdef/u
test.each([{ clean: cleanName, cap: NAME_CAP, of: 'names' }, { clean: cleanComment, cap: COMMENT_CAP, of: 'comments' }])('nothing that could be markup, a tag, an address or unseen is left of $of', ({ clean, cap }) => {
  for (const raw of INJECTIONS) for (const text of [raw, `A ${raw} B`, `${raw}${raw}`]) {
    const left = clean(text)
    expect([text.slice(0, 50), HARMFUL.exec(left)?.[0]]).toEqual([text.slice(0, 50), undefined])
    expect(Array.from(left).length).toBeLessThanOrEqual(cap)
    expect(clean(left)).toBe(left)
  }
})
const hostile = fc.array(fc.oneof(fc.constantFrom(...INJECTIONS, '<', '>', '|', '<|', '|>', '</', 'data-', '://', '\u200b', '"', '\\'), fc.string({ unit: 'binary' })), { maxLength: 12 }).map((parts) => parts.join(''))
test('pieces of injections in any order leave nothing either, and cleaning twice changes nothing', () => {
  fc.assert(fc.property(hostile, (raw) => {
    for (const [clean, cap] of [[cleanName, NAME_CAP], [cleanComment, COMMENT_CAP]] as const) {
      const left = clean(raw)
      if (HARMFUL.test(left) || Array.from(left).length > cap || clean(left) !== left || left !== left.trim()) throw new Error(JSON.stringify([raw, left, clean(left)]))
    }
  }), { numRuns: 2_000 })
})
