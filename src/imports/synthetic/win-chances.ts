/** A starter: its strength and what may cost it points, chances summing to 1. */
export interface Chancer { readonly strength: number; readonly troubles: readonly { readonly chance: number; readonly points: number }[] }
export interface Luck {
  /** Scale of the Gumbel luck of a run, points. */
  readonly luck: number
  /** How likely each is not to get home, whoever it is. */
  readonly mishap: number
  /** Points below which the first two share the race. */
  readonly deadHeat: number
}

/** Step and margins of the integral, in units of luck: halving the step or doubling the margins moves nothing by 1e-9. */
const STEP = 0.2
const [BELOW, ABOVE] = [4, 24]

// Looked up once: where globals are slow to reach, as under jest, it takes most of the time.
const { exp, max, min } = Math

/**
 * Expected share of the win of each starter, sum 1: the run that is best by strength, trouble and luck wins; one that ends within `deadHeat` of it shares.
 * Share = (chance that all others end more than `deadHeat` behind + chance that none ends more than `deadHeat` ahead) / 2, by the trapezoid
 * rule, which is exact to rounding for such curves; that three share is left out (of the order of deadHeat squared). Without trouble, mishaps and dead heats it is the softmax of strength / luck.
 */
export function winChances(starters: readonly Chancer[], { luck, mishap, deadHeat }: Luck): readonly number[] {
  const n = starters.length
  const places = starters.map(({ strength, troubles }) => troubles.map(({ points }) => (strength + points) / luck))
  const weights = starters.map(({ troubles }) => troubles.map(({ chance }) => (1 - mishap) * chance))
  const [from, to] = [min(...places.flat()) - BELOW, max(...places.flat()) + ABOVE]
  // e^place by runner and trouble, from which e^(place - z) is a product.
  const powers = places.map((own) => own.map((place) => exp(place - from)))
  const shares = new Float64Array(n)
  const [density, within, ahead] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)]
  /** Distribution of each run at `z`, a mixture of Gumbels and the mishaps that never get home; and its density into `density` if asked. */
  const look = (z: number, wantsDensity: boolean): void => {
    const fall = exp(from - z)
    for (let i = 0; i < n; i++) {
      const [own, weight] = [powers[i] as number[], weights[i] as number[]]
      let [below, dense] = [mishap, 0]
      for (let t = 0; t < own.length; t++) {
        const fallen = fall * (own[t] as number)
        const part = (weight[t] as number) * exp(-fallen)
        below += part
        dense += fallen * part
      }
      if (wantsDensity) density[i] = dense
      else within[i] = below
    }
  }
  const add = (): void => {
    let product = 1
    for (let i = 0; i < n; i++) { ahead[i] = product; product *= within[i] as number }
    product = 1
    for (let i = n - 1; i >= 0; i--) { shares[i] = (shares[i] as number) + (ahead[i] as number) * product * (density[i] as number); product *= within[i] as number }
  }
  for (let z = from; z <= to; z += STEP) {
    look(z, true)
    look(z - deadHeat / luck, false)
    add()
    if (deadHeat > 0) { look(z + deadHeat / luck, false); add() }
  }
  const total = shares.reduce((sum, share) => sum + share, 0)
  return Array.from(shares, (share) => share / total)
}
