import type { Command } from 'commander'
import { withKeyDesk } from '../app/access/with-key-desk'
import { AppError } from '../domain/errors'
import type { Instant } from '../domain/instant'
import type { KeyDesk, MadeKey } from '../usecases/access/key-desk'
import type { ApiKey } from '../usecases/access/ports'
import { ALL_BUT_ADMIN } from '../access/scope'
import type { CliContext } from './cli-context'
import { examples } from './examples'
import { columns } from './feature-tables'
import { withRun } from './with-run'

interface Shared { readonly json?: boolean }
interface CreateOptions extends Shared { readonly name: string; readonly owner: string; readonly tier: string; readonly scopes: string; readonly origins?: string; readonly addresses?: string; readonly expires?: string }

const withDesk = (cli: CliContext, work: (desk: KeyDesk, now: Instant) => Promise<void>): Promise<void> => withRun(cli, (run) => withKeyDesk(run, (desk) => work(desk, run.clock.now().getTime() as Instant)))
const words = (text: string | undefined): readonly string[] => (text ?? '').split(',').map((word) => word.trim()).filter((word) => word !== '')
const iso = (at: number | null): string => (at === null ? '-' : `${new Date(at).toISOString().slice(0, 19)}Z`)

const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }
function durationOf(option: string, text: string): number {
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? []
  if (count === undefined || unit === undefined) throw new AppError('BAD_USER_INPUT', `${option} is ${JSON.stringify(text)}: it must be a number with s, m, h or d behind it, such as 24h or 90d.`)
  return Number(count) * (UNIT_MS[unit] ?? 0)
}
/** A day or an instant of UTC, or a time from now. */
function expiryOf(text: string | undefined, now: Instant): Instant | null {
  if (text === undefined) return null
  if (/^\d+[smhd]$/.test(text)) return (now + durationOf('--expires', text)) as Instant
  const at = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?Z)?$/.test(text) ? Date.parse(text) : NaN
  if (Number.isNaN(at)) throw new AppError('BAD_USER_INPUT', `--expires is ${JSON.stringify(text)}: it must be a day such as 2027-01-31, an instant such as 2027-01-31T12:00:00Z, or a time from now such as 90d.`)
  return at as Instant
}

const toJson = (key: ApiKey): object => ({ ...key, createdAt: iso(key.createdAt), expiresAt: key.expiresAt === null ? null : iso(key.expiresAt), revokedAt: key.revokedAt === null ? null : iso(key.revokedAt), lastUsedAt: key.lastUsedAt === null ? null : iso(key.lastUsedAt), overlapUntil: key.overlapUntil === null ? null : iso(key.overlapUntil) })
const stateOf = ({ revokedAt, expiresAt, overlapUntil }: ApiKey, now: Instant): string => {
  if (revokedAt !== null) return `revoked ${iso(revokedAt)}`
  if (expiresAt !== null && expiresAt <= now) return `expired ${iso(expiresAt)}`
  return [expiresAt === null ? 'stands' : `until ${iso(expiresAt)}`, ...(overlapUntil !== null && overlapUntil > now ? [`older secret until ${iso(overlapUntil)}`] : [])].join(', ')
}
const printKeys = (keys: readonly ApiKey[], now: Instant): string => (keys.length === 0 ? 'There are no keys.' : columns(
  ['id', 'name', 'owner', 'tier', 'scopes', 'state', 'last used', 'from'],
  keys.map((key) => [key.id, key.name, key.owner, key.tier, key.scopes.join(','), stateOf(key, now), iso(key.lastUsedAt), [...key.origins, ...key.addresses].join(',') || 'anywhere']), [0, 1, 2, 3, 4, 5, 6, 7],
))
const answerMade = ({ output }: CliContext, { key, text }: MadeKey, json: boolean): void => {
  output.answer(json ? JSON.stringify({ ...toJson(key), key: text }) : text)
  output.note(`Key ${key.id}. The text above is shown this once: it is stored nowhere.`)
}

const addCreate = (parent: Command, cli: CliContext): void => {
  const command = parent.command('create').description('Make a key and print it. It is shown this once; what is stored is a hash.')
    .requiredOption('--name <name>', 'what it is for').requiredOption('--owner <owner>', 'whose it is: invoices are by owner')
    .option('--tier <tier>', 'how much it may use (docs/access/limits.md)', 'free').option('--scopes <scopes>', 'what it may read, separated by commas (docs/access/scopes.md)', ALL_BUT_ADMIN.join(','))
    .option('--origins <origins>', 'pages that may use it, separated by commas; all and everything else without').option('--addresses <addresses>', 'addresses or ranges that may use it, separated by commas; all without')
    .option('--expires <when>', 'a day, an instant, or a time from now such as 90d; never without').option('--json', 'print it with its terms as JSON')
    .action((options: CreateOptions) => withDesk(cli, async (desk, now) => {
      const { name, owner, tier } = options
      answerMade(cli, await desk.create({ name, owner, tier, scopes: words(options.scopes), origins: words(options.origins), addresses: words(options.addresses), expiresAt: expiryOf(options.expires, now) }), options.json === true)
    }))
  examples(command, [['npx racegraph keys create --name web --owner "Example Ltd" --tier partner --scopes racing,live --expires 365d', 'for a year'], ['npx racegraph keys create --name desk --owner us --tier internal --addresses 10.0.0.0/8', 'from your own network alone']])
}
const addList = (parent: Command, cli: CliContext): void => {
  parent.command('list').description('Print all keys, the newest first; never their secrets.').option('--json', 'print them as JSON')
    .action(({ json = false }: Shared) => withDesk(cli, async (desk, now) => { const keys = await desk.list(); cli.output.answer(json ? JSON.stringify(keys.map(toJson)) : printKeys(keys, now)) }))
}
const addChanges = (parent: Command, cli: CliContext): void => {
  const rotate = parent.command('rotate').description('Give a key another secret and print it, this once. Its id, and what it may and used, stay.').argument('<id>', 'its id, or the key itself').option('--overlap <time>', 'how long the secret up to now is taken beside it', '24h').option('--json', 'print it with its terms as JSON')
    .action((id: string, { overlap, json = false }: Shared & { overlap: string }) => withDesk(cli, async (desk) => {
      const made = await desk.rotate(id, durationOf('--overlap', overlap))
      answerMade(cli, made, json)
      if (made.key.overlapUntil !== null) cli.output.note(`The one up to now is taken until ${iso(made.key.overlapUntil)}.`)
    }))
  examples(rotate, [['npx racegraph keys rotate 4fZk0Qw2aB --overlap 7d', 'a week to change over'], ['npx racegraph keys rotate 4fZk0Qw2aB --overlap 0s', 'at once, because it leaked']])
  parent.command('revoke').description('End a key for ever. Every server refuses it, and closes what it opened, within a second.').argument('<id>', 'its id, or the key itself').option('--json', 'print it as JSON')
    .action((id: string, { json = false }: Shared) => withDesk(cli, async (desk) => {
      const key = await desk.revoke(id)
      if (json) cli.output.answer(JSON.stringify(toJson(key)))
      cli.output.note(`Key ${key.id} (${key.name}, ${key.owner}) is revoked since ${iso(key.revokedAt)}.`)
    }))
}

export const addKeys = (program: Command, cli: CliContext): void => {
  const parent = program.command('keys').description('Keys of those who ask: make, list, replace and revoke them.')
  for (const add of [addCreate, addList, addChanges]) add(parent, cli)
}
