import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * Commentary that a language model wrote, as it was checked and shown: paid for once. It goes with its race, whose runners it names by id. `stamp`: what the race looked like; `cache_key`: a digest of who was
 * asked, how, and of all facts.
 */
const COMMENTARIES = `
CREATE TABLE commentaries (
  cache_key text PRIMARY KEY CHECK (cache_key ~ '^[0-9a-f]{64}$'), race_id int NOT NULL REFERENCES races ON DELETE CASCADE, stamp text NOT NULL CHECK (stamp <> ''),
  kind text NOT NULL CHECK (kind IN ('PREVIEW', 'RUNNER', 'CHANGE', 'REVIEW')), tone text NOT NULL CHECK (tone IN ('NEUTRAL', 'LIVELY', 'ANALYTICAL')), length text NOT NULL CHECK (length IN ('SHORT', 'MEDIUM', 'LONG')), locale text NOT NULL CHECK (locale <> ''),
  model text NOT NULL CHECK (model <> ''), synthetic boolean NOT NULL, as_of timestamptz NOT NULL CHECK (isfinite(as_of)), written_at timestamptz NOT NULL CHECK (isfinite(written_at)),
  sentences jsonb NOT NULL CHECK (jsonb_typeof(sentences) = 'array' AND sentences <> '[]'), facts jsonb NOT NULL CHECK (jsonb_typeof(facts) = 'array'), from_template int[] NOT NULL DEFAULT '{}',
  left_out int NOT NULL CHECK (left_out >= 0), cost_usd float8 CHECK (cost_usd >= 0 AND cost_usd < 'Infinity')
);
CREATE INDEX commentaries_by_race ON commentaries (race_id, kind, tone, length, locale, as_of);
`

const DOWN = `
DROP TABLE commentaries;
`

export class Commentary1764000000006 implements MigrationInterface {
  name = 'Commentary1764000000006'
  async up(runner: QueryRunner): Promise<void> { for (const step of [COMMENTARIES]) await runner.query(step) }
  async down(runner: QueryRunner): Promise<void> { await runner.query(DOWN) }
}
