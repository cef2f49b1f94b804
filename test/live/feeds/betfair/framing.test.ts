import fc from 'fast-check'
import { createLineSplitter, LineTooLong } from '../../../../src/live/feeds/betfair/framing'
import { cutUp, type Chunking } from '../../../support/betfair/chunking'

const split = (pieces: readonly Buffer[], maxBytes?: number): string[] => {
  const lines: string[] = []
  const splitter = createLineSplitter((line) => { lines.push(line.toString('utf8')) }, maxBytes)
  for (const piece of pieces) splitter.push(piece)
  return lines
}
const text = '{"a":1}\r\n{"name":"Étoile d’Or 🐎"}\r\n\r\n{"b":"\\r\\n"}\n'
const wanted = ['{"a":1}', '{"name":"Étoile d’Or 🐎"}', '{"b":"\\r\\n"}']

test.each<[string, Chunking]>([['all at once', 'together'], ['a byte at a time', 1], ['a lone CR at the end of a read', 'inside-crlf'], ['failure 15: half a character at the end of a read', 'inside-utf8']])('lines come whole, %s', (_, chunking) => {
  expect(split(cutUp(Buffer.from(text), chunking))).toEqual(wanted)
})
test('wherever reads end', () => {
  fc.assert(fc.property(fc.array(fc.string({ unit: 'grapheme' }).map((line) => line.replace(/[\r\n]/g, ''))), fc.array(fc.nat(400)), (lines, cuts) => {
    const bytes = Buffer.from(lines.map((line) => `${line}\r\n`).join(''))
    expect(split(cutUp(bytes, cuts))).toEqual(lines.filter((line) => line !== ''))
  }))
})
test('what has no end yet is no line', () => { expect(split([Buffer.from('{"a":1}\r\n{"b":2}\r')])).toEqual(['{"a":1}']) })
test('a CR within a line stays', () => { expect(split([Buffer.from('a\rb\r\n')])).toEqual(['a\rb']) })
test.each<[string, string[]]>([['in one read', ['123456\n']], ['in many, before it ends', ['123', '456']], ['in many, as it ends', ['123', '45\n']]])('a line that is too long is refused: %s', (_, pieces) => {
  expect(() => split(pieces.map((piece) => Buffer.from(piece)), 4)).toThrow(LineTooLong)
})
test('one that is just as long as allowed is taken, and the next starts from nothing', () => { expect(split(['12', '34\n', '5', '678\n'].map((piece) => Buffer.from(piece)), 4)).toEqual(['1234', '5678']) })
