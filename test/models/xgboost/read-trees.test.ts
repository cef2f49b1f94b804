import { AppError } from '../../../src/domain/errors'
import { readTrees } from '../../../src/models/xgboost/read-trees'
import { treeContributions } from '../../../src/models/xgboost/tree-contributions'
import { marginsOf, type Trees } from '../../../src/models/xgboost/trees'

/** Column 0 below 2 (missing: left): leaf -1; else column 1 below 0.5 (missing: right): 3, else 5. 40 rows went left; of 60, 20 and 40. */
const TREE = {
  left_children: [1, -1, 3, -1, -1], right_children: [2, -1, 4, -1, -1], parents: [2147483647, 0, 0, 2, 2], split_indices: [0, 0, 1, 0, 0], split_conditions: [2, -1, 0.5, 3, 5],
  default_left: [1, 0, 0, 0, 0], sum_hessian: [100, 40, 60, 20, 40], categories: [],
}
const artefact = (changes: object = {}, rest: { base?: string; objective?: string; columns?: string } = {}): Uint8Array => new TextEncoder().encode(JSON.stringify({
  learner: {
    learner_model_param: { base_score: rest.base ?? '2.5E-1', num_feature: rest.columns ?? '2' }, objective: { name: rest.objective ?? 'reg:squarederror' },
    gradient_booster: { name: 'gbtree', model: { trees: [{ ...TREE, ...changes }] } },
  },
}))
const rows = (...values: readonly (readonly [number, number])[]): { data: Float32Array; rows: number } => ({ data: Float32Array.from(values.flat()), rows: values.length })

describe('a tree worked by hand', () => {
  const trees = readTrees('trees.json', artefact(), 2)
  test.each([
    ['below', 1, 0, -0.75], ['at the value goes right', 2, 0, 3.25], ['right of both', 3, 0.5, 5.25], ['missing goes left', NaN, 9, -0.75], ['missing goes right', 3, NaN, 5.25], ['infinite', Infinity, -Infinity, 3.25],
  ])('%s', (_, first, second, margin) => { expect([...marginsOf(trees, rows([first, second]))]).toEqual([margin]) })
  test('margins of rows take the place of its own', () => { expect([...marginsOf(trees, rows([1, 0], [3, 1]), Float32Array.of(10, NaN))]).toEqual([9, NaN]) })
  test.each([1, 3, 4, 5, 33, 70])('%d rows at once: each as it is alone', (count) => {
    const all = Array.from({ length: count }, (_, row): readonly [number, number] => [[1, 3, NaN][row % 3] as number, [0, NaN, 1, 0.5, 0.4][row % 5] as number])
    expect([...marginsOf(trees, rows(...all))]).toEqual(all.map((row) => marginsOf(trees, rows(row))[0]))
  })
  test('no rows', () => { expect(marginsOf(trees, rows())).toHaveLength(0) })
  test('a list of one base score, as later versions write it; a logistic one is a chance', () => {
    expect(readTrees('trees.json', artefact({}, { base: '[2.5E-1]' }), 2).baseMargin).toBe(0.25)
    expect(readTrees('trees.json', artefact({}, { base: '2.5E-1', objective: 'binary:logistic' }), 2).baseMargin).toBeCloseTo(-Math.log(3), 6)
  })
  test('a tree of one leaf', () => {
    const leaf = { left_children: [-1], right_children: [-1], split_indices: [0], split_conditions: [0.5], default_left: [0], sum_hessian: [1] }
    expect([...marginsOf(readTrees('trees.json', artefact(leaf), 2), rows([1, 1]))]).toEqual([0.75])
  })
})

