import { TABLED_DEPTH, tabledShapley, type ExplainRows } from './leaf-tables'
import { isLeaf, type Trees } from './trees'

/** Work a row up to which contributions are exact: nodes times the square of the depth, over all trees. */
const EXACT_UP_TO = 1_500_000
export interface TreeContributions { readonly values: Float64Array; readonly baseline: number; readonly method: 'shapley' | 'path' }

/**
 * What each group of columns adds to the margins, beyond the mean margin of the training rows: `margin = baseline + sum of its row`.
 * Exact Shapley values of the trees by their cover (TreeSHAP: Lundberg et al., 2018, algorithm 2, or from tables where all trees are small), with a group
 * taken as one player; for forests too large for that, the change of the mean along each path (Saabas, 2014), which adds up as well but is fairer to splits
 * far down. What does not depend on rows is worked out once.
 * @param groupOf by column, a number below `groups`
 */
export function treeExplainer(trees: Trees, groupOf: Int32Array, groups: number): (matrix: Rows) => TreeContributions {
  const means = nodeMeans(trees)
  const baseline = trees.roots.reduce((sum, root) => sum + (means[root] as number), trees.baseMargin)
  const depth = deepest(trees)
  const method = trees.column.length * depth ** 2 <= EXACT_UP_TO ? 'shapley' : 'path'
  const explain = method === 'path' ? rowByRow(trees, alongPath(trees, means, groupOf)) : depth <= TABLED_DEPTH ? tabledShapley(trees, groupOf, (left) => shareOf(trees.cover, left)) : rowByRow(trees, shapley(trees, groupOf))
  return ({ data, rows }) => {
    const values = new Float64Array(rows * groups)
    explain(data, rows, values, groups)
    return { values, baseline, method }
  }
}
interface Rows { readonly data: Float32Array; readonly rows: number }
/** The same for rows that nobody comes back to. */
export const treeContributions = (trees: Trees, matrix: Rows, groupOf: Int32Array, groups: number): TreeContributions => treeExplainer(trees, groupOf, groups)(matrix)

const deepest = ({ depths }: Trees): number => depths.reduce((most, depth) => Math.max(most, depth), 0)

/** Mean of the leaves under each node by cover. Children come after their parents. */
function nodeMeans(trees: Trees): Float64Array {
  const { left, value, cover } = trees
  const means = Float64Array.from(value)
  for (let node = left.length - 1; node >= 0; node--) {
    if (isLeaf(trees, node)) continue
    const next = left[node] as number
    const share = shareOf(cover, next)
    means[node] = share * (means[next] as number) + (1 - share) * (means[next + 1] as number)
  }
  return means
}
/** Of the rows at a split, those that went left. */
function shareOf(cover: Float32Array, left: number): number {
  const [first, second] = [cover[left] as number, cover[left + 1] as number]
  return first + second > 0 ? first / (first + second) : 0.5
}
function childOf({ column, left, threshold, missingRight }: Trees, node: number, data: Float32Array, at: number): number {
  const seen = data[at + (column[node] as number)] as number
  const next = left[node] as number
  return seen < (threshold[node] as number) ? next : Number.isNaN(seen) ? next + (missingRight[node] as number) : next + 1
}

/** One tree and the row at `at`; to `values` from `out` on. */
type ExplainTree = (root: number, data: Float32Array, at: number, values: Float64Array, out: number) => void
const rowByRow = ({ roots, width }: Trees, explain: ExplainTree): ExplainRows => (data, rows, values, groups) => {
  for (let row = 0; row < rows; row++) for (const root of roots) explain(root, data, row * width, values, row * groups)
}
function alongPath(trees: Trees, means: Float64Array, groupOf: Int32Array): ExplainTree {
  return (root, data, at, values, out) => {
    for (let node = root; !isLeaf(trees, node);) {
      const child = childOf(trees, node, data, at)
      const place = out + (groupOf[trees.column[node] as number] as number)
      values[place] = (values[place] as number) + (means[child] as number) - (means[node] as number)
      node = child
    }
  }
}

