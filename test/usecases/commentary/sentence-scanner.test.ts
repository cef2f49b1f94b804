import { createSentenceScanner } from '../../../src/usecases/commentary/sentence-scanner'

const SENTENCES = [{ runner: 'r1', facts: ['r1.1'], text: 'A "quoted" {brace} and \\ back } slash.' }, { runner: 'race', facts: [], text: 'é½🐎 \u2028 \n' }, { runner: 'r2', facts: ['r2.1', 'r2.2'], text: '' }, { nested: { deeper: [{ a: 1 }] } }]
const scanned = (text: string, size: number): readonly unknown[] => {
  const scanner = createSentenceScanner()
  return Array.from({ length: Math.ceil(text.length / size) }, (_, i) => scanner.push(text.slice(i * size, (i + 1) * size))).flat()
}

test.each([undefined, 2])('whatever the size of the pieces, they are the sentences that JSON.parse gives (indent %s)', (indent) => {
  const text = JSON.stringify({ sentences: SENTENCES }, null, indent)
  for (let size = 1; size <= text.length; size++) expect([size, scanned(text, size)]).toEqual([size, SENTENCES])
})

test('a sentence is there as soon as its brace closes', () => {
  const scanner = createSentenceScanner()
  expect(scanner.push('{"sentences":[{"text":"One."')).toEqual([])
  expect(scanner.push('}')).toEqual([{ text: 'One.' }])
  expect(scanner.push(',{"text":"Tw')).toEqual([])
})

test('what is no JSON is null, and goes on', () => { expect(scanned('{"sentences":[{oops},{"text":"Two."}]}', 7)).toEqual([null, { text: 'Two.' }]) })
