import type { Command } from 'commander'
import { readConfig } from '../app/config/read-config'
import { startWorkerProcess, type RunningWorker } from '../app/start-worker'
import { examples } from './examples'
import { assertRedis } from './needs-redis'
import { untilStopped } from './until-stopped'
import type { CliContext } from './cli-context'

const running = ({ feeds, url }: RunningWorker): string => [
  '', `The worker runs. Feeds: ${feeds.length > 0 ? feeds.join(', ') : 'none; the settings name none'}.`,
  ...(url === null ? [] : [`Health and metrics: ${url}/readyz, ${url}/metrics`]), '', 'Ctrl-C stops it.', '',
].join('\n')

const ingest = async (context: CliContext): Promise<void> => {
  const config = readConfig(context.env)
  assertRedis(config, 'ingest')
  const port = context.env['PORT'] === undefined ? null : config.PORT
  await untilStopped(context, config, { start: (deps) => startWorkerProcess(deps, port), answer: running, stopping: 'Stopping: what is on its way is written down first.' })
}

export const addIngest = (program: Command, context: CliContext): void => {
  const command = program.command('ingest')
    .description('Take feeds in: books, storage of prices, predictions, published over Redis (REDIS_URL) for "racegraph serve". Of several, one holds each race and another takes over when it dies. Stops at Ctrl-C or SIGTERM.')
    .addHelpText('after', '\nWith PORT set it answers /healthz, /readyz and /metrics there, and takes prices in at /feeds/prices where RACEGRAPH_WEBHOOK_SECRET is set.')
    .action(() => ingest(context))
  examples(command, [['REDIS_URL=redis://10.0.0.5:6379 DATABASE_URL=postgresql://me@10.0.0.6/racing PORT=9100 npx racegraph ingest', 'with health and metrics on a port']])
}
