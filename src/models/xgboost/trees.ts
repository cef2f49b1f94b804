/**
 * Trees in flat arrays. A row at node `n` goes on to `left[n]` when its column `column[n]` is below `threshold[n]`, to `left[n] + 1` when
 * not, and where the column is NaN by `missingRight[n]`. A leaf goes on to itself (its threshold is NaN) and has the `value`.
 */
export interface Trees {
  /** Numbers a row must have. */
  readonly width: number
  /** First node of each tree, in the order in which leaves are added up. */
  readonly roots: Int32Array
  /** Deepest leaf of each tree; 0 for a tree of one leaf. */
  readonly depths: Int32Array
  readonly column: Int32Array
  readonly left: Int32Array
  readonly threshold: Float32Array
  /** Of leaves. */
  readonly value: Float32Array
  /** 0 or 1. */
  readonly missingRight: Uint8Array
  /** Sum of hessians of the training rows that came by. */
  readonly cover: Float32Array
  /** Of every row without a margin of its own. */
  readonly baseMargin: number
}

/** Rows that go through all trees together: they stay in the processor's nearest memory. */
const BLOCK = 32
/** Rows that go down a tree side by side: each step waits for memory, and the others' steps fill the wait. */
const ABREAST = 4

/**
 * Sums of leaves by row, in the library's order and precision (single, tree after tree), so that they are the library's own.
 * `start`: the base margin of each row, which takes the place of the trees' own.
 */
export function marginsOf(trees: Trees, { data, rows }: { readonly data: Float32Array; readonly rows: number }, start?: Float32Array): Float32Array {
  const margins = start === undefined ? new Float32Array(rows).fill(trees.baseMargin) : Float32Array.from(start)
  for (let from = 0; from < rows; from += BLOCK) {
    const to = Math.min(rows, from + BLOCK)
    for (let t = 0; t < trees.roots.length; t++) {
      let row = from
      for (; row + ABREAST <= to; row += ABREAST) addFour(trees, t, data, row, margins)
      for (; row < to; row++) addOne(trees, t, data, row, margins)
    }
  }
  return margins
}

// No branch depends on a value: guessed wrong at every other node, they would take most of the time.
function addOne({ width, roots, depths, column, left, threshold, value, missingRight }: Trees, t: number, data: Float32Array, row: number, margins: Float32Array): void {
  const depth = depths[t] as number
  const at = row * width
  let node = roots[t] as number
  for (let d = 0; d < depth; d++) {
    const seen = data[at + (column[node] as number)] as number
    node = (left[node] as number) + (+(seen >= (threshold[node] as number)) | ((missingRight[node] as number) & +(seen !== seen)))
  }
  margins[row] = (margins[row] as number) + (value[node] as number)
}
/** The same for four rows, written out: in a loop over them they would not go abreast. */
function addFour({ width, roots, depths, column, left, threshold, value, missingRight }: Trees, t: number, data: Float32Array, row: number, margins: Float32Array): void {
  const depth = depths[t] as number
  const [at1, at2, at3, at4] = [row * width, (row + 1) * width, (row + 2) * width, (row + 3) * width]
  let node1 = roots[t] as number
  let [node2, node3, node4] = [node1, node1, node1]
  for (let d = 0; d < depth; d++) {
    const seen1 = data[at1 + (column[node1] as number)] as number
    const seen2 = data[at2 + (column[node2] as number)] as number
    const seen3 = data[at3 + (column[node3] as number)] as number
    const seen4 = data[at4 + (column[node4] as number)] as number
    node1 = (left[node1] as number) + (+(seen1 >= (threshold[node1] as number)) | ((missingRight[node1] as number) & +(seen1 !== seen1)))
    node2 = (left[node2] as number) + (+(seen2 >= (threshold[node2] as number)) | ((missingRight[node2] as number) & +(seen2 !== seen2)))
    node3 = (left[node3] as number) + (+(seen3 >= (threshold[node3] as number)) | ((missingRight[node3] as number) & +(seen3 !== seen3)))
    node4 = (left[node4] as number) + (+(seen4 >= (threshold[node4] as number)) | ((missingRight[node4] as number) & +(seen4 !== seen4)))
  }
  margins[row] = (margins[row] as number) + (value[node1] as number)
  margins[row + 1] = (margins[row + 1] as number) + (value[node2] as number)
  margins[row + 2] = (margins[row + 2] as number) + (value[node3] as number)
  margins[row + 3] = (margins[row + 3] as number) + (value[node4] as number)
}

export const isLeaf = ({ left }: Pick<Trees, 'left'>, node: number): boolean => left[node] === node
