import { inField, over, plain } from '../compared'
import { rule } from '../define'

export const classSpeed = [
  rule({
    id: 'class-speed.figureInGoodClass', version: 1, title: 'Figures count in good class',
    because: 'Good races are run to be won by the fastest; in the lowest classes much else decides.',
    categories: ['class', 'speed'], reads: ['class.rating', 'speed.onGround3'], silent: null, directness: 'own', sample: null,
    signal: (x, field) => Math.tanh(over('speed.onGround3', x, field) / 6) * Math.tanh((x['class.rating'] - 70) / 30),
    say: (x, field) => `speed figures of ${inField('speed.onGround3', x, field)} on such ground, in a class worth ${plain('class.rating', x)} points`,
  }),
]
