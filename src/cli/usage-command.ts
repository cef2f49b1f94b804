import type { Command } from 'commander'
import { AppError } from '../domain/errors'
import { USAGE_BY, type UsageBy } from '../usecases/metering/ports'
import type { CliContext } from './cli-context'
import { examples } from './examples'
import { listOption, rangeOption } from './feature-options'
import { fieldsCsv, invoiceCsv, printFields, printInvoice, printUsage, usageCsv } from './usage-tables'
import { withRun } from './with-run'

// eslint-disable-next-line @typescript-eslint/no-require-imports -- the database takes time to load, which other commands need not wait for
const reports = (): typeof import('../app/metering/usage-reports') => require('../app/metering/usage-reports')

interface Shared { readonly json?: boolean; readonly csv?: boolean }
interface Days { readonly from?: string; readonly to?: string; readonly principal?: string }
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/

/** In the form that was asked for. @throws AppError BAD_USER_INPUT */
const answer = <T>({ output }: CliContext, { json = false, csv = false }: Shared, report: T, asCsv: (report: T) => string, asText: (report: T) => string): void => {
  output.answer(json ? JSON.stringify(report) : csv ? asCsv(report) : asText(report))
}
const oneForm = ({ json = false, csv = false }: Shared): void => { if (json && csv) throw new AppError('BAD_USER_INPUT', '--json and --csv are two forms: ask for one.') }
const byOption = (value: string | undefined): readonly UsageBy[] => (value === undefined ? ['DAY', 'PRINCIPAL'] : listOption(value).map((word) => {
  const by = USAGE_BY.find((one) => one === word.toUpperCase())
  if (by === undefined) throw new AppError('BAD_USER_INPUT', `--by has ${JSON.stringify(word)}: it must be some of ${USAGE_BY.join(', ').toLowerCase()}, separated by commas.`)
  return by
}))
const forms = (command: Command): Command => command.option('--json', 'print it as JSON').option('--csv', 'print it as CSV')
const days = (command: Command): Command => command.option('--from <date>', 'first day of UTC; 30 days before the last without it').option('--to <date>', 'last day; today without it').option('--principal <id>', 'of one alone, e.g. key:4fT9aQ02xZ')

const addInvoice = (parent: Command, cli: CliContext): void => {
  const command = forms(parent.command('invoice').description('What each owner and key used in a month: operations, cost units, minutes of subscriptions, deliveries, bytes; and amounts where RACEGRAPH_PRICES_FILE has the price of the tier that the key has now.')
    .requiredOption('--month <month>', 'month of UTC, e.g. 2026-11'))
    .action((options: Shared & { readonly month: string }) => {
      oneForm(options)
      if (!MONTH.test(options.month)) throw new AppError('BAD_USER_INPUT', `--month is ${JSON.stringify(options.month)}: it must be a month such as 2026-11.`)
      return withRun(cli, async (run) => { answer(cli, options, await reports().tellInvoice(run, options.month), invoiceCsv, printInvoice) })
    })
  examples(command, [['npx racegraph usage invoice --month 2026-11 --csv > 2026-11.csv', 'for the books']])
}
const addFields = (parent: Command, cli: CliContext): void => {
  const command = days(forms(parent.command('fields').description('Which programs ask for which fields, by which operations, and how often: who a change of the schema would break. "npm run schema:check -- --usage file" reads what --json prints.')
    .option('--field <field...>', 'these alone, e.g. Runner.barrier')))
    .action((options: Shared & Days & { readonly field?: readonly string[] }) => {
      oneForm(options)
      const range = rangeOption(options)
      return withRun(cli, async (run) => { answer(cli, options, await reports().tellFields(run, { ...range, principal: options.principal ?? null, fields: options.field ?? null }), fieldsCsv, printFields) })
    })
  examples(command, [['npx racegraph usage fields --field Runner.barrier', 'who asks for it'], ['npx racegraph usage fields --json > usage.json', 'for the check of a change']])
}

export const addUsage = (program: Command, cli: CliContext): void => {
  const parent = program.command('usage').description('What was used of the graph, by whom; invoices; who asks for which fields. Running servers write it every second.')
  const command = days(forms(parent.command('report', { isDefault: true }).description('Operations, errors, cost, bytes and subscriptions, added up. "racegraph usage" alone is this.')
    .option('--by <parts>', `what is told apart: some of ${USAGE_BY.join(', ').toLowerCase()}, separated by commas; day,principal without it`)))
    .action((options: Shared & Days & { readonly by?: string }) => {
      oneForm(options)
      const range = rangeOption(options)
      const by = byOption(options.by)
      return withRun(cli, async (run) => { answer(cli, options, await reports().tellUsage(run, { ...range, by, principal: options.principal ?? null }), usageCsv, printUsage) })
    })
  addInvoice(parent, cli)
  addFields(parent, cli)
  examples(command, [['npx racegraph usage', 'days and keys of the last 30 days'], ['npx racegraph usage --by client,version,operation --principal key:4fT9aQ02xZ', 'what one key does with what']])
}
