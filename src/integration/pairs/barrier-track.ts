import { rule } from '../define'
import { cut, ramp } from '../shapes'
import { drawn, text } from '../words'

export const barrierTrack = [
  rule({
    id: 'barrier-track.insideBias', version: 1, title: 'The draw and the bias of the course',
    because: 'Where the inside of the draw has won more than its share, over this trip and with the rail where it is, whoever is drawn there saves ground and the others lose it.',
    categories: ['barrier', 'track'], reads: ['barrier.share', 'barrier.rank', 'race.fieldSize', 'track.insideImpact', 'track.winnersBarrier'], silent: null, directness: 'course', sample: null,
    signal: (x) => (1 - 2 * x['barrier.share']) * cut(x['track.insideImpact'] - 1 + 3 * (0.5 - x['track.winnersBarrier'])),
    say: (x) => `${drawn(x)} where the inner third of the draw wins ${x['track.insideImpact'].toFixed(2)} times as often as chance and the mean winner came from ${text('track.winnersBarrier', x['track.winnersBarrier'])} of the way out`,
  }),
  rule({
    id: 'barrier-track.wetOutside', version: 1, title: 'Out wide on wet ground',
    because: 'On wet ground the strip along the rail is cut up first, and riders drawn wide find the better going.',
    categories: ['barrier', 'track'], reads: ['barrier.share', 'barrier.rank', 'race.fieldSize', 'track.wetness'], silent: 'On ground that is not wet (4 or less of 10).', directness: 'course', sample: null,
    signal: (x) => (2 * x['barrier.share'] - 1) * ramp(x['track.wetness'], 4, 6),
    say: (x) => `${drawn(x)} on ground that is ${x['track.wetness'].toFixed(1)} of 10 wet`,
  }),
]
