export interface Measures { readonly number: number | null; readonly carriedLb: number; readonly bodyLb: number | null; readonly draw: number | null; readonly odds: number | null }

const isWhole = (value: number, low: number, high: number): boolean => Number.isInteger(value) && value >= low && value <= high

/** Why these cannot be a runner's number, weights (pounds), draw or odds, whichever file they stand in; null when they can. */
export const entryFault = ({ number, carriedLb, bodyLb, draw, odds }: Measures): string | null => {
  if (number !== null && !isWhole(number, 1, 40)) return `horse number ${number} is not between 1 and 40`
  if (!isWhole(carriedLb, 90, 175)) return `weight carried ${carriedLb} lb is not between 90 and 175`
  if (bodyLb !== null && !(bodyLb >= 600 && bodyLb <= 1700)) return `body weight ${bodyLb} lb is not between 600 and 1700`
  if (draw !== null && !isWhole(draw, 1, 40)) return `draw ${draw} is not between 1 and 40`
  return odds !== null && !(odds >= 1 && odds <= 9999) ? `odds ${odds} are not between 1 and 9999` : null
}
