import type { MigrationInterface, QueryRunner } from 'typeorm'

/*
 * Keys of those who ask (docs/access/keys.md). Of a secret there is its SHA-256 and nothing else. One row counts changes: whoever changes a key holds it until the end, so that
 * revisions become visible in their order, and a server that asks for later ones misses none.
 */
const UP = `
CREATE TABLE api_keys (
  id text PRIMARY KEY CHECK (id ~ '^[0-9A-Za-z]{10}$'), name text NOT NULL CHECK (name <> ''), owner text NOT NULL CHECK (owner <> ''), tier text NOT NULL CHECK (tier <> ''),
  scopes text[] NOT NULL CHECK (cardinality(scopes) > 0), origins text[] NOT NULL, addresses text[] NOT NULL,
  created_at timestamptz NOT NULL CHECK (isfinite(created_at)), expires_at timestamptz CHECK (isfinite(expires_at)), revoked_at timestamptz CHECK (isfinite(revoked_at)), last_used_at timestamptz,
  revision bigint NOT NULL CHECK (revision >= 1)
);
CREATE INDEX api_keys_by_revision ON api_keys (revision);
CREATE TABLE api_key_secrets (
  digest bytea PRIMARY KEY CHECK (octet_length(digest) = 32), key_id text NOT NULL REFERENCES api_keys, created_at timestamptz NOT NULL, expires_at timestamptz CHECK (isfinite(expires_at))
);
CREATE INDEX api_key_secrets_of_key ON api_key_secrets (key_id);
CREATE TABLE api_key_revision (one boolean PRIMARY KEY DEFAULT true CHECK (one), revision bigint NOT NULL);
INSERT INTO api_key_revision (revision) VALUES (0);
`
const DOWN = 'DROP TABLE api_key_revision, api_key_secrets, api_keys;'

export class ApiKeys1764000000009 implements MigrationInterface {
  name = 'ApiKeys1764000000009'
  async up(runner: QueryRunner): Promise<void> { await runner.query(UP) }
  async down(runner: QueryRunner): Promise<void> { await runner.query(DOWN) }
}
