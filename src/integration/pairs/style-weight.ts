import { rule } from '../define'
import { against, text } from '../words'

export const styleWeight = [
  rule({
    id: 'style-weight.lightInFront', version: 1, title: 'Well in at the weights, and in front',
    because: 'Weight tells most on whoever makes the running: a front-runner that carries little for its rating keeps going, and one that carries much is caught.',
    categories: ['style', 'weight'], reads: ['style.frontRate', 'weight.ratingLessWeightOverField'], silent: null, directness: 'own', sample: null,
    signal: (x, field) => Math.tanh(2 * (x['style.frontRate'] - field['style.frontRate'])) * Math.tanh(x['weight.ratingLessWeightOverField'] / 4),
    say: (x) => `in the first third early on in ${text('style.frontRate', x['style.frontRate'])} of its starts, and at the weights ${against(x['weight.ratingLessWeightOverField'], 'points', 'better in', 'worse in')} the mean of the field`,
  }),
]
