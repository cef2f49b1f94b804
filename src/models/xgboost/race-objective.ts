/** Loss of a race: minus its weight x sum(won x ln chance), chances by softmax of the margins. */
export interface RaceLoss {
  readonly raceStart: Int32Array
  /** Shares of the win; sum to 1 over a race. */
  readonly won: Float64Array
  /** Of each race; 0 leaves it out. */
  readonly weights: Float64Array
  /** Times the second derivative p(1 - p); above 1 the steps are more careful. */
  readonly hessianFactor: number
}
/** So that a leaf of sure things has a second derivative to divide by. */
const LEAST_HESSIAN = 1e-6

/** First and second derivative of the loss by each margin: `weight (p - won)` and `weight factor p (1 - p)`. Rows of a race without weight get 0 and 0. */
export function raceGradients({ raceStart, won, weights, hessianFactor }: RaceLoss, margins: Float32Array, gradient: Float32Array, hessian: Float32Array): void {
  for (let race = 0; race + 1 < raceStart.length; race++) {
    const [from, to, weight] = [raceStart[race] as number, raceStart[race + 1] as number, weights[race] as number]
    if (weight === 0) { gradient.fill(0, from, to); hessian.fill(0, from, to); continue }
    let [top, total] = [-Infinity, 0]
    for (let row = from; row < to; row++) top = Math.max(top, margins[row] as number)
    for (let row = from; row < to; row++) total += Math.exp((margins[row] as number) - top)
    for (let row = from; row < to; row++) {
      const p = Math.exp((margins[row] as number) - top) / total
      gradient[row] = weight * (p - (won[row] as number))
      hessian[row] = weight * Math.max(LEAST_HESSIAN, hessianFactor * p * (1 - p))
    }
  }
}
