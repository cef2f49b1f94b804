import type { LoadedModels } from '../../usecases/prediction'
import { blendedModels } from '../../usecases/opinion/blended-models'
import type { Config } from '../config/read-config'
import { blendFile } from './blend-file'

type Settings = Pick<Config, 'RACEGRAPH_HOME' | 'RACEGRAPH_HYBRID_BASE' | 'RACEGRAPH_OPINION_AHEAD_MINUTES' | 'OPENAI_API_KEY' | 'OPENAI_API_KEY_FILE' | 'RACEGRAPH_LLM_STAND_IN'>
/** The models, with `gpt` and the hybrids beside them. They can always be asked for; they are listed where there is a language model to ask. */
export const withOpinionModels = (models: LoadedModels, config: Settings): LoadedModels => blendedModels({
  models, states: blendFile(config.RACEGRAPH_HOME, () => performance.now()), base: config.RACEGRAPH_HYBRID_BASE,
  listed: config.OPENAI_API_KEY !== null || config.OPENAI_API_KEY_FILE !== null || config.RACEGRAPH_LLM_STAND_IN,
})
