import { AppError } from '../../domain/errors'
import { counterfactuals } from '../../usecases/counterfactuals'
import type { Counterfactual } from '../../usecases/explanation'
import { isModel, type FullPrediction } from '../../usecases/predict-races'
import type { Wanted } from '../read/mapping'
import type { Scope } from '../read/scope'
import { changesIn } from './explanation-args'

/** An Explanation, with whose it is. */
export interface Explained { readonly runnerId: number; readonly prediction: FullPrediction; readonly value: Record<string, unknown> }
type Changes = ReadonlyMap<number, readonly Counterfactual[]> | null

/** Puts counterfactuals into explanations where they are selected. Runners of one race share one reading and one forward pass; races come one after the other. */
export async function tellCounterfactuals(scope: Scope, explained: readonly Explained[], wanted: Wanted): Promise<void> {
  const fields = wanted.fields.filter(({ name }) => name === 'counterfactuals').map(({ property, args }) => ({ property, first: changesIn(args) }))
  if (fields.length === 0) return
  for (const prediction of new Set(explained.map((one) => one.prediction))) {
    const own = explained.filter((one) => one.prediction === prediction)
    const changes = await changesOf(scope, prediction, own.map(({ runnerId }) => runnerId))
    for (const { runnerId, value } of own) for (const { property, first } of fields) value[property] = changes && (changes.get(runnerId) ?? []).slice(0, first).map(changeValue)
  }
}

/** Null where they cannot be computed. */
async function changesOf({ models, reader, warn }: Scope, prediction: FullPrediction, runnerIds: readonly number[]): Promise<Changes> {
  const ref = `${prediction.card.name}@${prediction.card.version}`
  const loaded = await models.resolve(ref)
  if (!isModel(loaded)) return null
  try {
    return await counterfactuals({ reader, loaded, warn }, prediction, runnerIds)
  } catch (error) {
    if (error instanceof AppError) throw error
    warn(`changing circumstances under model ${ref} failed`, error)
    return null
  }
}

const percent = (chance: number): string => `${(100 * chance).toFixed(1)}%`
const changeValue = ({ kind, change, chance, was }: Counterfactual): object =>
  ({ kind, change, probability: chance, was, sentence: `${change.charAt(0).toUpperCase()}${change.slice(1)}, its chance would be ${percent(chance)} (now ${percent(was)}).` })
