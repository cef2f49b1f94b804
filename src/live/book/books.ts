import { AppError } from '../../domain/errors'
import type { ChangeMessage, MarketDelta } from './change-message'
import { applyMarket, marketBook, type MarketBook } from './market-book'

/** A market that a message was about. `image`: it came whole. */
export interface TouchedMarket { readonly book: MarketBook; image: boolean; definition: boolean }
export interface Applied {
  /** Each market once, in the order of the message. Empty while segments are collected. */
  readonly touched: readonly TouchedMarket[]
  /** Forgotten: left out of a new image of everything, closed long ago, or too many. */
  readonly gone: readonly string[]
}
export interface BooksOptions {
  /** Messages of other subscriptions are let be; null takes all. */
  readonly subscriptionId?: number | null
  /** How long after CLOSED a market is kept, by publish time; Infinity keeps all. Results take up to an hour and are changed at times. */
  readonly keepClosedMs?: number
  /** Beyond it the market that was longest not heard of goes. */
  readonly mostMarkets?: number
}
/**
 * Order books, kept by images and deltas (the rules of the stream's manual). Bounded: markets by `mostMarkets` and by their closing, parts of a
 * segmented message by MOST_PARTS. No clock: time is the publish time of messages.
 */
export interface Books {
  readonly markets: ReadonlyMap<string, MarketBook>
  readonly clk: string | null
  readonly initialClk: string | null
  /** The last message said that its data are late. */
  readonly late: boolean
  /** False while the first image has not come, or segments of one are outstanding. */
  readonly complete: boolean
  /** @throws AppError BAD_USER_INPUT for a segmented message that never ends */
  apply(message: ChangeMessage, publishTime?: number): Applied
  /** What was collected of a segmented message is dropped: the line that it came by is gone. */
  setSubscription(id: number | null): void
  clear(): void
}

const HOUR_MS = 3_600_000
const SCAN_EVERY_MS = 60_000
const MOST_PARTS = 50_000
const NOTHING: Applied = { touched: [], gone: [] }

const versionOf = ({ definition }: { readonly definition?: MarketBook['definition'] }): number => definition?.version ?? -Infinity

export function createBooks({ subscriptionId = null, keepClosedMs = 2 * HOUR_MS, mostMarkets = 5_000 }: BooksOptions = {}): Books {
  let wanted = subscriptionId
  let markets = new Map<string, MarketBook>()
  let [clk, initialClk]: [string | null, string | null] = [null, null]
  let [late, imaged] = [false, false]
  let segments: { readonly first: ChangeMessage; readonly parts: MarketDelta[] } | null = null
  let scanAt = -Infinity

  const isForeign = ({ id }: ChangeMessage): boolean => wanted !== null && id !== undefined && id !== null && id !== wanted
  const readClocks = (message: ChangeMessage): void => {
    if (message.initialClk !== undefined) initialClk = message.initialClk
    if (message.clk !== undefined) clk = message.clk
  }

  /** The whole message, or null while parts of it are outstanding. */
  const collect = (message: ChangeMessage): { readonly ct: ChangeMessage['ct']; readonly mc: readonly MarketDelta[] } | null => {
    const { segmentType, ct } = message
    const mc = message.mc ?? []
    const startsAnew = segmentType === 'SEG_START' || (segmentType === undefined && (ct === 'SUB_IMAGE' || ct === 'RESUB_DELTA'))
    if (startsAnew) segments = null
    if (segmentType === 'SEG_START') segments = { first: message, parts: [] }
    if (segments === null) return { ct, mc }
    for (const part of mc) segments.parts.push(part)
    if (segments.parts.length > MOST_PARTS) { segments = null; throw new AppError('BAD_USER_INPUT', `a segmented message has more than ${MOST_PARTS} parts and no end: connect anew`) }
    if (segmentType !== 'SEG_END') return null
    const whole = { ct: segments.first.ct, mc: segments.parts }
    segments = null
    return whole
  }

  const applyMarkets = (mc: readonly MarketDelta[], everything: boolean, publishTime: number): TouchedMarket[] => {
    const touched: TouchedMarket[] = []
    const images = new Map<string, TouchedMarket>()
    for (const delta of mc) {
      const before = markets.get(delta.id)
      const image = delta.img === true || before === undefined
      const earlier = mc.length === 1 ? undefined : images.get(delta.id)
      // A market that moved to another event comes twice in one image: the higher version is the one that lives.
      if (earlier !== undefined && delta.img === true && earlier.image && versionOf({ definition: delta.marketDefinition ?? null }) < versionOf(earlier.book)) continue
      const book = image || before === undefined ? marketBook(delta.id, publishTime) : before
      if (book !== before) markets.set(delta.id, book)
      applyMarket(book, delta, publishTime)
      const definition = delta.marketDefinition !== undefined && delta.marketDefinition !== null
      if (earlier !== undefined && earlier.book === book) { earlier.definition ||= definition; continue }
      const entry = { book, image: image || everything, definition }
      if (earlier === undefined) touched.push(entry)
      else touched[touched.indexOf(earlier)] = entry
      images.set(delta.id, entry)
    }
    return touched
  }

  const forget = (publishTime: number): string[] => {
    if (publishTime < scanAt && markets.size <= mostMarkets) return []
    scanAt = publishTime + SCAN_EVERY_MS
    const gone = [...markets.values()].filter((book) => book.definition?.status === 'CLOSED' && publishTime - book.publishTime >= keepClosedMs).map(({ id }) => id)
    const excess = markets.size - gone.length - mostMarkets
    if (excess > 0) {
      const closed = new Set(gone)
      gone.push(...[...markets.values()].filter(({ id }) => !closed.has(id)).sort((a, b) => a.publishTime - b.publishTime).slice(0, excess).map(({ id }) => id))
    }
    for (const id of gone) markets.delete(id)
    return gone
  }

  return {
    get markets() { return markets },
    get clk() { return clk },
    get initialClk() { return initialClk },
    get late() { return late },
    get complete() { return imaged && segments === null },
    apply(message, receivedAt = 0) {
      if (isForeign(message)) return NOTHING
      readClocks(message)
      late = message.status === 503
      const whole = message.ct === 'HEARTBEAT' ? null : collect(message)
      if (whole === null) return NOTHING
      imaged = true
      const publishTime = message.pt ?? receivedAt
      const before = markets
      const everything = whole.ct === 'SUB_IMAGE'
      if (everything) markets = new Map()
      const touched = applyMarkets(whole.mc, everything, publishTime)
      const gone = forget(publishTime)
      if (everything) for (const id of before.keys()) if (!markets.has(id) && !gone.includes(id)) gone.push(id)
      return { touched: gone.length === 0 ? touched : touched.filter(({ book }) => !gone.includes(book.id)), gone }
    },
    setSubscription(id) { wanted = id; segments = null },
    clear() { markets = new Map(); segments = null; imaged = false; late = false; clk = null; initialClk = null; scanAt = -Infinity },
  }
}
