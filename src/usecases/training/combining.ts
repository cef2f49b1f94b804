import { calibratedModel } from '../../models/calibration/calibrated'
import { chooseCalibration } from '../../models/calibration/choose-calibration'
import type { ChoiceOptions } from '../../models/choice/fit-choice'
import { poolOf } from '../../models/pools/pool'
import { crossFittedScores, fitPoolWeights } from '../../models/pools/fit-pool'
import type { Combining } from './workshop'

/** Members of a kind say much the same, and a season cannot tell which says it best: what it does not tell is shared alike. A second stage is of two that do not. */
const shared = (members: number): ChoiceOptions => ({ nonNegative: true, ...(members > 2 ? { ridge: 30, toward: 1 / members } : {}) })
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
    const { weights, powers } = fitPoolWeights(scores, validate, shared(members.length))
    return {
      validated: crossFittedScores(scores, validate, shared(members.length)),
      params: Object.fromEntries(members.map(({ name }, i) => [`weight of ${name}`, weights[i] ?? 0])),
      of: (models) => poolOf(models.map((model, i) => ({ model, weight: weights[i] ?? 0, power: powers[i] ?? 0 }))),
    }
  },
}
