import { createHash } from 'node:crypto'
import type { StreamNumber } from './change-message'
import { bestOf, isEmpty, sumOf, type LevelLadder, type PriceLadder } from './ladder'
import type { MarketBook } from './market-book'
import { backLadder, layLadder, type SelectionBook } from './selection-book'

/*
 * Books as reference snapshots write them, for comparison with other programs: everything as it was sent, of removed runners too. Names of fields
 * are those of the format.
 */
type Row = readonly number[]
export interface LadderDigest { readonly n: number; readonly sum: number; /** First 16 hex digits of the SHA-256 of the rows, numbers as in JSON, joined by `;`. */ readonly sha: string }
export interface RunnerSnapshot {
  readonly selectionId: number
  readonly hc: number
  readonly status: string | null
  readonly sortPriority: number | null
  readonly name: string | null
  readonly adjustmentFactor: StreamNumber
  readonly removalDate: string | null
  readonly bsp: StreamNumber
  readonly lastTradedPrice: StreamNumber
  readonly totalMatched: StreamNumber
  readonly totalMatchedFromTraded: number
  readonly nearPrice: StreamNumber
  readonly farPrice: StreamNumber
  readonly bestBack: Row | null
  readonly bestLay: Row | null
  readonly back3: readonly Row[]
  readonly lay3: readonly Row[]
  readonly ladders: Readonly<Record<string, LadderDigest>>
  readonly full?: Readonly<Record<string, readonly Row[]>>
}
export interface MarketSnapshot {
  readonly marketId: string
  readonly publishTime: number
  readonly status: string | null
  readonly inPlay: boolean | null
  readonly version: number | null
  readonly betDelay: number | null
  readonly bspReconciled: boolean | null
  readonly complete: boolean | null
  readonly numberOfActiveRunners: number | null
  readonly numberOfWinners: number | null
  readonly totalMatched: StreamNumber
  readonly totalMatchedFromTraded: number
  readonly runners: readonly RunnerSnapshot[]
}
const PRICE_LADDERS = ['atb', 'atl', 'trd', 'spb', 'spl'] as const
const LEVEL_LADDERS = ['batb', 'batl', 'bdatb', 'bdatl'] as const

const toPence = (value: number): number => Math.round(value * 100) / 100
const priceRows = ({ prices, sizes }: PriceLadder): Row[] => prices.map((price, i) => [price, sizes[i] as number])
const levelRows = ({ prices, sizes }: LevelLadder): Row[] => prices.flatMap((price, level) => (sizes[level] === 0 ? [] : [[level, price, sizes[level] as number]]))
const rowsOf = (book: SelectionBook): Record<string, readonly Row[]> => Object.fromEntries([
  ...PRICE_LADDERS.map((field) => [field, priceRows(book[field])] as const), ...LEVEL_LADDERS.map((field) => [field, levelRows(book[field])] as const),
].filter(([, rows]) => rows.length > 0))
const digest = (rows: readonly Row[]): LadderDigest => ({
  n: rows.length, sum: toPence(rows.reduce((sum, row) => sum + (row[row.length - 1] as number), 0)),
  sha: createHash('sha256').update(rows.map((row) => row.join(',')).join(';')).digest('hex').slice(0, 16),
})
const best3 = (ladder: PriceLadder | LevelLadder): Row[] => (isEmpty(ladder) ? [] : bestOf(ladder, 3).map(({ price, size }) => [price, size ?? 0]))

const runnerSnapshot = (book: SelectionBook, full: boolean): RunnerSnapshot => {
  const [rows, back3, lay3, { definition }] = [rowsOf(book), best3(backLadder(book)), best3(layLadder(book)), book]
  return {
    selectionId: book.selectionId, hc: book.handicap, status: definition?.status ?? null, sortPriority: definition?.sortPriority ?? null, name: definition?.name ?? null,
    adjustmentFactor: definition?.adjustmentFactor ?? null, removalDate: definition?.removalDate ?? null, bsp: definition?.bsp ?? null,
    lastTradedPrice: book.ltp, totalMatched: book.tv ?? 0, totalMatchedFromTraded: toPence(sumOf(book.trd)), nearPrice: book.spn, farPrice: book.spf,
    bestBack: back3[0] ?? null, bestLay: lay3[0] ?? null, back3, lay3,
    ladders: Object.fromEntries(Object.entries(rows).map(([field, entries]) => [field, digest(entries)])), ...(full ? { full: rows } : {}),
  }
}
export const marketSnapshot = (book: MarketBook, full: boolean): MarketSnapshot => {
  const { definition } = book
  const runners = [...book.selections.values()].map((selection) => runnerSnapshot(selection, full))
  return {
    marketId: book.id, publishTime: book.publishTime, status: definition?.status ?? null, inPlay: definition?.inPlay ?? null, version: definition?.version ?? null, betDelay: definition?.betDelay ?? null,
    bspReconciled: definition?.bspReconciled ?? null, complete: definition?.complete ?? null, numberOfActiveRunners: definition?.numberOfActiveRunners ?? null, numberOfWinners: definition?.numberOfWinners ?? null,
    totalMatched: book.tv ?? 0, totalMatchedFromTraded: toPence(runners.reduce((sum, runner) => sum + runner.totalMatchedFromTraded, 0)), runners,
  }
}
