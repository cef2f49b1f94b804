/** Chances of winning: exp(score) over the sum within each race. A race with a score that is NaN has NaN throughout. */
export function raceSoftmax(scores: Float64Array, raceStart: Int32Array): Float64Array {
  const chances = new Float64Array(scores.length)
  for (let race = 0; race + 1 < raceStart.length; race++) {
    const [from, to] = [raceStart[race] as number, raceStart[race + 1] as number]
    let top = -Infinity
    for (let row = from; row < to; row++) top = Math.max(top, scores[row] as number)
    let total = 0
    for (let row = from; row < to; row++) total += chances[row] = Math.exp((scores[row] as number) - top)
    for (let row = from; row < to; row++) chances[row] = (chances[row] as number) / total
  }
  return chances
}

/** Chances below this are taken for this much, so that one sure thing that lost does not decide everything. */
const LEAST = 1e-12
/** Mean over races of -sum(won x ln chance), nats; races without chances are left out; NaN when there is none. `won` sums to 1 over a race. */
export function raceLogLoss(chances: Float64Array, won: Float64Array, raceStart: Int32Array): number {
  let [sum, races] = [0, 0]
  for (const loss of raceLosses(chances, won, raceStart)) if (!Number.isNaN(loss)) { sum += loss; races++ }
  return races === 0 ? NaN : sum / races
}
/** The same race by race; NaN for a race without chances. */
export function raceLosses(chances: Float64Array, won: Float64Array, raceStart: Int32Array): Float64Array {
  const losses = new Float64Array(Math.max(0, raceStart.length - 1))
  for (let race = 0; race < losses.length; race++) {
    let loss = 0
    for (let row = raceStart[race] as number; row < (raceStart[race + 1] as number); row++) {
      const chance = chances[row] as number
      if (Number.isNaN(chance)) loss = NaN
      else if ((won[row] as number) > 0) loss -= (won[row] as number) * Math.log(Math.max(LEAST, chance))
    }
    losses[race] = loss
  }
  return losses
}
