import { isAbsolute, join, resolve } from 'node:path'
import { isFeatureCategory } from '../features/registry'
import { modelLoader } from '../models/load-model'
import { chooseTensorflow } from '../models/tf'
import { modelStore } from '../storage/models/model-store'
import { loadedModels } from '../usecases/loaded-models'
import type { ModelStore } from '../usecases/ports'
import type { Config } from './config/read-config'
import { packageRoot } from './package-root'

/** Where models are that were trained here. */
const ownModels = ({ RACEGRAPH_MODELS, RACEGRAPH_HOME }: Pick<Config, 'RACEGRAPH_MODELS' | 'RACEGRAPH_HOME'>): string =>
  RACEGRAPH_MODELS === null ? join(RACEGRAPH_HOME, 'models') : isAbsolute(RACEGRAPH_MODELS) ? RACEGRAPH_MODELS : resolve(RACEGRAPH_MODELS)
/** Where models are that racegraph comes with. */
export const shippedModels = join(packageRoot, 'models')

export const openModelStore = (config: Pick<Config, 'RACEGRAPH_MODELS' | 'RACEGRAPH_HOME'>, now: () => Date = () => new Date()): ModelStore => modelStore(ownModels(config), shippedModels, now)
/** Models by name and alias, over both folders, as the settings want them. Dispose of them when done. */
export const openModels = (config: Pick<Config, 'RACEGRAPH_MODELS' | 'RACEGRAPH_HOME' | 'RACEGRAPH_TENSORFLOW' | 'RACEGRAPH_PRIORITY'>, warn: (name: string, problem: string) => void = () => undefined): ReturnType<typeof loadedModels> => {
  chooseTensorflow(config.RACEGRAPH_TENSORFLOW)
  return loadedModels({ store: openModelStore(config), load: modelLoader({ priority: config.RACEGRAPH_PRIORITY.filter(isFeatureCategory) }), now: () => performance.now(), warn })
}
