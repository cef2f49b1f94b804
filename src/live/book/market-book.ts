import type { MarketDefinition, MarketDelta, StreamNumber } from './change-message'
import { applyRunner, selectionBook, type SelectionBook } from './selection-book'

/** All that is known of one market. Selections stand in the order in which they were first heard of. */
export interface MarketBook {
  readonly id: string
  /** Null while none has come: some images come without. */
  definition: MarketDefinition | null
  /** Of the last message about it, milliseconds since 1970. */
  publishTime: number
  tv: StreamNumber
  readonly selections: Map<number | string, SelectionBook>
}

export const marketBook = (id: string, publishTime: number): MarketBook => ({ id, definition: null, publishTime, tv: null, selections: new Map() })

/** Under which a selection stands in `selections`. */
export const selectionPlace = (id: number, hc: number | null | undefined): number | string => (hc === undefined || hc === null || hc === 0 ? id : `${id}/${hc}`)

const selectionOf = ({ selections }: MarketBook, id: number, hc: number | null | undefined): SelectionBook => {
  const key = selectionPlace(id, hc)
  const known = selections.get(key)
  if (known !== undefined) return known
  const fresh = selectionBook(id, hc ?? 0)
  selections.set(key, fresh)
  return fresh
}
/** A definition takes the place of the one before; selections that it leaves out stay as they were, as after a closure. The same selection may come several times. */
export const applyMarket = (book: MarketBook, delta: MarketDelta, publishTime: number): void => {
  book.publishTime = publishTime
  const { marketDefinition, rc } = delta
  if (marketDefinition !== undefined && marketDefinition !== null) {
    book.definition = marketDefinition
    for (const runner of marketDefinition.runners ?? []) {
      const selection = selectionOf(book, runner.id, runner.hc)
      selection.definition = runner
      selection.touched = true
    }
  }
  if (delta.tv !== undefined) book.tv = delta.tv
  if (rc !== undefined && rc !== null) for (const runner of rc) applyRunner(selectionOf(book, runner.id, runner.hc), runner)
}
