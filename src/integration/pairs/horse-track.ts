import { rule } from '../define'
import { ramp, startsOf } from '../shapes'
import { moreRivals, startsText } from '../words'

export const horseTrack = [
  rule({
    id: 'horse-track.debutOnTheTurn', version: 1, title: 'Debut on a course where position counts',
    because: 'A newcomer runs green and wide on a tight course where the inside wins; on a straight or a wide one it only has to gallop.',
    categories: ['horse', 'track'], reads: ['horse.debut', 'track.insideImpact'], silent: 'For a horse that has raced.', directness: 'course', sample: null,
    signal: (x) => -x['horse.debut'] * Math.tanh(6 * (x['track.insideImpact'] - 1.1)),
    say: (x) => `${x['horse.debut'] === 1 ? 'a debut' : 'no debut'} on a course where the inner third of the draw wins ${x['track.insideImpact'].toFixed(2)} times as often as chance`,
  }),
  rule({
    id: 'horse-track.suitsWetGround', version: 1, title: 'Handles ground as wet as today\'s',
    because: 'Good ground suits nearly all; the wetter it is, the more it counts whether a horse has gone through it before.',
    categories: ['horse', 'track'], reads: ['horse.beatenShare', 'horse.starts', 'track.similarBeatenShare', 'track.wetness'], silent: 'On ground that is not on the wet side (3 or less of 10).', directness: 'own', sample: 'horse.starts',
    signal: (x) => Math.tanh(5 * (x['track.similarBeatenShare'] - x['horse.beatenShare'])) * ramp(x['track.wetness'], 3, 6),
    say: (x) => `on ground like today's (${x['track.wetness'].toFixed(1)} of 10 wet) it beats ${moreRivals(x['track.similarBeatenShare'] - x['horse.beatenShare'], 'its')} on any, with ${startsText(startsOf(x['horse.starts']))} in all`,
  }),
]
