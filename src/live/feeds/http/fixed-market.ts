import type { Instant } from '../../../domain/instant'
import type { CandidateRace } from '../../../domain/market-match'
import type { MarketView, SelectionView } from '../../../domain/market-view'
import { PriceSource } from '../../../domain/vocabulary'
import { overroundOf } from '../../book/market-state'
import { horseNameKey } from '../../matching/selection-name'
import type { PricedRace } from './price-document'

type Runner = CandidateRace['runners'][number]
type Told = PricedRace['runners'][number]
export interface FixedMarket { readonly view: MarketView; /** Why runners were left out. */ readonly problems: readonly string[] }

const called = ({ number, name }: Told): string => [number === undefined ? '' : `number ${number}`, name ?? ''].filter((text) => text !== '').join(' ')
const runnerOf = (told: Told, runners: readonly Runner[]): Runner | null => {
  const key = told.name === undefined ? null : horseNameKey(told.name)
  const found = runners.filter(({ number, name }) => (told.number === undefined || number === told.number) && (key === null || horseNameKey(name) === key))
  return found.length === 1 ? found[0] ?? null : null
}
const selectionOf = ({ runnerId, number, barrier, name, withdrawn }: Runner, { price, scratched }: Told): SelectionView => {
  const out = scratched || withdrawn
  return {
    selectionId: runnerId, handicap: 0, name, status: out ? 'REMOVED' : 'ACTIVE', sortPriority: number, clothNumber: number, stallDraw: barrier,
    back: out || price === undefined || price === null ? [] : [{ price, size: null }], lay: [],
    lastTraded: null, matched: null, nearPrice: null, farPrice: null, startingPrice: null, adjustmentFactor: null, removedAt: null,
  }
}
/** One race of a document as a market. Selections are the runners of the card, by their ids; a scratching on either side counts. */
export function fixedMarket(race: CandidateRace, told: PricedRace, { feed, bookmaker, publishedAt }: { readonly feed: string; readonly bookmaker: string; readonly publishedAt: Instant }): FixedMarket {
  const selections = new Map<number, SelectionView>()
  const problems: string[] = []
  for (const one of told.runners) {
    const runner = runnerOf(one, race.runners)
    if (runner === null) problems.push(`${called(one)} is no runner of the race`)
    else if (selections.has(runner.runnerId)) problems.push(`${called(one)} is there twice`)
    else selections.set(runner.runnerId, selectionOf(runner, one))
  }
  const list = [...selections.values()].sort((a, b) => (a.sortPriority ?? Infinity) - (b.sortPriority ?? Infinity) || a.selectionId - b.selectionId)
  const view: MarketView = {
    feed, marketId: `${bookmaker}/${race.raceId}/${told.market}`, source: PriceSource.FIXED, bookmaker, synthetic: race.synthetic, type: told.market, status: told.status, inPlay: false, version: null, publishedAt,
    matched: null, overround: overroundOf(list), bspReconciled: false, stale: false, selections: list,
    event: {
      eventId: null, eventName: null, marketName: null, venue: race.venueName, countryCode: null, timezone: race.timezone, startsAt: race.offAt, raceNumber: race.number, numberOfWinners: null,
    },
  }
  return { view, problems }
}
