import { AppError } from '../../../domain/errors'
import type { Instant } from '../../../domain/instant'
import type { MarketView } from '../../../domain/market-view'
import { sameEvent } from '../../book/market-event'
import { samePrices, sameSelection } from '../../book/selection-view'
import type { MarketChange } from '../../feed'
import { fixedMarket } from './fixed-market'
import type { PriceDocument } from './price-document'
import { findPricedRace, type RaceFinder } from './race-finder'

export interface FixedMarketsOptions { readonly feed: string; /** Of documents that name none; null: they must. */ readonly bookmaker: string | null; readonly races: RaceFinder }
/** What was not taken of a document, and why. `race`: its place in the document, from 0. */
export interface Refused { readonly race: number; readonly reason: string }
export interface TakenIn { readonly changes: readonly MarketChange[]; readonly evicted: readonly string[]; /** Races of which prices were taken. */ readonly accepted: number; readonly refused: readonly Refused[] }
/** The markets of documents of prices. Holds MOST_MARKETS, each until KEEP_MS after its start. */
export interface FixedMarkets {
  /** @throws AppError BAD_USER_INPUT for a document without a bookmaker */
  take(document: PriceDocument, now: Instant): Promise<TakenIn>
  /** The source cannot be reached, or can again: the last known prices. */
  markStale(stale: boolean): readonly MarketChange[]
}
const MOST_MARKETS = 2_000
const KEEP_MS = 6 * 3_600_000

/** What is different; null when nothing is. Selections that are as they were stay the same objects. */
function difference(before: MarketView | undefined, now: MarketView): MarketChange | null {
  const old = new Map(before?.selections.map((selection) => [selection.selectionId, selection]))
  const [changed, selections]: [number[], MarketView['selections'][number][]] = [[], []]
  let definition = before === undefined || before.status !== now.status || before.selections.length !== now.selections.length || !sameEvent(before.event, now.event)
  for (const [place, selection] of now.selections.entries()) {
    const past = old.get(selection.selectionId)
    const same = past !== undefined && sameSelection(past, selection)
    if (!same) definition = true
    if (same && samePrices(past, selection)) { selections.push(past); continue }
    changed.push(place)
    selections.push(selection)
  }
  // Who is left out of a document is out of the market: it is told whole.
  const image = before === undefined || before.selections.some(({ selectionId }) => !now.selections.some((one) => one.selectionId === selectionId))
  if (!image && !definition && changed.length === 0 && before.stale === now.stale) return null
  return { view: { ...now, selections }, changed, definition, image }
}

export function createFixedMarkets({ feed, bookmaker: usual, races }: FixedMarketsOptions): FixedMarkets {
  const views = new Map<string, MarketView>()
  const forget = (now: Instant): string[] => {
    const gone = [...views.values()].filter(({ event }) => now - event.startsAt > KEEP_MS).map(({ marketId }) => marketId)
    const excess = views.size - gone.length - MOST_MARKETS
    if (excess > 0) gone.push(...[...views.keys()].filter((id) => !gone.includes(id)).slice(0, excess))
    for (const id of gone) views.delete(id)
    return gone
  }
  return {
    async take(document, now) {
      const bookmaker = document.bookmaker ?? usual
      if (bookmaker === null) throw new AppError('BAD_USER_INPUT', 'The prices name no bookmaker: put "bookmaker" into the document.')
      const publishedAt = Date.parse(document.publishedAt) as Instant
      const changes: MarketChange[] = []
      const refused: Refused[] = []
      let accepted = 0
      for (const [place, told] of document.races.entries()) {
        const found = await findPricedRace(races, told.race)
        if (found.race === null) { refused.push({ race: place, reason: found.reason }); continue }
        const { view, problems } = fixedMarket(found.race, told, { feed, bookmaker, publishedAt })
        for (const reason of problems) refused.push({ race: place, reason })
        const before = views.get(view.marketId)
        if (before !== undefined && before.publishedAt > publishedAt) { refused.push({ race: place, reason: 'newer prices of it are known' }); continue }
        if (view.selections.length === 0) continue
        accepted++
        const change = difference(before, view)
        views.delete(view.marketId)
        views.set(view.marketId, change?.view ?? { ...view, selections: before?.selections ?? view.selections })
        if (change !== null) changes.push(change)
      }
      const evicted = forget(now)
      return { changes: evicted.length === 0 ? changes : changes.filter(({ view }) => !evicted.includes(view.marketId)), evicted, accepted, refused }
    },
    markStale(stale) {
      const changes: MarketChange[] = []
      for (const [id, view] of views) {
        if (view.stale === stale) continue
        const now = { ...view, stale }
        views.set(id, now)
        changes.push({ view: now, changed: [], definition: false, image: false })
      }
      return changes
    },
  }
}
