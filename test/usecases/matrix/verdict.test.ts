import type { Difference } from '../../../src/usecases/matrix/report'
import { findingOf, verdictOf } from '../../../src/usecases/matrix/verdict'

const about = (low: number, high: number): Difference => ({ difference: (low + high) / 2, standardError: (high - low) / 4, low, high })

test.each([
  ['its interval alone is below 0', about(-0.003, -0.001), about(-0.001, 0.002), 0.2, 'HELPS'],
  ['the whole is worse without it', about(-0.002, 0.001), about(0.0001, 0.002), 0.2, 'HELPS'],
  ['it harms alone', about(0.001, 0.003), about(-0.001, 0.002), 0.2, 'HARMS'],
  ['the whole is better without it', about(-0.001, 0.003), about(-0.002, -0.001), 0.2, 'HARMS'],
  ['it helps by no more than chance may', about(-0.003, 0.001), about(-0.001, 0.002), 0.2, 'NO_HARM'],
  ['alone it helps, in the whole it does not, both by no more than chance may', about(-0.003, 0.001), about(-0.002, 0.001), 0.2, 'NOT_DISTINGUISHABLE'],
  ['it is worse by no more than chance may', about(-0.001, 0.003), about(-0.001, 0.002), 0.2, 'NOT_DISTINGUISHABLE'],
  ['it has no weight, whatever it does alone', about(-0.003, -0.001), null, 0, 'KEPT_AT_ZERO'],
] as const)('%s', (_, alone, leftOut, weight, verdict) => { expect(verdictOf({ alone, leftOut }, weight)).toBe(verdict) })

test.each([
  [true, 0.1, 0.2, 5, 'FOUND'], [true, 0, 0.2, 1.96, 'FOUND_ALONE'], [true, 0, 0.2, 1.9, 'NOT_FOUND'], [true, 0, -0.2, -1.9, 'NOT_FOUND'], [true, -0.1, 0.2, 3, 'WRONG_SIGN'], [true, 0, -0.2, -3, 'WRONG_SIGN'],
  [false, 0, 0.3, 4, 'RIGHTLY_NOT_FOUND'], [false, 0.1, 0.3, 4, 'FOUND_THOUGH_NOT_PLANTED'], [false, -0.1, 0, 0, 'FOUND_THOUGH_NOT_PLANTED'],
] as const)('planted %p, weight %d, alone %d at z %d: %s', (planted, weight, aloneWeight, aloneZ, finding) => { expect(findingOf(planted, { weight, aloneWeight, aloneZ, categories: ['form', 'weight'] })).toBe(finding) })
test.each([[['form', 'speed'], 'TELLS_OF_ABILITY'], [['form', 'speed', 'jockey'], 'FOUND_THOUGH_NOT_PLANTED']] as const)('found though not planted, of %j: %s', (categories, finding) => { expect(findingOf(false, { weight: 0.1, aloneWeight: 0.1, aloneZ: 3, categories })).toBe(finding) })
