import { rngFor } from '../../../src/imports/synthetic/prng'
import { treeContributions } from '../../../src/models/xgboost/tree-contributions'
import { TABLED_DEPTH, tabledShapley } from '../../../src/models/xgboost/leaf-tables'
import type { Trees } from '../../../src/models/xgboost/trees'

const WIDTH = 7
/** Columns 0 and 1 are one group, as a value and the flag that it is missing are. */
const GROUP_OF = Int32Array.of(0, 0, 1, 2, 3, 4, 5)
const GROUPS = 6

/** Trees grown at random, the deepest path of each as long as said; every eighth split was never reached on its left. */
function randomTrees(depths: readonly number[], seed: string): Trees {
  const rng = rngFor('leaf-tables', seed)
  const [column, left, threshold, value, missingRight, cover]: [number[], number[], number[], number[], number[], number[]] = [[], [], [], [], [], []]
  const put = (node: number, depth: number, isLongest: boolean, rows: number): void => {
    cover[node] = rows
    if (depth === 0 || (!isLongest && rng.chance(0.25))) { column[node] = 0; left[node] = node; threshold[node] = NaN; missingRight[node] = 0; value[node] = rng.normal(0, 1); return }
    const next = column.length
    for (const child of [next, next + 1]) column[child] = left[child] = threshold[child] = value[child] = missingRight[child] = cover[child] = 0
    column[node] = rng.int(WIDTH); left[node] = next; threshold[node] = rng.normal(0, 1); missingRight[node] = rng.int(2); value[node] = 0
    const share = rng.chance(0.125) ? 0 : 0.1 + 0.8 * rng.next()
    put(next, depth - 1, isLongest, share * rows); put(next + 1, depth - 1, false, (1 - share) * rows)
  }
  const roots = depths.map((depth) => { const root = column.length; column[root] = left[root] = threshold[root] = value[root] = missingRight[root] = cover[root] = 0; put(root, depth, true, 100); return root })
  return { width: WIDTH, roots: Int32Array.from(roots), depths: Int32Array.from(depths), column: Int32Array.from(column), left: Int32Array.from(left), threshold: Float32Array.from(threshold), value: Float32Array.from(value), missingRight: Uint8Array.from(missingRight), cover: Float32Array.from(cover), baseMargin: 0.5 }
}
const rowsOf = (count: number, seed: string): Float32Array => { const rng = rngFor('leaf-tables rows', seed); return Float32Array.from({ length: count * WIDTH }, () => (rng.chance(0.2) ? NaN : rng.normal(0, 1))) }

/** Mean of the leaves when only the groups of the set are looked at, the rest by how rows were parted. */
function expected(trees: Trees, known: number, row: Float32Array, node: number): number {
  const [split, next] = [trees.column[node] as number, trees.left[node] as number]
  if (next === node) return trees.value[node] as number
  if ((known & (1 << (GROUP_OF[split] as number))) !== 0) {
    const seen = row[split] as number
    return expected(trees, known, row, Number.isNaN(seen) ? next + (trees.missingRight[node] as number) : seen < (trees.threshold[node] as number) ? next : next + 1)
  }
  const [a, b] = [trees.cover[next] as number, trees.cover[next + 1] as number]
  const share = a + b > 0 ? a / (a + b) : 0.5
  return share * expected(trees, known, row, next) + (1 - share) * expected(trees, known, row, next + 1)
}
const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1))
/** By its definition, over all subsets of the others. */
function naive(trees: Trees, row: Float32Array): number[] {
  const sizeOf = (set: number): number => [...set.toString(2)].filter((bit) => bit === '1').length
  const gain = (known: number): number => trees.roots.reduce((sum, root) => sum + expected(trees, known, row, root), 0)
  const gains = Array.from({ length: 1 << GROUPS }, (_, known) => gain(known))
  return Array.from({ length: GROUPS }, (_, group) => gains.reduce((sum, without, known) => ((known & (1 << group)) !== 0 ? sum
    : sum + (factorial(sizeOf(known)) * factorial(GROUPS - sizeOf(known) - 1) / factorial(GROUPS)) * ((gains[known | (1 << group)] as number) - without)), 0))
}

describe('Shapley values of groups are those of the definition', () => {
  test.each<readonly [string, readonly number[]]>([
    ['a leaf alone', [0]], ['one split', [1]], ['two trees', [2, 3]], ['as deep as tables go', [TABLED_DEPTH, 4]], ['deeper, worked out on the way', [TABLED_DEPTH + 1, 2]],
  ])('%s', (name, depths) => {
    const trees = randomTrees(depths, name)
    const data = rowsOf(12, name)
    const { values, method } = treeContributions(trees, { data, rows: 12 }, GROUP_OF, GROUPS)
    expect(method).toBe('shapley')
    for (let row = 0; row < 12; row++) {
      const own = [...values.subarray(row * GROUPS, (row + 1) * GROUPS)]
      expect(own).toEqual(naive(trees, data.subarray(row * WIDTH, (row + 1) * WIDTH)).map((value) => expect.closeTo(value, 10)))
    }
  })
  test('no tables of trees that are too deep for them', () => { expect(() => tabledShapley(randomTrees([TABLED_DEPTH + 1], 'deep'), GROUP_OF, () => 0.5)).toThrow(/no deeper than 5/) })
})
