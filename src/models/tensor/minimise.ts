/** Value at `at`; writes the gradient there. */
export type Objective = (at: Float64Array, gradient: Float64Array) => number
export interface Minimum { readonly at: Float64Array; readonly value: number; readonly steps: number }
export interface MinimiseOptions {
  readonly most: number
  /** Stops when a step lowers the value by less than this share of it. */
  readonly enough: number
  /** Awaited before each step; throws to give up. */
  readonly before?: (step: number, value: number) => Promise<void>
}

/** Steps whose curvature is remembered, the usual number. */
const MEMORY = 10
/** Armijo's constant: a step must lower the value by this share of what the slope promises. */
const DECREASE = 1e-4

const dot = (a: Float64Array, b: Float64Array): number => { let sum = 0; for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number); return sum }
const add = (a: Float64Array, scale: number, b: Float64Array): void => { for (let i = 0; i < a.length; i++) a[i] = (a[i] as number) + scale * (b[i] as number) }
interface Pair { readonly s: Float64Array; readonly y: Float64Array; readonly rho: number }

/** Limited-memory BFGS (Nocedal and Wright, algorithm 7.4) with steps halved until they go down far enough: for smooth convex functions. */
export async function minimise(objective: Objective, start: Float64Array, { most, enough, before }: MinimiseOptions): Promise<Minimum> {
  let at = start.slice()
  let gradient = new Float64Array(at.length)
  let value = objective(at, gradient)
  const pairs: Pair[] = []
  let steps = 0
  for (; steps < most; steps++) {
    await before?.(steps, value)
    let direction = descent(gradient, pairs)
    let slope = dot(direction, gradient)
    if (!(slope < 0)) { pairs.length = 0; direction = descent(gradient, pairs); slope = dot(direction, gradient) }
    if (!(slope < 0)) break
    let scale = pairs.length === 0 ? Math.min(1, 1 / Math.sqrt(-slope)) : 1
    let [next, nextGradient, nextValue] = [at, gradient, Infinity]
    for (let tries = 0; tries < 40; tries++, scale /= 2) {
      next = at.slice(); add(next, scale, direction)
      nextGradient = new Float64Array(at.length)
      nextValue = objective(next, nextGradient)
      if (nextValue <= value + DECREASE * scale * slope) break
    }
    if (!(nextValue < value)) break
    const s = next.slice(); add(s, -1, at)
    const y = nextGradient.slice(); add(y, -1, gradient)
    const curvature = dot(s, y)
    if (curvature > 1e-12 * dot(y, y)) { pairs.push({ s, y, rho: 1 / curvature }); if (pairs.length > MEMORY) pairs.shift() }
    const gained = value - nextValue
    ;[at, gradient, value] = [next, nextGradient, nextValue]
    if (gained <= enough * Math.abs(value)) { steps++; break }
  }
  return { at, value, steps }
}

/** Minus the gradient times the curvature that the pairs remember. */
function descent(gradient: Float64Array, pairs: readonly Pair[]): Float64Array {
  const q = gradient.map((slope) => -slope)
  const alphas = pairs.map(() => 0)
  for (let i = pairs.length - 1; i >= 0; i--) { const { s, y, rho } = pairs[i] as Pair; const alpha = alphas[i] = rho * dot(s, q); add(q, -alpha, y) }
  const last = pairs.at(-1)
  if (last !== undefined) { const scale = 1 / (last.rho * dot(last.y, last.y)); for (let i = 0; i < q.length; i++) q[i] = (q[i] as number) * scale }
  pairs.forEach(({ s, y, rho }, i) => { add(q, (alphas[i] as number) - rho * dot(y, q), s) })
  return q
}
