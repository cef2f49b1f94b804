import { calibratedModel } from '../../models/calibration/calibrated'
import { chooseCalibration } from '../../models/calibration/choose-calibration'
import { poolOf } from '../../models/pools/pool'
import { crossFittedScores, fitPoolWeights } from '../../models/pools/fit-pool'
import type { Combining } from './workshop'

const NO_WEIGHT_BELOW_0 = { nonNegative: true }
/** Chosen on the validation races: pools by maximum likelihood, calibration where it holds from one part of them to the next. */
export const COMBINING: Combining = {
  calibration: (model, validate) => {
    const { calibration } = chooseCalibration(model.scores(validate), validate)
    return {
      params: { calibration: calibration.kind, ...(calibration.kind === 'temperature' ? { power: calibration.power } : {}) },
      of: ([one = model]) => (calibration.kind === 'none' ? one : calibratedModel(one, calibration)),
    }
  },
  pool: (members, validate) => {
    const scores = members.map(({ model }) => model.scores(validate))
    const { weights, powers } = fitPoolWeights(scores, validate, NO_WEIGHT_BELOW_0)
    return {
      validated: crossFittedScores(scores, validate, NO_WEIGHT_BELOW_0),
      params: Object.fromEntries(members.map(({ name }, i) => [`weight of ${name}`, weights[i] ?? 0])),
      of: (models) => poolOf(models.map((model, i) => ({ model, weight: weights[i] ?? 0, power: powers[i] ?? 0 }))),
    }
  },
}
