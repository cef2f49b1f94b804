import type { MigrationInterface, QueryRunner } from 'typeorm'

/*
 * Documents that clients ask for by id (docs/access/trusted-documents.md). A text never changes, for its id is its hash; an id never stands for another text.
 * One row counts changes: whoever publishes holds it until the end, so that revisions become visible in their order, and a server that asks for later ones misses none.
 */
const UP = `
CREATE TABLE trusted_documents (
  id text PRIMARY KEY, text text NOT NULL, operation_name text CHECK (operation_name <> ''), operation_type text NOT NULL CHECK (operation_type IN ('query', 'mutation', 'subscription')),
  published_at timestamptz NOT NULL CHECK (isfinite(published_at)), retired_at timestamptz, revision bigint NOT NULL CHECK (revision >= 1),
  CONSTRAINT trusted_documents_id_is_of_their_text CHECK (id = 'sha256:' || encode(sha256(convert_to(text, 'UTF8')), 'hex'))
);
CREATE INDEX trusted_documents_by_revision ON trusted_documents (revision);
CREATE TABLE trusted_document_ids (alias text PRIMARY KEY CHECK (alias <> ''), document_id text NOT NULL REFERENCES trusted_documents);
CREATE INDEX trusted_document_ids_of_document ON trusted_document_ids (document_id);
CREATE TABLE trusted_document_clients (
  document_id text NOT NULL REFERENCES trusted_documents, client text NOT NULL CHECK (client <> ''), version text NOT NULL, published_at timestamptz NOT NULL, PRIMARY KEY (document_id, client, version)
);
CREATE TABLE trusted_document_revision (one boolean PRIMARY KEY DEFAULT true CHECK (one), revision bigint NOT NULL);
`
const DOWN = 'DROP TABLE trusted_document_revision, trusted_document_clients, trusted_document_ids, trusted_documents;'

export class TrustedDocuments1764000000011 implements MigrationInterface {
  name = 'TrustedDocuments1764000000011'
  async up(runner: QueryRunner): Promise<void> { await runner.query(UP) }
  async down(runner: QueryRunner): Promise<void> { await runner.query(DOWN) }
}
