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

/**
 * Sums of leaves by row, in the library's order and precision (single, tree after tree), so that they are the library's own.
 * `start`: the base margin of each row, which takes the place of the trees' own.
 */
export function marginsOf({ width, roots, depths, column, left, threshold, value, missingRight, baseMargin }: Trees, { data, rows }: { readonly data: Float32Array; readonly rows: number }, start?: Float32Array): Float32Array {
  const margins = start === undefined ? new Float32Array(rows).fill(baseMargin) : Float32Array.from(start)
  for (let from = 0; from < rows; from += BLOCK) {
    const to = Math.min(rows, from + BLOCK)
    for (let t = 0; t < roots.length; t++) {
      const [root, depth] = [roots[t] as number, depths[t] as number]
      for (let row = from; row < to; row++) {
        const at = row * width
        let node = root
        // No branch depends on a value: guessed wrong at every other node, they would take most of the time.
        for (let d = 0; d < depth; d++) {
          const seen = data[at + (column[node] as number)] as number
          node = (left[node] as number) + (+(seen >= (threshold[node] as number)) | ((missingRight[node] as number) & +(seen !== seen)))
        }
        margins[row] = (margins[row] as number) + (value[node] as number)
      }
    }
  }
  return margins
}

export const isLeaf = ({ left }: Pick<Trees, 'left'>, node: number): boolean => left[node] === node
