/** PostGraphile answers what is no plain relation through functions of the database. Made in the scratch database only. */
export const POSTGRAPHILE_FUNCTIONS = `
CREATE OR REPLACE FUNCTION runners_last_runs(this runners, most int) RETURNS SETOF runners LANGUAGE sql STABLE AS $$
  SELECT p.* FROM runners p JOIN races r ON r.id = p.race_id JOIN results known ON known.runner_id = p.id
  WHERE p.horse_id = this.horse_id AND p.race_start < this.race_start AND known.known_at < this.race_start AND r.kind NOT IN ('BARRIER_TRIAL', 'JUMP_OUT')
  ORDER BY p.race_start DESC, p.id DESC LIMIT most
$$`
