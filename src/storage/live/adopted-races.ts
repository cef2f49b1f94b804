import type { Pool } from 'pg'
import type { VenueRecord } from '../../domain/records'
import type { RunnerStatus } from '../../domain/vocabulary'
import { fileCardArchive } from '../file-card-archive'

interface Withdrawn { readonly raceNumber: number; readonly horseId: string; readonly status: RunnerStatus }

const VENUES = 'SELECT code, name, state, country, timezone, surfaces, direction, circumference_m AS "circumferenceM", straight_m AS "straightM", latitude, longitude, tier FROM venues ORDER BY id'
const RACES = `SELECT r.id AS "raceId", r.number, r.feed FROM races r JOIN meetings m ON m.id = r.meeting_id JOIN venues v ON v.id = m.venue_id WHERE v.code = $1 AND m.date = $2 AND m.kind = 'FLAT' ORDER BY r.number`

const WITHDRAWN = `SELECT r.number AS "raceNumber", h.source_id AS "horseId", n.status FROM runners n JOIN horses h ON h.id = n.horse_id JOIN races r ON r.id = n.race_id JOIN meetings m ON m.id = r.meeting_id JOIN venues v ON v.id = m.venue_id
  WHERE v.code = $1 AND m.date = $2 AND m.kind = 'FLAT' AND n.status IN ('SCRATCHED', 'LATE_SCRATCHED', 'NON_RUNNER')`

/** What making races of markets needs to know of the database. `T`: how a meeting that was made so is kept. */
export const adoptedRaces = <T>(pool: Pool) => ({
  venues: async (): Promise<readonly VenueRecord[]> => (await pool.query<VenueRecord>(VENUES)).rows,
  racesAt: async (venueCode: string, date: string): Promise<readonly { readonly raceId: number; readonly number: number; readonly feed: string }[]> =>
    (await pool.query<{ raceId: number; number: number; feed: string }>(RACES, [venueCode, date])).rows,
  withdrawn: async (venueCode: string, date: string): Promise<readonly Withdrawn[]> => (await pool.query<Withdrawn>(WITHDRAWN, [venueCode, date])).rows,
  archive: fileCardArchive<T>(pool),
})
