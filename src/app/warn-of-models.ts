import type { Logger } from 'pino'
import type { ModelStore } from '../usecases/ports'
import { isBroken, sayRef } from '../usecases/loaded-models'
import type { LoadedModels } from '../usecases/prediction'

/** Says in the log which models cannot be used, once at the start; `models` themselves tell of those that are asked for. The gateway serves whatever it can. */
export async function warnOfModels(store: ModelStore, models: LoadedModels, logger: Pick<Logger, 'warn'>): Promise<void> {
  try {
    for (const one of await store.list()) if (isBroken(one)) logger.warn({ model: sayRef(one.ref) }, `a model cannot be used: ${one.problem}`)
    for (const alias of Object.keys(await store.aliases())) {
      const found = await models.resolve(alias)
      if ('reason' in found && found.reason !== 'MODEL_UNUSABLE') logger.warn({ alias, reason: found.reason }, `there are no predictions by ${alias}: ${found.message}`)
    }
  } catch (error) { logger.warn({ err: error }, 'the folders of models cannot be read: there are no predictions') }
}
