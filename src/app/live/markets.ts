import { AppError } from '../../domain/errors'
import { selectionKey } from '../../domain/market-match'
import type { SelectionView } from '../../domain/market-view'
import { matchRunners } from '../../live/matching/match-runners'
import { candidateRaces } from '../../storage/live/candidate-races'
import { marketList, type ListedMarket, type ListedSelection } from '../../storage/live/market-list'
import { marketStore } from '../../storage/live/market-store'
import { createPool } from '../../storage/pool'
import { createRaceDirectory } from '../../storage/race-directory'
import { findRace } from '../features'

export type ShownMarket = ListedMarket & { readonly selections: readonly ListedSelection[] }
/** A selection and the number on the card that it is; null for none of them. */
export interface ChosenRunner { readonly selection: string; readonly number: number | null }

const withPool = async <T>(url: string, use: (pool: ReturnType<typeof createPool>) => Promise<T>): Promise<T> => {
  const pool = createPool({ url, size: 1, applicationName: 'racegraph markets' })
  try { return await use(pool) } finally { await pool.end() }
}

export const listMarkets = (url: string, unmatched: boolean): Promise<readonly ListedMarket[]> => withPool(url, (pool) => marketList(pool).list(unmatched))
export const showMarket = (url: string, id: number): Promise<ShownMarket> => withPool(url, (pool) => marketList(pool).show(id))

/**
 * Says by hand of which race a market is. Selections go to the runners that are named; those that are not, to the runners of their name. It stays so,
 * whatever matching thinks. @throws AppError NOT_FOUND, BAD_USER_INPUT
 */
export const matchByHand = (url: string, id: number, race: string, chosen: readonly ChosenRunner[]): Promise<ShownMarket> => withPool(url, async (pool) => {
  const list = marketList(pool)
  const market = await list.show(id)
  const found = await findRace({ directory: createRaceDirectory(pool) }, race)
  const candidate = (await candidateRaces(pool).around(found.offAt, 0)).find(({ raceId }) => raceId === found.raceId)
  if (candidate === undefined) throw new AppError('BAD_USER_INPUT', `Race ${found.sourceId} is a trial, which has no markets.`)
  if (candidate.synthetic !== market.synthetic) throw new AppError('BAD_USER_INPUT', `Market ${id} is ${market.synthetic ? 'SYNTHETIC' : 'real'} and race ${found.sourceId} is ${candidate.synthetic ? 'SYNTHETIC' : 'real'}: they cannot be of each other.`)
  const runners = new Map(matchRunners(market.selections.map(viewOf), candidate).runners)
  for (const { selection, number } of chosen) {
    const runner = number === null ? null : candidate.runners.find((one) => one.number === number)
    if (runner === undefined) throw new AppError('BAD_USER_INPUT', `Race ${found.sourceId} has no runner number ${number ?? ''}: there are ${candidate.runners.map((one) => one.number ?? '?').join(', ')}.`)
    for (const [key, runnerId] of runners) if (runner !== null && runnerId === runner.runnerId) runners.set(key, null)
    runners.set(selection, runner?.runnerId ?? null)
  }
  await marketStore(pool).mend(id, found.raceId, runners)
  return list.show(id)
})

/** Says by hand that a market is of no race here. */
export const unmatchByHand = (url: string, id: number): Promise<ShownMarket> => withPool(url, async (pool) => {
  const list = marketList(pool)
  const { selections } = await list.show(id)
  await marketStore(pool).mend(id, null, new Map(selections.map(({ selectionId, handicap }) => [selectionKey(selectionId, handicap), null])))
  return list.show(id)
})

const viewOf = ({ selectionId, handicap, name, status }: ListedSelection): SelectionView => ({
  selectionId, handicap, name, status, sortPriority: null, back: [], lay: [], lastTraded: null, matched: null, nearPrice: null, farPrice: null, startingPrice: null, adjustmentFactor: null, removedAt: null,
})
