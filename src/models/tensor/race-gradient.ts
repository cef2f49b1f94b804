/**
 * Loss of some races and its slope by each score: weight x (sum of shares x chance - share). `starts` are the rows where each race begins, and the end.
 * `offset` is added to the scores.
 */
export function raceGradient(scores: ArrayLike<number>, offset: ArrayLike<number> | null, shares: ArrayLike<number>, starts: ArrayLike<number>, weights: ArrayLike<number>, slopes: Float32Array): number {
  let loss = 0
  for (let race = 0; race + 1 < starts.length; race++) {
    const [from, to, weight] = [starts[race] as number, starts[race + 1] as number, weights[race] as number]
    const scoreOf = (row: number): number => (scores[row] as number) + (offset === null ? 0 : (offset[row] as number))
    let [top, total, sum] = [-Infinity, 0, 0]
    for (let row = from; row < to; row++) top = Math.max(top, scoreOf(row))
    for (let row = from; row < to; row++) {
      const share = shares[row] as number
      if (share > 0) { loss -= weight * share * (scoreOf(row) - top); sum += share }
      total += slopes[row] = Math.exp(scoreOf(row) - top)
    }
    loss += weight * sum * Math.log(total)
    for (let row = from; row < to; row++) slopes[row] = weight * ((sum * Math.exp(scoreOf(row) - top)) / total - (shares[row] as number))
  }
  return loss
}
