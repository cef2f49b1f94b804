import type { CommentaryStyle } from '../../../src/commentary/commentary'
import { isEnough, takingOf, type Judge, type Taken } from '../../../src/usecases/commentary/taking'
import { said } from '../../support/commentary-desk'
import { factSheet } from '../../support/fact-sheet'

const style = (more: Partial<CommentaryStyle> = {}): CommentaryStyle => ({ kind: 'PREVIEW', tone: 'NEUTRAL', length: 'SHORT', locale: 'en', ...more })
const judge: Judge = ({ text }) => (text.includes('wrong') ? 'is wrong' : null)
const sheet = factSheet()
const take = (all: readonly unknown[], of = style()): Taken => { const taking = takingOf(sheet, of, judge); for (const raw of all) taking.take(raw); return taking.taken }

test('what is refused is counted and told of, and what is said twice is said once', () => {
  expect(take([said('r1', [], 'Good.'), said('r1', [], 'wrong'), said('r2', [], 'GOOD.'), said('r9', [], 'Who?'), null, said('race', [], 'Fine.')])).toEqual({
    kept: [{ text: 'Good.', runnerId: 101, factIds: [] }, { text: 'Fine.', runnerId: null, factIds: [] }], leftOut: 4, leaked: false,
    problems: ['"wrong" is wrong', '"GOOD." says the same as another', '"..." there is no runner "r9"', '"..." a sentence is not an object'],
  })
})

test('there are no more sentences than asked for and a few to spare; of each runner one', () => {
  const many = Array.from({ length: 40 }, (_, i) => said('r1', [], `Sentence ${i}.`))
  expect(take(many)).toMatchObject({ leftOut: 0, kept: { length: 4 + 4 } })
  expect(take([...many, said('r2', [], 'Another.')], style({ kind: 'RUNNER' })).kept.map(({ runnerId }) => runnerId)).toEqual([101, 101, 102])
})

test('problems that are told are few', () => { expect(take(Array.from({ length: 30 }, () => said('r1', [], 'wrong')))).toMatchObject({ leftOut: 30, problems: { length: 8 } }) })

test('comments are on runners that start', () => {
  const scratched = { ...sheet, runners: sheet.runners.map((one) => ({ ...one, scratched: one.slot === 'r4' })) }
  const taking = takingOf(scratched, style({ kind: 'RUNNER' }), judge)
  expect([said('race', [], 'One.'), said('r4', [], 'Two.'), said('r3', [], 'Three.')].map((raw) => taking.take(raw)?.runnerId ?? null)).toEqual([null, null, 103])
  expect(takingOf(scratched, style(), judge).take(said('r4', [], 'It is out.'))?.runnerId).toBe(104)
})

test('once the instructions are given away nothing more is taken', () => {
  const taken = take([said('r1', [], 'Good.'), said('r2', ['7qx 41c9 amber-heron'], 'x'), said('r3', [], 'Fine.')])
  expect(taken).toMatchObject({ leaked: true, leftOut: 2, kept: [{ text: 'Good.' }] })
  expect(isEnough({ ...taken, leftOut: 0, leaked: false, kept: [...taken.kept, ...taken.kept] }, sheet, style())).toBe(true)
  expect(isEnough({ ...taken, leftOut: 0, kept: [...taken.kept, ...taken.kept] }, sheet, style())).toBe(false)
})

/** Short: three to four sentences; long: nine to twelve. */
test.each<[number, number, Partial<CommentaryStyle>, boolean]>([[0, 0, {}, false], [1, 0, {}, false], [2, 0, {}, true], [2, 2, {}, true], [2, 3, {}, false], [4, 0, { length: 'LONG' }, false], [5, 5, { length: 'LONG' }, true], [1, 0, { kind: 'CHANGE' }, true]])('%i kept and %i left out of %j are enough: %s', (kept, leftOut, more, enough) => {
  const sentence = { text: 'x', runnerId: 101, factIds: [] }
  expect(isEnough({ kept: Array.from({ length: kept }, () => sentence), leftOut, problems: [], leaked: false }, sheet, style(more))).toBe(enough)
})

test('of comments on runners half of the field is enough, whatever was left out', () => {
  const of = (ids: readonly number[]): boolean => isEnough({ kept: ids.map((runnerId) => ({ text: 'x', runnerId, factIds: [] })), leftOut: 20, problems: [], leaked: false }, sheet, style({ kind: 'RUNNER' }))
  expect([of([101, 101]), of([101, 102])]).toEqual([false, true])
})
