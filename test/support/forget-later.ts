import type { Client, QueryResult } from 'pg'

const CUT = 'CREATE TEMP TABLE cut ON COMMIT DROP AS SELECT meeting_id, min(scheduled_start) AS off, max(scheduled_start) AS last_off FROM races GROUP BY meeting_id'
const ONLY = 'DELETE FROM cut WHERE meeting_id <> $1'

/** `shown` are the races whose cards stay, `later` those that go; the same of runners. */
const MARK = `
CREATE TEMP TABLE shown ON COMMIT DROP AS SELECT r.id FROM races r JOIN cut USING (meeting_id);
CREATE TEMP TABLE later ON COMMIT DROP AS SELECT r.id, r.meeting_id FROM races r, cut WHERE r.meeting_id <> cut.meeting_id AND (r.scheduled_start >= cut.off OR r.result_known_at >= cut.off);
CREATE TEMP TABLE shown_runners ON COMMIT DROP AS SELECT n.id, n.race_start FROM runners n JOIN shown ON shown.id = n.race_id;
CREATE TEMP TABLE later_runners ON COMMIT DROP AS SELECT n.id FROM runners n JOIN later ON later.id = n.race_id;
ANALYZE shown; ANALYZE later; ANALYZE shown_runners; ANALYZE later_runners`

const ofOutcomes = (table: string): string => `DELETE FROM ${table} WHERE runner_id IN (SELECT id FROM later_runners UNION ALL SELECT id FROM shown_runners)`
/** Of the meeting itself what was known before the own off stays. */
const ofRunners = (table: string): string => `DELETE FROM ${table} f WHERE runner_id IN (SELECT id FROM later_runners) OR EXISTS (SELECT FROM shown_runners n WHERE n.id = f.runner_id AND f.known_at >= n.race_start)`
const ofMeetings = (table: string, isOfRace: string): string => `
DELETE FROM ${table} f USING cut
WHERE f.meeting_id <> cut.meeting_id AND f.known_at >= cut.off OR f.meeting_id IN (SELECT meeting_id FROM later) OR f.meeting_id = cut.meeting_id AND f.known_at >= (SELECT max(r.scheduled_start) FROM races r WHERE r.meeting_id = cut.meeting_id AND ${isOfRace})`
const whereNobodyRuns = (table: string, column: string): string => `DELETE FROM ${table} p WHERE NOT EXISTS (SELECT FROM runners n WHERE n.${column} = p.id)`

const FORGET = [
  ofOutcomes('results'), ofOutcomes('in_running_positions'), ofOutcomes('sectionals'), 'DELETE FROM dividends WHERE race_id IN (SELECT id FROM later UNION ALL SELECT id FROM shown)',
  ofRunners('prices'), ofRunners('runner_gear'),
  ofMeetings('change_events', '(f.race_id IS NULL OR f.race_id = r.id)'), ofMeetings('track_ratings', '(f.race_number IS NULL OR f.race_number = r.number)'), ofMeetings('weather_observations', 'true'),
  'DELETE FROM runners WHERE id IN (SELECT id FROM later_runners)', 'DELETE FROM races WHERE id IN (SELECT id FROM later)', 'DELETE FROM meetings m WHERE NOT EXISTS (SELECT FROM races r WHERE r.meeting_id = m.id)',
  // Whoever runs or ran, and the parents of those, stay.
  `WITH RECURSIVE known AS (SELECT horse_id AS id FROM runners UNION SELECT parent FROM known JOIN horses h USING (id), unnest(ARRAY[h.sire_id, h.dam_id, h.dam_sire_id]) AS parent WHERE parent IS NOT NULL)
  DELETE FROM horses WHERE id NOT IN (SELECT id FROM known)`,
  whereNobodyRuns('jockeys', 'jockey_id'), whereNobodyRuns('trainers', 'trainer_id'), 'DELETE FROM ownerships WHERE from_date > (SELECT off FROM cut) OR horse_id NOT IN (SELECT id FROM horses)',
].join(';\n')

/** The cards as they are before a race. */
const SET_BACK = `
UPDATE races SET status = 'OPEN', result_known_at = NULL, actual_start = NULL, winning_time_ms = NULL, last_600_ms = NULL, tempo = NULL, stewards_report = NULL WHERE id IN (SELECT id FROM shown);
UPDATE runners SET comment = NULL, status = CASE status WHEN 'RUNNER' THEN 'DECLARED' ELSE status END WHERE id IN (SELECT id FROM shown_runners);
UPDATE meetings SET status = 'OPEN' WHERE id IN (SELECT meeting_id FROM cut)`

/** Changes that came after the off of their own race: without them the card would have to be put back. */
const LATE_CHANGES = 'SELECT count(*) AS n FROM change_events c JOIN races r ON r.id = c.race_id WHERE r.meeting_id = $1 AND c.known_at >= r.scheduled_start'

/** What is later and still there. */
const LEFT = `
SELECT (SELECT count(*) FROM races r WHERE r.meeting_id <> cut.meeting_id AND (r.scheduled_start >= cut.off OR r.result_known_at >= cut.off) OR r.meeting_id = cut.meeting_id AND (r.result_known_at IS NOT NULL OR r.status = 'FINAL'))
  + (SELECT count(*) FROM results WHERE known_at >= cut.off OR runner_id IN (SELECT id FROM shown_runners))
  + (SELECT count(*) FROM in_running_positions p JOIN runners n ON n.id = p.runner_id WHERE n.race_start >= cut.off) + (SELECT count(*) FROM sectionals s JOIN runners n ON n.id = s.runner_id WHERE n.race_start >= cut.off)
  + (SELECT count(*) FROM runners WHERE race_start >= cut.off AND id NOT IN (SELECT id FROM shown_runners))
  + (SELECT count(*) FROM prices WHERE known_at >= cut.last_off) + (SELECT count(*) FROM runner_gear WHERE known_at >= cut.last_off) + (SELECT count(*) FROM change_events WHERE known_at >= cut.last_off)
  + (SELECT count(*) FROM track_ratings WHERE known_at >= cut.last_off) + (SELECT count(*) FROM weather_observations WHERE known_at >= cut.last_off) AS n
FROM cut`

const numberIn = ({ rows }: QueryResult<{ n: string }>): number => Number(rows[0]?.n)
export interface Forgotten { readonly deleted: number; /** Later rows that are still there. */ readonly left: number; /** Changes of the cards that would have to be undone, and are not. */ readonly lateChanges: number }

/**
 * Deletes everything that became known at the off of the first race of a meeting or later. Of the meeting itself the cards
 * stay, each as of its own off; its results go. Horses, jockeys and trainers go when nobody earlier has to do with them.
 * Triggers rest meanwhile: facts are append-only, and so nothing cascades either: rows of every table are deleted by name.
 */
export async function forgetLater(client: Client, meetingId: number): Promise<Forgotten> {
  await client.query('BEGIN; SET LOCAL session_replication_role = replica')
  const lateChanges = numberIn(await client.query(LATE_CHANGES, [meetingId]))
  await client.query(CUT)
  await client.query(ONLY, [meetingId])
  await client.query(MARK)
  const results = (await client.query(FORGET)) as unknown as readonly QueryResult[]
  await client.query(SET_BACK)
  const left = numberIn(await client.query(LEFT))
  await client.query('COMMIT')
  return { deleted: results.reduce((sum, { rowCount }) => sum + (rowCount ?? 0), 0), left, lateChanges }
}
