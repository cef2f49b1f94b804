import type { Command } from 'commander'
import { readConfig } from '../app/config/read-config'
import { openServer } from '../app/open-database'
import { listenForStop } from '../app/stop-signals'
import { examples } from './examples'
import type { CliContext } from './cli-context'

const waitForStop = (output: CliContext['output']): Promise<void> => new Promise((resolve) => {
  const stop = listenForStop(() => undefined)
  // An AbortSignal keeps no process alive; this timer does until the signal comes.
  const alive = setInterval(() => undefined, 1 << 30)
  output.note('The database runs until you press Ctrl-C.')
  stop.signal.addEventListener('abort', () => { clearInterval(alive); stop.dispose(); resolve() })
})

export const addDb = (program: Command, { env, output }: CliContext): void => {
  const db = program.command('db').description('The database itself.')
  const url = db.command('url')
    .description('Print the URL of the database (with its password). The embedded one runs only while a racegraph command does: add --hold, or have the server running.')
    .option('--json', 'print it as JSON')
    .option('--hold', 'keep the embedded database running until Ctrl-C')
    .action(async ({ json = false, hold = false }: { json?: boolean; hold?: boolean }) => {
      const server = await openServer(readConfig(env))
      try {
        output.answer(json ? JSON.stringify({ url: server.url, embedded: server.isEmbedded }) : server.url)
        if (hold) await waitForStop(output)
      } finally { await server.close() }
    })
  examples(url, [['psql "$(npx racegraph db url)"', 'a SQL prompt, while the server runs in another terminal'], ['npx racegraph db url --hold', 'only the database, until Ctrl-C']])
}
