import type { Instant } from '../../domain/instant'
import type { OpinionResult } from '../../usecases/opinion/ports'
import type { OpenRunner } from './opinion-store'

const RESULTS = `
SELECT r.id, r.source, m.date::text, (extract(epoch FROM r.scheduled_start) * 1000)::float8, r.status,
  (SELECT json_agg(json_build_array(n.id, n.number, t.position, t.starting_price::float8) ORDER BY n.id)::text FROM runners n JOIN results t ON t.runner_id = n.id AND t.status <> 'VOID' WHERE n.race_id = r.id)
FROM races r JOIN meetings m ON m.id = r.meeting_id WHERE r.id = ANY (ARRAY(SELECT unnest($1::int[]))) AND r.status IN ('FINAL', 'ABANDONED', 'VOID')`

/** What came of races that are over. */
export const opinionResults = (open: OpenRunner) => async (raceIds: readonly number[]): Promise<ReadonlyMap<number, OpinionResult>> => {
  if (raceIds.length === 0) return new Map()
  const rows = await open((db) => db.rows(RESULTS, [raceIds]))
  return new Map(rows.map(([raceId, source, date, offAt, status, ran]) => [raceId as number, {
    source, date, offAt: offAt as Instant, status,
    ran: ((ran === null ? [] : JSON.parse(ran)) as [number, number | null, number | null, number | null][]).map(([id, number, position, startingPrice]) => ({ sourceId: String(id), number, position, startingPrice })),
  } satisfies OpinionResult]))
}