describe('what columns add', () => {
  const trees = readTrees('trees.json', artefact(), 2)
  /** Mean of the leaves when only the columns of `known` are looked at, the rest by how rows were parted. */
  const expected = ({ column, left, threshold, value, cover, missingRight }: Trees, known: readonly number[], row: readonly number[], node = 0): number => {
    const split = column[node] as number
    if (left[node] === node) return value[node] as number
    const [a, b] = [left[node] as number, (left[node] as number) + 1]
    const [first, second] = [expected(trees, known, row, a), expected(trees, known, row, b)]
    const seen = row[split] as number
    if (known.includes(split)) return Number.isNaN(seen) ? (missingRight[node] === 1 ? second : first) : seen < (threshold[node] as number) ? first : second
    const [ca, cb] = [cover[a] as number, cover[b] as number]
    return (ca * first + cb * second) / (ca + cb)
  }
  test.each([[1, 0], [3, 0], [3, 1], [NaN, 1], [3, NaN]])('Shapley values of (%s, %s) by all orders', (first, second) => {
    const row = [first, second]
    const [none, one, two, both] = [expected(trees, [], row), expected(trees, [0], row), expected(trees, [1], row), expected(trees, [0, 1], row)]
    const { values, baseline, method } = treeContributions(trees, rows([first, second]), Int32Array.of(0, 1), 2)
    expect(method).toBe('shapley')
    // Means: 20/60 x 3 + 40/60 x 5 = 13/3; 0.4 x -1 + 0.6 x 13/3 = 2.2.
    expect(baseline).toBeCloseTo(0.25 + 2.2, 6)
    expect(values[0]).toBeCloseTo((one - none + both - two) / 2, 6)
    expect(values[1]).toBeCloseTo((two - none + both - one) / 2, 6)
  })
  test('columns of one group are one player and get it all', () => {
    const { values, baseline } = treeContributions(trees, rows([3, 1]), Int32Array.of(0, 0), 1)
    expect([...values]).toEqual([expect.closeTo(5.25 - baseline, 6)])
  })
  test('a tree where nobody came by is parted in halves', () => {
    const { values, baseline } = treeContributions(readTrees('trees.json', artefact({ sum_hessian: [0, 0, 0, 0, 0] }), 2), rows([1, 1]), Int32Array.of(0, 1), 2)
    expect(baseline).toBeCloseTo(0.25 + 1.5, 6)
    expect(baseline + (values[0] as number) + (values[1] as number)).toBeCloseTo(-0.75, 6)
  })
})

describe('a spoilt file is refused, naming it and the place', () => {
  const refusal = (bytes: Uint8Array, width = 2): AppError => { try { readTrees('trees-3.json', bytes, width) } catch (error) { if (error instanceof AppError) return error; throw error } throw new Error('it was read') }
  test.each([
    ['cut short', artefact().subarray(0, 200), 'the top'],
    ['empty', new Uint8Array(), 'the top'],
    ['no text', Uint8Array.of(0xff, 0xfe), 'the top'],
    ['something else', new TextEncoder().encode('{}'), 'learner'],
    ['a node beyond the last', artefact({ left_children: [7, -1, 3, -1, -1] }), 'trees.0.left_children.0'],
    ['a circle', artefact({ left_children: [1, -1, 1, -1, -1], right_children: [2, -1, 2, -1, -1] }), 'trees.0.left_children.2'],
    ['a column that is not there', artefact({ split_indices: [0, 0, 2, 0, 0] }), 'trees.0.split_indices.2'],
    ['a value too few', artefact({ sum_hessian: [1, 2] }), 'trees.0.sum_hessian'],
    ['text for a number', artefact({ split_conditions: [2, 'x', 0.5, 3, 5] }), 'trees.0.split_conditions.1'],
    ['no nodes', artefact({ left_children: [], right_children: [], split_indices: [], split_conditions: [], default_left: [], sum_hessian: [] }), 'trees.0'],
    ['categories', artefact({ categories: [1] }), 'trees.0.categories'],
    ['a base score of text', artefact({}, { base: 'much' }), 'base_score'],
    ['a chance of 2', artefact({}, { base: '2', objective: 'binary:logistic' }), 'base_score'],
    ['grown on other columns', artefact({}, { columns: '9' }), 'num_feature'],
  ])('%s', (_, bytes, place) => { expect(refusal(bytes)).toMatchObject({ code: 'CONFIG_INVALID', message: expect.stringMatching(new RegExp(`^trees-3\\.json is wrong at .*${place.replaceAll('.', '\\.')}`)) as string }) })
})
