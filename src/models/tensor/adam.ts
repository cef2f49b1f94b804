/** Adam with decoupled weight decay (Kingma and Ba; Loshchilov and Hutter, algorithm 2), one for each list of weights. */
export interface Adam {
  /** Moves the weights against the gradient; step counts from 1. */
  step(weights: Float32Array, gradient: ArrayLike<number>, step: number): void
}
const [MEAN, SQUARE, EPSILON] = [0.9, 0.999, 1e-8]

export function adam(size: number, rate: number, decay: number): Adam {
  const mean = new Float64Array(size)
  const square = new Float64Array(size)
  return {
    step(weights, gradient, step) {
      const scale = rate / (1 - MEAN ** step)
      const spread = 1 / (1 - SQUARE ** step)
      for (let i = 0; i < size; i++) {
        const slope = gradient[i] as number
        const m = mean[i] = MEAN * (mean[i] as number) + (1 - MEAN) * slope
        const s = square[i] = SQUARE * (square[i] as number) + (1 - SQUARE) * slope * slope
        const weight = weights[i] as number
        weights[i] = weight - rate * decay * weight - (scale * m) / (Math.sqrt(s * spread) + EPSILON)
      }
    },
  }
}
