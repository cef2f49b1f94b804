import { z } from 'zod'
import { AppError } from '../domain/errors'
import type { FeatureCategory } from '../features/registry'
import { readModelJson } from './artefact/model-json'
import { loadCalibrated } from './calibration/calibrated'
import { loadConditionalLogit, loadLogistic } from './learners/linear-model'
import { loadMarket } from './learners/market'
import { loadNeural } from './learners/neural-model'
import { loadBoosting, loadForest } from './learners/tree-model'
import { loadPool } from './pools/pool'
import { loadRules } from './rules/rules-model'
import type { LoadModel, Model, ModelFiles, ModelKind } from './model'

/** What is decided here about models that were fitted elsewhere. `priority`: categories that go before those of a model's hierarchy. */
export interface LoadOptions { readonly priority: readonly FeatureCategory[] }
/** Reads one kind; what it holds of other models it reads by `inner`. */
type LoadKind = (files: ModelFiles, inner: LoadModel, options: LoadOptions) => Promise<Model>
const LOADERS: Readonly<Partial<Record<ModelKind, LoadKind>>> = {
  market: loadMarket,
  logistic: loadLogistic,
  'conditional-logit': loadConditionalLogit,
  forest: loadForest,
  boosting: loadBoosting,
  neural: loadNeural,
  pool: loadPool,
  calibrated: loadCalibrated,
  rules: loadRules,
}

const HEAD = z.looseObject({ kind: z.string() })

/** Loads the model in the files of an artefact, by the kind that its `model.json` names. @throws AppError CONFIG_INVALID, saying which file and why */
export const modelLoader = (options: LoadOptions): LoadModel => async (files) => {
  const { kind } = readModelJson(files, HEAD)
  const load = (LOADERS as Readonly<Record<string, LoadKind | undefined>>)[kind]
  if (load === undefined || !Object.hasOwn(LOADERS, kind)) throw new AppError('CONFIG_INVALID', `model.json is of a kind ${JSON.stringify(kind)}, and there are ${Object.keys(LOADERS).join(', ')}: it was made by another version of racegraph; train it anew`)
  try { return await load(files, modelLoader(options), options) } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('CONFIG_INVALID', `the files of this ${kind} model cannot be read (${error instanceof Error ? error.message : String(error)}): get or train it anew`, { cause: error })
  }
}
/** The same, as models were fitted. */
export const loadModel = modelLoader({ priority: [] })
