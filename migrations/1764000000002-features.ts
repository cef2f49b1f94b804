import type { MigrationInterface, QueryRunner } from 'typeorm'

/*
 * What the fold of history left (`src/features/history`), and vectors of features. Numbers are packed: float64, little endian.
 * Lines do not refer to runners: a build of history would hold up imports, and what is built stays as it was until the next.
 * A vector is stored a column a feature, uncompressed, so that one feature is one slice of it.
 */
const UP = `
CREATE TABLE run_lines (
  runner_id int PRIMARY KEY, horse_id int NOT NULL, race_start timestamptz NOT NULL,
  known_day int NOT NULL, trial boolean NOT NULL, line bytea NOT NULL
);
ALTER TABLE run_lines ALTER COLUMN line SET STORAGE PLAIN;
CREATE INDEX run_lines_by_horse ON run_lines (horse_id, trial, race_start, runner_id);
CREATE TABLE tallies (
  family text COLLATE "C" NOT NULL, key text COLLATE "C" NOT NULL, day int NOT NULL, totals bytea NOT NULL, PRIMARY KEY (family, key, day)
);
ALTER TABLE tallies ALTER COLUMN totals SET STORAGE PLAIN;
CREATE TABLE feature_history (
  id int PRIMARY KEY DEFAULT 1 CONSTRAINT feature_history_is_one CHECK (id = 1), history_version int NOT NULL, built_from text NOT NULL CHECK (built_from <> ''), built_at timestamptz NOT NULL,
  days jsonb NOT NULL
);
CREATE TABLE feature_vectors (
  race_id int PRIMARY KEY REFERENCES races ON DELETE CASCADE, feature_set text NOT NULL CHECK (feature_set <> ''), as_of timestamptz NOT NULL, stale_since timestamptz,
  runner_ids int[] NOT NULL, columns bytea NOT NULL
);
ALTER TABLE feature_vectors ALTER COLUMN columns SET STORAGE EXTERNAL;
`

export class Features1764000000002 implements MigrationInterface {
  name = 'Features1764000000002'
  async up(runner: QueryRunner): Promise<void> { await runner.query(UP) }
  async down(runner: QueryRunner): Promise<void> { await runner.query('DROP TABLE feature_vectors, feature_history, tallies, run_lines') }
}
