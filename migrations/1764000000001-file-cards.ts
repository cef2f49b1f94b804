import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The files that meetings of source FILE are made of. `proposed` counts once `import_units` holds its digest, which the import writes in the transaction of the meeting. */
const UP = `
CREATE TABLE file_meetings (
  source_id text PRIMARY KEY, accepted jsonb, proposed jsonb NOT NULL, proposed_sha256 text NOT NULL CHECK (proposed_sha256 <> ''), updated_at timestamptz NOT NULL
);
`
export class FileCards1764000000001 implements MigrationInterface {
  name = 'FileCards1764000000001'
  async up(runner: QueryRunner): Promise<void> { await runner.query(UP) }
  async down(runner: QueryRunner): Promise<void> { await runner.query('DROP TABLE file_meetings') }
}
