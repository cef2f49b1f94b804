import type { DividendRecord } from '../../domain/records'
import type { SideRow } from './side-file'
import type { DividendColumn } from './side-files'
import type { SpineDividend } from './spine'
import { marketOf } from './words'

const UNIT = 10
const AMOUNT = /^([\d,]+(?:\.\d+)?)(?:\/\$(\d+(?:\.\d+)?))?$/
/** No dividend was paid: 未能勝出 did not win, 退款 refunded, 詳情 a link to the terms. */
const UNPAID = new Set(['未能勝出', '退款', '詳情'])

export const isPaid = (row: SideRow<DividendColumn>): boolean => !UNPAID.has(row.dividend_hkd)

/** Dividends for HK$10, or for the stake that the cell names (`386,757.60/$1.0`: only tickets of less than HK$10 won). */
const dividendsOfCsv = (rows: readonly SideRow<DividendColumn>[], reject: (line: number, reason: string) => void): DividendRecord[] => {
  const seen = new Set<string>()
  return rows.filter(isPaid).flatMap((row): DividendRecord[] => {
    const match = AMOUNT.exec(row.dividend_hkd)
    const key = `${row.pool}|${row.combination}`
    if (match?.[1] === undefined || row.pool === '' || row.combination === '') return (reject(row.line, `dividend ${JSON.stringify(row.dividend_hkd)} of ${JSON.stringify(key)} is not an amount`), [])
    if (seen.has(key)) return (reject(row.line, `a second dividend of ${JSON.stringify(key)} in the race`), [])
    seen.add(key)
    return [{ market: marketOf(row.pool), pool: row.pool, combination: row.combination, dividend: Number(match[1].replaceAll(',', '')), unitStake: Number(match[2] ?? UNIT), currency: 'HKD' }]
  })
}

/** Several combinations a pool: every placed horse, and all that won after a dead heat. */
const dividendsOfSpine = (dividends: readonly SpineDividend[]): DividendRecord[] =>
  [...new Map(dividends.map((dividend) => [`${dividend.pool}|${dividend.combination.join(',')}`, dividend])).values()].map(({ pool, combination, dividendPer10 }) =>
    ({ market: marketOf(pool), pool, combination: combination.join(','), dividend: dividendPer10, unitStake: UNIT, currency: 'HKD' }))

/**
 * The dividends of a race: those in results_en, which has every combination of its nine pools, and from
 * dividends.csv the pools that it lacks (doubles, double trios, six up ...) and the stake where it is not HK$10.
 * dividends.csv alone would lose: it keeps one combination a pool, one placed horse of three.
 */
export const raceDividends = (spine: readonly SpineDividend[], rows: readonly SideRow<DividendColumn>[], reject: (line: number, reason: string) => void): DividendRecord[] => {
  const csv = dividendsOfCsv(rows, reject)
  const english = dividendsOfSpine(spine).map((dividend) => {
    const same = csv.find((other) => other.market === dividend.market && other.combination === dividend.combination)
    return same === undefined ? dividend : { ...dividend, unitStake: same.unitStake }
  })
  const markets = new Set(english.map(({ market }) => market))
  return [...english, ...csv.filter(({ market }) => !markets.has(market))]
}
