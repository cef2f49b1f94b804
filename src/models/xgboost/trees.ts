/**
 * Trees in flat arrays. Node `n` that splits sends a row on to `left[n]` when its column `column[n]` is below `value[n]`, to
 * `left[n] + 1` when not, and where the column is NaN by `missingRight[n]`; a leaf has `column` -1 and adds `value[n]`.
 */
export interface Trees {
  /** Numbers a row must have. */
  readonly width: number
  /** First node of each tree, in the order in which leaves are added up. */
  readonly roots: Int32Array
  readonly column: Int32Array
  readonly left: Int32Array
  readonly value: Float32Array
  /** 0 or 1. */
  readonly missingRight: Uint8Array
  /** Sum of hessians of the training rows that came by. */
  readonly cover: Float32Array
  /** Deepest leaf of all; 0 for a tree of one leaf. */
  readonly depth: number
  /** Of every row without a margin of its own. */
  readonly baseMargin: number
}

/**
 * Sums of leaves by row, in the library's order and precision (single, tree after tree), so that they are the library's own.
 * `start`: the base margin of each row, which takes the place of the trees' own.
 */
export function marginsOf({ width, roots, column, left, value, missingRight, baseMargin }: Trees, { data, rows }: { readonly data: Float32Array; readonly rows: number }, start?: Float32Array): Float32Array {
  const margins = start === undefined ? new Float32Array(rows).fill(baseMargin) : Float32Array.from(start)
  for (let t = 0; t < roots.length; t++) {
    const root = roots[t] as number
    for (let row = 0, at = 0; row < rows; row++, at += width) {
      let node = root
      for (let split = column[node] as number; split >= 0; split = column[node] as number) {
        const seen = data[at + split] as number
        const next = left[node] as number
        node = seen < (value[node] as number) ? next : seen === seen ? next + 1 : next + (missingRight[node] as number)
      }
      margins[row] = (margins[row] as number) + (value[node] as number)
    }
  }
  return margins
}
