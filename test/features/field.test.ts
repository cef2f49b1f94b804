import { countAtLeast, fieldMean, lessBestOther, lessHighest, lessLowest, lessMean, rankHighest, rankLowest, shareOfSum, standardScore } from '../../src/features/field'

type OverField = (values: Float64Array, out: Float64Array) => void
const over = (of: OverField, values: readonly number[]): readonly number[] => { const out = new Float64Array(values.length); of(Float64Array.from(values), out); return [...out] }
const close = (values: readonly number[]): readonly unknown[] => values.map((value): unknown => (Number.isNaN(value) ? NaN : expect.closeTo(value, 12)))
const [A, B] = [1, 3]

test.each<[string, OverField, readonly number[], readonly number[]]>([
  ['rankHighest: ties share the better rank', rankHighest, [5, 9, 5, NaN, 1], [2, 1, 2, NaN, 4]],
  ['rankLowest', rankLowest, [5, 9, 5, NaN, 1], [2, 4, 2, NaN, 1]],
  ['lessMean', lessMean, [A, B, NaN], [-1, 1, NaN]],
  ['lessHighest', lessHighest, [A, B, NaN], [-2, 0, NaN]],
  ['lessLowest', lessLowest, [A, B, NaN], [0, 2, NaN]],
  ['lessBestOther: the best is held against the second', lessBestOther, [10, 7, 4, NaN], [3, -3, -6, NaN]],
  ['lessBestOther: two that are best', lessBestOther, [10, 10, 4], [0, 0, -6]],
  ['lessBestOther: nobody else is known', lessBestOther, [10, NaN], [NaN, NaN]],
  ['standardScore: mean 3, deviation 2', standardScore, [1, 5, NaN], [-1, 1, NaN]],
  ['standardScore: all equal', standardScore, [4, 4], [0, 0]],
  ['shareOfSum', shareOfSum, [A, B, NaN], [0.25, 0.75, NaN]],
  ['shareOfSum: nothing to share', shareOfSum, [0, 0], [NaN, NaN]],
  ['fieldMean: the unknown too', fieldMean, [A, B, NaN], [2, 2, 2]],
  ['countAtLeast: the limit itself counts', countAtLeast(3), [A, B, 4, NaN], [2, 2, 2, 2]],
])('%s', (_, of, values, expected) => { expect(over(of, values)).toEqual(close(expected)) })

const ALL = { rankHighest, rankLowest, lessMean, lessHighest, lessLowest, lessBestOther, standardScore, shareOfSum, fieldMean, countAtLeast: countAtLeast(2) }
describe.each(Object.entries(ALL))('%s', (name, of) => {
  test('nobody is known', () => { expect(over(of, [NaN, NaN])).toEqual(name === 'countAtLeast' ? [0, 0] : [NaN, NaN]) })
  test('the order of runners cannot show, to the last bit', () => {
    const values = [0.1, 0.7, 0.2, 1e9, 0.3]
    expect(over(of, [...values].reverse())).toEqual([...over(of, values)].reverse())
  })
  test('no runner', () => { expect(over(of, [])).toEqual([]) })
})
