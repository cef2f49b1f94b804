import type { Pool } from 'pg'
import type { RemovedRunner } from '../../domain/removed-runner'
import { HOLD_VECTORS, MARK_MEETING } from '../features/stale-vectors'

/** A runner that is out already, or whose race is over, stays as it is. */
const SCRATCH = `
WITH who AS (
  SELECT n.id, n.race_id, n.status, r.meeting_id, r.source, h.name FROM runners n JOIN races r ON r.id = n.race_id JOIN horses h ON h.id = n.horse_id
  WHERE n.id = $1 AND n.status NOT IN ('SCRATCHED', 'LATE_SCRATCHED', 'NON_RUNNER') AND r.status NOT IN ('FINAL', 'ABANDONED', 'VOID') FOR UPDATE OF n
), out AS (UPDATE runners n SET status = 'LATE_SCRATCHED', updated_at = now(), revision = n.revision + 1 FROM who WHERE n.id = who.id)
INSERT INTO change_events (source, source_id, kind, meeting_id, race_id, runner_id, before, after, text, reason, late, at, known_at)
SELECT source, $2, 'SCRATCHING', meeting_id, race_id, id, status, 'LATE_SCRATCHED', name || ' scratched: removed by ' || $3, 'removed by ' || $3, true, to_timestamp($4::float8 / 1000), to_timestamp($4::float8 / 1000) FROM who
ON CONFLICT (source, source_id) DO NOTHING RETURNING meeting_id`

/**
 * Takes a runner that a market removed off its card, with an event that says so. Whether it did: not where the card has it out already, or the race is
 * over. A later card that says otherwise stands.
 */
export const scratchByMarket = (pool: Pool) => async ({ runnerId, at, feed, marketId, selectionId, bookmaker }: RemovedRunner): Promise<boolean> => {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await client.query(HOLD_VECTORS)
    const { rows: [row] } = await client.query<{ meeting_id: number }>(SCRATCH, [runnerId, `${feed}/${marketId}/${selectionId}`, bookmaker === '' ? feed : bookmaker, at])
    if (row !== undefined) await client.query(MARK_MEETING, [row.meeting_id])
    await client.query('COMMIT')
    return row !== undefined
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally { client.release() }
}
