import type { Command } from 'commander'
import { systemClock } from '../app/clock'
import { readConfig, type Config } from '../app/config/read-config'
import { exportLedger, ledgerHead, verifyLedger, type Verification } from '../app/ledger'
import { withDatabase } from '../app/open-database'
import { createProgress } from '../app/progress'
import type { FeatureRun } from '../app/refresh-features'
import { listenForStop } from '../app/stop-signals'
import { AppError } from '../domain/errors'
import type { LedgerHead } from '../usecases/ports'
import { examples } from './examples'
import { EXIT } from './output'
import type { CliContext } from './cli-context'

interface Shared { readonly json?: boolean }

const withRun = async (cli: CliContext, work: (run: FeatureRun, config: Config) => Promise<boolean>): Promise<void> => {
  const config = readConfig(cli.env)
  const stop = listenForStop(() => { process.exit(EXIT.interrupted) })
  try {
    const whole = await withDatabase(config, ({ url }) => work({ databaseUrl: url, clock: systemClock, signal: stop.signal, progress: (label, unit) => createProgress(label, unit) }, config))
    if (!whole) { cli.output.note('Interrupted.'); cli.exitCode = EXIT.interrupted }
  } finally { stop.dispose() }
}
/** A hash, or an entry's number and its hash with a colon between. */
const headOption = (value: string | undefined): LedgerHead | null => {
  if (value === undefined) return null
  const [, entries, hash] = /^(?:(\d{1,15}):)?([0-9a-f]{64})$/i.exec(value) ?? []
  if (hash === undefined) throw new AppError('BAD_USER_INPUT', `--expect is ${JSON.stringify(value)}: it must be a hash of 64 hexadecimal digits, or an entry's number and its hash such as 120:ab12…, as "racegraph ledger head" prints it.`)
  return { entries: entries === undefined ? null : Number(entries), hash: hash.toLowerCase() }
}
const counted = (entries: number): string => `${entries.toLocaleString('en-US')} ${entries === 1 ? 'entry' : 'entries'}`
const printed = ({ entries, head, broken, expected }: Verification): string => {
  const against = expected === null ? 'No head was kept elsewhere, so that a tail that was cut off would not show.' : `Held against the head of ${expected.from}.`
  if (broken !== null) return `BROKEN at entry ${broken.sequence}: ${broken.problem}. The ${counted(entries)} before hold. ${against}`
  return `${counted(entries)} ${entries === 1 ? 'holds' : 'hold'}${head === null ? '' : `; the head is ${entries}:${head}`}. ${against}`
}

const addVerify = (parent: Command, cli: CliContext): void => {
  const command = parent.command('verify').description('Hold the record of served predictions against its hashes: nothing changed, left out, moved or added after the off. Exit code 1 when it is broken.')
    .option('--expect <head>', 'a hash that must be in it, or number:hash; without it the head in RACEGRAPH_HOME/ledger-head.json').option('--json', 'print the report as JSON')
    .action((options: Shared & { expect?: string }) => {
      const expect = headOption(options.expect)
      return withRun(cli, async (run, config) => {
        const report = await verifyLedger(run, config.RACEGRAPH_HOME, expect)
        cli.output.answer(options.json === true ? JSON.stringify(report) : printed(report))
        if (report.broken !== null) cli.exitCode = EXIT.failure
        return report.interrupted !== true
      })
    })
  examples(command, [['npx racegraph ledger verify --expect 5120:9c2f…', 'against a head that was written down on another day']])
}
const addHead = (parent: Command, cli: CliContext): void => {
  const command = parent.command('head').description('Print number and hash of the newest entry, to be kept where nobody can change it.').option('--json', 'print it as JSON')
    .action((options: Shared) => withRun(cli, async ({ databaseUrl }, config) => {
      const head = await ledgerHead(databaseUrl, config.RACEGRAPH_HOME)
      if (options.json === true) cli.output.answer(JSON.stringify(head))
      else if (head === null) cli.output.note('Nothing was served yet.')
      else cli.output.answer(`${head.entries}:${head.hash}`)
      return true
    }))
  examples(command, [['npx racegraph ledger head >> heads.txt', 'once a day, on another machine']])
}
const addExport = (parent: Command, cli: CliContext): void => {
  const command = parent.command('export').description('Print all entries, a JSON object a line, with all that their hashes are of (docs/ledger.md).')
    .option('--inputs', 'with the inputs too, base64 of their bytes').option('--json', 'print them as one JSON array')
    .action((options: Shared & { inputs?: boolean }) => withRun(cli, async (run) => {
      const array = options.json === true
      let first = true
      const whole = await exportLedger(run, options.inputs ?? false, (entry) => { cli.output.answer(`${array ? (first ? '[' : ',') : ''}${JSON.stringify(entry)}`); first = false })
      if (array) cli.output.answer(first ? '[]' : ']')
      return whole
    }))
  examples(command, [['npx racegraph ledger export > ledger.jsonl', 'for somebody who verifies it with a program of his own']])
}

export const addLedger = (program: Command, cli: CliContext): void => {
  const parent = program.command('ledger').description('The record of predictions that were served before the off, chained by hashes: verify it, print its head, export it.')
  for (const add of [addVerify, addHead, addExport]) add(parent, cli)
}
