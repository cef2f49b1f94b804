import { plain } from '../compared'
import { rule } from '../define'
import { startsText } from '../words'

export const fitnessTrials = [
  rule({
    id: 'fitness-trials.trialOfTheFresh', version: 1, title: 'Trial of a horse that raced little',
    because: 'The less a horse has raced of late, the more its trial says; one that races every fortnight trials for exercise.',
    categories: ['fitness', 'trials'], reads: ['fitness.runs365', 'trials.meanFigure'], silent: null, directness: 'own', sample: null,
    signal: (x) => Math.tanh((x['trials.meanFigure'] - 100) / 8) * Math.exp(-x['fitness.runs365'] / 5),
    say: (x) => `a trial figure of ${plain('trials.meanFigure', x)} where 100 is the median, after ${startsText(x['fitness.runs365'])} in a year`,
  }),
  rule({
    id: 'fitness-trials.trialBeforeFirstUp', version: 1, title: 'First-up after a trial',
    because: 'A horse that comes back with a trial in its legs is readier than one that comes straight from the paddock.',
    categories: ['fitness', 'trials'], reads: ['fitness.firstUp', 'trials.sinceRun'], silent: 'For all but first-up runners that have trialed since their last start.', directness: 'own', sample: null,
    signal: (x) => x['fitness.firstUp'] * Math.min(1, x['trials.sinceRun']),
    say: (x) => `${x['fitness.firstUp'] === 1 ? 'first-up' : 'not first-up'} with ${x['trials.sinceRun'] === 1 ? '1 trial' : `${plain('trials.sinceRun', x)} trials`} since its last start`,
  }),
]
