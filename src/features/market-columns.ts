import type { MarketAsOf } from '../domain/as-of'
import type { PriceFact } from '../domain/price-fact'

/** What a market says of a runner at an instant, decimal odds. NaN is unknown. */
export const MARKET_COLUMNS = {
  opening: 'First price of the current source.',
  current: 'Latest price at the current source: an exchange that is live, else the leading bookmaker, else exchange, else tote; after the off the starting price.',
  hourAgo: 'Price of the current source that held one hour before the instant, or before the off when that is past.',
  shortest: 'Shortest price so far at the current source.',
  longest: 'Longest price so far at the current source.',
  fluctuations: 'Prices of the current source so far, the opening among them.',
  bookmakers: 'Sources and bookmakers that offer a price.',
  bestFixed: 'Longest price now on offer at any bookmaker.',
  tote: 'Latest tote price.',
  exchange: 'Latest exchange price.',
  exchangeVolume: 'Matched on it so far, units of its currency.',
  startingPrice: 'Starting price; only after the off.',
  exchangeShare: 'Share of what was matched on all starters so far.',
} as const
export type MarketColumn = keyof typeof MARKET_COLUMNS
export const MARKET_PLACE = Object.freeze(Object.fromEntries(Object.keys(MARKET_COLUMNS).map((name, i) => [name, i]))) as Readonly<Record<MarketColumn, number>>
export const MARKET_STRIDE = Object.keys(MARKET_COLUMNS).length

const HOUR_MS = 3_600_000
const OFFERED: ReadonlySet<PriceFact['source']> = new Set(['FIXED', 'TOTE', 'EXCHANGE'])
/** Prices of one source for one runner, oldest first. */
interface Book { readonly source: PriceFact['source']; readonly bookmaker: string; readonly prices: PriceFact[] }
type Books = ReadonlyMap<string, Book>

/** By runner and there by source: only prices at which a bet could be had, of runners that are to start. */
function booksOf({ prices }: MarketAsOf, runnerIds: readonly number[]): ReadonlyMap<number, Books> {
  const byRunner = new Map(runnerIds.map((runnerId) => [runnerId, new Map<string, Book>()]))
  for (const price of prices) {
    const books = byRunner.get(price.runnerId)
    if (books === undefined || !OFFERED.has(price.source)) continue
    const name = `${price.source} ${price.bookmaker}`
    const book = books.get(name)
    if (book === undefined) books.set(name, { source: price.source, bookmaker: price.bookmaker, prices: [price] })
    else book.prices.push(price)
  }
  return byRunner
}

/** The bookmaker with most prices in the race; of several the first by name. Null where none bets. */
function leaderOf(byRunner: ReadonlyMap<number, Books>): string | null {
  const quotes = new Map<string, number>()
  for (const books of byRunner.values()) for (const [name, { source, prices }] of books) if (source === 'FIXED') quotes.set(name, (quotes.get(name) ?? 0) + prices.length)
  let leader: string | null = null
  for (const [name, count] of quotes) {
    const most = leader === null ? 0 : (quotes.get(leader) as number)
    if (leader === null || count > most || (count === most && name < leader)) leader = name
  }
  return leader
}

/** How old the newest price of an exchange may be that leads all bookmakers. */
const LIVE_MS = 15 * 60_000
/** The exchange, the first by name, that has a price of every runner, one of them of the last quarter of an hour. Null where there is none. */
function liveExchange(byRunner: ReadonlyMap<number, Books>, now: number): string | null {
  const [first] = byRunner.values()
  const names = [...first ?? []].flatMap(([name, { source }]) => (source === 'EXCHANGE' ? [name] : [])).sort()
  const isLive = (name: string): boolean => {
    const books = [...byRunner.values()].map((all) => all.get(name))
    return books.every((book) => book !== undefined) && books.some((book) => book !== undefined && now - lastOf(book.prices).at <= LIVE_MS)
  }
  return names.find(isLive) ?? null
}

