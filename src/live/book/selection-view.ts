import type { Instant } from '../../domain/instant'
import { VIEW_DEPTH, type Offer, type SelectionView } from '../../domain/market-view'
import { cleanNumber, type RunnerDefinition } from './change-message'
import { bestOf, sumOf } from './ladder'
import type { SelectionDescription } from './market-description'
import { backLadder, layLadder, type SelectionBook } from './selection-book'
import { selectionStatus } from './stream-words'

export interface SelectionContext {
  readonly definition: RunnerDefinition | null
  /** What was matched on it when it was last seen; null for a selection that is new. */
  readonly matchedBefore: number | null
  /** Of a market that was settled and forgotten. */
  readonly lastTradedBefore: number | null
  readonly described: SelectionDescription | undefined
  /** Matched volume no longer falls: the market is being settled. */
  readonly settling: boolean
  readonly recorded: boolean
}
const NO_OFFERS: readonly Offer[] = []
/** Sums of pence are given in pence. */
const toPence = (value: number): number => Math.round(value * 100) / 100

/** Stakes are wiped to 0 around the settlement: an artefact. What was matched before stays. */
export const heldMatched = (before: number | null, now: number | null, settling: boolean): number | null => {
  if (now === null || before === null) return now ?? before
  return now < before && (now === 0 || settling) ? before : now
}
/** In official recordings `tv` is of one message: the sum of what was traded counts. Live, `tv` is that sum. */
const matchedOf = ({ traded, trd, tv }: SelectionBook, recorded: boolean): number | null => {
  const sent = recorded ? null : cleanNumber(tv)
  return sent ?? (traded ? toPence(sumOf(trd)) : null)
}
const instantOf = (iso: string | null | undefined): Instant | null => {
  const ms = Date.parse(iso ?? '')
  return Number.isNaN(ms) ? null : ms as Instant
}

export function selectionView(book: SelectionBook, { definition, matchedBefore, lastTradedBefore, described, settling, recorded }: SelectionContext): SelectionView {
  const status = selectionStatus(definition?.status)
  const out = status === 'REMOVED' || status === 'HIDDEN'
  return {
    selectionId: book.selectionId, handicap: book.handicap, name: described?.name ?? definition?.name ?? null, status,
    sortPriority: definition?.sortPriority ?? null, clothNumber: described?.clothNumber ?? null, stallDraw: described?.stallDraw ?? null,
    back: out ? NO_OFFERS : bestOf(backLadder(book), VIEW_DEPTH), lay: out ? NO_OFFERS : bestOf(layLadder(book), VIEW_DEPTH),
    lastTraded: cleanNumber(book.ltp) ?? lastTradedBefore,
    matched: heldMatched(matchedBefore, matchedOf(book, recorded), settling),
    nearPrice: out ? null : cleanNumber(book.spn), farPrice: out ? null : cleanNumber(book.spf), startingPrice: cleanNumber(definition?.bsp),
    adjustmentFactor: cleanNumber(definition?.adjustmentFactor), removedAt: instantOf(definition?.removalDate),
  }
}

const sameOffers = (a: readonly Offer[], b: readonly Offer[]): boolean => a.length === b.length && a.every((offer, i) => offer.price === b[i]?.price && offer.size === b[i]?.size)
/** Who it is and how it stands, without prices. */
export const sameSelection = (a: SelectionView, b: SelectionView): boolean =>
  a.selectionId === b.selectionId && a.handicap === b.handicap && a.status === b.status && a.name === b.name && a.sortPriority === b.sortPriority && a.clothNumber === b.clothNumber
  && a.stallDraw === b.stallDraw && a.startingPrice === b.startingPrice && a.adjustmentFactor === b.adjustmentFactor && a.removedAt === b.removedAt
export const samePrices = (a: SelectionView, b: SelectionView): boolean =>
  a.lastTraded === b.lastTraded && a.matched === b.matched && a.nearPrice === b.nearPrice && a.farPrice === b.farPrice && sameOffers(a.back, b.back) && sameOffers(a.lay, b.lay)
