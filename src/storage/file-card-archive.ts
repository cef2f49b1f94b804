import type { Pool } from 'pg'

/** Both statements see a proposal as accepted when an import stored the unit of its digest. */
const ACCEPTED = `CASE WHEN EXISTS (SELECT 1 FROM import_units u WHERE u.source = 'FILE' AND u.key = f.source_id AND u.sha256 = f.proposed_sha256) THEN f.proposed ELSE f.accepted END`
const LOAD = `SELECT ${ACCEPTED} AS files FROM file_meetings f WHERE f.source_id = $1`
const PROPOSE = `
INSERT INTO file_meetings AS f (source_id, proposed, proposed_sha256, updated_at) VALUES ($1, $2, $3, now())
ON CONFLICT (source_id) DO UPDATE SET accepted = ${ACCEPTED}, proposed = excluded.proposed, proposed_sha256 = excluded.proposed_sha256, updated_at = now()`

/**
 * Keeps the files of each meeting of source FILE as JSON. A proposal needs no second step to count: the digest that the
 * import writes with the meeting is its mark, so that neither can be had without the other, kill -9 included.
 */
export const fileCardArchive = <T>(pool: Pool) => ({
  /** The files of a meeting, e.g. `2026-11-25-ST`; null when none was imported. */
  async load(meeting: string): Promise<T | null> {
    const { rows } = await pool.query<{ files: T | null }>(LOAD, [meeting])
    return rows[0]?.files ?? null
  },
  async propose(meeting: string, files: T, sha256: string): Promise<void> {
    await pool.query(PROPOSE, [meeting, JSON.stringify(files), sha256])
  },
})
