/** What a statement takes its parameters from. */
export interface FloorStatement { readonly text: string; readonly variables: readonly string[] }

/*
 * Whole rows of subqueries become JSON objects, and null where an outer join finds nothing: PostgreSQL writes them
 * at about two thirds of the cost of json_build_object.
 */
const CARD = `
SELECT json_build_object('data', json_build_object('meeting', (
  SELECT row_to_json(meeting) FROM (
    SELECT m.date, m.status, venue, (
      SELECT coalesce(json_agg(race ORDER BY race.number), '[]') FROM (
        SELECT r.number, r.name, r.scheduled_start AS "scheduledStart", r.status, r.distance_m AS distance, json_build_object('nodes', (
          SELECT coalesce(json_agg(runner ORDER BY runner.number), '[]') FROM (
            SELECT u.number, u.barrier, u.status, u.weight_kg AS weight, horse, jockey, trainer
            FROM runners u
            JOIN LATERAL (SELECT h.name, h.sex FROM horses h WHERE h.id = u.horse_id) horse ON true
            LEFT JOIN LATERAL (SELECT j.name FROM jockeys j WHERE j.id = u.jockey_id) jockey ON true
            LEFT JOIN LATERAL (SELECT t.name FROM trainers t WHERE t.id = u.trainer_id) trainer ON true
            WHERE u.race_id = r.id) runner)) AS runners
        FROM races r WHERE r.meeting_id = m.id) race) AS races
    FROM meetings m JOIN LATERAL (SELECT v.name FROM venues v WHERE v.id = m.venue_id AND v.code = $2) venue ON true
    WHERE m.date = $1 AND m.kind = 'FLAT') meeting)))::text AS body`

const NARROW = `
SELECT json_build_object('data', json_build_object('race', (
  SELECT row_to_json(race) FROM (
    SELECT r.number, r.name, json_build_object('nodes', (
      SELECT coalesce(json_agg(runner ORDER BY runner.number), '[]') FROM (
        SELECT u.number, horse FROM runners u JOIN LATERAL (SELECT h.name FROM horses h WHERE h.id = u.horse_id) horse ON true WHERE u.race_id = r.id) runner)) AS runners
    FROM races r WHERE r.id = $1) race)))::text AS body`

const FORM = `
SELECT json_build_object('data', json_build_object('race', (
  SELECT row_to_json(race) FROM (
    SELECT r.number, r.name, json_build_object('nodes', (
      SELECT coalesce(json_agg(runner ORDER BY runner.number), '[]') FROM (
        SELECT u.number, horse, json_build_object('nodes', (
          SELECT coalesce(json_agg(run), '[]') FROM (
            SELECT race, venue, jockey, result
            FROM (SELECT past.id, past.race_id, past.race_start, past.jockey_id FROM runners past JOIN races at ON at.id = past.race_id JOIN results known ON known.runner_id = past.id
                  WHERE past.horse_id = u.horse_id AND past.race_start < r.scheduled_start AND known.known_at < r.scheduled_start AND at.kind NOT IN ('BARRIER_TRIAL', 'JUMP_OUT')
                  ORDER BY past.race_start DESC, past.id DESC LIMIT 5) p
            JOIN LATERAL (SELECT q.number, q.name, q.scheduled_start AS "scheduledStart", q.distance_m AS distance FROM races q WHERE q.id = p.race_id) race ON true
            JOIN LATERAL (SELECT v.name FROM races q JOIN meetings m ON m.id = q.meeting_id JOIN venues v ON v.id = m.venue_id WHERE q.id = p.race_id) venue ON true
            LEFT JOIN LATERAL (SELECT j.name FROM jockeys j WHERE j.id = p.jockey_id) jockey ON true
            LEFT JOIN LATERAL (SELECT s.status, s.position FROM results s WHERE s.runner_id = p.id) result ON true
            ORDER BY p.race_start DESC, p.id DESC) run)) AS "pastRuns"
        FROM runners u JOIN LATERAL (SELECT h.name FROM horses h WHERE h.id = u.horse_id) horse ON true WHERE u.race_id = r.id) runner)) AS runners
    FROM races r WHERE r.id = $1) race)))::text AS body`

const LIST = `
SELECT json_build_object('data', json_build_object('races', json_build_object('nodes', (
  SELECT coalesce(json_agg(race), '[]') FROM (
    SELECT r.number, r.name, r.scheduled_start AS "scheduledStart", r.status, r.kind, r.field_size AS "fieldSize" FROM races r ORDER BY r.scheduled_start, r.id LIMIT $1) race))))::text AS body`

/** The one statement that answers each question, by path. */
export const FLOOR_STATEMENTS: Readonly<Record<string, FloorStatement>> = {
  '/card': { text: CARD, variables: ['date', 'venue'] },
  '/narrow': { text: NARROW, variables: ['id'] },
  '/form': { text: FORM, variables: ['id'] },
  '/list': { text: LIST, variables: ['first'] },
}
