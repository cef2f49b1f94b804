import type { Instant } from '../../domain/instant'
import type { MarketChange } from '../feed'
import { createBooks, type BooksOptions, type TouchedMarket } from './books'
import type { ChangeMessage } from './change-message'
import type { MarketDescription } from './market-description'
import { describedKey, marketState, memoryOf, renew, type CacheOptions, type MarketMemory, type MarketState } from './market-state'

export interface MarketCacheOptions extends CacheOptions, BooksOptions {}
export interface CacheResult {
  /** What is different, a market each, in the order of the message; none of a message that says nothing new. */
  readonly changes: readonly MarketChange[]
  readonly evicted: readonly string[]
  /** False while the first image has not come, or segments of one are outstanding. */
  readonly complete: boolean
}
/**
 * Books of a feed, and immutable views of them. Holds what `createBooks` holds, and MOST_REMEMBERED totals of markets that were closed and
 * forgotten: one that opens again goes on from there. Gives the settlement's wiping of volumes no credit.
 */
export interface MarketCache {
  /** `receivedAt` counts where the message has no publish time. */
  apply(message: ChangeMessage, receivedAt?: Instant): CacheResult
  /** Only messages of this subscription count from now on; null takes all. The books stay as they are. */
  setSubscription(id: number | null): void
  /** The line is down, or up again. All markets that are told of differently. */
  markStale(stale: boolean): { readonly changes: readonly MarketChange[] }
  /** Names and numbers that a catalogue gives; may come before the market does. */
  describe(descriptions: readonly MarketDescription[]): { readonly changes: readonly MarketChange[] }
  /** All markets as they stand, whole. */
  snapshot(): readonly MarketChange[]
  readonly size: number
  /** Forgets everything. */
  clear(): void
}
const MOST_REMEMBERED = 2_000
const MOST_DESCRIBED = 10_000
const NO_CHANGES: readonly MarketChange[] = []

/** Of a map that is filled in order the oldest go. */
const bound = <K>(map: Map<K, unknown>, most: number): void => {
  for (const key of map.keys()) { if (map.size <= most) return; map.delete(key) }
}

export function createMarketCache(options: MarketCacheOptions): MarketCache {
  const books = createBooks(options)
  const states = new Map<string, MarketState>()
  const remembered = new Map<string, MarketMemory>()
  const descriptions = new Map<string, MarketDescription>()
  let [down, stale] = [false, false]

  const stateOf = (id: string): MarketState => {
    const known = states.get(id)
    if (known !== undefined) return known
    const fresh = marketState(remembered.get(id) ?? null)
    remembered.delete(id)
    const description = descriptions.get(id)
    if (description !== undefined) take(fresh, description)
    states.set(id, fresh)
    return fresh
  }
  const take = (state: MarketState, description: MarketDescription): void => {
    state.describedBy = description
    state.described = new Map(description.selections.map((selection) => [describedKey(selection.selectionId, selection.handicap), selection]))
  }
  const forget = (id: string): void => {
    const state = states.get(id)
    if (state !== undefined && state.view !== null) { remembered.set(id, memoryOf(state)); bound(remembered, MOST_REMEMBERED) }
    states.delete(id)
    descriptions.delete(id)
  }
  const changeOf = (touched: Readonly<TouchedMarket>): MarketChange | null => renew(stateOf(touched.book.id), touched.book, { definition: touched.definition, image: touched.image, stale }, options)
  /** Of markets without news of their own when the line or the source changes its mind about all. */
  const restale = (told: ReadonlySet<string>): MarketChange[] => {
    const changes: MarketChange[] = []
    for (const book of books.markets.values()) {
      const change = told.has(book.id) ? null : changeOf({ book, image: false, definition: false })
      if (change !== null) changes.push(change)
    }
    return changes
  }
  const settle = (): boolean => { const before = stale; stale = down || books.late; return before !== stale }

  return {
    apply(message, receivedAt) {
      const { touched, gone } = books.apply(message, receivedAt)
      for (const id of gone) forget(id)
      const turned = settle()
      const complete = books.complete
      if (touched.length === 0 && !turned) return { changes: NO_CHANGES, evicted: gone, complete }
      const changes: MarketChange[] = []
      for (const one of touched) { const change = changeOf(one); if (change !== null) changes.push(change) }
      if (turned) changes.push(...restale(new Set(touched.map(({ book }) => book.id))))
      return { changes, evicted: gone, complete }
    },
    setSubscription(id) { books.setSubscription(id) },
    markStale(isDown) { down = isDown; return { changes: settle() ? restale(new Set()) : NO_CHANGES } },
    describe(given) {
      const changes: MarketChange[] = []
      for (const description of given) {
        descriptions.delete(description.marketId)
        descriptions.set(description.marketId, description)
        const [state, book] = [states.get(description.marketId), books.markets.get(description.marketId)]
        if (state === undefined || book === undefined) continue
        take(state, description)
        const change = changeOf({ book, image: false, definition: true })
        if (change !== null) changes.push(change)
      }
      bound(descriptions, MOST_DESCRIBED)
      return { changes }
    },
    snapshot: () => [...states.values()].flatMap(({ view }) => (view === null ? [] : [{ view, changed: view.selections.map((_, place) => place), definition: true, image: true }])),
    get size() { return books.markets.size },
    clear() { books.clear(); states.clear(); remembered.clear(); descriptions.clear(); down = false; stale = false },
  }
}
