import { readSentence, sentencesIn } from '../../../src/commentary/prompt/read-answer'
import { factSheet } from '../../support/fact-sheet'

test('slots become runners, and what is cited twice counts once', () => {
  expect(readSentence({ runner: 'r2', facts: ['r2.1', 'r2.5', 'r2.1'], text: '  Copper Tide\n has a chance.  ' }, factSheet())).toEqual({ ok: true, sentence: { text: 'Copper Tide has a chance.', runnerId: 102, factIds: ['r2.1', 'r2.5'] } })
  expect(readSentence({ runner: 'race', facts: [], text: 'x' }, factSheet())).toEqual({ ok: true, sentence: { text: 'x', runnerId: null, factIds: [] } })
})

test.each([
  ['no object', 'x'], ['a list', []], ['null', null], ['no text', { runner: 'race', facts: [] }], ['no runner', { text: 'x', facts: [] }], ['facts that are no list', { text: 'x', runner: 'race', facts: 'r1.1' }],
  ['a fact that is no id', { text: 'x', runner: 'race', facts: [1] }], ['a runner that is not there', { text: 'x', runner: 'r5', facts: [] }], ['a name for a slot', { text: 'x', runner: 'Silver Ledger', facts: [] }],
])('%s is no sentence', (_what, value) => { expect(readSentence(value, factSheet())).toEqual({ ok: false, problem: expect.any(String) }) })

test('sentences are found in an answer, and nowhere else', () => {
  expect(sentencesIn({ sentences: [1, 2] })).toEqual([1, 2])
  for (const value of [null, [], 'x', {}, { sentences: 'x' }, { sentences: null }]) expect(sentencesIn(value)).toBeNull()
})
