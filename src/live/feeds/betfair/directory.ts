import type { Timers } from '../../../domain/timers'
import type { MarketChange } from '../../feed'
import type { DescribedMarket } from './catalogue-market'

export interface DirectoryDeps {
  readonly describe: (marketIds: readonly string[]) => Promise<readonly DescribedMarket[]>
  readonly tell: (descriptions: readonly DescribedMarket[]) => void
  readonly failed: (error: unknown) => void
  readonly timers: Timers
}
/** Names that a catalogue gives, since the stream has none. Holds at most MOST_KNOWN markets; those that were asked for first go first. */
export interface Directory {
  /** These are wanted: what is not known of them is asked for. */
  want(marketIds: readonly string[]): void
  /** Asks for markets that nobody listed, and says again what is known of those that are new to a book. */
  saw(changes: readonly MarketChange[]): void
  all(): readonly DescribedMarket[]
  close(): void
}
const MOST_KNOWN = 10_000
/** So that an image of many markets makes one request. */
const GATHER_MS = 1_000

export function createDirectory({ describe, tell, failed, timers }: DirectoryDeps): Directory {
  const known = new Map<string, DescribedMarket>()
  /** Asked for by `saw`, once each until the next `want`. */
  const asked = new Set<string>()
  let wanted = new Set<string>()
  let cancel: (() => void) | null = null
  let [busy, closed] = [false, false]

  const ask = async (): Promise<void> => {
    cancel = null
    const ids = [...wanted]
    wanted = new Set()
    busy = true
    try {
      const found = ids.length === 0 ? [] : await describe(ids)
      for (const description of found) { known.delete(description.marketId); known.set(description.marketId, description) }
      for (const id of known.keys()) { if (known.size <= MOST_KNOWN) break; known.delete(id) }
      if (!closed && found.length > 0) tell(found)
    } catch (error) { failed(error) } finally { busy = false }
    if (wanted.size > 0) soon()
  }
  const soon = (): void => { if (cancel === null && !busy && !closed) cancel = timers.after(GATHER_MS, () => { void ask() }) }
  const hasNames = ({ view }: MarketChange): boolean => view.selections.every(({ name }) => name !== null)

  return {
    want(marketIds) {
      asked.clear()
      for (const id of marketIds) if (!known.has(id)) wanted.add(id)
      if (wanted.size > 0) soon()
    },
    saw(changes) {
      const again: DescribedMarket[] = []
      for (const change of changes) {
        if (!change.image && !change.definition) continue
        const { marketId } = change.view
        if (hasNames(change) || asked.has(marketId)) continue
        if (asked.size > MOST_KNOWN) asked.clear()
        asked.add(marketId)
        const description = known.get(marketId)
        if (description !== undefined) again.push(description)
        wanted.add(marketId)
      }
      if (again.length > 0) tell(again)
      if (wanted.size > 0) soon()
    },
    all: () => [...known.values()],
    close() { closed = true; cancel?.() },
  }
}
