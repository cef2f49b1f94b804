import type { JudgeRun } from '../app/judge-model'
import { openModels } from '../app/model-folders'
import type { CliContext } from './cli-context'
import { withRun } from './with-run'

/** Opens database and models and works under Ctrl-C, with bars on stderr. */
export const withModels = (cli: CliContext, work: (run: JudgeRun) => Promise<void>): Promise<void> => withRun(cli, async (run) => {
  const models = openModels(run.config)
  try { await work({ ...run, models }) } finally { await models.dispose() }
})
