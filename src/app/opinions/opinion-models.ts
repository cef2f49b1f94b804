import { blendedModels } from '../../usecases/opinion/blended-models'
import type { Config } from '../config/read-config'
import type { openModels } from '../model-folders'
import { blendFile } from './blend-file'

type OpenModels = ReturnType<typeof openModels>
type Settings = Pick<Config, 'RACEGRAPH_HOME' | 'RACEGRAPH_HYBRID_BASE' | 'OPENAI_API_KEY' | 'OPENAI_API_KEY_FILE' | 'RACEGRAPH_LLM_STAND_IN'>
/** The models, with `gpt` and the hybrids beside them. They can always be asked for; they are listed where there is a language model to ask. */
export const withOpinionModels = (models: OpenModels, config: Settings): OpenModels => ({
  ...blendedModels({
    models, states: blendFile(config.RACEGRAPH_HOME, () => performance.now()), base: config.RACEGRAPH_HYBRID_BASE,
    listed: config.OPENAI_API_KEY !== null || config.OPENAI_API_KEY_FILE !== null || config.RACEGRAPH_LLM_STAND_IN,
  }),
  dispose: () => models.dispose(),
})
