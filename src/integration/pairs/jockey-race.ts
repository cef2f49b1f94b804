import { inField, over } from '../compared'
import { rule } from '../define'

export const jockeyRace = [
  rule({
    id: 'jockey-race.strongRiderInABigField', version: 1, title: 'A strong rider in a big field',
    because: 'The more run, the more trouble there is to keep out of, and that is what good riders do.',
    categories: ['jockey', 'race'], reads: ['jockey.beatenShare', 'race.fieldSize'], silent: null, directness: 'people', sample: null,
    signal: (x, field) => over('jockey.beatenShare', x, field) / 0.15 * (x['race.fieldSize'] - 11.5) / 3,
    say: (x, field) => `a field of ${x['race.fieldSize']}, under a rider who beats ${inField('jockey.beatenShare', x, field)} of the rivals`,
  }),
]
