import { tokensIn } from '../../src/commentary/tokens'
import { cleanComment, cleanName } from '../../src/commentary/untrusted'

// o200k_base by hand: " world" is one token, digits go in threes, CJK mostly one a character or less.
test.each([['', 0], ['hello', 1], ['hello world', 2], ['123456', 2], ['1,200 m', 4]])('%j is %d tokens', (text, tokens) => { expect(tokensIn(text)).toBe(tokens) })

test('tokens of a model inside of a text are ordinary letters', () => { expect(tokensIn('<|endoftext|>')).toBeGreaterThan(1) })

test('an unbroken run of letters is counted in pieces: all at once it would take a minute', () => {
  const text = 'a'.repeat(200_000)
  const tokens = tokensIn(text)
  expect(tokens).toBeGreaterThanOrEqual(text.length / 20)
  expect(tokens).toBeLessThan(text.length)
  expect(tokensIn(cleanName(text))).toBeLessThanOrEqual(40)
  expect(tokensIn(cleanComment(text))).toBeLessThanOrEqual(300)
})
