import type { BooksDocument, BooksSnapshot } from '../usecases/live/books-of-file'
import { columns } from './feature-tables'

type Market = BooksSnapshot['markets'][number]
type Runner = Market['runners'][number]

const HEAD = ['selection', 'name', 'status', 'back', 'lay', 'last', 'matched', 'BSP']
const offer = (row: Runner['bestBack']): string => (row === null ? '-' : `${row[0]} (${row[1]})`)
const shown = (value: number | string | null): string => (value === null ? '-' : String(value))

const rowOf = (runner: Runner): string[] => [
  `${runner.selectionId}${runner.hc === 0 ? '' : `/${runner.hc}`}`, runner.name ?? '', runner.status ?? 'unknown', offer(runner.bestBack), offer(runner.bestLay),
  shown(runner.lastTradedPrice), runner.totalMatchedFromTraded.toFixed(2), shown(runner.bsp),
]
const marketLines = (market: Market): string[] => [
  `${market.marketId}  ${market.status ?? 'status unknown'}${market.inPlay === true ? ', in play' : ''}, version ${market.version ?? 'unknown'}, ${new Date(market.publishTime).toISOString()}, matched ${market.totalMatchedFromTraded.toFixed(2)}`,
  columns(HEAD, market.runners.map(rowOf), [0, 1, 2]), '',
]
/** The best prices of each selection after each line that was asked for. Matched: the sum of what was traded. */
export const printBooks = ({ name, lines, snapshots }: BooksDocument): string => [
  `${name}: ${lines} lines`, '',
  ...snapshots.flatMap(({ line, why, markets }) => [`Line ${line}${why.length === 0 ? '' : ` (${why.join(', ')})`}`, ...(markets.length === 0 ? ['no market yet', ''] : markets.flatMap(marketLines))]),
].join('\n').trimEnd()
