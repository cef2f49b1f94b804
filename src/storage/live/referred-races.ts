import type { Pool } from 'pg'
import type { CandidateRace } from '../../domain/market-match'
import { CANDIDATES } from './candidate-races'

/** Races by what others call them, as their cards stand at the moment. No trials. */
export interface ReferredRaces {
  byKey(raceId: number): Promise<CandidateRace | null>
  /** Of that number on that local date, at all venues. */
  numbered(date: string, number: number): Promise<readonly CandidateRace[]>
}
export const referredRaces = (pool: Pool): ReferredRaces => ({
  byKey: async (raceId) => (await pool.query<CandidateRace>({ name: 'live_race_by_key', text: `${CANDIDATES} AND r.id = $1`, values: [raceId] })).rows[0] ?? null,
  numbered: async (date, number) => (await pool.query<CandidateRace>({ name: 'live_races_numbered', text: `${CANDIDATES} AND m.date = $1::date AND r.number = $2 ORDER BY r.id`, values: [date, number] })).rows,
})
