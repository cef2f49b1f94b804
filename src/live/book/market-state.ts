import type { Instant } from '../../domain/instant'
import type { MarketEvent, MarketView, SelectionView } from '../../domain/market-view'
import type { PriceSource } from '../../domain/vocabulary'
import type { MarketChange } from '../feed'
import { cleanNumber, type MarketDefinition } from './change-message'
import { selectionPlace, type MarketBook } from './market-book'
import type { MarketDescription, SelectionDescription } from './market-description'
import { marketEvent, sameEvent } from './market-event'
import { heldMatched, samePrices, sameSelection, selectionView } from './selection-view'
import { marketStatus, marketType } from './stream-words'

export interface CacheOptions {
  readonly feed: string
  readonly source: PriceSource
  readonly bookmaker: string
  readonly synthetic: boolean
  /** 'recorded': official files, in which traded volume is that of one message and is added up from what was traded. */
  readonly mode: 'live' | 'recorded'
}
/** Stands in the names of events that our simulator made, in recordings of it too. */
const INVENTED = '(SYNTHETIC)'

type Remembered = Pick<SelectionView, 'matched' | 'lastTraded'>
/** What is kept of a market that is forgotten, should it open again: Betfair wipes the rest at the settlement anyway. */
export interface MarketMemory { readonly matched: number | null; readonly selections: ReadonlyMap<number | string, Remembered> }

/** The last view of one market, and what the next is made from. */
export interface MarketState {
  view: MarketView | null
  /** By the key of the book's selections. */
  selections: Map<number | string, SelectionView>
  definition: MarketDefinition | null
  event: MarketEvent | null
  describedBy: MarketDescription | undefined
  described: ReadonlyMap<string, SelectionDescription>
  readonly memory: MarketMemory | null
}
export const marketState = (memory: MarketMemory | null): MarketState => ({ view: null, selections: new Map(), definition: null, event: null, describedBy: undefined, described: new Map(), memory })
export const memoryOf = ({ view, selections }: MarketState): MarketMemory => ({
  matched: view?.matched ?? null, selections: new Map([...selections].map(([key, { matched, lastTraded }]) => [key, { matched, lastTraded }])),
})
export const describedKey = (selectionId: number, handicap: number | undefined): string => `${selectionId}/${handicap ?? 0}`

/** Sum of 1 / best back over active selections; null unless all of them have one. */
export const overroundOf = (selections: readonly SelectionView[]): number | null => {
  let [sum, active] = [0, 0]
  for (const { status, back } of selections) {
    if (status !== 'ACTIVE') continue
    const best = back[0]
    if (best === undefined) return null
    sum += 1 / best.price
    active++
  }
  return active === 0 ? null : sum
}
const sumMatched = (selections: readonly SelectionView[]): number | null => {
  let sum: number | null = null
  for (const { status, matched } of selections) if (matched !== null && status !== 'REMOVED') sum = (sum ?? 0) + matched
  return sum === null ? null : Math.round(sum * 100) / 100
}
const isSettling = ({ status, inPlay }: MarketDefinition): boolean => status === 'CLOSED' || (inPlay === true && status !== 'OPEN')

/**
 * Makes the view of a book anew and says what is different in it; null when nothing is, or when it has no definition yet that says what it is.
 * Selections that did not change are the same objects as before. `definition`: a new one came.
 */
export function renew(state: MarketState, book: MarketBook, { definition: defined, image, stale }: { readonly definition: boolean; readonly image: boolean; readonly stale: boolean }, options: CacheOptions): MarketChange | null {
  // An image without a definition: what it is of is what it was, but nobody vouches for its status.
  const definition = book.definition ?? state.definition
  if (definition === null) return null
  const renewed = defined || image || definition !== state.definition || state.view === null
  const event = renewed ? marketEvent(definition, state.describedBy) : state.event
  if (event === null) return null
  state.definition = definition
  const before = state.view
  const [recorded, settling] = [options.mode === 'recorded', isSettling(definition)]
  const [selections, changed]: [SelectionView[], number[]] = [[], []]
  let different = image || before === null || before.selections.length !== book.selections.size
  const known = state.selections
  const listed = book.definition === null ? new Map((definition.runners ?? []).map((runner) => [selectionPlace(runner.id, runner.hc), runner])) : null
  const views = image ? new Map<number | string, SelectionView>() : known
  for (const [key, selection] of book.selections) {
    const last = known.get(key)
    if (last !== undefined && !renewed && !selection.touched) { selections.push(last); continue }
    selection.touched = false
    const remembered = state.memory?.selections.get(key)
    const fresh = selectionView(selection, { definition: selection.definition ?? listed?.get(key) ?? null, matchedBefore: (last ?? remembered)?.matched ?? null, lastTradedBefore: remembered?.lastTraded ?? null, described: state.described.get(describedKey(selection.selectionId, selection.handicap)), settling, recorded })
    const same = last !== undefined && sameSelection(last, fresh)
    if (!same) different = true
    if (same && samePrices(last, fresh)) selections.push(last)
    else { changed.push(selections.length); selections.push(fresh) }
    views.set(key, selections[selections.length - 1] as SelectionView)
  }
  state.selections = views
  const sent = recorded ? null : cleanNumber(book.tv)
  const view: MarketView = {
    feed: options.feed, marketId: book.id, source: options.source, bookmaker: options.bookmaker, synthetic: options.synthetic || event.eventName?.includes(INVENTED) === true,
    type: marketType(definition.marketType), status: marketStatus(definition.status), inPlay: definition.inPlay === true, version: definition.version ?? null, publishedAt: book.publishTime as Instant,
    matched: heldMatched(before?.matched ?? state.memory?.matched ?? null, sent ?? sumMatched(selections), settling), overround: overroundOf(selections), bspReconciled: definition.bspReconciled === true,
    stale: stale || book.definition === null, event: before !== null && sameEvent(before.event, event) ? before.event : event, selections,
  }
  state.event = view.event
  state.view = view
  if (before === null || view.event !== before.event || view.status !== before.status || view.inPlay !== before.inPlay || view.version !== before.version || view.type !== before.type || view.bspReconciled !== before.bspReconciled) different = true
  if (!image && !different && changed.length === 0 && before !== null && view.matched === before.matched && view.overround === before.overround && view.stale === before.stale) return null
  return { view, changed, definition: different, image }
}
