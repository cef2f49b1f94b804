import { instant } from '../../../src/domain/instant'
import type { CandidateRace } from '../../../src/domain/market-match'
import type { MarketEvent, MarketView, SelectionView } from '../../../src/domain/market-view'

/** A market of the third race at Moe on 7 November 2022, with what a test changes. */
export const market = (event: Partial<MarketEvent> = {}, selections: readonly SelectionView[] = names('1. Kahuka', '2. State Of Class', '3. Mutinous'), more: Partial<MarketView> = {}): MarketView => ({
  feed: 'betfair', marketId: '1.1', source: 'EXCHANGE', bookmaker: 'Betfair', synthetic: false, type: 'WIN', status: 'OPEN', inPlay: false, version: 1, publishedAt: instant('2022-11-07T04:00:00Z'),
  matched: null, overround: null, bspReconciled: false, stale: false, selections, ...more,
  event: {
    eventId: '31885239', eventName: 'Moe (AUS) 7th Nov', marketName: 'R3 1200m Hcap', venue: 'Moe', countryCode: 'AU', timezone: 'Australia/Sydney', startsAt: instant('2022-11-07T04:30:00Z'), raceNumber: null, numberOfWinners: 1, ...event,
  },
})
export const selection = (selectionId: number, name: string | null, more: Partial<SelectionView> = {}): SelectionView => ({
  selectionId, handicap: 0, name, status: 'ACTIVE', sortPriority: null, back: [], lay: [], lastTraded: null, matched: null, nearPrice: null, farPrice: null, startingPrice: null, adjustmentFactor: null, removedAt: null, ...more,
})
/** Selections 101, 102, ... of these names. */
export const names = (...list: readonly (string | null)[]): readonly SelectionView[] => list.map((name, i) => selection(101 + i, name))

/** The race that `market()` is of: race 30, runners 1, 2, 3. */
export const race = (more: Partial<CandidateRace> = {}): CandidateRace => ({
  raceId: 30, meetingId: 3, date: '2022-11-07', number: 3, name: 'A Handicap', offAt: instant('2022-11-07T04:30:00Z'), offEstimated: false, distanceM: 1200, venueCode: 'MOE', venueName: 'Moe', country: 'AUS',
  timezone: 'Australia/Melbourne', synthetic: false, runners: [runner(1, 'Kahuka'), runner(2, 'State of Class'), runner(3, 'Mutinous')], ...more,
})
export const runner = (id: number, name: string, more: Partial<CandidateRace['runners'][number]> = {}): CandidateRace['runners'][number] => ({ runnerId: id, number: id, barrier: null, name, withdrawn: false, ...more })
