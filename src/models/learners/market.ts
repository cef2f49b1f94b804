import { z } from 'zod'
import { featureNamed } from '../../features/registry'
import { MODEL_JSON, readModelJson, toModelJson } from '../artefact/model-json'
import { fitPower } from '../choice/fit-power'
import type { RaceBatch } from '../data/race-table'
import { sameFeature, versioned } from '../inputs/encoder'
import { MARKET_CHANCE, marketLogs } from '../inputs/market-offset'
import type { Learner, LoadModel, Model, ParamDefinition } from '../model'

const FORMAT = z.strictObject({ kind: z.literal('market'), features: z.tuple([z.string()]), power: z.number().nonnegative() })

// A type, not an interface: only then is it one of Params.
export type MarketParams = { readonly power: 'fitted' | 'one' }
const POWER: ParamDefinition = {
  default: 'fitted', range: { kind: 'one-of', values: ['fitted', 'one'] }, tuned: false,
  description: 'Power of the chances by the prices: fitted on the training races, or 1, the chances as they stand. Above 1 it takes from outsiders, which the public backs too much.',
}

/** Chances by the prices of the race, over-round taken out: the baseline of every other model. */
export const marketLearner: Learner<MarketParams> = {
  kind: 'market',
  description: 'The public: chances proportional to 1 / price, to a power.',
  params: { power: POWER },
  fit({ train }, params, { progress }) {
    const power = params.power === 'one' ? 1 : fitPower(marketLogs(train), train)
    progress(1, 1)
    return Promise.resolve({ model: marketModel(power), params })
  },
}

/** Scores are power x ln chance. A race in which a runner has no price has no scores. */
export function marketModel(power: number): Model {
  const scores = (batch: RaceBatch): Float64Array => marketLogs(batch).map((score) => power * score)
  return {
    kind: 'market', features: [MARKET_CHANCE], scores,
    members: (batch) => [scores(batch)],
    contributions: (batch) => ({ features: [MARKET_CHANCE], values: scores(batch), baseline: 0 }),
    save: () => new Map([[MODEL_JSON, toModelJson({ kind: 'market', features: [versioned(featureNamed(MARKET_CHANCE))], power } satisfies z.infer<typeof FORMAT>)]]),
    dispose: () => undefined,
  }
}
export const loadMarket: LoadModel = async (files) => {
  const { features: [feature], power } = readModelJson(files, FORMAT)
  sameFeature(feature)
  return Promise.resolve(marketModel(power))
}
