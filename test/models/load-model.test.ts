import { RULES } from '../../src/integration/rules'
import { rulesModel } from '../../src/models/rules/rules-model'
import { loadModel, modelLoader } from '../../src/models/load-model'
import { linearModel } from '../../src/models/learners/linear-model'
import { fitEncoder, LINEAR } from '../../src/models/inputs/encoder'
import { raceTable, toTrainOn } from '../support/race-table'
import { fittedOf, weightOf } from '../support/test-rules'

const { table } = raceTable({ races: 20, weights: { 'weight.carried': 0.5 } })
const inner = linearModel({ kind: 'conditional-logit', encoder: fitEncoder(['weight.carried'], toTrainOn(table), { ...LINEAR, own: false }), weights: Float32Array.of(0.5), bias: 0, marketPower: null })
const hierarchy = [{ category: 'speed', loss: 0.02 }, { category: 'form', loss: 0.01 }] as const
const one = RULES[0]
if (one === undefined) throw new Error('there are rules')
const files = rulesModel(inner, fittedOf([weightOf(one, 0.1)], { damping: 0.5, hierarchy })).save()

test('a model is loaded as it was fitted', async () => { expect((await loadModel(files)).fittedRules?.hierarchy).toEqual(hierarchy) })
test('categories that are to go first go before its hierarchy, and are no part of what is saved', async () => {
  const model = await modelLoader({ priority: ['form', 'gear'] })(files)
  expect(model.fittedRules?.hierarchy).toEqual([{ category: 'form', loss: 0.01 }, { category: 'gear', loss: NaN }, { category: 'speed', loss: 0.02 }])
  expect(model.save()).toEqual(files)
})
