import { inField, over } from '../compared'
import { rule } from '../define'

export const horseJockey = [
  rule({
    id: 'horse-jockey.riderOfADebutant', version: 1, title: 'The rider of a debutant',
    because: 'Of a horse that has not raced nobody outside the stable knows anything, but riders who can choose ask the stable.',
    categories: ['horse', 'jockey'], reads: ['horse.debut', 'jockey.winRateYear'], silent: 'For a horse that has raced.', directness: 'people', sample: null,
    signal: (x, field) => x['horse.debut'] * over('jockey.winRateYear', x, field) / 0.07,
    say: (x, field) => `${x['horse.debut'] === 1 ? 'a debutant' : 'no debutant'} under a rider who won ${inField('jockey.winRateYear', x, field)} of the rides of a year`,
  }),
]
