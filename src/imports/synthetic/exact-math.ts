/** `Math.exp` and `Math.log` may differ in the last bit between engines; these use `+ - * /` only and are the same everywhere. Relative error below 1e-12. */
export const exp = (x: number): number => {
  let halvings = 0
  let r = x
  while (r > 0.5 || r < -0.5) { r /= 2; halvings++ }
  let term = 1, sum = 1
  for (let k = 1; k <= 14; k++) { term *= r / k; sum += term }
  for (; halvings > 0; halvings--) sum *= sum
  return sum
}

/** Natural logarithm of a positive number. */
export const ln = (x: number): number => {
  if (!(x > 0)) throw new RangeError(`logarithm of ${x}`)
  let twos = 0
  let m = x
  while (m > 1.5) { m /= 2; twos++ }
  while (m < 0.75) { m *= 2; twos-- }
  const z = (m - 1) / (m + 1)
  let power = z, sum = 0
  for (let k = 1; k <= 25; k += 2) { sum += power / k; power *= z * z }
  return 2 * sum + twos * 0.6931471805599453
}

/** Probabilities in proportion to e^(value / scale). Empty in, empty out. */
export const softmax = (values: readonly number[], scale: number): number[] => {
  const top = Math.max(...values)
  const powers = values.map((v) => exp((v - top) / scale))
  const total = powers.reduce((a, b) => a + b, 0)
  return powers.map((p) => p / total)
}

/** Rounded half up to a multiple of `step`, without binary dust: `roundTo(54.3, 0.5)` is 54.5. */
export const roundTo = (value: number, step: number): number => {
  const perUnit = Math.round(1 / step)
  return step < 1 ? Math.round(value * perUnit) / perUnit : Math.round(value / step) * step
}

export const clamp = (value: number, low: number, high: number): number => (value < low ? low : value > high ? high : value)
