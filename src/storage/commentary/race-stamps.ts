import type { Instant } from '../../domain/instant'
import type { RaceStamp, RaceStamps } from '../../usecases/commentary/ports'
import type { SqlRunner } from '../../usecases/ports'

/** Lends a connection for as long as it is used. */
export interface OpenRunner { <T>(use: (db: SqlRunner) => Promise<T>): Promise<T> }

/* What is known of the ground and of changes after the off belongs to later races. Ids go through a query of their own: seeing how many there are, PostgreSQL would plan anew each time. */
const STAMPS = `
SELECT r.id, (extract(epoch FROM r.scheduled_start) * 1000)::float8,
  md5(concat_ws('|', extract(epoch FROM r.scheduled_start), r.status IN ('ABANDONED', 'VOID'), r.going, r.going_number,
    (SELECT string_agg(concat_ws(' ', n.id, n.number, CASE WHEN n.takes_part THEN 'in' ELSE n.status END, coalesce(n.jockey_id, 0), coalesce(n.trainer_id, 0), coalesce(n.barrier, 0), coalesce(n.weight_kg, 0)), ',' ORDER BY n.id) FROM runners n WHERE n.race_id = r.id),
    (SELECT concat_ws(' ', count(*), max(c.id)) FROM change_events c WHERE c.meeting_id = r.meeting_id AND (c.race_id IS NULL OR c.race_id = r.id) AND c.known_at < least(r.scheduled_start, to_timestamp($2::float8 / 1000))),
    (SELECT concat_ws(' ', count(*), max(t.id)) FROM track_ratings t WHERE t.meeting_id = r.meeting_id AND (t.race_number IS NULL OR t.race_number = r.number) AND t.known_at < least(r.scheduled_start, to_timestamp($2::float8 / 1000))))),
  CASE WHEN r.status = 'FINAL' AND r.result_known_at < to_timestamp($2::float8 / 1000) THEN
    md5(concat_ws('|', r.winning_time_ms, (SELECT string_agg(concat_ws(' ', s.runner_id, s.status, coalesce(s.position, 0), coalesce(s.beaten_lengths, -1), coalesce(s.finish_time_ms, 0), coalesce(s.starting_price, 0), md5(s.comment)), ',' ORDER BY s.runner_id) FROM results s WHERE s.race_id = r.id AND s.known_at < to_timestamp($2::float8 / 1000)))) END
FROM races r WHERE r.id = ANY (ARRAY(SELECT unnest($1::int[])))`

/** Stamps of races, by one statement. */
export const raceStamps = (open: OpenRunner, now: () => Instant): RaceStamps => async (raceIds) => {
  if (raceIds.length === 0) return new Map()
  const rows = await open((db) => db.rows(STAMPS, [raceIds, now()]))
  return new Map(rows.map(([raceId, offAt, card, result]): [number, RaceStamp] => [raceId, { offAt: offAt as Instant, card, result }]))
}
