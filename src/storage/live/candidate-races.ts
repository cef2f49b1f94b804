import type { Pool } from 'pg'
import type { Instant } from '../../domain/instant'
import type { CandidateRace } from '../../domain/market-match'
import type { CandidateRaces } from '../../usecases/live/ports'

/** Trials have no markets. `feed = 'market'`: made of a market, for want of a card. */
export const CANDIDATES = `
SELECT r.id AS "raceId", r.meeting_id AS "meetingId", m.date::text AS date, r.number, r.name, (extract(epoch FROM r.scheduled_start) * 1000)::float8 AS "offAt", r.start_estimated AS "offEstimated", r.distance_m AS "distanceM",
  v.code AS "venueCode", v.name AS "venueName", v.country, v.timezone, r.source = 'SYNTHETIC' AS synthetic, r.feed = 'market' AS adopted,
  coalesce((SELECT json_agg(json_build_object('runnerId', n.id, 'number', n.number, 'barrier', n.barrier, 'name', h.name, 'withdrawn', n.status IN ('SCRATCHED', 'LATE_SCRATCHED', 'NON_RUNNER')) ORDER BY n.number, n.id)
    FROM runners n JOIN horses h ON h.id = n.horse_id WHERE n.race_id = r.id), '[]') AS runners
FROM races r JOIN meetings m ON m.id = r.meeting_id JOIN venues v ON v.id = m.venue_id
WHERE r.kind NOT IN ('BARRIER_TRIAL', 'JUMP_OUT')`
const AROUND = `${CANDIDATES} AND r.scheduled_start BETWEEN to_timestamp($1::float8 / 1000) AND to_timestamp($2::float8 / 1000) ORDER BY r.scheduled_start, r.id`

/** Cards as the database has them at the moment. */
export const candidateRaces = (pool: Pool): CandidateRaces => ({
  around: async (at: Instant, withinMs: number) => (await pool.query<CandidateRace>({ name: 'live_candidate_races', text: AROUND, values: [at - withinMs, at + withinMs] })).rows,
})
