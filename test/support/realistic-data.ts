import type { Pool } from 'pg'
import { sharedDatabase } from './database'
import type { TestDatabase } from './database'

/*
 * 30 venues, 900 meetings, 6,300 races, 63,000 runners of 6,000 horses: enough for the planner to choose as it would with
 * years of racing, with the same lopsidedness: most races are over, flat, on turf and good going.
 */
const FILL = `
INSERT INTO venues (source, code, name, state, country, timezone)
  SELECT 'SYNTHETIC', 'V' || v, 'Venue ' || v, (ARRAY['VIC', 'NSW', 'QLD'])[1 + v % 3], CASE WHEN v % 10 = 0 THEN 'NZL' ELSE 'AUS' END, 'Australia/Melbourne' FROM generate_series(1, 30) v;
INSERT INTO horses (source, source_id, name, sex, sire_id, dam_id)
  SELECT 'SYNTHETIC', 'H' || h, initcap(left(translate(md5(h::text), '0123456789', 'ghijklmnop'), 7) || ' ' || right(translate(md5(h::text), '0123456789', 'ghijklmnop'), 5)), 'GELDING', CASE WHEN h > 200 THEN 1 + h % 40 END, CASE WHEN h > 200 THEN 41 + h % 160 END FROM generate_series(1, 6000) h;
INSERT INTO jockeys (source, source_id, name) SELECT 'SYNTHETIC', 'J' || j, initcap(left(translate(md5('j' || j), '0123456789', 'ghijklmnop'), 7) || ' ' || right(translate(md5('j' || j), '0123456789', 'ghijklmnop'), 5)) FROM generate_series(1, 600) j;
INSERT INTO trainers (source, source_id, name) SELECT 'SYNTHETIC', 'T' || t, initcap(left(translate(md5('t' || t), '0123456789', 'ghijklmnop'), 7) || ' ' || right(translate(md5('t' || t), '0123456789', 'ghijklmnop'), 5)) FROM generate_series(1, 600) t;
INSERT INTO owners (source, source_id, name) SELECT 'SYNTHETIC', 'O' || o, initcap(left(translate(md5('o' || o), '0123456789', 'ghijklmnop'), 7) || ' ' || right(translate(md5('o' || o), '0123456789', 'ghijklmnop'), 5)) FROM generate_series(1, 6000) o;
INSERT INTO ownerships (horse_id, owner_id, from_date) SELECT h, 1 + h % 6000, '2020-01-01' FROM generate_series(1, 6000) h;
INSERT INTO meetings (source, source_id, date, venue_id, status, kind, tier, updated_at)
  SELECT 'SYNTHETIC', 'M' || m, date '2021-01-01' + m, 1 + m % 30, CASE WHEN m > 890 THEN 'SCHEDULED' ELSE 'FINISHED' END, CASE WHEN m % 40 = 0 THEN 'BARRIER_TRIAL' ELSE 'FLAT' END, 'METRO', now() FROM generate_series(1, 900) m;
INSERT INTO races (meeting_id, source, source_id, feed, number, name, kind, status, scheduled_start, distance_m, surface, pattern, class_code, going, field_size, prize_total, currency, result_known_at, updated_at)
  SELECT m.id, 'SYNTHETIC', 'R' || m.id || '-' || n, 'season', n, 'Race ' || n, m.kind, CASE WHEN m.status = 'SCHEDULED' THEN 'OPEN' ELSE 'FINAL' END, m.date + n * interval '30 min', 1000 + 100 * ((m.id * 7 + n) % 15),
    CASE WHEN (m.id + n) % 12 = 0 THEN 'SYNTHETIC' ELSE 'TURF' END, CASE (m.id * 7 + n) % 100 WHEN 0 THEN 'GROUP_1' WHEN 1 THEN 'LISTED' ELSE 'NONE' END, 'BM' || (50 + (m.id * 3 + n) % 40),
    CASE (m.id + n) % 20 WHEN 0 THEN 'HEAVY' WHEN 1 THEN 'SOFT' WHEN 2 THEN 'GOOD_TO_FIRM' ELSE 'GOOD' END, CASE WHEN (m.id + n) % 50 = 0 THEN 4 ELSE 10 END, 1000 * ((m.id * 31 + n * 17) % 997), 'AUD',
    CASE WHEN m.status = 'FINISHED' THEN m.date + n * interval '30 min' END, now()
  FROM meetings m, generate_series(1, 7) n ORDER BY m.id, n;
INSERT INTO runners (race_id, race_start, horse_id, jockey_id, trainer_id, source, source_id, number, barrier, status, updated_at)
  SELECT r.id, r.scheduled_start, 1 + (r.id * 10 + n) % 6000, 1 + (r.id * 7 + n) % 600, 1 + (r.id * 11 + n) % 600, 'SYNTHETIC', r.id || ':' || n, n, n, 'RUNNER', now() FROM races r, generate_series(1, 10) n ORDER BY r.id, n;
INSERT INTO results (runner_id, race_id, status, position, known_at)
  SELECT n.id, n.race_id, 'FINISHED', n.number, r.result_known_at FROM runners n JOIN races r ON r.id = n.race_id WHERE r.status = 'FINAL' ORDER BY n.id;
INSERT INTO runner_gear (runner_id, code, known_at) SELECT id, 'B', race_start FROM runners WHERE id % 4 = 0;
INSERT INTO sectionals (runner_id, ordinal, from_m, to_m, time_ms) SELECT id, 1, 400, 0, 24000 FROM runners WHERE id % 3 = 0;
INSERT INTO in_running_positions (runner_id, ordinal, point, position) SELECT id, 1, '400m', number FROM runners WHERE id % 3 = 0;
INSERT INTO dividends (race_id, market, pool, combination, dividend, unit_stake, currency) SELECT id, 'WIN', 'WIN', n::text, 20, 10, 'AUD' FROM races, generate_series(1, 3) n;
INSERT INTO prices (runner_id, race_id, source, kind, decimal, at, known_at) SELECT id, race_id, 'FIXED', 'FLUCTUATION', 5, race_start - i * interval '1 h', race_start - i * interval '1 h' FROM runners, generate_series(1, 2) i WHERE id % 2 = 0;
INSERT INTO change_events (source, source_id, kind, meeting_id, race_id, runner_id, text, at, known_at)
  SELECT 'SYNTHETIC', 'C' || n.id, 'JOCKEY_CHANGE', r.meeting_id, r.id, n.id, 'changed', r.scheduled_start, r.scheduled_start FROM runners n JOIN races r ON r.id = n.race_id WHERE n.id % 10 = 0;
INSERT INTO track_ratings (meeting_id, label, observed_at, known_at) SELECT id, 'GOOD', date + i * interval '1 h', date + i * interval '1 h' FROM meetings, generate_series(1, 3) i;
INSERT INTO weather_observations (meeting_id, observed_at, known_at) SELECT id, date + i * interval '1 h', date + i * interval '1 h' FROM meetings, generate_series(1, 3) i;
`

/** A database of realistic size and shape for looking at plans, shared by all tests of a run: only to be read. */
export const realisticDatabase = (): Promise<TestDatabase> => sharedDatabase('realistic', async ({ pool }: { pool: Pool }) => { await pool.query(`SET statement_timeout = 0; ${FILL}`) })