/** The path of distinct groups down to a node: `zero` and `one`, shares of what comes by when the group is unknown and known; `weight` by size of the subset. */
function shapley(trees: Trees, groupOf: Int32Array): ExplainTree {
  let data: Float32Array = new Float32Array()
  let values: Float64Array = new Float64Array()
  const { column, left, value, cover } = trees
  const stride = deepest(trees) + 2
  const size = stride * stride
  const [group, zero, one, weight] = [new Int32Array(size), new Float64Array(size), new Float64Array(size), new Float64Array(size)]
  const f = (list: Float64Array, i: number): number => list[i] as number

  function extend(path: number, length: number, zeroShare: number, oneShare: number, ofGroup: number): void {
    const last = path + length
    group[last] = ofGroup; zero[last] = zeroShare; one[last] = oneShare; weight[last] = length === 0 ? 1 : 0
    for (let i = length - 1; i >= 0; i--) {
      weight[path + i + 1] = f(weight, path + i + 1) + (oneShare * f(weight, path + i) * (i + 1)) / (length + 1)
      weight[path + i] = (zeroShare * f(weight, path + i) * (length - i)) / (length + 1)
    }
  }
  function unwind(path: number, last: number, which: number): void {
    const [oneShare, zeroShare] = [f(one, path + which), f(zero, path + which)]
    let next = f(weight, path + last)
    for (let i = last - 1; i >= 0; i--) {
      if (oneShare !== 0) {
        const before = f(weight, path + i)
        weight[path + i] = (next * (last + 1)) / ((i + 1) * oneShare)
        next = before - (f(weight, path + i) * zeroShare * (last - i)) / (last + 1)
      } else weight[path + i] = (f(weight, path + i) * (last + 1)) / (zeroShare * (last - i))
    }
    for (let i = which; i < last; i++) { group[path + i] = group[path + i + 1] as number; zero[path + i] = f(zero, path + i + 1); one[path + i] = f(one, path + i + 1) }
  }
  /** Sum of the weights as if `which` had been taken out. */
  function unwound(path: number, last: number, which: number): number {
    const [oneShare, zeroShare] = [f(one, path + which), f(zero, path + which)]
    let [next, total] = [f(weight, path + last), 0]
    for (let i = last - 1; i >= 0; i--) {
      if (oneShare !== 0) {
        const part = (next * (last + 1)) / ((i + 1) * oneShare)
        total += part
        next = f(weight, path + i) - (part * zeroShare * (last - i)) / (last + 1)
      } else total += (f(weight, path + i) * (last + 1)) / (zeroShare * (last - i))
    }
    return total
  }
  /** `length` groups on the path of the parent, which begins `stride` before this one's. */
  function visit(node: number, path: number, length: number, zeroShare: number, oneShare: number, ofGroup: number, at: number, out: number): void {
    if (length > 0) {
      const parent = path - stride
      for (let i = 0; i < length; i++) { group[path + i] = group[parent + i] as number; zero[path + i] = f(zero, parent + i); one[path + i] = f(one, parent + i); weight[path + i] = f(weight, parent + i) }
    }
    extend(path, length, zeroShare, oneShare, ofGroup)
    if (isLeaf(trees, node)) {
      for (let i = 1; i <= length; i++) {
        const place = out + (group[path + i] as number)
        values[place] = f(values, place) + unwound(path, length, i) * (f(one, path + i) - f(zero, path + i)) * (value[node] as number)
      }
      return
    }
    const hot = childOf(trees, node, data, at)
    const next = left[node] as number
    const share = shareOf(cover, next)
    const mine = groupOf[column[node] as number] as number
    let [known, knownZero, knownOne] = [length, 1, 1]
    for (let i = 1; i <= length; i++) if (group[path + i] === mine) { knownZero = f(zero, path + i); knownOne = f(one, path + i); unwind(path, length, i); known--; break }
    for (const child of [next, next + 1]) {
      const part = child === next ? share : 1 - share
      // Nobody came this way when the tree was grown and this row does not either: nothing to say.
      if (part * knownZero === 0 && (child !== hot || knownOne === 0)) continue
      visit(child, path + stride, known + 1, part * knownZero, child === hot ? knownOne : 0, mine, at, out)
    }
  }
  return (root, seen, at, into, out) => { data = seen; values = into; visit(root, 0, 0, 1, 1, -1, at, out) }
}
