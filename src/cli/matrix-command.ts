import type { Command } from 'commander'
import { evaluateMatrix } from '../app/evaluate-matrix'
import { writeMatrixPage } from '../app/matrix-documents'
import { AppError } from '../domain/errors'
import type { MatrixReport } from '../usecases/matrix/report'
import { judgedText, matrixSections, summaryOf, worldOf } from '../usecases/matrix/sections'
import type { CliContext } from './cli-context'
import { examples } from './examples'
import { listOption, rangeOption, sourceOption } from './feature-options'
import { columns } from './feature-tables'
import { withModels } from './with-models'

interface EvaluateOptions { readonly source?: string; readonly from?: string; readonly to?: string; readonly over: string; readonly docs?: string; readonly json?: boolean }

/** The report as a terminal shows it. */
const printMatrix = (report: MatrixReport): string => [
  worldOf(report), judgedText(report), '', ...summaryOf(report), '',
  ...matrixSections(report).flatMap(({ title, notes, head, rows, words }) => [title.toUpperCase(), ...notes, columns(head, rows, words), '']),
].join('\n').trimEnd()

const addEvaluate = (parent: Command, cli: CliContext): void => {
  const command = parent.command('evaluate').description('What rules and pairs of categories add to models without them, walking forward: each season is judged by a model that was fitted on those before it and rules that were weighed on what it said of them. Takes a minute or two for each season and base; nothing is kept but the report.')
    .option('--source <s>', 'races of HKJC, SYNTHETIC or FILE; without it real ones where there are any').option('--from <date>', 'first day to judge; without --from and --to the last three whole seasons').option('--to <date>', 'last day to judge; later races are not looked at')
    .option('--over <recipes>', 'models to put rules on, separated by commas: such as one learner makes', 'plain-logit,conditional-logit,market-logit').option('--docs <file>', 'write this page too, and the report into matrix/ beside it').option('--json', 'print the report as JSON')
    .action((options: EvaluateOptions) => {
      const over = [...new Set(listOption(options.over))]
      if (over.length === 0) throw new AppError('BAD_USER_INPUT', '--over names no recipe: name one or more, separated by commas, such as plain-logit.')
      const ask = { over, source: sourceOption(options.source), days: rangeOption(options) }
      return withModels(cli, async (run) => {
        const report = await evaluateMatrix(run, ask)
        if (report.source === 'SYNTHETIC') cli.output.note('SYNTHETIC: these races are invented, and what rules are good for there says nothing of real ones.')
        if (options.docs !== undefined) cli.output.note(`Written: ${writeMatrixPage(options.docs, report).join(', ')}`)
        cli.output.answer(options.json === true ? JSON.stringify(report) : printMatrix(report))
      })
    })
  examples(command, [
    ['npx racegraph matrix evaluate --source HKJC --docs docs/MATRIX.md', 'Hong Kong, into the documents'],
    ['npx racegraph matrix evaluate --over plain-logit --from 2023-09-01 --to 2024-07-31', 'one base, one season'],
  ])
}
const addDocs = (parent: Command, cli: CliContext): void => {
  const command = parent.command('docs').description('Write docs/MATRIX.md anew: the rules that there are, and the last reports of "racegraph matrix evaluate", which lie beside it. Needs no database.')
    .option('--docs <file>', 'the page', 'docs/MATRIX.md').option('--json', 'print the names of the files as JSON')
    .action(({ docs, json = false }: { readonly docs: string; readonly json?: boolean }) => {
      const files = writeMatrixPage(docs, null)
      cli.output.answer(json ? JSON.stringify({ files }) : columns(['written'], files.map((file) => [file])))
    })
  examples(command, [['npm run matrix:docs', 'in the project']])
}

export const addMatrix = (program: Command, cli: CliContext): void => {
  const parent = program.command('matrix').description('The integration matrix: how categories of features work on each other, and what that is good for.')
  for (const add of [addEvaluate, addDocs]) add(parent, cli)
}
