/**
 * Who changes races holds it shared from before the change until the commit; who begins a round of computing takes it
 * alone for a moment. So every change is either seen by the round or finds the rows that the round made.
 */
const LOCK = '7223377'
export const HOLD_VECTORS = `SELECT pg_advisory_xact_lock_shared(${LOCK})`
export const WAIT_FOR_CHANGES = `SELECT pg_advisory_xact_lock(${LOCK})`

/** Everyone locks vectors in the order of the races, so that nobody waits for one who waits for him. */
const marked = (races: string): string => `
UPDATE feature_vectors v SET stale_since = clock_timestamp()
FROM (SELECT o.race_id FROM feature_vectors o JOIN races r ON r.id = o.race_id WHERE ${races} ORDER BY o.race_id FOR NO KEY UPDATE OF o) a WHERE v.race_id = a.race_id`
/** Vectors of the races of a meeting. */
export const MARK_MEETING = marked('r.meeting_id = $1')
/** Vectors of races off at 00:00 UTC of a day, counted from 1970, or later. */
export const MARK_FROM_DAY = marked('r.scheduled_start >= to_timestamp($1::float8 * 86400)')

/** Number of the transaction that wrote row `v` as it is: `xmin` has the last 32 bits of it, and it is no later than the one that asks. */
const WRITTEN_BY = "(pg_current_xact_id()::text::bigint - ((pg_current_xact_id()::text::bigint - v.xmin::text::bigint) & x'ffffffff'::bigint))::text::xid8"
/** Row `v` was marked by a transaction that could not be seen yet when `snapshot` was taken. Without a snapshot every mark counts. */
export const markedSince = (snapshot: string): string => `(v.stale_since IS NOT NULL AND NOT coalesce(pg_visible_in_snapshot(${WRITTEN_BY}, ${snapshot}::pg_snapshot), false))`
