import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * Use of the graph, added up. `usage_operations` tells it apart and is forgotten after a while; `usage_days` has totals and stays. `usage_documents`: what operations of documents select.
 * `usage_writers`: the last batch of each process, written in one transaction with its rows, so that none counts twice. Empty text: it named none.
 */
const COUNTS = `
  operations bigint NOT NULL CHECK (operations >= 0), failed bigint NOT NULL CHECK (failed BETWEEN 0 AND operations), estimated_cost float8 NOT NULL CHECK (estimated_cost >= 0), actual_cost float8 NOT NULL CHECK (actual_cost >= 0),
  bytes bigint NOT NULL CHECK (bytes >= 0), duration_ms float8 NOT NULL CHECK (duration_ms >= 0), subscription_ms float8 NOT NULL CHECK (subscription_ms >= 0), deliveries bigint NOT NULL CHECK (deliveries >= 0),
  errors jsonb NOT NULL CHECK (jsonb_typeof(errors) = 'object')`
const UP = `
CREATE TABLE usage_operations (
  day date NOT NULL, principal text NOT NULL CHECK (principal <> ''), client text NOT NULL, version text NOT NULL, operation text NOT NULL, document text NOT NULL, rest boolean NOT NULL, ${COUNTS},
  PRIMARY KEY (day, principal, client, version, operation, document, rest), CHECK (NOT rest OR (client, version, operation, document) = ('', '', '', ''))
) WITH (fillfactor = 80);
CREATE INDEX usage_operations_by_document ON usage_operations (document);
CREATE TABLE usage_days (day date NOT NULL, principal text NOT NULL CHECK (principal <> ''), ${COUNTS}, PRIMARY KEY (day, principal)) WITH (fillfactor = 80);
CREATE TABLE usage_documents (document text NOT NULL CHECK (document ~ '^[0-9a-f]{64}$'), operation text NOT NULL, fields text[] NOT NULL, used_on date NOT NULL, PRIMARY KEY (document, operation));
CREATE TABLE usage_writers (writer uuid PRIMARY KEY, sequence bigint NOT NULL CHECK (sequence > 0), at timestamptz NOT NULL) WITH (fillfactor = 50);
CREATE FUNCTION usage_errors_together(a jsonb, b jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN b = '{}' THEN a WHEN a = '{}' THEN b ELSE
    (SELECT jsonb_object_agg(key, total) FROM (SELECT key, sum(value::bigint) AS total FROM (SELECT * FROM jsonb_each_text(a) UNION ALL SELECT * FROM jsonb_each_text(b)) AS every GROUP BY key) AS summed) END $$;
CREATE AGGREGATE usage_errors_sum(jsonb) (sfunc = usage_errors_together, stype = jsonb, initcond = '{}');
`
const DOWN = `
DROP AGGREGATE usage_errors_sum(jsonb);
DROP FUNCTION usage_errors_together(jsonb, jsonb);
DROP TABLE usage_operations, usage_days, usage_documents, usage_writers;
`

export class Usage1764000000010 implements MigrationInterface {
  name = 'Usage1764000000010'
  async up(runner: QueryRunner): Promise<void> { await runner.query(UP) }
  async down(runner: QueryRunner): Promise<void> { await runner.query(DOWN) }
}
