import { seeded } from '../seeded'

export interface SmoteOptions {
  /** Rows to make. */
  readonly count: number
  /** Nearest rows of the class that a new one may lie towards; 5 in the paper. */
  readonly neighbours: number
  /** Rows of the class, drawn anew for each, that the nearest are looked for among: all of them would take the square of their number. */
  readonly among: number
  readonly seed: number
}

/**
 * SMOTE (Chawla, Bowyer, Hall and Kegelmeyer 2002): rows between a row of the class and one of its nearest. `data` has rows of `width` numbers, of which
 * `members` are the class; gives `count` rows. A class of one row is repeated; one of none gives nothing.
 */
export function smote(data: Float32Array, width: number, members: Int32Array, { count, neighbours, among, seed }: SmoteOptions): Float32Array {
  const random = seeded(seed, 'smote')
  if (members.length === 0) return new Float32Array(0)
  const made = new Float32Array(count * width)
  const order = random.shuffle(Int32Array.from(members))
  const nearest = new Map<number, readonly number[]>()
  for (let n = 0; n < count; n++) {
    const row = order[n % order.length] as number
    let near = nearest.get(row)
    if (near === undefined) nearest.set(row, (near = nearestOf(data, width, row, candidates(order, row, among, random.below), neighbours)))
    const towards = near.length === 0 ? row : near[random.below(near.length)] as number
    const along = random.uniform()
    for (let i = 0; i < width; i++) {
      const from = data[row * width + i] as number
      made[n * width + i] = from + along * ((data[towards * width + i] as number) - from)
    }
  }
  return made
}
/** Rows of the class other than this: all, or as many as may be looked at from a random place in their shuffled order. */
function candidates(order: Int32Array, row: number, among: number, below: (most: number) => number): readonly number[] {
  const from = order.length - 1 > among ? below(order.length) : 0
  const found: number[] = []
  for (let i = 0; i < order.length && found.length < among; i++) { const other = order[(from + i) % order.length] as number; if (other !== row) found.push(other) }
  return found
}
function nearestOf(data: Float32Array, width: number, row: number, others: readonly number[], count: number): readonly number[] {
  const far = others.map((other) => {
    let sum = 0
    for (let i = 0; i < width; i++) sum += ((data[row * width + i] as number) - (data[other * width + i] as number)) ** 2
    return { other, sum }
  })
  return far.sort((a, b) => a.sum - b.sum || a.other - b.other).slice(0, count).map(({ other }) => other)
}
