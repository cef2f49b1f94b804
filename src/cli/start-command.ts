import type { Command } from 'commander'
import { systemClock } from '../app/clock'
import { readConfig } from '../app/config/read-config'
import { recordedFeed } from '../app/live/replay-recordings'
import { start } from '../app/start'
import { whereToGo } from '../app/where-to-go'
import { examples } from './examples'
import { fromOption, speedOption } from './replay-options'
import { untilStopped } from './until-stopped'
import type { CliContext } from './cli-context'

interface Options { readonly replay?: readonly string[]; readonly speed: string; readonly from?: string; readonly createRaces?: boolean }

const serve = (context: CliContext, { replay = [], speed, from, createRaces = false }: Options): Promise<void> => {
  const config = readConfig(context.env)
  const feeds = replay.length === 0 ? [] : [recordedFeed({ files: replay, speed: speedOption(speed), from: fromOption(from) }, systemClock)]
  return untilStopped(context, config, { start: (deps) => start({ ...deps, feeds, createRaces }), answer: (server) => whereToGo(server, config), stopping: 'Stopping: requests in flight finish first.' })
}

export const addStart = (program: Command, context: CliContext): void => {
  const command = program.command('start')
    .description('Start the server: embedded PostgreSQL (or DATABASE_URL), schema, a demonstration season on the first start, GraphQL over HTTP. Stops at Ctrl-C or SIGTERM.')
    .option('--replay <file...>', 'play recordings of exchange markets to subscribers, as "racegraph replay" does').option('--speed <n>', 'of the recordings: seconds in a second, or max', '1')
    .option('--from <instant>', 'of the recordings: tell nothing before it').option('--create-races', 'make races of markets that no card knows')
    .action((options: Options) => serve(context, options))
  examples(command, [['npm start', 'install and build what is needed, then this'], ['PORT=8080 npx racegraph start', 'on another port'], ['RACEGRAPH_DEMO=off npx racegraph start', 'without the demonstration season'], ['npx racegraph start --replay 1.206064380.bz2 --create-races --speed 60', 'with a recorded market, a minute in a second']])
}
