import { plain, than } from '../compared'
import { rule } from '../define'

export const fitnessForm = [
  rule({
    id: 'fitness-form.standingOfTheFit', version: 1, title: 'Standing of a horse that ran lately',
    because: 'Whom a horse has beaten says what it can do now if that was not long ago.',
    categories: ['fitness', 'form'], reads: ['fitness.daysSinceRun', 'form.eloOverField'], silent: null, directness: 'own', sample: null,
    signal: (x) => Math.exp(-Math.max(0, x['fitness.daysSinceRun'] - 14) / 60) * Math.tanh(x['form.eloOverField'] / 100),
    say: (x) => `an Elo ${than(x['form.eloOverField'], 'points', 'higher', 'lower')} the mean of the field, last run ${plain('fitness.daysSinceRun', x)} ago`,
  }),
  rule({
    id: 'fitness-form.backUpQuickly', version: 1, title: 'Runs again within days',
    because: 'A stable sends a horse out again within eight days while it is in form; after a poor run it is a last throw.',
    categories: ['fitness', 'form'], reads: ['fitness.quickBackUp', 'form.lastBeatenShare'], silent: 'For all that have had more than eight days.', directness: 'own', sample: null,
    signal: (x) => x['fitness.quickBackUp'] * (2 * x['form.lastBeatenShare'] - 1),
    say: (x) => `${x['fitness.quickBackUp'] === 1 ? 'runs again within eight days' : 'has had more than eight days'} after beating ${plain('form.lastBeatenShare', x)} of its rivals`,
  }),
]
