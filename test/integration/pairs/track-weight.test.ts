import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('track-weight.bigHorseOnATurn', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['60 kg above the mean where the inside wins 1.4 times: tanh 1 x tanh 1.5, against it', [{ 'weight.body': 560, 'track.insideImpact': 1.4 }, { 'weight.body': 440, 'track.insideImpact': 1.4 }, { 'weight.body': 500, 'track.insideImpact': 1.4 }], [-0.689356, 0.689356, 0]],
    ['where it wins 0.9 times: for it', [{ 'weight.body': 560, 'track.insideImpact': 0.9 }, { 'weight.body': 440, 'track.insideImpact': 0.9 }], [0.689356, -0.689356]],
    ['1.15 times, as it usually does: nothing', [{ 'weight.body': 560, 'track.insideImpact': 1.15 }, { 'weight.body': 440, 'track.insideImpact': 1.15 }], [0, 0]],
    ['body weight not known: silent', [{ 'track.insideImpact': 1.4 }, { 'weight.body': 440, 'track.insideImpact': 1.4 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('track-weight.bigHorseOnATurn', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'weight.body': 560, 'track.insideImpact': 1.4 }, { 'weight.body': 440, 'track.insideImpact': 1.4 }], 'weighs 560 kg (mean of the field 500 kg), on a course where the inner third of the draw wins 1.40 times as often as chance'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('track-weight.bigHorseOnATurn', runners)).toBe(said) })
})
describe('track-weight.lightOnWet', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['3 kg below the mean, very wet: tanh 1; above it, tanh -1', [{ 'weight.carried': 53, 'track.wetness': 6 }, { 'weight.carried': 59, 'track.wetness': 6 }], [0.761594, -0.761594]],
    ['halfway there: half', [{ 'weight.carried': 53, 'track.wetness': 4.5 }, { 'weight.carried': 59, 'track.wetness': 4.5 }], [0.380797, -0.380797]],
    ['good ground: silent', [{ 'weight.carried': 53, 'track.wetness': 3 }, { 'weight.carried': 59, 'track.wetness': 3 }], [0, 0]],
    ['ground not known: silent', [{ 'weight.carried': 53 }, { 'weight.carried': 59, 'track.wetness': 6 }], [0, -0.761594]],
  ])('%s', (_, runners, signals) => { expect(signalled('track-weight.lightOnWet', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'weight.carried': 53, 'track.wetness': 6 }, { 'weight.carried': 59, 'track.wetness': 6 }], 'carries 53 kg (mean of the field 56 kg) on ground that is 6.0 of 10 wet'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('track-weight.lightOnWet', runners)).toBe(said) })
})
