import type { PastRun } from '../../domain/past-run'
import type { SqlRunner } from '../../usecases/ports'

/** A horse and the instant before which everything must have been known; `infinity` for all that is known. */
export interface Subject { readonly horseId: number; readonly before: string }
export interface DatedRun extends PastRun {
  /** Not more than twelve months before the instant. */
  readonly recent: boolean
}

const HISTORIES = `
SELECT p.n::int, m.date, s.status, s.position, m.venue_id, c.distance_m, c.going, c.pattern, r.jockey_id, s.prize, c.currency,
  r.race_start >= least(p.before, now()) - interval '12 months'
FROM (SELECT horse_id, least(before, $3::timestamptz) AS before, n FROM unnest($1::int[], $2::timestamptz[]) WITH ORDINALITY AS u(horse_id, before, n)) p
JOIN runners r ON r.horse_id = p.horse_id AND r.race_start < p.before
JOIN results s ON s.runner_id = r.id AND s.known_at < p.before
JOIN races c ON c.id = r.race_id
JOIN meetings m ON m.id = c.meeting_id
WHERE c.kind NOT IN ('BARRIER_TRIAL', 'JUMP_OUT')
ORDER BY p.n, r.race_start DESC, r.id DESC`

/**
 * What each horse had run before its instant, or before `asOf` when that is earlier: newest first, trials left out.
 * A result that became known at the instant itself is not in it. One statement for any number of horses.
 */
export async function loadHistories(db: SqlRunner, subjects: readonly Subject[], asOf: string | null): Promise<readonly (readonly DatedRun[])[]> {
  const histories: DatedRun[][] = subjects.map(() => [])
  const rows = await db.rows(HISTORIES, [subjects.map((subject) => subject.horseId), subjects.map((subject) => subject.before), asOf])
  for (const [n, date, status, position, venueId, distanceM, going, pattern, jockeyId, prize, currency, recent] of rows) {
    histories[n - 1]?.push({ date, status, position, venueId, distanceM, going, pattern, jockeyId, prize, currency, recent })
  }
  return histories
}
