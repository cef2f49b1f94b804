import type { FeatureColumns } from '../../src/features/compute'
import type { FeatureName } from '../../src/features/registry'
import { columnNames, encode, fitEncoder, widthOf, type Encoder } from '../../src/models/encoder'
import { trainingRows } from '../../src/models/training-rows'

const columns = (table: Partial<Record<FeatureName, readonly number[]>>): FeatureColumns => new Map(Object.entries(table).map(([name, values]) => [name as FeatureName, Float64Array.from(values)]))
const DATES = ['2024-01-01', '2024-01-01', '2024-01-02', '2024-01-02', '2024-02-01', '2024-02-01']
const split = trainingRows(DATES, { to: '2024-01-31' })
/** Three races of two. */
const RACES = Int32Array.of(0, 2, 4, 6)
const fitted = (name: FeatureName, values: readonly number[]): Encoder => fitEncoder([name], columns({ [name]: values }), split)
const encoded = (name: FeatureName, values: readonly number[]): readonly number[] => [...encode(fitted(name, values), columns({ [name]: values }), RACES)]

describe('what is fitted', () => {
  test.each<[string, readonly number[], { readonly mean: number; readonly sd: number; readonly rows: number; readonly constant: number }]>([
    ['mean and deviation of the training rows', [2, 4, 4, 6, 100, 200], { mean: 4, sd: Math.SQRT2, rows: 4, constant: 4 }],
    ['without the missing', [2, NaN, NaN, 6, 100, 200], { mean: 4, sd: 2, rows: 2, constant: 4 }],
    ['all alike', [3, 3, 3, NaN, 100, 200], { mean: 3, sd: 0, rows: 3, constant: 3 }],
    ['never there', [NaN, NaN, NaN, NaN, 100, 200], { mean: 0, sd: 0, rows: 0, constant: 0 }],
    ['what is not finite is missing', [2, Infinity, -Infinity, 6, 1, 1], { mean: 4, sd: 2, rows: 2, constant: 4 }],
  ])('%s', (_, values, expected) => { expect(fitted('market.current', values).features[0]).toMatchObject({ feature: 'market.current@1', policy: 'trainingMean', flag: true, ...expected }) })

  test('the stated constant is not fitted', () => { expect(fitted('market.favourite', [1, 1, 0, 1, 1, 1]).features[0]).toMatchObject({ policy: 'constant', constant: 0, flag: false, mean: 0.75 }) })
  test('which rows of which days', () => { expect(fitted('market.current', [1, 2, 3, 4, 5, 6]).fittedOn).toEqual({ rows: 4, from: '2024-01-01', to: '2024-01-02' }) })
  test('registry order and names, whatever the order asked for', () => {
    const both = fitEncoder(['market.favourite', 'market.current'], columns({ 'market.current': [1, 2, 3, 4, 5, 6], 'market.favourite': [0, 0, 0, 1, 0, 1] }), split)
    expect(columnNames(both)).toEqual(['market.current@1', 'market.current@1 missing', 'market.favourite@1'])
    expect(widthOf(both)).toBe(3)
  })
  test('later rows cannot change it', () => {
    const early = [2, 4, NaN, 7]
    for (const late of [[0, 0], [1e9, -1e9], [NaN, NaN]]) expect(fitted('market.current', [...early, ...late])).toEqual(fitted('market.current', [...early, 5, 6]))
    expect(fitted('market.current', [2, 4, NaN, 8, 5, 6])).not.toEqual(fitted('market.current', [...early, 5, 6]))
  })
  test('it is plain JSON', () => {
    const encoder = fitted('market.current', [0.1, 0.2, NaN, 0.7, 1, 2])
    expect(JSON.parse(JSON.stringify(encoder))).toEqual(encoder)
  })
})

