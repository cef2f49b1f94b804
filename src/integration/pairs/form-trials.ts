import { plain } from '../compared'
import { rule } from '../define'

export const formTrials = [
  rule({
    id: 'form-trials.trialAfterDefeat', version: 1, title: 'Good trial after a poor run',
    because: 'A horse that runs badly and then trials well has put right what was wrong; the price is still that of the bad run.',
    categories: ['form', 'trials'], reads: ['form.lastBeatenShare', 'trials.meanBeatenShare'], silent: 'After a start in which it beat nine tenths of its rivals or more, and for who was last in its trials.', directness: 'own', sample: null,
    signal: (x) => Math.tanh(2 * x['trials.meanBeatenShare']) * Math.max(0, 0.9 - x['form.lastBeatenShare']) / 0.9,
    say: (x) => `beat ${plain('trials.meanBeatenShare', x)} of its rivals in trials since a start in which it beat ${plain('form.lastBeatenShare', x)}`,
  }),
]
