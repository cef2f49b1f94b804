import { rule } from '../../../src/integration/define'
import { differenceOf, pairsOf } from '../../../src/usecases/matrix/measure-base'
import { referenceOf } from '../../../src/usecases/matrix/reference'
import { product } from '../../support/test-rules'

test('a difference of losses: mean 0.1, deviations 0.1, 0 and -0.1 of three', () => {
  const { difference, standardError, low, high } = differenceOf(Float64Array.of(1.2, 2.1, 3), Float64Array.of(1, 2, 3))
  expect([difference, standardError]).toEqual([expect.closeTo(0.1, 12), expect.closeTo(Math.sqrt(0.02 / 2 / 3), 12)])
  expect(low).toBeGreaterThanOrEqual(0)
  expect(high).toBeLessThanOrEqual(0.2)
  expect(low).toBeLessThan(high)
})
test('one race has no error', () => { expect(differenceOf(Float64Array.of(2), Float64Array.of(1)).standardError).toBe(0) })

test('pairs: sets of categories that rules are of, each with the rules that are of all of them; those of the reference that have some', () => {
  const three = rule({ id: 'three', version: 1, title: '', because: '', categories: ['weight', 'form', 'barrier'], reads: ['weight.carried', 'form.winRate10', 'barrier.number'], silent: null, directness: 'own', sample: null, signal: () => 0, say: () => '' })
  const rules = [product('a', 'form.winRate10', 'weight.carried'), product('b', 'barrier.number', 'track.wetness'), three, product('c', 'weight.carried', 'form.winRate10')]
  expect(pairsOf(rules).map(({ categories, places }) => [[...categories].sort().join(), places])).toEqual([['barrier,track', [1]], ['form,weight', [0, 2, 3]], ['barrier,form,weight', [2]]])
})
test('the reference knows its pairs in whatever order', () => {
  expect(referenceOf(['track', 'barrier'])).toMatchObject({ difference: -0.0106, standardError: 0.0021 })
  expect(referenceOf(['form', 'fitness', 'speed'])?.difference).toBe(-0.003)
  expect(referenceOf(['fitness', 'speed'])).toBeNull()
})
