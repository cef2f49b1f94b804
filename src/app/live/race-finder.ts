import type { Pool } from 'pg'
import { AppError } from '../../domain/errors'
import { fromGlobalId } from '../../graphql/node/global-id'
import type { RaceFinder } from '../../live/feeds/http/race-finder'
import { referredRaces } from '../../storage/live/referred-races'

const keyOf = (id: string): number | null => {
  try { return fromGlobalId(id, 'Race') } catch (error) { if (error instanceof AppError) return null; throw error }
}
/** Races of this database, by ids of the graph and by number: what documents of prices are read with. */
export const raceFinder = (pool: Pool): RaceFinder => {
  const races = referredRaces(pool)
  return {
    byId: async (id) => { const key = keyOf(id); return key === null ? null : races.byKey(key) },
    numbered: (date, number) => races.numbered(date, number),
  }
}
