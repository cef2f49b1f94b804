import type { RaceBlend } from '../../domain/race-blend'
import { linearPool, logPool, powered, type BlendWeights } from '../../models/pools/blend'
import type { BlendPlan, NoPrediction } from '../prediction'
import type { Opinion } from './ports'

export interface Blended {
  readonly chances: Float64Array
  readonly blend: RaceBlend
  /** The language model's chances of those that start, sum 1, before any power; NaN where it fell back. */
  readonly opinion: Float64Array
}

const NEVER_ASKED = 'no language model was asked about this race, or none gave an answer'
const SOMEBODY_NEW = 'somebody starts who was not to start when the language model was asked'

/** The opinion's chances of these runners: those who went out since are left out, and the rest made to add up to 1. Null where somebody is new. */
export function chancesOfThese(runnerIds: readonly number[], { runnerIds: known, chances }: Pick<Opinion, 'runnerIds' | 'chances'>): Float64Array | null {
  const own = new Map(known.map((runnerId, i) => [runnerId, chances[i] as number]))
  if (runnerIds.some((runnerId) => !own.has(runnerId))) return null
  const left = Float64Array.from(runnerIds, (runnerId) => own.get(runnerId) as number)
  const sum = left.reduce((total, one) => total + one, 0)
  return left.map((one) => (sum > 0 ? one / sum : 1 / left.length))
}
const mixed = ({ kind, weights }: BlendPlan, ml: Float64Array, gpt: Float64Array): Float64Array => {
  switch (kind) {
    case 'GPT': return powered(gpt, weights.gpt)
    case 'LINEAR': return linearPool(ml, gpt, weights)
    case 'LOG': return logPool(ml, gpt, weights)
  }
}
const ALONE: BlendWeights = { ml: 1, gpt: 0 }

/** Chances of one race by a plan. Without an opinion that holds the base stands alone, to the bit, and says why; of a language model alone there is nothing then. */
export function blendRace(plan: BlendPlan, runnerIds: readonly number[], ml: Float64Array, opinion: Opinion | null): Blended | NoPrediction {
  const gpt = opinion === null ? null : chancesOfThese(runnerIds, opinion)
  if (opinion !== null && gpt !== null) {
    return { chances: mixed(plan, ml, gpt), opinion: gpt, blend: { kind: plan.kind, weights: plan.weights, base: plan.base, opinionModel: opinion.model, opinionAt: opinion.madeAt, synthetic: opinion.synthetic, fellBack: null } }
  }
  const why = opinion === null ? NEVER_ASKED : SOMEBODY_NEW
  if (plan.kind === 'GPT') return { kind: 'none', reason: 'NO_OPINION', message: `There are no chances by a language model alone: ${why}. "racegraph opinions" asks, and so does the gateway ahead of the off where RACEGRAPH_OPINION_AHEAD_MINUTES is set.` }
  return { chances: ml, opinion: new Float64Array(ml.length).fill(NaN), blend: { kind: plan.kind, weights: ALONE, base: plan.base, opinionModel: null, opinionAt: null, synthetic: false, fellBack: why } }
}
