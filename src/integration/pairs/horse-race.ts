import { rule } from '../define'

export const horseRace = [
  rule({
    id: 'horse-race.debutInABigField', version: 1, title: 'Debut in a big field',
    because: 'The more run, the less those with form can all be good, and the nearer an unknown horse is to any other.',
    categories: ['horse', 'race'], reads: ['horse.debut', 'race.fieldSize'], silent: 'For a horse that has raced, and in fields of eleven.', directness: 'field', sample: null,
    signal: (x) => x['horse.debut'] * (x['race.fieldSize'] - 11) / 2.5,
    say: (x) => `${x['horse.debut'] === 1 ? 'a debut' : 'no debut'} in a field of ${x['race.fieldSize']}`,
  }),
]
