import { AppError } from '../../../src/domain/errors'
import { seeded } from '../../../src/models/seeded'
import { openXgboost, type MatrixData, type Xgboost } from '../../../src/models/xgboost/library'
import { readTrees } from '../../../src/models/xgboost/read-trees'
import { slimTrees } from '../../../src/models/xgboost/slim-trees'
import { treeContributions } from '../../../src/models/xgboost/tree-contributions'
import { marginsOf } from '../../../src/models/xgboost/trees'
import { describeWithXgboost } from '../../support/xgboost'

const [ROWS, WIDTH] = [600, 7]
const random = seeded(3, 'rows')
const data = Float32Array.from({ length: ROWS * WIDTH }, (_, i) => (random.uniform() < 0.1 ? NaN : i % WIDTH === 2 ? random.below(4) : random.normal()))
const labels = Float32Array.from({ length: ROWS }, (_, row) => Number((data[row * WIDTH] as number) * (data[row * WIDTH + 1] as number) > 0.2))
const rows: MatrixData = { data, rows: ROWS, width: WIDTH, labels }
const BASE = { tree_method: 'hist', nthread: 1, verbosity: 0, seed: 5, max_bin: 32 }

/** Grown on its own objective. */
function grown(library: Xgboost, params: Record<string, string | number>, rounds: number, matrix: MatrixData = rows): { json: Uint8Array; margins: Float32Array } {
  const held = library.matrix(matrix)
  const booster = library.booster({ ...BASE, ...params }, [held])
  try {
    for (let round = 0; round < rounds; round++) booster.update(held, round)
    return { json: booster.save(), margins: booster.margins(held) }
  } finally { booster.free(); held.free() }
}

test('without a library: says where it looked, what to install and what works all the same', () => {
  expect(() => openXgboost('/nowhere/libxgboost.so')).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringMatching(/\/nowhere\/libxgboost\.so.*apt-get install libxgboost0.*RACEGRAPH_XGBOOST_PATH.*other kinds train without it/) as string }) as Error)
})

