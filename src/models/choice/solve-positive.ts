/** Share of its own number on the diagonal that a row must add to those before it. */
const FLAT = 1e-9

/**
 * x with A x = b for a symmetric matrix without negative curvature, row by row, by A = L D L'. Rows that add nothing to those before them are left
 * out: their x is 0.
 */
export function solvePositive(matrix: Float64Array, b: Float64Array): Float64Array {
  const n = b.length
  const [lower, pivots, x] = [new Float64Array(n * n), new Float64Array(n), new Float64Array(n)]
  for (let i = 0; i < n; i++) {
    let pivot = matrix[i * n + i] as number
    for (let j = 0; j < i; j++) {
      if (pivots[j] === 0) continue
      let sum = matrix[i * n + j] as number
      for (let k = 0; k < j; k++) sum -= (lower[i * n + k] as number) * (lower[j * n + k] as number) * (pivots[k] as number)
      const part = sum / (pivots[j] as number)
      lower[i * n + j] = part
      pivot -= part * part * (pivots[j] as number)
    }
    pivots[i] = pivot > FLAT * Math.max(1, matrix[i * n + i] as number) ? pivot : 0
  }
  for (let i = 0; i < n; i++) {
    if (pivots[i] === 0) continue
    let sum = b[i] as number
    for (let k = 0; k < i; k++) sum -= (lower[i * n + k] as number) * (x[k] as number)
    x[i] = sum
  }
  for (let i = n - 1; i >= 0; i--) {
    if (pivots[i] === 0) continue
    let value = (x[i] as number) / (pivots[i] as number)
    for (let k = i + 1; k < n; k++) value -= (lower[k * n + i] as number) * (x[k] as number)
    x[i] = value
  }
  return x
}
