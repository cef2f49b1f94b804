import { rule } from '../define'
import { text } from '../words'

export const styleTrack = [
  rule({
    id: 'style-track.frontBias', version: 1, title: 'Front-runner where the front wins',
    because: 'Some courses let whoever is in front go on, and on others they come back to the field.',
    categories: ['style', 'track'], reads: ['style.frontRate', 'track.frontImpact'], silent: null, directness: 'course', sample: null,
    signal: (x, field) => Math.tanh(2 * (x['style.frontRate'] - field['style.frontRate'])) * Math.tanh(2 * (x['track.frontImpact'] - 1.4)),
    say: (x) => `in the first third early on in ${text('style.frontRate', x['style.frontRate'])} of its starts, on a course where the first third wins ${x['track.frontImpact'].toFixed(2)} times as often as chance`,
  }),
]
