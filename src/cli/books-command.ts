import type { Command } from 'commander'
import { packageVersion } from '../app/package-root'
import { AppError } from '../domain/errors'
import { booksOfFile } from '../usecases/live/books-of-file'
import { printBooks } from './books-table'
import { examples } from './examples'
import type { CliContext } from './cli-context'

interface Options { readonly at: string; readonly full?: boolean; readonly json?: boolean }

const linesOf = (at: string): number[] => at.split(',').map((text) => {
  const line = Number(text.trim())
  if (!/^\s*\d{1,9}\s*$/.test(text) || line < 1) throw new AppError('BAD_USER_INPUT', `--at has ${JSON.stringify(text)}: give numbers of lines from 1, separated by commas.`)
  return line
})
const run = async (cli: CliContext, file: string, { at, full = false, json = false }: Options): Promise<void> => {
  const books = await booksOfFile({ file, lines: linesOf(at), full, madeWith: `racegraph ${packageVersion()}` })
  cli.output.answer(json ? JSON.stringify(books) : printBooks(books))
}

export const addBooks = (program: Command, cli: CliContext): void => {
  const command = program.command('books').argument('<file>', 'a recording of the exchange stream: .ndjson, .gz, .bz2 or .tar')
    .description('Print the order books of a recording as they stand after some of its lines. Needs no database.')
    .requiredOption('--at <lines>', 'numbers of lines from 1, separated by commas').option('--full', 'whole ladders of every line (with --json)').option('--json', 'print everything as JSON')
    .action((file: string, options: Options) => run(cli, file, options))
  examples(command, [['npx racegraph books 1.206064380.ndjson.gz --at 1,500,7000', 'best prices after three lines'], ['npx racegraph books 1.206064380.ndjson.gz --at 500 --json', 'the same with every ladder\'s digest']])
}
