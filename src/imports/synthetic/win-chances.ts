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

/** Distribution and density of a run at `z`, in units of luck: a mixture of Gumbels by trouble, and `mishap` that never gets home. */
const within = (places: readonly (readonly [number, number])[], mishap: number, z: number): number => { let sum = mishap; for (const [chance, place] of places) sum += (1 - mishap) * chance * Math.exp(-Math.exp(place - z)); return sum }
const density = (places: readonly (readonly [number, number])[], mishap: number, z: number): number => { let sum = 0; for (const [chance, place] of places) { const fall = Math.exp(place - z); sum += (1 - mishap) * chance * fall * Math.exp(-fall) } return sum }

/**
 * Expected share of the win of each starter, sum 1: the run that is best by strength, trouble and luck wins; one that ends within `deadHeat` of it shares.
 * Share = (chance that all others end more than `deadHeat` behind + chance that none ends more than `deadHeat` ahead) / 2, by the trapezoid
 * rule, which is exact to rounding for such curves; that three share is left out (of the order of deadHeat squared). Without trouble, mishaps and dead heats it is the softmax of strength / luck.
 */
export function winChances(starters: readonly Chancer[], { luck, mishap, deadHeat }: Luck): readonly number[] {
  const places = starters.map(({ strength, troubles }) => troubles.map(({ chance, points }) => [chance, (strength + points) / luck] as const))
  const all = places.flatMap((own) => own.map(([, place]) => place))
  const [from, to] = [Math.min(...all) - BELOW, Math.max(...all) + ABOVE]
  const shares = starters.map(() => 0)
  const ahead = new Float64Array(starters.length)
  const add = (z: number, gap: number): void => {
    let product = 1
    places.forEach((own, i) => { ahead[i] = product; product *= within(own, mishap, z + gap) })
    product = 1
    for (let i = starters.length - 1; i >= 0; i--) {
      const own = places[i] as (typeof places)[number]
      shares[i] = (shares[i] as number) + (ahead[i] as number) * product * density(own, mishap, z)
      product *= within(own, mishap, z + gap)
    }
  }
  for (let z = from; z <= to; z += STEP) { add(z, -deadHeat / luck); if (deadHeat > 0) add(z, deadHeat / luck) }
  const total = shares.reduce((sum, share) => sum + share, 0)
  return shares.map((share) => share / total)
}
