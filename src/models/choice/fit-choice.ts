import { solvePositive } from './solve-positive'

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
  const [places, values] = [new Int32Array(n), new Float64Array(n)]
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
      // Columns that are silent as a rule add nothing where they are: only the others are gone through.
      let known = 0
      for (let a = 0; a < n; a++) { const x = (columns[a] as Float64Array)[i] as number; if (x !== 0) { places[known] = a; values[known++] = x } }
      for (let s = 0; s < known; s++) {
        const [a, x] = [places[s] as number, values[s] as number]
        mean[a] = (mean[a] as number) + p * x
        gradient[a] = (gradient[a] as number) + (won[i] as number) * x
        const [at, much] = [a * n, winners * p * x]
        for (let t = 0; t <= s; t++) { const cell = at + (places[t] as number); curvature[cell] = (curvature[cell] as number) + much * (values[t] as number) }
      }
    }
    for (let a = 0; a < n; a++) {
      gradient[a] = (gradient[a] as number) - winners * (mean[a] as number)
      for (let b = 0; b <= a; b++) curvature[a * n + b] = (curvature[a * n + b] as number) - winners * (mean[a] as number) * (mean[b] as number)
    }
  }
  for (let a = 0; a < n; a++) for (let b = 0; b < a; b++) curvature[b * n + a] = curvature[a * n + b] as number
  return { value, gradient, curvature }
}

export interface ChoiceOptions {
  /** Adds ridge / 2 x the sum of squares of each weight less `toward` to minus the log-likelihood; 0 unless said. A list has one a parameter. */
  readonly ridge?: number | readonly number[]
  readonly toward?: number | readonly number[]
  /** No weight below 0. */
  readonly nonNegative?: boolean
  /** Where the weights begin: 0 unless said. */
  readonly start?: readonly number[]
  /** Those that stay where they begin. */
  readonly held?: readonly boolean[]
}
const POINTLESS = 1e-6

/**
 * Maximum likelihood by Newton's method from 0, steps halved until they climb. A parameter whose values never differ within
 * a race stays 0, and so does one that says the same as those before it; one that runs away is stopped at 30. Under `nonNegative`
 * a step ends where the first weight comes to 0; weights at 0 that would go below are held there while the others move.
 */
export function fitChoice(rows: ChoiceRows, { ridge = 0, toward = 0, nonNegative = false, start, held }: ChoiceOptions = {}): ChoiceFit {
  let weights: readonly number[] = rows.columns.map((_, a) => start?.[a] ?? 0)
  const free = weights.map((_, a) => held?.[a] !== true)
  let now = penalised(rows, weights, ridge, toward)
  let iterations = 0
  for (; iterations < MOST_STEPS; iterations++) {
    const step = nonNegative ? stepAbove(now, weights, free) : newtonStep(now, free)
    if (step.every((size) => Math.abs(size) < ENOUGH)) break
    let next = weights
    let then = now
    for (let scale = nonNegative ? lengthTo(weights, step) : 1; scale > POINTLESS; scale /= 2) {
      next = weights.map((weight, a) => (free[a] === true ? within(weight + scale * (step[a] as number), nonNegative) : weight))
      then = penalised(rows, next, ridge, toward)
      if (then.value >= now.value) break
    }
    if (!(then.value > now.value)) break
    ;[weights, now] = [next, then]
  }
  return { weights, logLikelihood: ridge === 0 ? now.value : logLikelihood(rows, weights), iterations }
}
const within = (weight: number, nonNegative: boolean): number => (nonNegative && weight < POINTLESS * ENOUGH ? 0 : Math.max(-MOST, Math.min(MOST, weight)))
/** Share of the step after which the first weight is 0; 1 at most. */
const lengthTo = (weights: readonly number[], step: Float64Array): number => weights.reduce((least, weight, a) => ((step[a] as number) < 0 && weight > 0 ? Math.min(least, weight / -(step[a] as number)) : least), 1)
/** The step that takes no weight from 0 to below it. */
function stepAbove(now: Derivatives, weights: readonly number[], may: readonly boolean[]): Float64Array {
  const free = weights.map((weight, a) => may[a] === true && (weight > 0 || (now.gradient[a] as number) > 0))
  for (;;) {
    const step = newtonStep(now, free)
    const below = [...weights.keys()].filter((a) => free[a] === true && weights[a] === 0 && (step[a] as number) < 0)
    if (below.length === 0) return step
    for (const a of below) free[a] = false
  }
}
type Penalty = Required<Pick<ChoiceOptions, 'ridge'>>['ridge']
const ofParameter = (penalty: Penalty, a: number): number => (typeof penalty === 'number' ? penalty : penalty[a] ?? 0)
function penalised(rows: ChoiceRows, weights: readonly number[], ridge: Penalty, toward: Penalty): Derivatives {
  const { value, gradient, curvature } = derivatives(rows, weights)
  const n = weights.length
  let [squares, penalty] = [0, 0]
  weights.forEach((weight, a) => {
    const [own, away] = [ofParameter(ridge, a), weight - ofParameter(toward, a)]
    squares += away ** 2
    penalty += (own / 2) * away ** 2
    gradient[a] = (gradient[a] as number) - own * away
    curvature[a * n + a] = (curvature[a * n + a] as number) + own
  })
  return { value: value - (typeof ridge === 'number' ? (ridge / 2) * squares : penalty), gradient, curvature }
}

/**
 * Covariances of weights at the place of a fit, row by row: the inverse of the curvature of minus the log-likelihood with the ridge added to its diagonal.
 * That is how weights vary together given the races and a normal prior of variance 1 / ridge about `toward`. 0 of those held and where nothing tells of a parameter.
 */
export function covariances(rows: ChoiceRows, weights: readonly number[], { ridge = 0, held }: Pick<ChoiceOptions, 'ridge' | 'held'> = {}): Float64Array {
  const { curvature } = penalised(rows, weights, ridge, 0)
  const n = weights.length
  const free = weights.map((_, a) => held?.[a] !== true)
  const all = new Float64Array(n * n)
  for (let a = 0; a < n; a++) if (free[a] === true) all.set(newtonStep({ value: 0, gradient: Float64Array.from(weights, (_, b) => Number(a === b)), curvature }, free), a * n)
  return all
}
/** Standard errors of weights at the place of a fit: roots of the diagonal of their covariances. Infinity where nothing tells of a parameter, 0 of those held. */
export function standardErrors(rows: ChoiceRows, weights: readonly number[], options: Pick<ChoiceOptions, 'ridge' | 'held'> = {}): readonly number[] {
  return errorsOf(covariances(rows, weights, options), options.held)
}
export function errorsOf(covariance: Float64Array, held?: readonly boolean[]): readonly number[] {
  const n = Math.sqrt(covariance.length)
  return Array.from({ length: n }, (_, a) => { const variance = covariance[a * n + a] as number; return held?.[a] === true ? 0 : variance > 0 ? Math.sqrt(variance) : Infinity })
}

/** Newton's step of the parameters that are free; the others stand still. */
function newtonStep({ gradient, curvature }: Derivatives, free: readonly boolean[]): Float64Array {
  const n = gradient.length
  const chosen = free.flatMap((isFree, a) => (isFree ? [a] : []))
  const solved = solvePositive(Float64Array.from(chosen.flatMap((a) => chosen.map((b) => curvature[a * n + b] as number))), Float64Array.from(chosen, (a) => gradient[a] as number))
  const step = new Float64Array(n)
  chosen.forEach((a, at) => { step[a] = solved[at] as number })
  return step
}