describeWithXgboost('the library', (library) => {
  test.each([
    ['by depth, with missing values', { objective: 'reg:squarederror', base_score: 0.25, max_depth: 4 }],
    ['by leaf', { objective: 'reg:squarederror', base_score: 0, grow_policy: 'lossguide', max_leaves: 20, max_depth: 0 }],
    ['logistic', { objective: 'binary:logistic', base_score: 0.3, max_depth: 6 }],
    ['pruned until nodes are gone', { objective: 'binary:logistic', base_score: 0.5, max_depth: 5, gamma: 3 }],
    ['forest of parallel trees', { objective: 'reg:squarederror', base_score: 0.1, num_parallel_tree: 8, subsample: 0.5, colsample_bynode: 0.5, max_depth: 7 }],
    ['with nothing to split', { objective: 'binary:logistic', base_score: 0.5, gamma: 1e9 }],
  ])('the evaluator gives the margins of the library: %s', (_, params) => {
    const { json, margins } = grown(library(), params, 40)
    const own = marginsOf(readTrees('trees.json', json, WIDTH), rows)
    expect(Math.max(...own.map((margin, row) => Math.abs(margin - (margins[row] as number))))).toBeLessThan(1e-6)
    expect(new Set(margins).size).toBeGreaterThan('gamma' in params && params.gamma === 1e9 ? 0 : 10)
  })
  test('with margins of their own to start from', () => {
    const baseMargin = Float32Array.from({ length: ROWS }, (_, row) => Math.sin(row))
    const { json, margins } = grown(library(), { objective: 'reg:squarederror', base_score: 0 }, 30, { ...rows, baseMargin })
    const own = marginsOf(readTrees('trees.json', json, WIDTH), rows, baseMargin)
    expect(Math.max(...own.map((margin, row) => Math.abs(margin - (margins[row] as number))))).toBeLessThan(1e-6)
  })
  test('made slim, the file is smaller and XGBoost reads it to the same margins', () => {
    const { json, margins } = grown(library(), { objective: 'binary:logistic', base_score: 0.4, max_depth: 4 }, 40)
    const slim = slimTrees(json)
    expect(slim.length).toBeLessThan(0.85 * json.length)
    const [matrix, booster] = [library().matrix(rows), library().load(slim)]
    try { expect([...booster.margins(matrix)]).toEqual([...margins]) } finally { booster.free(); matrix.free() }
    expect([...marginsOf(readTrees('trees.json', slim, WIDTH), rows)]).toEqual([...marginsOf(readTrees('trees.json', json, WIDTH), rows)])
  })
  test('first rounds alone', () => {
    const held = library().matrix(rows)
    const booster = library().booster({ ...BASE, objective: 'binary:logistic', base_score: 0.4, max_depth: 3 }, [held])
    try {
      let after = new Float32Array()
      for (let round = 0; round < 9; round++) { booster.update(held, round); if (round === 3) after = booster.margins(held) as Float32Array<ArrayBuffer> }
      expect([...marginsOf(readTrees('trees.json', booster.save(4), WIDTH), rows)]).toEqual([...after])
    } finally { booster.free(); held.free() }
  })
  test.each([[4, 'shapley'], [16, 'path']])('contributions to a depth of %s add up to the margin (%s)', (max_depth, method) => {
    const { json } = grown(library(), { objective: 'reg:squarederror', base_score: 0, max_depth, min_child_weight: 0, lambda: 0, learning_rate: 0.02 }, method === 'path' ? 30 : 60, method === 'path' ? { ...rows, labels: labels.map(() => random.uniform()) } : rows)
    const trees = readTrees('trees.json', json, WIDTH)
    const few = { data: data.subarray(0, 20 * WIDTH), rows: 20 }
    const { values, baseline, ...how } = treeContributions(trees, few, Int32Array.from({ length: WIDTH }, (_, i) => i), WIDTH)
    expect(how.method).toBe(method)
    marginsOf(trees, few).forEach((margin, row) => { expect(Math.abs(baseline + values.subarray(row * WIDTH, (row + 1) * WIDTH).reduce((a, b) => a + b, 0) - margin)).toBeLessThan(1e-5) })
  })
  test('one step by derivatives: leaves are -gradient / (hessian + lambda)', () => {
    const held = library().matrix({ data: Float32Array.of(0, 0, 1, 1), rows: 4, width: 1 })
    const booster = library().booster({ ...BASE, objective: 'reg:squarederror', base_score: 0, learning_rate: 1, lambda: 1, max_depth: 1, min_child_weight: 0 }, [held])
    try {
      booster.boost(held, Float32Array.of(1, 2, -3, -4), Float32Array.of(1, 1, 2, 2))
      expect([...booster.margins(held)]).toEqual([-1, -1, 1.4, 1.4].map((value) => expect.closeTo(value, 6)))
    } finally { booster.free(); held.free() }
  })
  describe('refusals', () => {
    const alive = (): number => library().alive()
    test('what the library says comes through, and nothing stays in its memory', () => {
      const before = alive()
      const refused = (make: () => unknown): AppError => { try { make() } catch (error) { if (error instanceof AppError) return error; throw error } throw new Error('it was done') }
      expect(refused(() => library().load(new TextEncoder().encode('{"learner": 1}'))).message).toMatch(/^XGBoost could not read a model: \S/)
      expect(refused(() => grown(library(), { objective: 'no-such' }, 1)).message).toMatch(/^XGBoost could not .*no-such/s)
      expect(refused(() => grown(library(), { objective: 'reg:squarederror', max_depth: 'deep' }, 1)).message).toMatch(/^XGBoost could not .*deep/s)
      expect(alive()).toBe(before)
    })
    test('lengths that do not fit', () => {
      const before = alive()
      expect(() => library().matrix({ ...rows, width: 6 })).toThrow(RangeError)
      expect(() => library().matrix({ ...rows, labels: new Float32Array(3) })).toThrow(RangeError)
      expect(alive()).toBe(before)
    })
    test('freed twice is freed once, and then not there', () => {
      const held = library().matrix(rows)
      const booster = library().booster(BASE, [held])
      booster.free(); booster.free(); held.free()
      expect(() => { booster.update(held, 0) }).toThrow(/has been freed/)
    })
  })
})
