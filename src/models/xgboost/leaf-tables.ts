import { isLeaf, type Trees } from './trees'

/** Depth up to which a tree's splits fit into the bits of a number, and tables into memory: 16 numbers a player a leaf at depth 4, 32 at 5. */
export const TABLED_DEPTH = 5

/** Adds what each group of columns does for each row of the matrix to `values`, row by row, one number a group. */
export type ExplainRows = (data: Float32Array, rows: number, values: Float64Array, groups: number) => void

interface Player { readonly group: number; zero: number; mask: number; want: number }
/** A leaf, the groups on the way to it, and by which of them let a row through what each adds. */
interface Leaf { readonly players: readonly Player[]; readonly shares: Float64Array }

/**
 * Exact Shapley values of small trees (TreeSHAP), a table a leaf worked out beforehand: a leaf's values depend on a row only by which groups on the way to it
 * let the row through, and of d groups there are 2^d ways.
 * @param shareOf of the rows at a split, those that went left
 * @throws RangeError for a tree deeper than `TABLED_DEPTH`
 */
export function tabledShapley(trees: Trees, groupOf: Int32Array, shareOf: (left: number) => number): ExplainRows {
  const { roots, column, left, threshold, missingRight } = trees
  if (trees.depths.some((depth) => depth > TABLED_DEPTH)) throw new RangeError(`tables are for trees no deeper than ${TABLED_DEPTH}`)
  const [splits, splitEnds, leafEnds]: [number[], number[], number[]] = [[], [], []]
  const leaves: Leaf[] = []
  for (const root of roots) {
    const first = splits.length
    const visit = (node: number, players: readonly Player[]): void => {
      if (isLeaf(trees, node)) { leaves.push(leafOf(players, trees.value[node] as number)); return }
      const bit = 1 << (splits.push(node) - 1 - first)
      const group = groupOf[column[node] as number] as number
      const next = left[node] as number
      const share = shareOf(next)
      visit(next, passing(players, group, share, bit, bit))
      visit(next + 1, passing(players, group, 1 - share, bit, 0))
    }
    visit(root, [])
    splitEnds.push(splits.length); leafEnds.push(leaves.length)
  }
  const [nodes, add] = [Int32Array.from(splits), flat(leaves)]
  // Tree by tree: a table that was fetched serves all rows.
  return (data, rows, values, groups) => {
    const wentLeft = new Int32Array(rows)
    for (let t = 0, s = 0, leaf = 0; t < splitEnds.length; t++) {
      const [end, lastLeaf] = [splitEnds[t] as number, leafEnds[t] as number]
      wentLeft.fill(0)
      for (let bit = 1; s < end; s++, bit <<= 1) {
        const node = nodes[s] as number
        const [limit, missing] = [threshold[node] as number, missingRight[node] === 0]
        for (let row = 0, at = column[node] as number; row < rows; row++, at += trees.width) {
          const seen = data[at] as number
          if (seen < limit || (missing && seen !== seen)) wentLeft[row] = (wentLeft[row] as number) | bit
        }
      }
      for (; leaf < lastLeaf; leaf++) add(leaf, wentLeft, values, groups)
    }
  }
}

/** The groups on the way, with one more split of one of them. `want`: its bits as a row must have them to be let through. */
function passing(players: readonly Player[], group: number, share: number, bit: number, want: number): readonly Player[] {
  const known = players.find((one) => one.group === group)
  if (known === undefined) return [...players, { group, zero: share, mask: bit, want }]
  return players.map((one) => (one === known ? { group, zero: one.zero * share, mask: one.mask | bit, want: one.want | want } : one))
}

function leafOf(players: readonly Player[], value: number): Leaf {
  const count = players.length
  const shares = new Float64Array(count << count)
  for (let through = 0; through < 1 << count; through++) {
    for (let j = 0; j < count; j++) {
      let blocked = 1
      // Of the others that let the row through, by how many are known: the product of the shares of those that are not.
      let known: readonly number[] = [1]
      players.forEach(({ zero }, k) => {
        if (k === j) return
        if ((through & (1 << k)) === 0) blocked *= zero
        else known = [...known, 0].map((sum, size) => sum * zero + (known[size - 1] ?? 0))
      })
      const expected = known.reduce((sum, product, size) => sum + product * orderings(size, count), 0)
      shares[through * count + j] = value * (((through >> j) & 1) - (players[j] as Player).zero) * blocked * expected
    }
  }
  return { players, shares }
}
const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1))
/** Share of the orders of `count` players in which a given set of `size` comes before a given player and all others after it. */
const orderings = (size: number, count: number): number => (factorial(size) * factorial(count - size - 1)) / factorial(count)

/** Adds what a leaf gives each row; everything in a row of its own kind, since objects would take most of the time. */
function flat(leaves: readonly Leaf[]): (leaf: number, wentLeft: Int32Array, values: Float64Array, groups: number) => void {
  const [firsts, tables] = [new Int32Array(leaves.length + 1), new Int32Array(leaves.length)]
  let size = 0
  leaves.forEach(({ players, shares }, i) => { firsts[i + 1] = (firsts[i] as number) + players.length; tables[i] = size; size += shares.length })
  const all = leaves.flatMap(({ players }) => players)
  const [places, masks, wants] = [Int32Array.from(all, ({ group }) => group), Int32Array.from(all, ({ mask }) => mask), Int32Array.from(all, ({ want }) => want)]
  const table = new Float64Array(size)
  leaves.forEach(({ shares }, i) => { table.set(shares, tables[i]) })
  return (leaf, wentLeft, values, groups) => {
    const [from, to] = [firsts[leaf] as number, firsts[leaf + 1] as number]
    for (let row = 0, out = 0; row < wentLeft.length; row++, out += groups) {
      const went = wentLeft[row] as number
      let through = 0
      for (let p = from, bit = 1; p < to; p++, bit <<= 1) if ((went & (masks[p] as number)) === wants[p]) through |= bit
      let place = (tables[leaf] as number) + through * (to - from)
      for (let p = from; p < to; p++, place++) { const g = out + (places[p] as number); values[g] = (values[g] as number) + (table[place] as number) }
    }
  }
}
