import { rule } from '../define'

export const horseRace = [
  rule({
    id: 'horse-race.debutEarlyOnTheCard', version: 1, title: 'Debut early on the card',
    because: 'The weaker races are run first: there a newcomer meets others without much to show, and later on it meets those that have shown it.',
    categories: ['horse', 'race'], reads: ['horse.debut', 'race.dayShare', 'race.number'], silent: 'For a horse that has raced.', directness: 'field', sample: null,
    signal: (x) => x['horse.debut'] * Math.tanh(3 * (0.4 - x['race.dayShare'])),
    say: (x) => `${x['horse.debut'] === 1 ? 'a debut' : 'no debut'} in race ${x['race.number']} of the day`,
  }),
  rule({
    id: 'horse-race.debutInABigField', version: 1, title: 'Debut in a big field',
    because: 'The more run, the less those with form can all be good, and the nearer an unknown horse is to any other.',
    categories: ['horse', 'race'], reads: ['horse.debut', 'race.fieldSize'], silent: 'For a horse that has raced, and in fields of eleven.', directness: 'field', sample: null,
    signal: (x) => x['horse.debut'] * (x['race.fieldSize'] - 11) / 2.5,
    say: (x) => `${x['horse.debut'] === 1 ? 'a debut' : 'no debut'} in a field of ${x['race.fieldSize']}`,
  }),
]
