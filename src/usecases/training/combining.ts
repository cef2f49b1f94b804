import { fitPower } from '../../models/choice/fit-power'
import { poolOf } from '../../models/pools/pool'
import { fitPoolWeights } from '../../models/pools/fit-pool'
import type { Combining } from './workshop'

/** Pools by maximum likelihood on the validation races; temperature as the pool of one. */
export const COMBINING: Combining = {
  temperature: (model, validate) => {
    const power = fitPower(model.scores(validate), validate)
    return { params: { power }, of: ([one]) => poolOf([{ model: one ?? model, weight: power, power }]) }
  },
  pool: (members, validate) => {
    const { weights, powers } = fitPoolWeights(members.map(({ model }) => model.scores(validate)), validate)
    return {
      params: Object.fromEntries(members.map(({ name }, i) => [`weight of ${name}`, weights[i] ?? 0])),
      of: (models) => poolOf(models.map((model, i) => ({ model, weight: weights[i] ?? 0, power: powers[i] ?? 0 }))),
    }
  },
}
