import type { Pool } from 'pg'
import type { Instant } from '../../domain/instant'
import type { Feed } from '../../live/feed'
import type { SimulatedRace } from '../../live/feeds/simulator/simulated-race'
import { SIMULATOR, simulatorFeed } from '../../live/feeds/simulator/simulator-feed'
import type { Clock } from '../clock'
import type { Config } from '../config/read-config'

/**
 * `$1` now (ms). The next synthetic races to come, which are at least those of the next meeting, however far off; those that started in the last hours
 * and have no result; and those that are over while their market is not closed. Emergencies have no price before they have a start.
 * Prices of the simulator itself are no opinion of the public.
 */
const RACES = `
WITH market AS (SELECT source_id FROM markets WHERE feed = '${SIMULATOR}' AND status <> 'CLOSED' AND starts_at > to_timestamp($1::float8 / 1000) - interval '3 hours'),
wanted AS (
  (SELECT id FROM races WHERE source = 'SYNTHETIC' AND kind NOT IN ('BARRIER_TRIAL', 'JUMP_OUT') AND status IN ('SCHEDULED', 'OPEN', 'DELAYED') AND scheduled_start > to_timestamp($1::float8 / 1000) ORDER BY scheduled_start, id LIMIT 12)
  UNION
  (SELECT r.id FROM races r WHERE r.source = 'SYNTHETIC' AND r.kind NOT IN ('BARRIER_TRIAL', 'JUMP_OUT') AND r.scheduled_start BETWEEN to_timestamp($1::float8 / 1000) - interval '3 hours' AND to_timestamp($1::float8 / 1000) + interval '2 days'
    AND (r.status NOT IN ('FINAL', 'ABANDONED', 'VOID') AND r.scheduled_start <= to_timestamp($1::float8 / 1000) OR r.status IN ('FINAL', 'ABANDONED', 'VOID') AND 'SIM.' || r.source_id IN (SELECT source_id FROM market))
    ORDER BY r.scheduled_start DESC, r.id LIMIT 12)
)
SELECT r.id AS "raceId", r.source_id AS "sourceId", m.source_id AS "meetingId", r.number, r.distance_m AS "distanceM", v.name AS venue, v.timezone, (extract(epoch FROM r.scheduled_start) * 1000)::float8 AS "offAt",
  CASE WHEN r.status NOT IN ('SCHEDULED', 'OPEN', 'DELAYED', 'ABANDONED', 'VOID') THEN (extract(epoch FROM coalesce(r.actual_start, r.scheduled_start)) * 1000)::float8 END AS "jumpedAt",
  r.status IN ('ABANDONED', 'VOID') AS "calledOff", r.status = 'FINAL' AS settled,
  (SELECT coalesce(json_agg(json_build_object('runnerId', n.id, 'number', n.number, 'barrier', n.barrier, 'name', h.name, 'withdrawn', n.status IN ('SCRATCHED', 'LATE_SCRATCHED', 'NON_RUNNER'),
      'price', (SELECT p.decimal FROM prices p WHERE p.runner_id = n.id AND p.market = 'WIN' AND p.source = 'FIXED' ORDER BY p.at DESC, p.id DESC LIMIT 1), 'position', o.position) ORDER BY n.number NULLS LAST, n.id), '[]')
    FROM runners n JOIN horses h ON h.id = n.horse_id LEFT JOIN results o ON o.runner_id = n.id WHERE n.race_id = r.id AND n.status NOT IN ('EMERGENCY', 'RESERVE', 'STANDBY')) AS runners
FROM wanted JOIN races r USING (id) JOIN meetings m ON m.id = r.meeting_id JOIN venues v ON v.id = m.venue_id ORDER BY r.scheduled_start, r.id`

/** Races of which the simulator makes markets, as their cards stand. No exchange opens before the bookmakers: without two prices there is no market. */
export const simulatedRaces = async (pool: Pool, now: Instant): Promise<readonly SimulatedRace[]> => {
  const { rows } = await pool.query<SimulatedRace>({ name: 'live_simulated_races', text: RACES, values: [now] })
  return rows.filter(({ runners }) => runners.filter(({ withdrawn, price }) => !withdrawn && price !== null).length >= 2)
}

/** The SYNTHETIC exchange of the demonstration; null where it is switched off, or where there is no demonstration. */
export const createSimulator = (config: Pick<Config, 'RACEGRAPH_DEMO' | 'RACEGRAPH_DEMO_SEED' | 'RACEGRAPH_SIMULATOR' | 'RACEGRAPH_SIMULATOR_MS'>, pool: Pool, clock: Clock): Feed | null => {
  if (!config.RACEGRAPH_DEMO || !config.RACEGRAPH_SIMULATOR) return null
  const now = (): Instant => clock.now().getTime() as Instant
  return simulatorFeed({ now, seed: String(config.RACEGRAPH_DEMO_SEED), everyMs: config.RACEGRAPH_SIMULATOR_MS, races: () => simulatedRaces(pool, now()) })
}
