import type { Objective } from './minimise'
import { addRow, dotRow } from './race-logit'

export interface BinaryRows {
  readonly data: Float32Array
  readonly width: number
  /** 0 to 1; a dead heat is part of a win. */
  readonly won: ArrayLike<number>
  readonly weights: ArrayLike<number>
}
/**
 * -sum over rows of weight x (won ln p + (1 - won) ln(1 - p)) and ridge / 2 x the sum of squares of the weights of inputs; p the
 * logistic function of inputs x weights + bias, the last parameter.
 */
export function binaryLogit({ data, width, won, weights }: BinaryRows, ridge: number): Objective {
  return (at, gradient) => {
    gradient.fill(0)
    let loss = 0
    for (let row = 0; row < won.length; row++) {
      const [share, weight] = [won[row] as number, weights[row] as number]
      const sum = dotRow(data, row * width, width, at) + (at[width] as number)
      // ln(1 + exp(sum)) - share x sum, without overflow.
      const shrunk = Math.exp(-Math.abs(sum))
      loss += weight * (Math.max(0, sum) + Math.log1p(shrunk) - share * sum)
      const error = weight * ((sum > 0 ? 1 : shrunk) / (1 + shrunk) - share)
      addRow(data, row * width, width, error, gradient)
      gradient[width] = (gradient[width] as number) + error
    }
    for (let i = 0; i < width; i++) { const one = at[i] as number; loss += (ridge / 2) * one * one; gradient[i] = (gradient[i] as number) + ridge * one }
    return loss
  }
}
