import { inField, over } from '../compared'
import { rule } from '../define'
import { startsOf } from '../shapes'
import { startsText } from '../words'

export const horseSpeed = [
  rule({
    id: 'horse-speed.lastFigureOfTheLightlyRaced', version: 1, title: 'Last figure of a lightly raced horse',
    because: 'The fewer starts a horse has had, the more its latest figure says of what it is becoming.',
    categories: ['horse', 'speed'], reads: ['horse.starts', 'speed.last'], silent: null, directness: 'own', sample: null,
    signal: (x, field) => 7 / (6 + Math.exp(x['horse.starts'])) * Math.tanh(over('speed.last', x, field) / 6),
    say: (x, field) => `a last figure of ${inField('speed.last', x, field)} after ${startsText(startsOf(x['horse.starts']))}`,
  }),
]
