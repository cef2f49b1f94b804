import type { Command } from 'commander'
import { readConfig } from '../app/config/read-config'
import { listMarkets, matchByHand, showMarket, unmatchByHand, type ChosenRunner, type ShownMarket } from '../app/live/markets'
import { withDatabase } from '../app/open-database'
import { AppError } from '../domain/errors'
import type { CliContext } from './cli-context'
import { examples } from './examples'
import { columns } from './feature-tables'

interface Options { readonly json?: boolean; readonly unmatched?: boolean; readonly race?: string; readonly runner?: readonly string[] }

const idOf = (text: string): number => {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new AppError('BAD_USER_INPUT', `${JSON.stringify(text)} is no number of a market: "racegraph markets list" has them in its first column.`)
}
/** `12345=7`, or `12345=none`; a handicap after a slash. */
const chosenRunner = (text: string): ChosenRunner => {
  const [, selection, number] = /^(\d+(?:\/-?[\d.]+)?)=(\d{1,2}|none)$/.exec(text) ?? []
  if (selection === undefined || number === undefined) throw new AppError('BAD_USER_INPUT', `--runner ${JSON.stringify(text)}: write the selection's id, "=" and the number on the card, e.g. 39008736=3, or 39008736=none.`)
  return { selection, number: number === 'none' ? null : Number(number) }
}
const marked = ({ synthetic }: { readonly synthetic: boolean }, text: string): string => synthetic ? `SYNTHETIC ${text}` : text
const told = ({ event }: ShownMarket): string => [event.venue, event.eventName, event.marketName].filter((part) => (part ?? '') !== '').join(', ')

const printMarket = (market: ShownMarket): string => {
  const { id, feed, marketId, bookmaker, type, status, startsAt, race, mended, reasons, selections } = market
  return [
    marked(market, `market ${id}: ${type} ${marketId} of ${bookmaker === '' ? feed : bookmaker} (feed ${feed}), ${status}, starts ${startsAt}`), `  as the source tells it: ${told(market)}`,
    `  race: ${race === null ? 'none' : `${race.label} (${race.sourceId}, race ${race.raceId})`}${mended ? ', said by hand' : ''}`, ...reasons.map((reason) => `  ${reason}`), '',
    columns(['selection', 'name', 'status', 'number', 'runner'], selections.map((one) => [one.handicap === 0 ? String(one.selectionId) : `${one.selectionId}/${one.handicap}`, one.name ?? '', one.status, one.number === null ? '-' : String(one.number), one.horse ?? '']), [0, 1, 2, 4]),
  ].join('\n')
}

const addList = (parent: Command, cli: CliContext): void => {
  const command = parent.command('list').description('List markets that feeds brought, those that start last first: at most 1,000.')
    .option('--unmatched', 'only those that lack a race, or runners').option('--json', 'print them as JSON')
    .action(({ unmatched, json }: Options) => withDatabase(readConfig(cli.env), async ({ url }) => {
      const markets = await listMarkets(url, unmatched === true)
      if (json === true) return cli.output.answer(JSON.stringify(markets))
      if (markets.length === 0) return cli.output.note(unmatched === true ? 'Every market has its race and runners.' : 'No feed has brought a market yet.')
      cli.output.answer(columns(['market', 'source', 'type', 'status', 'starts', 'race', ''], markets.map((one) => [
        String(one.id), `${one.feed} ${one.marketId}`, one.type, one.status, one.startsAt, marked(one, one.race?.label ?? '-'), one.mended ? 'by hand' : one.reasons.length > 1 ? `${one.reasons[0] ?? ''} (and ${one.reasons.length - 1} more)` : one.reasons[0] ?? '',
      ]), [1, 2, 3, 4, 5, 6]))
    }))
  examples(command, [['npx racegraph markets list --unmatched', 'what needs a hand, and why']])
}
const answer = (cli: CliContext, work: (url: string) => Promise<ShownMarket>, json: boolean): Promise<void> =>
  withDatabase(readConfig(cli.env), async ({ url }) => { const market = await work(url); cli.output.answer(json ? JSON.stringify(market) : printMarket(market)) })

const addShow = (parent: Command, cli: CliContext): void => {
  parent.command('show <market>').description('Show a market, what its source says of it, and which runner each selection is.').option('--json', 'print it as JSON')
    .action((market: string, { json }: Options) => { const id = idOf(market); return answer(cli, (url) => showMarket(url, id), json === true) })
}
const addMatch = (parent: Command, cli: CliContext): void => {
  const command = parent.command('match <market>').description('Say of which race a market is. Selections go to the runners of their name, unless --runner says another. Matching leaves it alone from then on; a server that runs takes it up within a minute.')
    .requiredOption('--race <race>', 'number or source id of the race').option('--runner <selection=number...>', 'a selection, and the number on the card that it is; none for nobody').option('--json', 'print the market as JSON')
    .action((market: string, { race, runner, json }: Options) => {
      const id = idOf(market)
      const chosen = (runner ?? []).map(chosenRunner)
      return answer(cli, (url) => matchByHand(url, id, race ?? '', chosen), json === true)
    })
  examples(command, [['npx racegraph markets match 12 --race 2022-11-07-MOE-3', 'by names'], ['npx racegraph markets match 12 --race 340 --runner 39008736=1 28217175=none', 'and two selections by hand']])
}
const addUnmatch = (parent: Command, cli: CliContext): void => {
  parent.command('unmatch <market>').description('Say that a market is of no race here. Matching leaves it alone from then on.').option('--json', 'print the market as JSON')
    .action((market: string, { json }: Options) => { const id = idOf(market); return answer(cli, (url) => unmatchByHand(url, id), json === true) })
}

export const addMarkets = (program: Command, cli: CliContext): void => {
  const parent = program.command('markets').description('See which races betting markets were matched to, and mend what was not.')
  for (const add of [addList, addShow, addMatch, addUnmatch]) add(parent, cli)
}
