import type { Command } from 'commander'
import { systemClock } from '../app/clock'
import { readConfig } from '../app/config/read-config'
import { createLogger } from '../app/logger'
import { start } from '../app/start'
import type { RunningServer } from '../app/start'
import { listenForStop } from '../app/stop-signals'
import { whereToGo } from '../app/where-to-go'
import { examples } from './examples'
import { EXIT } from './output'
import type { CliContext } from './cli-context'

const aborted = (signal: AbortSignal): Promise<void> => new Promise((resolve) => {
  if (signal.aborted) resolve()
  else signal.addEventListener('abort', () => { resolve() }, { once: true })
})

const serve = async ({ env, output }: CliContext): Promise<void> => {
  const config = readConfig(env)
  const logger = createLogger({ level: config.LOG_LEVEL, pretty: process.stderr.isTTY && config.NODE_ENV !== 'production' })
  let server: RunningServer | null = null
  const stop = listenForStop(() => { void (server?.closeAtOnce() ?? Promise.resolve()).finally(() => { process.exit(EXIT.interrupted) }) })
  try {
    server = await start({ config, clock: systemClock, logger, signal: stop.signal, say: output.note })
    if (server === null) return
    output.answer(whereToGo(server, config))
    await aborted(stop.signal)
    output.note('Stopping: requests in flight finish first. Ctrl-C again stops at once.')
    await server.close()
    output.note('Stopped.')
  } finally { stop.dispose() }
}

export const addStart = (program: Command, context: CliContext): void => {
  const command = program.command('start')
    .description('Start the server: embedded PostgreSQL (or DATABASE_URL), schema, a demonstration season on the first start, GraphQL over HTTP. Stops at Ctrl-C or SIGTERM.')
    .action(() => serve(context))
  examples(command, [['npm start', 'install and build what is needed, then this'], ['PORT=8080 npx racegraph start', 'on another port'], ['RACEGRAPH_DEMO=off npx racegraph start', 'without the demonstration season']])
}
