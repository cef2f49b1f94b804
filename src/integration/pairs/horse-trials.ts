import { plain } from '../compared'
import { rule } from '../define'

export const horseTrials = [
  rule({
    id: 'horse-trials.trialOfADebutant', version: 1, title: 'Trials of a debutant',
    because: 'Before the first start barrier trials are all that anybody has seen of a horse.',
    categories: ['horse', 'trials'], reads: ['horse.debut', 'trials.meanBeatenShare'], silent: 'For a horse that has raced.', directness: 'own', sample: null,
    signal: (x) => x['horse.debut'] * Math.tanh(4 * (x['trials.meanBeatenShare'] - 0.5)),
    say: (x) => `${x['horse.debut'] === 1 ? 'a debutant' : 'no debutant'} that beat ${plain('trials.meanBeatenShare', x)} of its rivals in trials`,
  }),
]
