import fc from 'fast-check'
import { featureNamed, type FeatureName } from '../../../src/features/registry'
import { encode, TREE, type Encoder } from '../../../src/models/inputs/encoder'

/** Differences from the field alone, as trees split them. */
const encoderOf = (feature: FeatureName, policy: 'fieldMean' | 'constant', constant = 0): Encoder =>
  ({ clip: TREE.clip, fittedOn: { rows: 1, from: '2020-01-01', to: '2020-01-01' }, features: [{ feature: `${feature}@${featureNamed(feature).version}`, policy, constant, columns: [{ take: 'lessField', mean: 0, sd: 1 }] }] })
const differences = (encoder: Encoder, values: readonly number[]): Float32Array =>
  encode(encoder, { raceStart: Int32Array.of(0, values.length), columns: new Map([['form.eloOverField', Float64Array.from(values)]]) }).data
const CENTRED = encoderOf('form.eloOverField', 'constant')

describe('what rounding leaves cannot tell the order in which runners come, which may be that of the finish', () => {
  test('a missing value beside values that add up to nothing but for rounding', () => {
    const field = [0.1, 0.2, -0.3, NaN]
    expect(0.1 + 0.2 - 0.3).not.toBe(0)
    expect(differences(CENTRED, field)[3]).toBe(0)
    expect(differences(CENTRED, [0.2, -0.3, 0.1, NaN])[3]).toBe(0)
  })
  test.each(['fieldMean', 'constant'] as const)('%s: runners without a value get the same in any order', (policy) => {
    const encoder = encoderOf('form.eloOverField', policy)
    fc.assert(fc.property(fc.array(fc.double({ min: -300, max: 300, noNaN: true }), { minLength: 1, maxLength: 13 }), fc.integer(), (values, seed) => {
      const centred = values.map((value) => value - values.reduce((sum, one) => sum + one, 0) / values.length)
      const shuffled = fc.sample(fc.shuffledSubarray(centred, { minLength: centred.length }), { numRuns: 1, seed })[0] as readonly number[]
      const [one, other] = [differences(encoder, [NaN, ...centred]), differences(encoder, [NaN, ...shuffled])]
      expect(one[0]).toBe(other[0])
      if (policy === 'fieldMean') expect(one[0]).toBe(0)
    }))
  })
})
