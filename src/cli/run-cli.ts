import { Command, CommanderError } from 'commander'
import type { Environment } from '../app/config/read-config'
import { packageVersion } from '../app/package-root'
import { AppError } from '../domain/errors'
import { addBlend } from './blend-command'
import { addBooks } from './books-command'
import type { CliContext } from './cli-context'
import { addCommentary } from './commentary-command'
import { addConfig } from './config-command'
import { addDb } from './db-command'
import { addDocuments } from './documents-command'
import { addEvaluate } from './evaluate-command'
import { addExplain } from './explain-command'
import { addFeatures } from './features-command'
import { addHeadToHead } from './headtohead-command'
import { addImport } from './import-command'
import { addIngest } from './ingest-command'
import { addKeys } from './keys-command'
import { addLedger } from './ledger-command'
import { addLlm } from './llm-command'
import { addMarkets } from './markets-command'
import { addMatrix } from './matrix-command'
import { addMigrate } from './migrate-command'
import { addModels } from './models-command'
import { EXIT, exitCodeOf, explain, explainAsJson } from './output'
import type { Output } from './output'
import { addOpinions } from './opinions-command'
import { addPredict } from './predict-command'
import { addRecord } from './record-command'
import { addReplay } from './replay-command'
import { addSchema } from './schema-command'
import { addServe } from './serve-command'
import { addStart } from './start-command'
import { addTrack } from './track-command'
import { addTrain } from './train-command'
import { addTune } from './tune-command'
import { addUsage } from './usage-command'
import { addWebhooks } from './webhooks-command'

const EXIT_CODES = `
Exit codes: 0 done, 1 failed, 2 wrong usage or configuration, 130 interrupted.
Configuration: environment variables, listed by "racegraph config" and in docs/configuration.md.`

const buildProgram = (context: CliContext): Command => {
  const program = new Command('racegraph')
    .version(packageVersion(), '-V, --version')
    .description('A GraphQL data-and-prediction gateway for thoroughbred racing.')
    .showHelpAfterError('(--help says more)')
    .addHelpText('after', EXIT_CODES)
    .exitOverride()
    .configureOutput({ writeOut: (text) => { context.output.answer(text) }, writeErr: (text) => { context.output.note(text.trimEnd()) } })
  for (const add of [addStart, addIngest, addServe, addImport, addFeatures, addTrain, addTune, addModels, addEvaluate, addPredict, addExplain, addCommentary, addLedger, addTrack, addMatrix, addMarkets, addKeys, addDocuments, addLlm, addOpinions, addBlend, addHeadToHead, addUsage, addMigrate, addDb, addConfig, addSchema, addBooks, addReplay, addRecord, addWebhooks]) add(program, context)
  inheritSettings(program)
  return program
}
/** commander copies settings to subcommands only when they are made by `.command()` after the settings: make sure of it at every level. */
const inheritSettings = (parent: Command): void => {
  for (const child of parent.commands) { child.copyInheritedSettings(parent); inheritSettings(child) }
}

/** Runs one command line and gives its exit code. Never throws and never ends the process. */
export const runCli = async (args: readonly string[], { env, output }: { readonly env: Environment; readonly output: Output }): Promise<number> => {
  const context: CliContext = { env, output, exitCode: EXIT.ok }
  try {
    await buildProgram(context).parseAsync([...args], { from: 'user' })
    return context.exitCode
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.ok
    const wrongUsage = error instanceof CommanderError ? new AppError('BAD_USER_INPUT', error.message.replace(/^error: /, '')) : null
    if (args.includes('--json')) output.answer(explainAsJson(wrongUsage ?? error))
    if (wrongUsage !== null) return EXIT.usage
    output.note(explain(error))
    return exitCodeOf(error)
  }
}
