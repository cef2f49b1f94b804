import { rule } from '../define'
import { ramp } from '../shapes'
import { moreRivals, text } from '../words'

export const pedigreeTrackWeather = [
  rule({
    id: 'pedigree-track-weather.rainOnTheWay', version: 1, title: 'Bred for the rain that fell',
    because: 'Ground that was called before the rain is wetter than its name by the time they run, and those bred for wet ground gain by it.',
    categories: ['pedigree', 'track', 'weather'], reads: ['pedigree.sireWetLessDry', 'pedigree.sireStarts', 'track.wetness', 'weather.rain24h'], silent: 'Without rain in the last 24 hours, and on ground that is wet already (7 or more of 10).', directness: 'relatives', sample: 'pedigree.sireStarts',
    signal: (x, field) => Math.tanh(20 * (x['pedigree.sireWetLessDry'] - field['pedigree.sireWetLessDry'])) * ramp(x['weather.rain24h'], 0, 20) * ramp(x['track.wetness'], 7, 4),
    say: (x) => `on wet ground the others by its sire beat ${moreRivals(x['pedigree.sireWetLessDry'], 'their')} on dry, and ${text('weather.rain24h', x['weather.rain24h'])} of rain fell on ground that is ${x['track.wetness'].toFixed(1)} of 10 wet`,
  }),
]
