import { PLANTED, plantedSign } from '../../../src/imports/synthetic/planted-interactions'
import { ruleNamed } from '../../../src/integration/rules'

test.each(PLANTED)('$what: rules that should find it are there', ({ rules }) => {
  expect(rules.length).toBeGreaterThan(0)
  expect(rules.filter((id) => ruleNamed(id) === undefined)).toEqual([])
})
test('what was planted is known by rule, and nothing else', () => {
  expect(plantedSign('barrier-track.insideBias')).toBe(1)
  expect(plantedSign('barrier-horse.likesItsSide')).toBe(0)
})
