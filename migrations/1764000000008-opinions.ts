import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What language models thought of races, as it was paid for. `samples`: chances of all samples, one after the other. It goes with its race; nothing in it is ever changed. */
const UP = `
CREATE TABLE opinions (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, race_id int NOT NULL REFERENCES races ON DELETE CASCADE,
  as_of timestamptz NOT NULL CHECK (isfinite(as_of)), made_at timestamptz NOT NULL CHECK (isfinite(made_at)), model text NOT NULL CHECK (model <> ''), synthetic boolean NOT NULL, prompt_version text NOT NULL CHECK (prompt_version <> ''),
  runner_ids int[] NOT NULL CHECK (cardinality(runner_ids) >= 1), chances float8[] NOT NULL, samples float8[] NOT NULL, cost_usd float8 CHECK (cost_usd >= 0 AND cost_usd < 'Infinity'),
  CHECK (as_of <= made_at), CHECK (cardinality(chances) = cardinality(runner_ids) AND cardinality(samples) > 0 AND cardinality(samples) % cardinality(runner_ids) = 0)
);
CREATE INDEX opinions_by_race ON opinions (race_id, made_at);
CREATE TRIGGER opinions_are_never_changed BEFORE UPDATE ON opinions FOR EACH ROW EXECUTE FUNCTION refuse_change_of_fact();
`
const DOWN = 'DROP TABLE opinions;'

export class Opinions1764000000008 implements MigrationInterface {
  name = 'Opinions1764000000008'
  async up(runner: QueryRunner): Promise<void> { await runner.query(UP) }
  async down(runner: QueryRunner): Promise<void> { await runner.query(DOWN) }
}