const lastOf = (prices: readonly PriceFact[]): PriceFact => prices[prices.length - 1] as PriceFact
/** Of books of one source the one that spoke last; at one instant the first by name. */
function latest(books: Books, source: PriceFact['source']): Book | undefined {
  let found: Book | undefined
  for (const book of books.values()) {
    if (book.source !== source) continue
    const [ahead, level] = found === undefined ? [1, false] : [lastOf(book.prices).at - lastOf(found.prices).at, book.bookmaker < found.bookmaker]
    if (ahead > 0 || (ahead === 0 && level)) found = book
  }
  return found
}

type Put = (column: MarketColumn, value: number) => void
function putCurrent({ prices }: Book, now: number, put: Put): void {
  let [shortest, longest, hourAgo] = [Infinity, 0, NaN]
  for (const { decimal, at } of prices) {
    shortest = Math.min(shortest, decimal)
    longest = Math.max(longest, decimal)
    if (at <= now - HOUR_MS) hourAgo = decimal
  }
  put('opening', (prices[0] as PriceFact).decimal); put('current', lastOf(prices).decimal); put('hourAgo', hourAgo)
  put('shortest', shortest); put('longest', longest); put('fluctuations', prices.length)
}

function putBooks(books: Books, leader: string | null, now: number, put: Put): void {
  const [exchange, tote] = [latest(books, 'EXCHANGE'), latest(books, 'TOTE')]
  const current = (leader === null ? undefined : books.get(leader)) ?? exchange ?? tote
  if (current !== undefined) putCurrent(current, now, put)
  if (exchange !== undefined) put('exchange', lastOf(exchange.prices).decimal)
  if (tote !== undefined) put('tote', lastOf(tote.prices).decimal)
  put('bookmakers', books.size)
  let [bestFixed, volume] = [NaN, NaN]
  for (const { source, prices } of books.values()) {
    if (source === 'FIXED' && !(bestFixed >= lastOf(prices).decimal)) bestFixed = lastOf(prices).decimal
    const matched = source === 'EXCHANGE' ? prices.findLast((price) => price.volume !== null)?.volume ?? null : null
    if (matched !== null) volume = (Number.isNaN(volume) ? 0 : volume) + matched
  }
  put('bestFixed', bestFixed); put('exchangeVolume', volume)
}

function putShares(out: Float64Array, at: number, count: number): void {
  const place = (i: number, column: MarketColumn): number => at + i * MARKET_STRIDE + MARKET_PLACE[column]
  let total = 0
  for (let i = 0; i < count; i++) total += out[place(i, 'exchangeVolume')] || 0
  if (total > 0) for (let i = 0; i < count; i++) out[place(i, 'exchangeShare')] = (out[place(i, 'exchangeVolume')] as number) / total
}

/** Writes `MARKET_COLUMNS` of each runner, in order, to `out` from `at` on. */
export function fillMarket(market: MarketAsOf, runnerIds: readonly number[], out: Float64Array, at: number): void {
  out.fill(NaN, at, at + runnerIds.length * MARKET_STRIDE)
  const byRunner = market.prices.length === 0 ? null : booksOf(market, runnerIds)
  const now = Math.min(market.at, market.offAt)
  const leader = byRunner === null ? null : liveExchange(byRunner, now) ?? leaderOf(byRunner)
  runnerIds.forEach((runnerId, i) => {
    const put: Put = (column, value) => { out[at + i * MARKET_STRIDE + MARKET_PLACE[column]] = value }
    const books = byRunner?.get(runnerId)
    if (books !== undefined && books.size > 0) putBooks(books, leader, now, put)
    const startingPrice = market.startingPrices.get(runnerId)
    if (startingPrice === undefined || !(startingPrice >= 1)) return
    put('startingPrice', startingPrice)
    put('current', startingPrice)
  })
  if (byRunner !== null) putShares(out, at, runnerIds.length)
}
