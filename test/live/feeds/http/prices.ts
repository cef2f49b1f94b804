import { instant } from '../../../../src/domain/instant'
import type { CandidateRace } from '../../../../src/domain/market-match'
import type { RaceFinder } from '../../../../src/live/feeds/http/race-finder'
import { race, runner } from '../../matching/markets'

/** Race 3 at Moe on 7 November 2022: 1 Kahuka, 2 State of Class, 3 Mutinous. Its id is `race-30`. */
export const moe = (more: Partial<CandidateRace> = {}): CandidateRace => race({ runners: [runner(11, 'Kahuka', { number: 1, barrier: 5 }), runner(12, 'State of Class', { number: 2 }), runner(13, 'Mutinous', { number: 3 })], ...more })
export const finder = (...races: readonly CandidateRace[]): RaceFinder => ({
  byId: (id) => Promise.resolve(races.find(({ raceId }) => id === `race-${raceId}`) ?? null),
  numbered: (date, number) => Promise.resolve(races.filter((one) => one.date === date && one.number === number)),
})
export const at = instant('2022-11-07T04:00:00Z')
export const document = (runners: readonly object[], more: object = {}, ofRace: object = {}): Readonly<Record<string, unknown>> => ({
  format: 'racegraph-prices/1', publishedAt: '2022-11-07T15:00:00+11:00', bookmaker: 'Acme', races: [{ race: { venue: 'Moe', date: '2022-11-07', number: 3 }, runners, ...ofRace }], ...more,
})
