import type { Command } from 'commander'
import { readConfig } from '../app/config/read-config'
import { openModelStore } from '../app/model-folders'
import { aliasNamed, findModel, listModels, promoteModel, rollBackAlias, verifyModels } from '../app/model-shelf'
import { createProgress } from '../app/progress'
import { shipModels, TOLERANCE } from '../app/ship-models'
import { listenForStop } from '../app/stop-signals'
import { AppError } from '../domain/errors'
import type { ModelStore } from '../usecases/ports'
import type { CliContext } from './cli-context'
import { examples } from './examples'
import { printCard, printShelf, printShipped, printVerified } from './model-tables'
import { EXIT } from './output'

interface Shared { readonly json?: boolean }
const storeOf = ({ env }: CliContext): ModelStore => openModelStore(readConfig(env))
const answer = ({ output }: CliContext, { json = false }: Shared, document: unknown, text: () => string): void => { output.answer(json ? JSON.stringify(document) : text()) }

export const addModels = (program: Command, cli: CliContext): void => {
  const parent = program.command('models').description('Models that were trained: list them, look at their cards, say which one champion and fundamentals mean. Needs no database.')
  const list = parent.command('list').description('Every version of every model, and which of them the aliases mean.').option('--json', 'print it as JSON')
    .action(async (options: Shared) => { const shelf = await listModels(storeOf(cli)); answer(cli, options, shelf, () => printShelf(shelf)) })
  examples(list, [['npx racegraph models list', 'what there is']])
  const show = parent.command('show').argument('<model>', 'name, name@version, champion or fundamentals').description('The card of a model: what it is for, what it was made of and how good it was.').option('--json', 'print the card as JSON')
    .action(async (name: string, options: Shared) => {
      const { ref, card, problem } = await findModel(storeOf(cli), name)
      if (card === null) throw new AppError('CONFIG_INVALID', `${ref.name}@${ref.version} cannot be used: ${problem}.`)
      answer(cli, options, card, () => printCard(card, problem))
    })
  examples(show, [['npx racegraph models show champion', 'the best of all']])
  const promote = parent.command('promote').argument('<model>', 'name or name@version').requiredOption('--as <alias>', 'champion or fundamentals').option('--why <text>', 'kept in the history', 'by hand')
    .description('Say which model an alias means. What it meant before is kept.').option('--json', 'print it as JSON')
    .action(async (name: string, options: Shared & { as: string; why: string }) => { const now = await promoteModel(storeOf(cli), name, aliasNamed(options.as), options.why); answer(cli, options, now, () => `${now.alias} is now ${now.now.name}@${now.now.version}.`) })
  examples(promote, [['npx racegraph models promote champion-pool@2 --as champion', 'that version from now on']])
  const rollback = parent.command('rollback').argument('<alias>', 'champion or fundamentals').option('--why <text>', 'kept in the history', 'by hand').description('Take back the last promotion.').option('--json', 'print it as JSON')
    .action(async (name: string, options: Shared & { why: string }) => { const now = await rollBackAlias(storeOf(cli), aliasNamed(name), options.why); answer(cli, options, now, () => `${now.alias} is ${now.now.name}@${now.now.version} again.`) })
  examples(rollback, [['npx racegraph models rollback champion', 'what it meant before']])
  const verify = parent.command('verify').description('Read every model whole: digests, card, features, weights.').option('--json', 'print it as JSON')
    .action(async (options: Shared) => {
      const verified = await verifyModels(storeOf(cli))
      answer(cli, options, verified, () => printVerified(verified))
      if (verified.some(({ problem }) => problem !== null)) cli.exitCode = EXIT.failure
    })
  const ship = parent.command('ship').description('Make the models that racegraph comes with, in models/, from an invented world of its own: the same every time.').option('--check', 'make them beside, and only compare').option('--json', 'print it as JSON')
    .action(async (options: Shared & { check?: boolean }) => {
      const stop = listenForStop(() => { process.exit(EXIT.interrupted) })
      try {
        const report = await shipModels({ progress: (label, unit) => createProgress(label, unit), signal: stop.signal, xgboostPath: readConfig(cli.env).RACEGRAPH_XGBOOST_PATH }, options.check ?? false)
        answer(cli, options, report, () => printShipped(report, options.check ?? false))
        if (report.failed.length > 0 || (options.check === true && report.different.length > 0 && !(report.drift !== null && report.drift <= TOLERANCE))) cli.exitCode = EXIT.failure
      } finally { if (stop.signal.aborted) cli.exitCode = EXIT.interrupted; stop.dispose() }
    })
  examples(ship, [['npm run models -- --check', 'whether models/ is what this makes']])
  examples(verify, [['npx racegraph models verify', 'all of them']])
}
