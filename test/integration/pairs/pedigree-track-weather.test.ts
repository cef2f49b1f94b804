import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('pedigree-track-weather.rainOnTheWay', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['20 mm on good ground, 25 in a thousand above the mean: tanh 0.5', [{ 'pedigree.sireWetLessDry': 0.03, 'pedigree.sireStarts': 5, 'track.wetness': 3.5, 'weather.rain24h': 20 }, { 'pedigree.sireWetLessDry': -0.02, 'pedigree.sireStarts': 5, 'track.wetness': 3.5, 'weather.rain24h': 20 }], [0.462117, -0.462117]],
    ['10 mm: half', [{ 'pedigree.sireWetLessDry': 0.03, 'pedigree.sireStarts': 5, 'track.wetness': 3.5, 'weather.rain24h': 10 }, { 'pedigree.sireWetLessDry': -0.02, 'pedigree.sireStarts': 5, 'track.wetness': 3.5, 'weather.rain24h': 10 }], [0.231059, -0.231059]],
    ['no rain: silent', [{ 'pedigree.sireWetLessDry': 0.03, 'pedigree.sireStarts': 5, 'track.wetness': 3.5, 'weather.rain24h': 0 }, { 'pedigree.sireWetLessDry': -0.02, 'pedigree.sireStarts': 5, 'track.wetness': 3.5, 'weather.rain24h': 0 }], [0, 0]],
    ['wet already: silent', [{ 'pedigree.sireWetLessDry': 0.03, 'pedigree.sireStarts': 5, 'track.wetness': 7, 'weather.rain24h': 20 }, { 'pedigree.sireWetLessDry': -0.02, 'pedigree.sireStarts': 5, 'track.wetness': 7, 'weather.rain24h': 20 }], [0, 0]],
    ['weather not known: silent', [{ 'pedigree.sireWetLessDry': 0.03, 'pedigree.sireStarts': 5, 'track.wetness': 3.5 }, { 'pedigree.sireWetLessDry': -0.02, 'pedigree.sireStarts': 5, 'track.wetness': 3.5 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('pedigree-track-weather.rainOnTheWay', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'pedigree.sireWetLessDry': 0.03, 'pedigree.sireStarts': 5, 'track.wetness': 3.5, 'weather.rain24h': 20 }], 'on wet ground the others by its sire beat 3.0% more of their rivals than on dry, and 20 mm of rain fell on ground that is 3.5 of 10 wet'],
    [[{ 'pedigree.sireWetLessDry': 0.03, 'pedigree.sireStarts': 5, 'track.wetness': 3.5 }], null],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('pedigree-track-weather.rainOnTheWay', runners)).toBe(said) })
})
