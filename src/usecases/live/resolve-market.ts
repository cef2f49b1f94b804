import type { CandidateRace, MarketMatch } from '../../domain/market-match'
import { selectionKey } from '../../domain/market-match'
import type { MarketView } from '../../domain/market-view'
import type { CandidateRaces, KnownMarket, MarketStore } from './ports'

export interface ResolveDeps {
  readonly markets: Pick<MarketStore, 'find' | 'keep'>
  readonly candidates: CandidateRaces
  readonly match: (view: MarketView, candidates: readonly CandidateRace[]) => MarketMatch
  /** Makes the race of a market that no card knows; null where that was not asked for. */
  readonly adopt: ((view: MarketView) => Promise<unknown>) | null
}
/** What a market is of. `known`: what was found the last time. */
export type ResolveMarket = (view: MarketView, known: KnownMarket | null) => Promise<KnownMarket>

/** How far from its advertised start the race of a market is looked for: cards of other days and zones are told apart by matching. */
const AROUND_MS = 12 * 3_600_000

const isWhole = (known: KnownMarket, { selections }: MarketView): boolean =>
  known.mended || (known.reasons.length === 0 && known.raceId !== null && selections.every(({ selectionId, handicap }) => known.runners.has(selectionKey(selectionId, handicap))))

/** Finds a market's race and runners as the database has them, and matches what is not matched yet. What was put right by hand stays. */
export const resolveMarket = ({ markets, candidates, match, adopt }: ResolveDeps): ResolveMarket => async (view) => {
  const known = await markets.find(view.feed, view.marketId)
  if (known !== null && isWhole(known, view)) return known
  const near = await candidates.around(view.event.startsAt, AROUND_MS)
  const found = match(view, near)
  if (found.raceId !== null || adopt === null) return markets.keep(view, found)
  await adopt(view)
  return markets.keep(view, match(view, await candidates.around(view.event.startsAt, AROUND_MS)))
}
