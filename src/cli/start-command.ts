import type { Command } from 'commander'
import { readConfig } from '../app/config/read-config'
import { start } from '../app/start'
import { whereToGo } from '../app/where-to-go'
import { examples } from './examples'
import { untilStopped } from './until-stopped'
import type { CliContext } from './cli-context'

const serve = (context: CliContext): Promise<void> => {
  const config = readConfig(context.env)
  return untilStopped(context, config, { start, answer: (server) => whereToGo(server, config), stopping: 'Stopping: requests in flight finish first.' })
}

export const addStart = (program: Command, context: CliContext): void => {
  const command = program.command('start')
    .description('Start the server: embedded PostgreSQL (or DATABASE_URL), schema, a demonstration season on the first start, GraphQL over HTTP. Stops at Ctrl-C or SIGTERM.')
    .action(() => serve(context))
  examples(command, [['npm start', 'install and build what is needed, then this'], ['PORT=8080 npx racegraph start', 'on another port'], ['RACEGRAPH_DEMO=off npx racegraph start', 'without the demonstration season']])
}
