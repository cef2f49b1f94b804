import type { Objective } from './minimise'

export interface LogitRows {
  readonly raceStart: Int32Array
  /** Rows of inputs, `width` numbers each. */
  readonly data: Float32Array
  readonly width: number
  /** Sums to 1 over a race, shared in a dead heat. */
  readonly won: Float64Array
  /** One a race; 0 leaves it out. */
  readonly weights: Float64Array
  /** Known part of the scores, times a power that is fitted with the weights as the last parameter; null for none. */
  readonly offset: Float64Array | null
}

/** Four sums side by side keep the processor busy. */
export function dotRow(data: Float32Array, from: number, width: number, by: Float64Array): number {
  let [a, b, c, d] = [0, 0, 0, 0]
  let i = 0
  for (; i + 3 < width; i += 4) {
    a += (data[from + i] as number) * (by[i] as number); b += (data[from + i + 1] as number) * (by[i + 1] as number)
    c += (data[from + i + 2] as number) * (by[i + 2] as number); d += (data[from + i + 3] as number) * (by[i + 3] as number)
  }
  for (; i < width; i++) a += (data[from + i] as number) * (by[i] as number)
  return a + b + c + d
}
export function addRow(data: Float32Array, from: number, width: number, scale: number, to: Float64Array): void {
  for (let i = 0; i < width; i++) to[i] = (to[i] as number) + scale * (data[from + i] as number)
}

/**
 * -sum over races of weight x won x ln p, and ridge / 2 x the sum of squares of the weights of inputs; p the race softmax of inputs x
 * weights (McFadden's conditional logit). Race by race, so that rows are read once for the sums and the gradient.
 */
export function raceLogit({ raceStart, data, width, won, weights, offset }: LogitRows, ridge: number): Objective {
  let scores = new Float64Array(64)
  return (at, gradient) => {
    gradient.fill(0)
    let loss = 0
    for (let race = 0; race + 1 < raceStart.length; race++) {
      const weight = weights[race] as number
      if (weight === 0) continue
      const [from, to] = [raceStart[race] as number, raceStart[race + 1] as number]
      if (to - from > scores.length) scores = new Float64Array(to - from)
      let [top, total, winners] = [-Infinity, 0, 0]
      for (let row = from; row < to; row++) {
        const score = dotRow(data, row * width, width, at) + (offset === null ? 0 : (at[width] as number) * (offset[row] as number))
        scores[row - from] = score
        if (score > top) top = score
      }
      for (let row = from; row < to; row++) {
        const share = won[row] as number
        if (share > 0) { loss -= weight * share * ((scores[row - from] as number) - top); winners += share }
        total += scores[row - from] = Math.exp((scores[row - from] as number) - top)
      }
      loss += weight * winners * Math.log(total)
      for (let row = from; row < to; row++) {
        const error = weight * ((winners * (scores[row - from] as number)) / total - (won[row] as number))
        addRow(data, row * width, width, error, gradient)
        if (offset !== null) gradient[width] = (gradient[width] as number) + error * (offset[row] as number)
      }
    }
    for (let i = 0; i < width; i++) { const one = at[i] as number; loss += (ridge / 2) * one * one; gradient[i] = (gradient[i] as number) + ridge * one }
    return loss
  }
}
