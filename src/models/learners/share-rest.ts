/**
 * What the parts of scores miss of them by rounding, as where scores are summed in single precision, shared out in proportion to the size of the parts:
 * then score less the sum of its row is one constant throughout a race. Where a row has no parts, nothing is shared. Changes `values`, row by row, `width` numbers each.
 */
export function shareRest(values: Float64Array, width: number, scores: Float64Array, raceStart: Int32Array): void {
  const missed = new Float64Array(scores.length)
  for (let race = 0; race + 1 < raceStart.length; race++) {
    const [from, to] = [raceStart[race] as number, raceStart[race + 1] as number]
    let mean = 0
    for (let row = from; row < to; row++) {
      let sum = scores[row] as number
      for (let i = row * width; i < (row + 1) * width; i++) sum -= values[i] as number
      missed[row] = sum
      mean += sum / (to - from)
    }
    for (let row = from; row < to; row++) shareOut(values, row * width, width, (missed[row] as number) - mean)
  }
}
function shareOut(values: Float64Array, at: number, width: number, missed: number): void {
  let size = 0
  for (let i = at; i < at + width; i++) size += Math.abs(values[i] as number)
  if (size > 0) for (let i = at; i < at + width; i++) values[i] = (values[i] as number) + (missed * Math.abs(values[i] as number)) / size
}
