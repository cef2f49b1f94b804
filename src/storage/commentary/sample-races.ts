import type { Pool } from 'pg'

/** Finished flat races of Hong Kong in so many stretches of all that there are and one before them, of which nothing is taken: horses have no earlier runs there. Venues in turn; the same races for the same data. */
const SAMPLE = `WITH all_races AS (
  SELECT r.id, r.source_id, v.code, ntile($1::int + 1) OVER (ORDER BY r.scheduled_start, r.id) - 1 AS stretch FROM races r JOIN meetings m ON m.id = r.meeting_id JOIN venues v ON v.id = m.venue_id
  WHERE r.source = 'HKJC' AND r.kind = 'FLAT' AND r.status = 'FINAL'
), venues_in_turn AS (SELECT code, row_number() OVER (ORDER BY count(*) DESC, code) - 1 AS place, count(*) OVER () AS venues FROM all_races GROUP BY code)
SELECT DISTINCT ON (a.stretch) a.source_id FROM all_races a JOIN venues_in_turn t ON t.code = a.code
WHERE a.stretch > 0 ORDER BY a.stretch, ((a.stretch + t.place) % t.venues), md5(a.source_id)`

/** Ids that the source gives to races spread over seasons and venues, the earliest first; none where nothing of Hong Kong was imported. */
export async function sampleRaces(pool: Pool, count: number): Promise<readonly string[]> {
  const { rows } = await pool.query<{ source_id: string }>(SAMPLE, [count])
  return rows.map(({ source_id }) => source_id)
}
