import type { OddsFormat } from './vocabulary'

/** The fractions that bookmakers bet in, shortest first. Longer than the last one is a whole number to one. */
const LADDER = [
  '1/100', '1/50', '1/33', '1/25', '1/20', '1/16', '1/14', '1/12', '1/10', '1/9', '1/8', '2/15', '1/7', '2/13', '1/6', '2/11', '1/5', '2/9', '1/4', '2/7',
  '3/10', '1/3', '4/11', '2/5', '4/9', '1/2', '8/15', '4/7', '8/13', '4/6', '8/11', '4/5', '5/6', '10/11', '1/1', '11/10', '6/5', '5/4', '11/8', '6/4',
  '13/8', '7/4', '15/8', '2/1', '85/40', '9/4', '5/2', '11/4', '3/1', '16/5', '10/3', '7/2', '4/1', '9/2', '5/1', '11/2', '6/1', '13/2', '7/1', '15/2', '8/1',
  '17/2', '9/1', '10/1', '11/1', '12/1', '14/1', '16/1', '18/1', '20/1', '22/1', '25/1', '28/1', '33/1', '40/1', '50/1', '66/1', '80/1', '100/1',
].map((text) => {
  const [profit, stake] = text.split('/').map(Number) as [number, number]
  return { text, value: profit / stake }
})
const LONGEST = 100
const SMALLEST_HALF_STEP = 0.005

/** The rung of the fractional ladder nearest to the profit a unit staked; `0/1` for decimal 1.00. A tie goes to the shorter price. */
export const fractionalOdds = (decimal: number): string => {
  const profit = decimal - 1
  if (profit < SMALLEST_HALF_STEP) return '0/1'
  if (profit > LONGEST) return `${Math.round(profit)}/1`
  return LADDER.reduce((best, rung) => (Math.abs(rung.value - profit) < Math.abs(best.value - profit) - 1e-9 ? rung : best)).text
}

/** Moneyline: profit on 100 from evens up (`+250`), stake that wins 100 below (`-200`); `0` for decimal 1.00, which wins nothing. */
export const americanOdds = (decimal: number): string => {
  const profit = decimal - 1
  if (profit <= 0) return '0'
  return profit >= 1 ? `+${Math.round(profit * 100)}` : `-${Math.round(100 / profit)}`
}

/** Decimal includes the stake, Hong Kong does not; both have two decimals. */
export const formatOdds = (decimal: number, format: OddsFormat): string => {
  switch (format) {
    case 'DECIMAL': return decimal.toFixed(2)
    case 'HONG_KONG': return (decimal - 1).toFixed(2)
    case 'FRACTIONAL': return fractionalOdds(decimal)
    case 'AMERICAN': return americanOdds(decimal)
  }
}
