import type { FeatureName } from '../../../src/features/registry'
import type { RaceBatch, TrainingTable } from '../../../src/models/data/race-table'
import { trainingRaces } from '../../../src/models/data/split'
import { columnFeatures, columnNames, encode, featuresOf, fitEncoder, LINEAR, TREE, widthOf, type Encoder, type InputShape } from '../../../src/models/inputs/encoder'
import { encoderSchema } from '../../../src/models/inputs/encoder-schema'
import { raceTable } from '../../support/race-table'

type Values = Partial<Record<FeatureName, readonly number[]>>
const columnsOf = (values: Values): RaceBatch['columns'] => new Map(Object.entries(values).map(([name, column]) => [name as FeatureName, Float64Array.from(column)]))
const DATES = ['2024-01-01', '2024-01-02', '2024-02-01']
/** Three races of two, of which the first two are trained on. */
const RACES = Int32Array.of(0, 2, 4, 6)
const batchOf = (values: Values): RaceBatch => ({ raceStart: RACES, columns: columnsOf(values) })
function training(values: Values): TrainingTable {
  const { table } = raceTable({ races: 3, field: () => 2, weights: {} })
  return trainingRaces({ ...table, columns: columnsOf(values), races: table.races.map((race, r) => ({ ...race, date: DATES[r] as string })) }, { from: null, to: '2024-01-31' })
}
const fitted = (values: Values, shape: InputShape = LINEAR): Encoder => fitEncoder(Object.keys(values) as FeatureName[], training(values), shape)
const encoded = (values: Values, shape?: InputShape): readonly number[] => [...encode(fitted(values, shape), batchOf(values)).data]
const OWN: InputShape = { ...LINEAR, lessField: false }
const DIFFERENCE: InputShape = { ...LINEAR, own: false }
const root = Math.SQRT2

describe('what is fitted', () => {
  test.each<[string, readonly number[], { readonly constant: number; readonly mean: number; readonly sd: number }]>([
    ['mean and deviation of the training rows', [2, 4, 4, 6, 100, 200], { constant: 4, mean: 4, sd: root }],
    ['without the missing', [2, NaN, NaN, 6, 100, 200], { constant: 4, mean: 4, sd: 2 }],
    ['all alike', [3, 3, 3, NaN, 100, 200], { constant: 3, mean: 3, sd: 0 }],
    ['never there', [NaN, NaN, NaN, NaN, 100, 200], { constant: 0, mean: 0, sd: 0 }],
    ['what is not finite is missing', [2, Infinity, -Infinity, 6, 1, 1], { constant: 4, mean: 4, sd: 2 }],
  ])('%s', (_, values, { constant, mean, sd }) => {
    expect(fitted({ 'market.current': values }, OWN).features).toEqual([{ feature: 'market.current@1', policy: 'trainingMean', constant, columns: [{ take: 'own', mean, sd }, { take: 'missing', mean: 0, sd: 1 }] }])
  })
  test('of differences: what is missing is put in before', () => {
    // 2 and the 4 that stands in; 4 and 6: both races are -1 and 1 from their mean.
    expect(fitted({ 'market.current': [2, NaN, NaN, 6, 100, 200] }, DIFFERENCE).features[0]?.columns).toEqual([{ take: 'lessField', mean: 0, sd: 1 }, { take: 'missing', mean: 0, sd: 1 }])
  })
  test('the stated constant is not fitted', () => { expect(fitted({ 'market.favourite': [1, 1, 0, 1, 1, 1] }, OWN).features[0]).toEqual({ feature: 'market.favourite@1', policy: 'constant', constant: 0, columns: [{ take: 'own', mean: 0.75, sd: Math.sqrt(0.1875) }] }) })
  test('which rows of which days', () => { expect(fitted({ 'market.current': [1, 2, 3, 4, 5, 6] }).fittedOn).toEqual({ rows: 4, from: '2024-01-01', to: '2024-01-02' }) })
  test('the order of the registry and names, whatever the order asked for', () => {
    const both = fitted({ 'market.favourite': [0, 0, 0, 1, 0, 1], 'market.current': [1, 2, 3, 4, 5, 6] })
    expect(columnNames(both)).toEqual(['market.current@1', 'market.current@1 less field', 'market.current@1 missing', 'market.favourite@1', 'market.favourite@1 less field'])
    expect(columnFeatures(both)).toEqual(['market.current', 'market.current', 'market.current', 'market.favourite', 'market.favourite'])
    expect([featuresOf(both), widthOf(both)]).toEqual([['market.current', 'market.favourite'], 5])
  })
  test('a feature of the race is nothing to a sum, and for trees it stands alone', () => {
    const values = { 'race.fieldSize': [8, 8, 12, 12, 14, 14] }
    expect(fitted(values).features).toEqual([])
    expect(fitted(values, { ...TREE, own: false }).features[0]?.columns).toEqual([{ take: 'own', mean: 0, sd: 1 }])
  })
  test.each([LINEAR, TREE])('later rows cannot change it', (shape) => {
    const early = [2, 4, NaN, 7]
    for (const late of [[0, 0], [1e9, -1e9], [NaN, NaN]]) expect(fitted({ 'market.current': [...early, ...late] }, shape)).toEqual(fitted({ 'market.current': [...early, 5, 6] }, shape))
    expect(fitted({ 'market.current': [2, 4, NaN, 8, 5, 6] })).not.toEqual(fitted({ 'market.current': [...early, 5, 6] }))
  })
  test('it is plain JSON and read back as it was', () => {
    const encoder = fitted({ 'market.current': [0.1, 0.2, NaN, 0.7, 1, 2], 'market.gapToFavourite': [NaN, NaN, NaN, NaN, 0, 0] })
    expect(encoderSchema.parse(JSON.parse(JSON.stringify(encoder)))).toEqual(encoder)
  })
})

