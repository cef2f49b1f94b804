import type { Command } from 'commander'
import { withWebhookDesk } from '../app/webhooks/with-webhook-desk'
import { AppError } from '../domain/errors'
import { isWebhookEvent, WEBHOOK_EVENTS, type Delivery, type Webhook, type WebhookEvent } from '../usecases/webhooks/ports'
import type { WebhookDesk } from '../usecases/webhooks/desk'
import type { CliContext } from './cli-context'
import { examples } from './examples'
import { columns } from './feature-tables'
import { EXIT } from './output'
import { withRun } from './with-run'

interface Shared { readonly json?: boolean }
interface CreateOptions extends Shared { readonly url: string; readonly events: string; readonly key?: string; readonly race?: string; readonly meeting?: string; readonly venue?: string; readonly model: string; readonly minChange: string; readonly every: string; readonly concurrency: string }

const withDesk = (cli: CliContext, work: (desk: WebhookDesk) => Promise<void>): Promise<void> => withRun(cli, (run) => withWebhookDesk(run, work))
const numberOption = (name: string, text: string): number => {
  const value = /^\d{1,9}(\.\d{1,9})?$/.test(text) ? Number(text) : NaN
  if (Number.isNaN(value)) throw new AppError('BAD_USER_INPUT', `${name} is ${JSON.stringify(text)}: it must be a number.`)
  return value
}
const eventsOption = (text: string): readonly WebhookEvent[] => text.split(',').map((word) => {
  const event = word.trim().toUpperCase()
  if (!isWebhookEvent(event)) throw new AppError('BAD_USER_INPUT', `--events has ${JSON.stringify(word)}: there are ${WEBHOOK_EVENTS.join(', ')}, separated by commas.`)
  return event
})
const principalOf = (key: string | undefined): string | null => (key === undefined ? null : key.startsWith('key:') ? key : `key:${key}`)
const iso = (at: number | null): string => (at === null ? '-' : `${new Date(at).toISOString().slice(0, 19)}Z`)

