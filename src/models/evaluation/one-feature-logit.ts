/**
 * Races to fit a choice of winners on: race `r` has the runners `raceStart[r] .. raceStart[r + 1]`. `won` sums to 1 over a
 * race, winners of a dead heat sharing it.
 */
export interface ChoiceRows { readonly raceStart: Int32Array; readonly won: Float64Array; /** One list of values a parameter, without NaN. */ readonly columns: readonly Float64Array[] }
/** Parameters, in the order of the columns, and the log-likelihood they reach (natural logarithm, summed over races). */
export interface ChoiceFit { readonly weights: readonly number[]; readonly logLikelihood: number; readonly iterations: number }

/** Steps and sizes at which a fit is taken to have run away (a value that tells every winner). */
const MOST_STEPS = 50
const MOST = 30
const ENOUGH = 1e-10

/** Log-likelihood of the conditional (race-softmax) logit: sum of won x ln p with p = exp(x w) / sum over the race. */
export function logLikelihood(rows: ChoiceRows, weights: readonly number[]): number {
  return derivatives(rows, weights).value
}
/** That of equal chances: the sum over races of ln(1 / runners). */
export function uniformLogLikelihood({ raceStart }: Pick<ChoiceRows, 'raceStart'>): number {
  let sum = 0
  for (let r = 0; r + 1 < raceStart.length; r++) sum -= Math.log((raceStart[r + 1] as number) - (raceStart[r] as number))
  return sum
}
/** Benter's pseudo-R2: 1 - LL / LL of equal chances; 0 = no better than chance, 1 = certainty. NaN without races of two or more. */
export const pseudoR2 = (logLik: number, uniform: number): number => (uniform < 0 ? 1 - logLik / uniform : NaN)

interface Derivatives { readonly value: number; readonly gradient: Float64Array; /** Minus the second derivatives, row by row. */ readonly curvature: Float64Array }
function derivatives({ raceStart, won, columns }: ChoiceRows, weights: readonly number[]): Derivatives {
  const n = columns.length
  const gradient = new Float64Array(n)
  const curvature = new Float64Array(n * n)
  const mean = new Float64Array(n)
  let chances = new Float64Array(64)
  let value = 0
  for (let r = 0; r + 1 < raceStart.length; r++) {
    const [from, to] = [raceStart[r] as number, raceStart[r + 1] as number]
    if (to - from > chances.length) chances = new Float64Array(to - from)
    let top = -Infinity
    for (let i = from; i < to; i++) {
      let score = 0
      for (let a = 0; a < n; a++) score += (weights[a] as number) * ((columns[a] as Float64Array)[i] as number)
      chances[i - from] = score
      if (score > top) top = score
    }
    let total = 0
    for (let i = from; i < to; i++) {
      const score = chances[i - from] as number
      value += (won[i] as number) * (score - top)
      total += chances[i - from] = Math.exp(score - top)
    }
    let winners = 0
    for (let i = from; i < to; i++) winners += won[i] as number
    value -= winners * Math.log(total)
    mean.fill(0)
    for (let i = from; i < to; i++) {
      const p = (chances[i - from] as number) / total
      for (let a = 0; a < n; a++) {
        const x = (columns[a] as Float64Array)[i] as number
        mean[a] = (mean[a] as number) + p * x
        gradient[a] = (gradient[a] as number) + (won[i] as number) * x
        for (let b = 0; b < n; b++) curvature[a * n + b] = (curvature[a * n + b] as number) + winners * p * x * ((columns[b] as Float64Array)[i] as number)
      }
    }
    for (let a = 0; a < n; a++) {
      gradient[a] = (gradient[a] as number) - winners * (mean[a] as number)
      for (let b = 0; b < n; b++) curvature[a * n + b] = (curvature[a * n + b] as number) - winners * (mean[a] as number) * (mean[b] as number)
    }
  }
  return { value, gradient, curvature }
}

/**
 * Maximum likelihood by Newton's method from 0, steps halved until they climb. A parameter whose values never differ within
 * a race stays 0; one that runs away is stopped at 30. At most two columns.
 */
export function fitChoice(rows: ChoiceRows): ChoiceFit {
  if (rows.columns.length > 2) throw new RangeError('a choice of one feature has at most two columns: its values, and whether they are missing')
  let weights = rows.columns.map(() => 0)
  let now = derivatives(rows, weights)
  let iterations = 0
  for (; iterations < MOST_STEPS; iterations++) {
    const step = solve(now)
    if (step.every((size) => Math.abs(size) < ENOUGH)) break
    let scale = 1
    let next = weights
    let then = now
    for (; scale > 1e-6; scale /= 2) {
      next = weights.map((weight, a) => Math.max(-MOST, Math.min(MOST, weight + scale * (step[a] as number))))
      then = derivatives(rows, next)
      if (then.value >= now.value) break
    }
    if (!(then.value > now.value)) break
    ;[weights, now] = [next, then]
  }
  return { weights, logLikelihood: now.value, iterations }
}

/** Curvature below which a parameter is taken to have no say. */
const FLAT = 1e-9
/** Newton's step. */
function solve({ gradient, curvature }: Derivatives): readonly number[] {
  const n = gradient.length
  const alone = (a: number): number => ((curvature[a * n + a] as number) > FLAT ? (gradient[a] as number) / (curvature[a * n + a] as number) : 0)
  if (n < 2) return [...gradient.keys()].map(alone)
  const [aa, ab, bb] = [curvature[0] as number, curvature[1] as number, curvature[3] as number]
  const determinant = aa * bb - ab * ab
  if (!(determinant > FLAT * Math.max(aa * bb, FLAT))) return aa >= bb ? [alone(0), 0] : [0, alone(1)]
  const [ga, gb] = [gradient[0] as number, gradient[1] as number]
  return [(bb * ga - ab * gb) / determinant, (aa * gb - ab * ga) / determinant]
}
