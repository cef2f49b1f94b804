import { rule } from '../define'
import { ramp } from '../shapes'
import { moreRivals } from '../words'

export const pedigreeTrack = [
  rule({
    id: 'pedigree-track.wetBlood', version: 1, title: 'Bred for wet ground, on wet ground',
    because: 'An action that gets through wet ground is inherited.',
    categories: ['pedigree', 'track'], reads: ['pedigree.sireWetLessDry', 'pedigree.sireStarts', 'track.wetness'], silent: 'On ground that is not on the wet side (3.5 or less of 10).', directness: 'relatives', sample: 'pedigree.sireStarts',
    signal: (x, field) => Math.tanh(20 * (x['pedigree.sireWetLessDry'] - field['pedigree.sireWetLessDry'])) * ramp(x['track.wetness'], 3.5, 6.5),
    say: (x) => `on wet ground the others by its sire beat ${moreRivals(x['pedigree.sireWetLessDry'], 'their')} on dry, and today it is ${x['track.wetness'].toFixed(1)} of 10 wet`,
  }),
]
