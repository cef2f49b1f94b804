import type { PredictionEvent } from '../../domain/live-event'
import type { FeatureName } from '../../features/registry'
import { blendedInputs, predictBatch, withoutReasons, type FullPrediction } from '../../usecases/predict-races'
import type { LoadedModel } from '../../usecases/prediction'
import type { Scope } from '../read/scope'

/** Made from an event once, however many groups tell of it; goes with the event. */
const made = new WeakMap<PredictionEvent, { readonly loaded: LoadedModel; readonly prediction: FullPrediction | null }>()

/** The prediction of a race that was published last, where the operation tells of that race; null for none. */
export function publishedIn({ event, warn }: Scope, raceId: number, loaded: LoadedModel): FullPrediction | null {
  const found = event?.raceId === raceId ? event.predictions.get(`${loaded.card.name}@${loaded.card.version}`) : undefined
  if (found === undefined) return null
  const known = made.get(found)
  if (known?.loaded === loaded) return known.prediction
  const prediction = fromEvent(loaded, found, warn)
  made.set(found, { loaded, prediction })
  return prediction
}

/** The model runs again over the inputs that were published; the chances are those that were published. Null where the inputs are not those of this model. */
function fromEvent(loaded: LoadedModel, { raceId, prediction }: PredictionEvent, warn: Scope['warn']): FullPrediction | null {
  const { runnerIds, featureSet, asOf, marketAt, generatedAt, stale, blend } = prediction
  const { blend: plan, ...base } = loaded
  const { features } = loaded.model
  const bytes = Uint8Array.from(Buffer.from(prediction.inputs, 'base64'))
  if (bytes.length !== 8 * (features.length + blendedInputs(plan)) * runnerIds.length || (plan === undefined) !== (blend === undefined)) {
    warn(`the published prediction of race ${raceId} has other inputs than ${loaded.card.name}@${loaded.card.version} reads`, null)
    return null
  }
  const values = new Float64Array(bytes.buffer)
  const columns = new Map<FeatureName, Float64Array>(features.map((name, f) => [name, values.slice(f * runnerIds.length, (f + 1) * runnerIds.length)]))
  const [outcome] = predictBatch(base, [{ raceId, asOf, marketAt, featureSet, runnerIds, columns, stored: false }], { generatedAt, stale, warn })
  if (outcome?.kind !== 'prediction') return null
  const chances = Float64Array.from(prediction.chances)
  if (blend === undefined) return Object.create(outcome, { chances: { value: chances, enumerable: true } }) as FullPrediction
  const inputs = Array.from({ length: features.length + blendedInputs(plan) }, (_, f) => values.slice(f * runnerIds.length, (f + 1) * runnerIds.length))
  return { ...withoutReasons(outcome), featureSet, chances, inputs, blend }
}
