/** What a statement takes its parameters from. */
export interface FloorStatement { readonly text: string; readonly variables: readonly string[] }

const CARD = `
SELECT json_build_object('data', json_build_object('meeting', (
  SELECT json_build_object('date', m.date, 'status', m.status, 'venue', json_build_object('name', v.name), 'races', (
    SELECT coalesce(json_agg(json_build_object(
      'number', r.number, 'name', r.name, 'scheduledStart', r.scheduled_start, 'status', r.status, 'distance', r.distance_m,
      'runners', json_build_object('nodes', (
        SELECT coalesce(json_agg(json_build_object(
          'number', u.number, 'barrier', u.barrier, 'status', u.status, 'weight', u.weight_kg,
          'horse', json_build_object('name', h.name, 'sex', h.sex),
          'jockey', CASE WHEN j.id IS NOT NULL THEN json_build_object('name', j.name) END,
          'trainer', CASE WHEN t.id IS NOT NULL THEN json_build_object('name', t.name) END) ORDER BY u.number, u.id), '[]')
        FROM runners u JOIN horses h ON h.id = u.horse_id LEFT JOIN jockeys j ON j.id = u.jockey_id LEFT JOIN trainers t ON t.id = u.trainer_id
        WHERE u.race_id = r.id))) ORDER BY r.number), '[]')
    FROM races r WHERE r.meeting_id = m.id))
  FROM meetings m JOIN venues v ON v.id = m.venue_id WHERE m.date = $1 AND v.code = $2 AND m.kind = 'FLAT')))::text AS body`

const NARROW = `
SELECT json_build_object('data', json_build_object('race', (
  SELECT json_build_object('number', r.number, 'name', r.name, 'runners', json_build_object('nodes', (
    SELECT coalesce(json_agg(json_build_object('number', u.number, 'horse', json_build_object('name', h.name)) ORDER BY u.number, u.id), '[]')
    FROM runners u JOIN horses h ON h.id = u.horse_id WHERE u.race_id = r.id)))
  FROM races r WHERE r.id = $1)))::text AS body`

const FORM = `
SELECT json_build_object('data', json_build_object('race', (
  SELECT json_build_object('number', r.number, 'name', r.name, 'runners', json_build_object('nodes', (
    SELECT coalesce(json_agg(json_build_object('number', u.number, 'horse', json_build_object('name', h.name), 'pastRuns', json_build_object('nodes', (
      SELECT coalesce(json_agg(json_build_object(
        'race', json_build_object('number', q.number, 'name', q.name, 'scheduledStart', q.scheduled_start, 'distance', q.distance_m),
        'venue', json_build_object('name', v.name),
        'jockey', CASE WHEN j.id IS NOT NULL THEN json_build_object('name', j.name) END,
        'result', CASE WHEN s.runner_id IS NOT NULL THEN json_build_object('status', s.status, 'position', s.position) END) ORDER BY p.race_start DESC, p.id DESC), '[]')
      FROM (SELECT past.id, past.race_id, past.race_start, past.jockey_id FROM runners past JOIN races run ON run.id = past.race_id
            WHERE past.horse_id = u.horse_id AND past.race_start < r.scheduled_start AND past.takes_part AND run.kind NOT IN ('BARRIER_TRIAL', 'JUMP_OUT')
            ORDER BY past.race_start DESC, past.id DESC LIMIT 5) p
      JOIN races q ON q.id = p.race_id JOIN meetings m ON m.id = q.meeting_id JOIN venues v ON v.id = m.venue_id
      LEFT JOIN jockeys j ON j.id = p.jockey_id LEFT JOIN results s ON s.runner_id = p.id))) ORDER BY u.number, u.id), '[]')
    FROM runners u JOIN horses h ON h.id = u.horse_id WHERE u.race_id = r.id)))
  FROM races r WHERE r.id = $1)))::text AS body`

const LIST = `
SELECT json_build_object('data', json_build_object('races', json_build_object('nodes', (
  SELECT coalesce(json_agg(json_build_object('number', r.number, 'name', r.name, 'scheduledStart', r.scheduled_start, 'status', r.status, 'kind', r.kind, 'fieldSize', r.field_size)), '[]')
  FROM (SELECT * FROM races ORDER BY scheduled_start, id LIMIT $1) r))))::text AS body`

/** The one statement that answers each question, by path. */
export const FLOOR_STATEMENTS: Readonly<Record<string, FloorStatement>> = {
  '/card': { text: CARD, variables: ['date', 'venue'] },
  '/narrow': { text: NARROW, variables: ['id'] },
  '/form': { text: FORM, variables: ['id'] },
  '/list': { text: LIST, variables: ['first'] },
}
