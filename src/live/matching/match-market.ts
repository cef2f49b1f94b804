import type { CandidateRace, MarketMatch } from '../../domain/market-match'
import { selectionKey } from '../../domain/market-match'
import type { MarketView } from '../../domain/market-view'
import type { MarketType } from '../../domain/vocabulary'
import { findRace } from './find-race'
import { matchRunners } from './match-runners'

/** Markets whose selections are the runners of one race. */
const OF_RUNNERS: ReadonlySet<MarketType> = new Set<MarketType>(['WIN', 'PLACE', 'EACH_WAY'])

/**
 * Which race a market is of and which runner each selection is: surely, or not at all. Reasons are sentences for whoever mends it.
 * The order of candidates and of selections does not matter. What one selection lacks does not keep the others from theirs, but a
 * market in which less than half of the selections that are not out have a runner is of another race.
 */
export const matchMarket = (view: MarketView, candidates: readonly CandidateRace[]): MarketMatch => {
  if (!OF_RUNNERS.has(view.type)) return refused(view, `A ${view.type} market is not of the runners of one race.`)
  const { race, reason } = findRace(view, candidates)
  if (race === null) return refused(view, reason)
  const { runners, reasons, active, agreed } = matchRunners(view.selections, race)
  if (agreed * 2 >= active && (active > 0 || [...runners.values()].some((runner) => runner !== null))) return { raceId: race.raceId, runners, reasons }
  const where = `${race.venueName} race ${race.number} (race ${race.raceId})`
  if (view.selections.every(({ name, clothNumber }) => name === null && (clothNumber ?? null) === null)) return refused(view, `It may be of ${where}, but its selections have no names yet.`)
  return refused(view, `Only ${agreed} of its ${active} selections are runners of ${where}.`, reasons)
}

const refused = ({ selections }: MarketView, reason: string, more: readonly string[] = []): MarketMatch =>
  ({ raceId: null, runners: new Map(selections.map(({ selectionId, handicap }) => [selectionKey(selectionId, handicap), null])), reasons: [reason, ...more] })