describe('what comes out', () => {
  test.each<[FeatureName, string, InputShape, readonly number[], readonly number[]]>([
    ['market.current', 'standardised, a column beside it says what was missing', OWN, [2, 4, 4, 6, NaN, 8], [-root, 0, 0, 0, 0, 0, root, 0, 0, 1, 2 * root, 0]],
    ['market.current', 'less the mean of the field, and both', LINEAR, [2, 4, 4, 6, NaN, 8], [-root, -1, 0, 0, 1, 0, 0, -1, 0, root, 1, 0, 0, -2, 1, 2 * root, 2, 0]],
    ['market.current', 'for trees as it is, NaN where the model may know that it is missing', TREE, [2, 4, 4, 6, NaN, 8], [2, -1, 4, 1, 4, -1, 6, 1, NaN, NaN, 8, 0]],
    ['market.rank', 'the training mean, without a column', OWN, [1, 3, 1, 3, NaN, 4], [-1, 1, -1, 1, 0, 2]],
    ['market.rank', 'for trees too where the model may not know', { ...TREE, lessField: false }, [1, 3, 1, 3, NaN, 4], [1, 3, 1, 3, 2, 4]],
    ['market.gapToFavourite', 'the mean of the field', OWN, [2, 4, 4, 6, NaN, 8], [-root, 0, 0, root, 2 * root, 2 * root]],
    ['market.gapToFavourite', 'the whole field missing: the training mean', OWN, [2, 4, 4, 6, NaN, NaN], [-root, 0, 0, root, 0, 0]],
    ['market.gapToFavourite', 'the whole field missing: no difference', DIFFERENCE, [2, 4, 4, 6, NaN, NaN], [-1, 1, -1, 1, 0, 0]],
    ['market.favourite', 'the stated constant', OWN, [1, 0, 1, 0, NaN, 1], [1, -1, 1, -1, -1, 1]],
    ['market.rank', 'alike in training: nothing was learnt of it', OWN, [2, 2, 2, 2, 9, NaN], [0, 0, 0, 0, 0, 0]],
    ['market.rank', 'what is not finite is missing', OWN, [1, 3, 1, 3, Infinity, -Infinity], [-1, 1, -1, 1, 0, 0]],
    ['market.rank', 'cut off', { ...OWN, clip: 1.5 }, [1, 3, 1, 3, 99, -99], [-1, 1, -1, 1, 1.5, -1.5]],
    // Four words; the training rows have the first two, each in half of them; what was never seen says nothing.
    ['race.surface', 'a column a word', { ...LINEAR, ofRace: true, missing: 'filled' }, [0, 0, 1, 1, 2, NaN], [1, -1, 0, 0, 1, -1, 0, 0, -1, 1, 0, 0, -1, 1, 0, 0, -1, -1, 0, 0, -1, -1, 0, 0]],
  ])('%s: %s', (name, _, shape, values, expected) => {
    const matrix = encoded({ [name]: values }, shape)
    expect(matrix).toHaveLength(expected.length)
    expected.forEach((value, i) => { if (Number.isNaN(value)) expect(matrix[i]).toBeNaN(); else expect(matrix[i]).toBeCloseTo(value, 6) })
  })
  test('never NaN for sums, with all missing', () => {
    for (const name of ['market.current', 'market.chance', 'market.favourite', 'market.gapToFavourite'] as const) {
      for (const values of [[1, 2, 3, 2, NaN, NaN], Array<number>(6).fill(NaN)]) expect(encoded({ [name]: values }).every(Number.isFinite)).toBe(true)
    }
  })
  test('runners that are all alike differ by nothing, whatever the rounding', () => {
    // The mean of three times 0.1 is not 0.1 in floating point, and scaled by a small deviation it would show.
    const encoder = fitted({ 'market.rank': [1, 1 + 1e-14, 1, 1 + 1e-14, 0, 0] }, DIFFERENCE)
    expect([...encode(encoder, { raceStart: Int32Array.of(0, 3), columns: columnsOf({ 'market.rank': [0.1, 0.1, 0.1] }) }).data]).toEqual([0, 0, 0])
  })
  test('a race alone as in the batch; one runner; no race is no row', () => {
    const values = { 'market.current': [2, 4, 4, 6, NaN, 8], 'market.gapToFavourite': [2, 4, 4, 6, NaN, 8] }
    const encoder = fitted(values)
    const { data, width } = encode(encoder, batchOf(values))
    const alone = (starts: number[], rows: readonly number[]) => encode(encoder, { raceStart: Int32Array.from(starts), columns: columnsOf({ 'market.current': rows, 'market.gapToFavourite': rows }) })
    expect([...alone([0, 2], [NaN, 8]).data]).toEqual([...data.slice(4 * width)])
    // One runner differs from its field by nothing.
    expect([...alone([0, 1], [4]).data]).toEqual([0, 0, 0, 0, 0])
    expect(alone([0], [])).toEqual({ width: 5, rows: 0, data: new Float32Array(0) })
  })
})

describe('what is refused', () => {
  const values = [1, 2, 3, 4, 5, 6]
  const encoder = fitted({ 'market.current': values })
  const named = (feature: string): Encoder => ({ ...encoder, features: encoder.features.map((one) => ({ ...one, feature })) })
  test.each<[string, () => unknown, RegExp]>([
    ['another version', () => encode(named('market.current@99'), batchOf({ 'market.current': values })), /fitted on feature market\.current@99; here there is market\.current@1: train it anew/],
    ['a feature that is no more', () => encode(named('market.gone@1'), batchOf({ 'market.current': values })), /market\.gone@1; here there is none of that name/],
    ['a feature without a version', () => featuresOf(named('market.current')), /fitted on feature market\.current; here/],
    ['a feature that was not computed', () => encode(encoder, batchOf({ 'market.rank': values })), /feature market\.current is needed and was not computed/],
    ['columns of other races', () => encode(encoder, batchOf({ 'market.current': [1, 2] })), /2 values for 6 runners/],
    ['a feature to fit on that was not computed', () => fitEncoder(['market.rank'], training({ 'market.current': values }), LINEAR), /feature market\.rank is needed/],
  ])('%s', (_, act, message) => { expect(act).toThrow(message) })
})
