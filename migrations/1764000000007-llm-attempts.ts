import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Every request that went to a language model, whatever came of it, and what it cost. Unknown tokens and costs are null. Rows are added and never changed. */
const UP = `
CREATE TABLE llm_attempts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz NOT NULL CHECK (isfinite(at)), purpose text NOT NULL CHECK (purpose IN ('COMMENTARY', 'OPINION', 'HEAD_TO_HEAD', 'PROBE')), subject text,
  model text NOT NULL CHECK (model <> ''), answered_by text, effort text, outcome text NOT NULL CHECK (outcome <> ''), status int, code text, request_id text, duration_ms int NOT NULL CHECK (duration_ms >= 0),
  input_tokens int CHECK (input_tokens >= 0), cached_tokens int CHECK (cached_tokens >= 0), cache_written_tokens int CHECK (cache_written_tokens >= 0), output_tokens int CHECK (output_tokens >= 0), reasoning_tokens int CHECK (reasoning_tokens >= 0),
  cost_usd float8 CHECK (cost_usd >= 0 AND cost_usd < 'Infinity'), price_version text, synthetic boolean NOT NULL,
  CHECK (num_nulls(input_tokens, cached_tokens, cache_written_tokens, output_tokens, reasoning_tokens) IN (0, 5))
);
CREATE INDEX llm_attempts_by_time ON llm_attempts (at);
CREATE TRIGGER llm_attempts_are_append_only BEFORE UPDATE OR DELETE ON llm_attempts FOR EACH ROW EXECUTE FUNCTION refuse_change_of_fact();
`
const DOWN = 'DROP TABLE llm_attempts;'

export class LlmAttempts1764000000007 implements MigrationInterface {
  name = 'LlmAttempts1764000000007'
  async up(runner: QueryRunner): Promise<void> { await runner.query(UP) }
  async down(runner: QueryRunner): Promise<void> { await runner.query(DOWN) }
}
