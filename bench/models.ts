import type { Config } from '../src/app/config/read-config'
import { openModels } from '../src/app/model-folders'
import type { ModelCard } from '../src/models/artefact/card'
import { chooseTensorflow } from '../src/models/tf'
import type { BenchOptions } from './options'

/** The models at hand and the cards of those that are to be measured. @throws Error without any */
export async function modelsToMeasure(config: Config, { only }: Pick<BenchOptions, 'only'>): Promise<{ readonly models: ReturnType<typeof openModels>; readonly cards: readonly ModelCard[] }> {
  chooseTensorflow(config.RACEGRAPH_TENSORFLOW)
  const models = openModels(config)
  const { cards: all } = await models.cards()
  const cards = only === null ? all : all.filter(({ name }) => only.includes(name))
  if (cards.length === 0) throw new Error('there are no models to measure: train some ("racegraph train all"), or name their folder by RACEGRAPH_MODELS')
  return { models, cards }
}
