/** Where each increment begins, and the increment, in hundredths. */
const INCREMENTS: readonly (readonly [from: number, step: number])[] = [[101, 1], [200, 2], [300, 5], [400, 10], [600, 20], [1_000, 50], [2_000, 100], [3_000, 200], [5_000, 500], [10_000, 1_000]]
const LAST = 100_000

/** The 350 prices at which an exchange takes bets, 1.01 to 1000, shortest first. */
export const PRICES: readonly number[] = INCREMENTS.flatMap(([from, step], i) => {
  const end = INCREMENTS[i + 1]?.[0] ?? LAST + step
  return Array.from({ length: (end - from) / step }, (_, n) => (from + n * step) / 100)
})
export const TOP = PRICES.length - 1

/** Price of a rung; the nearest end for one that is not there. */
export const priceAt = (rung: number): number => PRICES[Math.min(TOP, Math.max(0, rung))] ?? 1.01

/** The highest rung whose price is not above `price`; the lowest rung for less than 1.01. */
export const rungBelow = (price: number): number => {
  let low = 0, high = TOP
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (priceAt(middle) <= price + 1e-9) low = middle
    else high = middle - 1
  }
  return low
}
