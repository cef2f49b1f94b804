/** Weights that make winners and losers count the same in all and the mean 1: rows / (2 x rows of the class). Classes without a row get 0. */
export function classWeights(winners: number, rows: number): { readonly winner: number; readonly loser: number } {
  const losers = rows - winners
  return { winner: winners === 0 ? 0 : rows / (2 * winners), loser: losers === 0 ? 0 : rows / (2 * losers) }
}
