import { AppError } from '../../domain/errors'
import { explainRace } from '../../usecases/explain-race'
import type { RaceExplanation } from '../../usecases/explanation'
import type { FullPrediction } from '../../usecases/predict-races'
import type { NoPrediction } from '../../usecases/prediction'
import type { Scope } from '../read/scope'

/** Why a race is predicted as it is, worked out once an operation however many of its runners ask. What goes wrong in it is told instead: it takes nothing else of the answer with it. */
export function sharedExplanation({ explanations, warn }: Pick<Scope, 'explanations' | 'warn'>, prediction: FullPrediction): RaceExplanation | NoPrediction {
  let known = explanations.get(prediction)
  if (known === undefined) explanations.set(prediction, (known = orNone(prediction, warn, 'explaining', () => finite(prediction, explainRace(prediction)))))
  return known
}

/** A chance of 0, as numbers that run out of digits give it, has no logarithm. */
const finite = ({ card: { name, version } }: FullPrediction, explained: RaceExplanation | NoPrediction): RaceExplanation | NoPrediction =>
  ('kind' in explained || Number.isFinite(explained.baseline) ? explained : { kind: 'none', reason: 'NO_CONTRIBUTIONS', message: `Model ${name}@${version} gives a runner of this race a chance of 0, which no sum of effects amounts to.` })

/** Runs what works on a prediction that stands; a failure becomes a NoPrediction. */
export function orNone<T>({ card: { name, version } }: FullPrediction, warn: Scope['warn'], doing: string, work: () => T | NoPrediction): T | NoPrediction {
  try {
    return work()
  } catch (error) {
    const none = (why: string): NoPrediction => ({ kind: 'none', reason: 'MODEL_UNUSABLE', message: `Model ${name}@${version} gives chances, and ${doing} them failed: ${why}` })
    if (error instanceof AppError) return none(error.message)
    warn(`${doing} the chances of model ${name}@${version} failed`, error)
    return none('the log of the server has more.')
  }
}
