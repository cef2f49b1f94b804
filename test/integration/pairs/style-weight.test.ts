import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('style-weight.lightInFront', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['a quarter more often in front than the mean, 4 points well in: tanh 0.5 x tanh 1', [{ 'style.frontRate': 0.75, 'weight.ratingLessWeightOverField': 4 }, { 'style.frontRate': 0.25, 'weight.ratingLessWeightOverField': -4 }], [0.351946, 0.351946]],
    ['in front and badly in; behind and well in', [{ 'style.frontRate': 0.75, 'weight.ratingLessWeightOverField': -4 }, { 'style.frontRate': 0.25, 'weight.ratingLessWeightOverField': 4 }], [-0.351946, -0.351946]],
    ['level weights: nothing', [{ 'style.frontRate': 0.75, 'weight.ratingLessWeightOverField': 0 }, { 'style.frontRate': 0.25, 'weight.ratingLessWeightOverField': 4 }], [0, -0.351946]],
    ['weights not known: silent', [{ 'style.frontRate': 0.75 }, { 'style.frontRate': 0.25, 'weight.ratingLessWeightOverField': 4 }], [0, -0.351946]],
  ])('%s', (_, runners, signals) => { expect(signalled('style-weight.lightInFront', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'style.frontRate': 0.75, 'weight.ratingLessWeightOverField': 4 }, { 'style.frontRate': 0.25, 'weight.ratingLessWeightOverField': 0 }], 'in the first third early on in 75.0% of its starts, and at the weights 4.0 points better in than the mean of the field'],
    [[{ 'style.frontRate': 0.75, 'weight.ratingLessWeightOverField': 0 }], 'in the first third early on in 75.0% of its starts, and at the weights level with the mean of the field'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('style-weight.lightInFront', runners)).toBe(said) })
})
