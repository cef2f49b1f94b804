import { AppError } from '../../domain/errors'
import { edgeOf, fairOdds, kellyFraction } from '../../domain/betting'
import { formatOdds } from '../../domain/odds'
import type { RaceBlend } from '../../domain/race-blend'
import type { OddsFormat, PriceSource } from '../../domain/vocabulary'
import { featureNamed } from '../../features/registry'
import { valueText } from '../../features/value-text'
import type { FullPrediction } from '../../usecases/predict-races'
import { confidenceValue } from '../confidence/confidence-value'
import { definitionOf } from '../feature/describe-feature'
import { fieldRank } from '../feature/field-figures'
import type { Model } from '../model/model.type'
import { toGlobalId } from '../node/global-id'
import type { Wanted, WantedField } from '../read/mapping'
import type { PredictionTarget } from './prediction.enum'
import type { PredictionBlend } from './blend.type'
import { longestPrice, type QuotedPrice } from './quoted-prices'

/** A race's prediction with what is needed to tell it. */
export interface Telling {
  readonly prediction: FullPrediction
  readonly target: PredictionTarget
  /** Probabilities of the target, a runner each. */
  readonly chances: Float64Array
  /** By runner; empty unless somebody asks. */
  readonly prices: ReadonlyMap<number, readonly QuotedPrice[]>
  readonly model: Model | null
}

const INTERVAL_LEVEL = 0.9
const MOST_CONTRIBUTIONS = 100
const iso = (at: number): string => new Date(at).toISOString()
const orNull = (value: number | undefined): number | null => (value === undefined || Number.isNaN(value) ? null : value)

const blendValue = ({ kind, weights, base, opinionModel, opinionAt, synthetic, fellBack }: RaceBlend): PredictionBlend =>
  ({ kind, modelWeight: weights.ml, languageModelWeight: weights.gpt, base, languageModel: opinionModel, askedAt: opinionAt === null ? null : iso(opinionAt), synthetic, fellBack })

/** What predictions of a race and of a runner say alike. */
export function sharedValue(prediction: FullPrediction, name: string): unknown {
  switch (name) {
    case 'generatedAt': return iso(prediction.generatedAt)
    case 'asOf': return iso(prediction.asOf)
    case 'marketAsOf': return iso(prediction.marketAt)
    case 'featureSet': return prediction.featureSet
    case 'blend': return prediction.blend && blendValue(prediction.blend)
    case 'stale': return prediction.stale
    case 'degraded': return prediction.missing.length > 0
    case 'missingInputs': return prediction.missing.map(definitionOf)
    default: throw new Error(`no value for ${name}`)
  }
}

function valueOf(telling: Telling, place: number, { name, args }: WantedField): unknown {
  const { prediction, target, chances, prices, model } = telling
  const runnerId = prediction.runnerIds[place] as number
  const chance = chances[place] as number
  const own = prices.get(runnerId) ?? []
  switch (name) {
    case 'runnerId': return toGlobalId('Runner', runnerId)
    case 'runner': return runnerId
    case 'model': return model
    case 'target': return target
    case 'probability': return chance
    case 'rank': return fieldRank(chances, chance)
    case 'fairOdds': { const odds = fairOdds(chance); return Number.isNaN(odds) ? null : formatOdds(odds, (args['format'] ?? 'DECIMAL') as OddsFormat) }
    case 'edges': return own.filter(isOf((args['sources'] ?? null) as readonly PriceSource[] | null)).map((price) => ({ ...price, edge: edgeOf(chance, price.price), kellyFraction: kellyFraction(chance, price.price) }))
    case 'edge': return at(longestPrice(own, (args['source'] ?? null) as PriceSource | null), (price) => edgeOf(chance, price))
    case 'kellyFraction': return at(longestPrice(own, (args['source'] ?? null) as PriceSource | null), (price) => kellyFraction(chance, price))
    case 'interval': return target === 'WIN' ? intervalOf(prediction, place) : null
    case 'confidence': return target === 'WIN' ? confidenceValue(prediction.confidence()?.runners[place]) : null
    case 'contributions': return contributionsOf(prediction, place, (args['first'] ?? 10) as number)
    default: return sharedValue(prediction, name)
  }
}
const isOf = (sources: readonly PriceSource[] | null) => ({ source }: QuotedPrice): boolean => sources === null || sources.includes(source)
const at = (price: number | null, value: (price: number) => number): number | null => (price === null ? null : value(price))

function intervalOf({ interval }: FullPrediction, place: number): { readonly low: number; readonly high: number; readonly level: number } | null {
  return interval === null ? null : { low: interval.low[place] as number, high: interval.high[place] as number, level: INTERVAL_LEVEL }
}
function contributionsOf({ contributions }: FullPrediction, place: number, first: number): readonly object[] | null {
  if (first < 1 || first > MOST_CONTRIBUTIONS) throw new AppError('BAD_USER_INPUT', `contributions: first is ${first}; ask for 1 to ${MOST_CONTRIBUTIONS}.`)
  const own = contributions()?.[place]
  return own?.slice(0, first).map(({ feature, value, effect }) => ({ feature: definitionOf(feature), value: orNull(value), text: valueText(featureNamed(feature), orNull(value)), effect })) ?? null
}

/** A Prediction with what is selected of it. */
export const predictionValue = (telling: Telling, place: number, wanted: Wanted): Record<string, unknown> =>
  ({ __typename: 'Prediction', ...Object.fromEntries(wanted.fields.map((field) => [field.property, valueOf(telling, place, field)])) })

/** Whether anything asked of a prediction reads prices. */
export const asksPrices = (wanted: Wanted): boolean => wanted.has('edges') || wanted.has('edge') || wanted.has('kellyFraction')
