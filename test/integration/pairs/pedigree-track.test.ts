import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('pedigree-track.wetBlood', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['25 in a thousand above the mean on heavy ground: tanh 0.5', [{ 'pedigree.sireWetLessDry': 0.03, 'pedigree.sireStarts': 5, 'track.wetness': 7 }, { 'pedigree.sireWetLessDry': -0.02, 'pedigree.sireStarts': 5, 'track.wetness': 7 }], [0.462117, -0.462117]],
    ['halfway there: half', [{ 'pedigree.sireWetLessDry': 0.03, 'pedigree.sireStarts': 5, 'track.wetness': 5 }, { 'pedigree.sireWetLessDry': -0.02, 'pedigree.sireStarts': 5, 'track.wetness': 5 }], [0.231059, -0.231059]],
    ['good ground: silent', [{ 'pedigree.sireWetLessDry': 0.03, 'pedigree.sireStarts': 5, 'track.wetness': 3.5 }, { 'pedigree.sireWetLessDry': -0.02, 'pedigree.sireStarts': 5, 'track.wetness': 3.5 }], [0, 0]],
    ['sire not known: silent', [{ 'track.wetness': 7 }, { 'pedigree.sireWetLessDry': 0.03, 'pedigree.sireStarts': 5, 'track.wetness': 7 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('pedigree-track.wetBlood', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'pedigree.sireWetLessDry': 0.03, 'pedigree.sireStarts': 5, 'track.wetness': 7 }], 'on wet ground the others by its sire beat 3.0% more of their rivals than on dry, and today it is 7.0 of 10 wet'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('pedigree-track.wetBlood', runners)).toBe(said) })
})
