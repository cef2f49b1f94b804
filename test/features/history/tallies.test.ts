import * as fc from 'fast-check'
import { Tallies } from '../../../src/features/history/tallies'
import { TALLY_STRIDE } from '../../../src/features/history/tally-columns'
import { EVERY_COUNTER } from '../../support/every-counter'

const one = (value: number): Float64Array => new Float64Array(TALLY_STRIDE).fill(value)
/** The first counter of what was known before a day. */
const before = (tallies: Tallies, day: number, key: string | number = 7): number => { const into = new Float64Array(TALLY_STRIDE); tallies.addBefore('jockey', key, day, 1, EVERY_COUNTER, into, 0); return into[0] as number }
const filled = (): Tallies => { const tallies = new Tallies(); tallies.add('jockey', 7, 10, one(1)); tallies.add('jockey', 7, 10, one(2)); tallies.add('jockey', 7, 15, one(4)); return tallies }

test.each([[9, 0], [10, 0], [11, 3], [15, 3], [16, 7], [1_000, 7]])('before day %d: %d', (day, expected) => { expect(before(filled(), day)).toBe(expected) })
test('another key and another family have nothing', () => {
  expect(before(filled(), 99, 8)).toBe(0)
  const into = one(5)
  filled().addBefore('trainer', 7, 99, 1, EVERY_COUNTER, into, 0)
  expect(into).toEqual(one(5))
})
test('sums are added and taken away where they are wanted', () => {
  const into = new Float64Array(3 * TALLY_STRIDE).fill(100)
  filled().addBefore('jockey', 7, 11, -1, EVERY_COUNTER, into, TALLY_STRIDE)
  expect([into[TALLY_STRIDE - 1], into[TALLY_STRIDE], into[2 * TALLY_STRIDE - 1], into[2 * TALLY_STRIDE]]).toEqual([100, 97, 97, 100])
})
test('days only go forward', () => { expect(() => { filled().add('jockey', 7, 14, one(1)) }).toThrow(new RangeError('day 14 is folded after day 15')) })
test('rows of a day or later, keys as text', () => {
  expect([...filled().rows(11)].map(({ family, key, day, totals }) => [family, key, day, totals[0]])).toEqual([['jockey', '7', 15, 7]])
  expect([...filled().rows(-Infinity)].map(({ day, totals }) => [day, totals[0]])).toEqual([[10, 3], [15, 7]])
})
test('any days, any question: the plain sum', () => {
  const days = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 60 }).map((list) => list.sort((a, b) => a - b))
  fc.assert(fc.property(days, fc.integer({ min: -1, max: 42 }), (list, day) => {
    const tallies = new Tallies()
    for (const known of list) tallies.add('jockey', 7, known, one(1))
    return before(tallies, day) === list.filter((known) => known < day).length
  }))
})