describe('what comes out', () => {
  const root = Math.SQRT2
  test.each<[FeatureName, string, readonly number[], readonly number[]]>([
    ['market.current', 'standardised, a column beside it says what was missing', [2, 4, 4, 6, NaN, 8], [-2 / root, 0, 0, 0, 0, 0, 2 / root, 0, 0, 1, 4 / root, 0]],
    ['market.rank', 'the training mean, without a column', [1, 3, 1, 3, NaN, 4], [-1, 1, -1, 1, 0, 2]],
    ['market.gapToFavourite', 'the mean of the field', [2, 4, 4, 6, NaN, 8], [-2 / root, 0, 0, 2 / root, 4 / root, 4 / root]],
    ['market.gapToFavourite', 'the whole field missing: the training mean', [2, 4, 4, 6, NaN, NaN], [-2 / root, 0, 0, 2 / root, 0, 0]],
    ['market.favourite', 'the stated constant', [1, 0, 1, 0, NaN, 1], [1, -1, 1, -1, -1, 1]],
    ['market.rank', 'alike in training: nothing was learnt of it', [2, 2, 2, 2, 9, NaN], [0, 0, 0, 0, 0, 0]],
    ['market.rank', 'what is not finite is missing', [1, 3, 1, 3, Infinity, -Infinity], [-1, 1, -1, 1, 0, 0]],
  ])('%s: %s', (name, _, values, expected) => {
    const matrix = encoded(name, values)
    expect(matrix).toHaveLength(expected.length)
    expected.forEach((value, i) => { expect(matrix[i]).toBeCloseTo(value, 12) })
  })
  test('never NaN, with all missing', () => {
    for (const name of ['market.current', 'market.chance', 'market.favourite'] as const) expect(encoded(name, [1, 2, 3, 2, NaN, NaN]).concat(encoded(name, Array<number>(6).fill(NaN))).every(Number.isFinite)).toBe(true)
  })
  test('a race alone as in the batch; no race is no row', () => {
    const values = [2, 4, 4, 6, NaN, 8]
    const encoder = fitted('market.gapToFavourite', values)
    const batch = encode(encoder, columns({ 'market.gapToFavourite': values }), RACES)
    expect([...encode(encoder, columns({ 'market.gapToFavourite': [NaN, 8] }), Int32Array.of(0, 2))]).toEqual([...batch.slice(4)])
    expect(encode(encoder, columns({ 'market.gapToFavourite': [] }), Int32Array.of(0))).toHaveLength(0)
  })
})

describe('what is refused', () => {
  const values = [1, 2, 3, 4, 5, 6]
  const encoder = fitted('market.current', values)
  const named = (feature: string): Encoder => ({ ...encoder, features: encoder.features.map((one) => ({ ...one, feature })) })
  test.each<[string, () => unknown, RegExp]>([
    ['another version', () => encode(named('market.current@99'), columns({ 'market.current': values }), RACES), /fitted on feature market\.current@99; here there is market\.current@1: fit it anew/],
    ['a feature that is no more', () => encode(named('market.gone@1'), columns({ 'market.current': values }), RACES), /market\.gone@1; here there is none of that name/],
    ['a feature that was not computed', () => encode(encoder, columns({ 'market.rank': values }), RACES), /needs feature market\.current/],
    ['columns of other races', () => encode(encoder, columns({ 'market.current': [1, 2] }), RACES), /2 values for 6 runners/],
    ['a split of other rows', () => fitEncoder(['market.current'], columns({ 'market.current': [1, 2] }), split), /both must be of one data set/],
    ['a split without rows', () => trainingRows(DATES, { to: '2023-12-31' }), /no row from the first day to 2023-12-31/],
  ])('%s', (_, act, message) => { expect(act).toThrow(message) })
})

test('a split takes both of its days and no other', () => {
  const { rows, from, to, of } = trainingRows(DATES, { from: '2024-01-02', to: '2024-02-01' })
  expect({ rows: [...rows], from, to, of }).toEqual({ rows: [2, 3, 4, 5], from: '2024-01-02', to: '2024-02-01', of: 6 })
})
