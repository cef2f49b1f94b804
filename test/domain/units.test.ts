import { distanceIn, weightIn } from '../../src/domain/units'

describe('distanceIn', () => {
  test.each([
    [1200, 'METRE', 1200], [1200, 'FURLONG', 5.965], [1609, 'FURLONG', 7.998], [1200, 'YARD', 1312.336], [100, 'FURLONG', 0.497],
  ] as const)('%d m in %s is %d', (metres, unit, expected) => { expect(distanceIn(metres, unit)).toBe(expected) })
})

describe('weightIn', () => {
  test.each([
    [57.5, 'KG', 57.5], [57.5, 'LB', 126.8], [1.5, 'LB', 3.3], [0, 'LB', 0],
  ] as const)('%d kg in %s is %d', (kg, unit, expected) => { expect(weightIn(kg, unit)).toBe(expected) })
})

test('a weight given in whole pounds comes back in whole pounds from the kilograms that are stored', () => {
  for (let pounds = 66; pounds <= 220; pounds++) expect(weightIn(Number((pounds * 0.45359237).toFixed(2)), 'LB')).toBe(pounds)
})
