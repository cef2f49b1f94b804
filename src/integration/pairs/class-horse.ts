import { beyond, plain, than } from '../compared'
import { rule } from '../define'

export const classHorse = [
  rule({
    id: 'class-horse.debutInClass', version: 1, title: 'Debut by class',
    because: 'A debutant meets its like in the lowest classes; in the better ones it meets horses that have proved themselves.',
    categories: ['class', 'horse'], reads: ['class.rating', 'horse.debut'], silent: 'For a horse that has raced.', directness: 'own', sample: null,
    signal: (x) => x['horse.debut'] * (60 - x['class.rating']) / 30,
    say: (x) => `${x['horse.debut'] === 1 ? 'its first start' : 'not its first start'}, in a class worth ${plain('class.rating', x)} points`,
  }),
  rule({
    id: 'class-horse.highRatedUpInClass', version: 1, title: 'Highly rated and up in class',
    because: 'A horse that goes up in class and still stands high in the ratings of the race is on its way up; one that drops and stands low is on its way down.',
    categories: ['class', 'horse'], reads: ['class.overMean5', 'horse.ratingOverField'], silent: 'In the class of its last five starts, within a point.', directness: 'own', sample: null,
    signal: (x) => Math.tanh(beyond(x['class.overMean5'], 1) / 10) * Math.tanh(x['horse.ratingOverField'] / 7),
    say: (x) => `rated ${than(x['horse.ratingOverField'], 'points', 'higher', 'lower')} the mean of the field, in a class ${than(x['class.overMean5'], 'points', 'higher', 'lower')} that of its last five starts`,
  }),
]
