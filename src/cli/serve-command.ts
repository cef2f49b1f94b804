import type { Command } from 'commander'
import { readConfig } from '../app/config/read-config'
import { start } from '../app/start'
import { whereToGo } from '../app/where-to-go'
import { examples } from './examples'
import { assertRedis } from './needs-redis'
import { untilStopped } from './until-stopped'
import type { CliContext } from './cli-context'

const serve = async (context: CliContext): Promise<void> => {
  const config = readConfig(context.env)
  assertRedis(config, 'serve')
  await untilStopped(context, config, { start: (deps) => start(deps, 'api'), answer: (server) => whereToGo(server, config), stopping: 'Stopping: requests in flight finish first.' })
}

export const addServe = (program: Command, context: CliContext): void => {
  const command = program.command('serve')
    .description('Serve the graph and its subscriptions, and nothing else: what lives comes over Redis (REDIS_URL) from workers (racegraph ingest). As many as you like. Stops at Ctrl-C or SIGTERM.')
    .action(() => serve(context))
  examples(command, [['REDIS_URL=redis://10.0.0.5:6379 DATABASE_URL=postgresql://me@10.0.0.6/racing npx racegraph serve', 'beside others like it']])
}
