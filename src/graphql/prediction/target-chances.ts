import type { FullPrediction } from '../../usecases/predict-races'
import type { PredictionTarget } from './prediction.enum'

/** Probabilities of the target, a runner each. */
export function targetChances({ chances }: FullPrediction, _target: PredictionTarget): Float64Array {
  return chances
}
