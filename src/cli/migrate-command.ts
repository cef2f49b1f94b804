import type { Command } from 'commander'
import { readConfig } from '../app/config/read-config'
import { withDatabase } from '../app/open-database'
import { examples } from './examples'
import type { CliContext } from './cli-context'

export const addMigrate = (program: Command, { env, output }: CliContext): void => {
  const command = program.command('migrate')
    .description('Bring the schema of the database up to date. "racegraph start" and "racegraph import" do it too.')
    .option('--json', 'print the names of the migrations that ran as JSON')
    .action(async ({ json = false }: { json?: boolean }) => {
      const migrated = await withDatabase(readConfig(env), async (database) => database.migrated)
      if (json) output.answer(JSON.stringify({ migrated }))
      else output.answer(migrated.length === 0 ? 'The schema is up to date.' : `Migrated: ${migrated.join(', ')}`)
    })
  examples(command, [['npx racegraph migrate', 'the embedded database'], ['DATABASE_URL=postgresql://me@localhost/races npx racegraph migrate', 'a database of your own']])
}
