/**
 * What a chance is worth at a price. Prices are decimal and hold the stake; chances are from 0 to 1. Missing is NaN:
 * a runner that was scratched or has no price has no edge and no stake, and never a 0 in their place.
 */

/** The price at which a bet on this chance neither wins nor loses in the long run; NaN for a chance of 0, which no price makes fair. */
export const fairOdds = (chance: number): number => (chance > 0 && chance <= 1 ? 1 / chance : NaN)

/** Profit to be expected of one unit staked: chance x price - 1. -1 for a chance of 0. */
export const edgeOf = (chance: number, price: number): number => (isChance(chance) && price >= 1 ? chance * price - 1 : NaN)

/**
 * Share of the bank whose growth is greatest: edge / (price - 1), 0 without an edge or where there is nothing to win (price 1.0), 1 for a
 * certainty. Source: Kelly, A New Interpretation of Information Rate, 1956.
 */
export function kellyFraction(chance: number, price: number): number {
  const edge = edgeOf(chance, price)
  if (Number.isNaN(edge)) return NaN
  return edge > 0 && price > 1 ? edge / (price - 1) : 0
}

const isChance = (chance: number): boolean => chance >= 0 && chance <= 1
