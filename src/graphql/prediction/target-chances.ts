import { placedChances } from '../../usecases/order-of-finish'
import type { FullPrediction } from '../../usecases/predict-races'
import type { PredictionTarget } from './prediction.enum'

/** Probabilities of the target, a runner each. */
export function targetChances(prediction: FullPrediction, target: PredictionTarget): Float64Array {
  switch (target) {
    case 'WIN': return prediction.chances
    case 'PLACE': return placedChances(prediction, 'paid')
    case 'TOP_2': return placedChances(prediction, 2)
    case 'TOP_3': return placedChances(prediction, 3)
    case 'TOP_4': return placedChances(prediction, 4)
  }
}