const addCreate = (parent: Command, cli: CliContext): void => {
  const command = parent.command('create').description('Make a webhook and print its id and its secret. The secret is shown this once.')
    .requiredOption('--url <url>', 'where to; https, reachable over the public internet (docs/access/webhooks.md)').requiredOption('--events <events>', `${WEBHOOK_EVENTS.join(', ')}, separated by commas`)
    .option('--key <id>', 'key whose webhook it is: it is told what the key may read, while the key stands; without it, your own')
    .option('--race <race>', 'of one race alone').option('--meeting <meeting>', 'of one meeting').option('--venue <code>', 'of one venue')
    .option('--model <name>', 'whose chances are told', 'champion').option('--min-change <chance>', 'the chance of a runner must have changed by so much', '0.02').option('--every <seconds>', 'chances of a race at most once in so many seconds', '10')
    .option('--concurrency <n>', 'requests at once, 1 to 4', '2').option('--json', 'print them as JSON')
    .action((options: CreateOptions) => {
      const asked = {
        principal: principalOf(options.key), url: options.url, events: eventsOption(options.events), of: { race: options.race ?? null, meeting: options.meeting ?? null, venue: options.venue ?? null },
        model: options.model, minChange: numberOption('--min-change', options.minChange), everyMs: Math.round(1_000 * numberOption('--every', options.every)), concurrency: numberOption('--concurrency', options.concurrency),
      }
      return withDesk(cli, async (desk) => {
        const made = await desk.create(asked)
        cli.output.answer(options.json === true ? JSON.stringify(made) : `${made.id}\n${made.secret}`)
        cli.output.note('The secret is not shown again: give it to whoever runs the receiver.')
      })
    })
  examples(command, [['npx racegraph webhooks create --url https://partner.example/races --events RESULT,SCRATCHING --key k3f9…', 'of a partner\'s key'], ['npx racegraph webhooks create --url https://partner.example/races --events PREDICTION --venue HV --min-change 0.05', 'when a chance at Happy Valley moves by five in a hundred']])
}
const filterOf = ({ filter: { raceId, meetingId, venueId } }: Webhook): string => [['race', raceId], ['meeting', meetingId], ['venue', venueId]].filter(([, key]) => key !== null).map((part) => part.join(' ')).join(', ') || 'all'
const printWebhooks = (webhooks: readonly Webhook[]): string => (webhooks.length === 0 ? 'There are no webhooks.' : columns(
  ['id', 'whose', 'told of', 'races', 'state', 'address'],
  webhooks.map((one) => [one.id, one.principal ?? 'your own', one.events.join(','), filterOf(one), one.active ? 'active' : `off since ${iso(one.disabledAt)}: ${one.disabledWhy ?? ''}`, one.url]), [0, 1, 2, 3, 4, 5],
))
const printDead = (dead: readonly Delivery[]): string => (dead.length === 0 ? 'No delivery is dead.' : columns(
  ['id', 'webhook', 'event', 'race', 'tries', 'status', 'given up', 'because'],
  dead.map((one) => [one.id, one.webhookId, one.event, String(one.raceId), String(one.attempts), one.lastStatus === null ? '-' : String(one.lastStatus), iso(one.endedAt), one.lastError ?? '']), [0, 1, 2, 6, 7],
))
const addLists = (parent: Command, cli: CliContext): void => {
  parent.command('list').description('Print all webhooks, the newest first; never their secrets.').option('--json', 'print them as JSON')
    .action(({ json = false }: Shared) => withDesk(cli, async (desk) => { const all = await desk.list(); cli.output.answer(json ? JSON.stringify(all) : printWebhooks(all)) }))
  parent.command('dead').description('Print deliveries that were given up, the newest first.').argument('[webhook]', 'of one webhook alone').option('--limit <n>', 'at most so many', '100').option('--json', 'print them as JSON')
    .action((webhook: string | undefined, { json = false, limit }: Shared & { limit: string }) => withDesk(cli, async (desk) => {
      const dead = await desk.dead(webhook ?? null, Math.floor(numberOption('--limit', limit)))
      cli.output.answer(json ? JSON.stringify(dead) : printDead(dead))
    }))
}
const addTest = (parent: Command, cli: CliContext): void => {
  parent.command('test').description('Send a ping, signed, once, and print the answer. Exit code 1 when it is not taken.').argument('<webhook>').option('--json', 'print it as JSON')
    .action((id: string, { json = false }: Shared) => withDesk(cli, async (desk) => {
      const { status, error, ms, answer } = await desk.ping(id)
      cli.output.answer(json ? JSON.stringify({ status, error, ms, answer }) : [status === null ? `No answer: ${error ?? ''}.` : `It answered ${status} after ${ms} ms.`, ...(answer === '' ? [] : [JSON.stringify(answer)])].join('\n'))
      if (error !== null) cli.exitCode = EXIT.failure
    }))
}
const addRetry = (parent: Command, cli: CliContext): void => {
  const command = parent.command('retry').description('Have a worker send again what was given up: one delivery, or all of active webhooks.').argument('[delivery]').option('--all', 'all that are dead').option('--json', 'print how many as JSON')
    .action((id: string | undefined, { all = false, json = false }: Shared & { all?: boolean }) => {
      if ((id === undefined) !== all) throw new AppError('BAD_USER_INPUT', 'Say which delivery, or --all, and not both: "racegraph webhooks dead" says which are dead.')
      return withDesk(cli, async (desk) => { const waiting = await desk.retry(id ?? null); cli.output.answer(json ? JSON.stringify({ waiting }) : `${waiting} ${waiting === 1 ? 'delivery waits' : 'deliveries wait'} to be sent again.`) })
    })
  examples(command, [['npx racegraph webhooks retry --all', 'after a receiver was mended']])
}
const addChanges = (parent: Command, cli: CliContext): void => {
  parent.command('rotate').description('Give a webhook another secret and print it, this once. Until the overlap is over what is sent is signed by both.').argument('<webhook>').option('--overlap <hours>', 'how long the secret up to now goes on', '24').option('--json', 'print it as JSON')
    .action((id: string, { overlap, json = false }: Shared & { overlap: string }) => withDesk(cli, async (desk) => {
      const { secret, until } = await desk.rotate(id, Math.round(3_600_000 * numberOption('--overlap', overlap)))
      cli.output.answer(json ? JSON.stringify({ id, secret, until: new Date(until).toISOString() }) : secret)
      cli.output.note(`The secret is not shown again. The one up to now goes on until ${iso(until)}.`)
    }))
  parent.command('enable').description('Turn on a webhook that was turned off. What was given up meanwhile is sent by "retry" alone.').argument('<webhook>')
    .action((id: string) => withDesk(cli, async (desk) => { await desk.enable(id); cli.output.note(`${id} is active.`) }))
  parent.command('delete').description('Delete a webhook with all its deliveries.').argument('<webhook>')
    .action((id: string) => withDesk(cli, async (desk) => { await desk.remove(id); cli.output.note(`${id} is deleted.`) }))
}

export const addWebhooks = (program: Command, cli: CliContext): void => {
  const parent = program.command('webhooks').description('Tell receivers over HTTP of results, scratchings and chances that change: make webhooks, try them, see what was given up, send it again.')
  for (const add of [addCreate, addLists, addTest, addRetry, addChanges]) add(parent, cli)
}
