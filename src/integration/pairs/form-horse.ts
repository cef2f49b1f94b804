import { plain } from '../compared'
import { rule } from '../define'
import { startsOf } from '../shapes'
import { startsText } from '../words'

export const formHorse = [
  rule({
    id: 'form-horse.lastRunOfTheLightlyRaced', version: 1, title: 'Last run of a lightly raced horse',
    because: 'Of a horse with two or three starts behind it the last one is half of all that is known.',
    categories: ['form', 'horse'], reads: ['form.lastBeatenShare', 'horse.starts'], silent: null, directness: 'own', sample: null,
    signal: (x) => 3 / (2 + Math.exp(x['horse.starts'])) * (2 * x['form.lastBeatenShare'] - 1),
    say: (x) => `beat ${plain('form.lastBeatenShare', x)} of its rivals last time, after ${startsText(startsOf(x['horse.starts']))}`,
  }),
  rule({
    id: 'form-horse.improver', version: 1, title: 'Lightly raced improver',
    because: 'A young career that goes upward has not reached its top.',
    categories: ['form', 'horse'], reads: ['form.trend', 'horse.starts'], silent: null, directness: 'own', sample: null,
    signal: (x) => 7 / (6 + Math.exp(x['horse.starts'])) * Math.tanh(10 * x['form.trend']),
    say: (x) => `rivals beaten ${x['form.trend'] < 0 ? 'fall' : 'rise'} by ${plain('form.trend', { 'form.trend': Math.abs(x['form.trend']) })} a start, after ${startsText(startsOf(x['horse.starts']))}`,
  }),
]
