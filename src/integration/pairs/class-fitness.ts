import { beyond, than } from '../compared'
import { rule } from '../define'
import { startsText } from '../words'

export const classFitness = [
  rule({
    id: 'class-fitness.upWhenFit', version: 1, title: 'Up in class deep in a preparation',
    because: 'A stable raises a horse in class while it thrives and drops it when it does not: with runs behind it in the preparation the step tells which.',
    categories: ['class', 'fitness'], reads: ['class.overMean5', 'fitness.prepRun'], silent: 'First-up, and in the class of its last five starts, within a point.', directness: 'own', sample: null,
    signal: (x) => beyond(x['class.overMean5'], 1) / 15 * Math.min(1, (x['fitness.prepRun'] - 1) / 3),
    say: (x) => `run ${x['fitness.prepRun']} of its preparation, in a class ${than(x['class.overMean5'], 'points', 'higher', 'lower')} that of its last five starts`,
  }),
  rule({
    id: 'class-fitness.belowBestWonWhenFit', version: 1, title: 'Fit, and below a class that it has won in',
    because: 'A horse that races often and has come down below the class of its best win has only to run as it once did.',
    categories: ['class', 'fitness'], reads: ['class.overBestWon', 'fitness.runs90'], silent: 'Without a run in the last 90 days, and in the class that it has won in, within a point.', directness: 'own', sample: null,
    signal: (x) => -Math.tanh(beyond(x['class.overBestWon'], 1) / 20) * Math.min(1, x['fitness.runs90'] / 4),
    say: (x) => `a class ${than(x['class.overBestWon'], 'points', 'higher', 'lower')} the best that it has won in, with ${startsText(x['fitness.runs90'])} in 90 days`,
  }),
  rule({
    id: 'class-fitness.dropWhenFit', version: 1, title: 'Class drop of a fit horse',
    because: 'A drop in class helps a horse that is fit enough to make use of it.',
    categories: ['class', 'fitness'], reads: ['class.change', 'fitness.runs90'], silent: 'For a horse that does not drop in class or has not run in the last 90 days.', directness: 'own', sample: null,
    signal: (x) => Math.min(1, Math.max(0, -x['class.change']) / 20) * Math.min(1, x['fitness.runs90'] / 3),
    say: (x) => `in a class ${than(x['class.change'], 'points', 'higher', 'lower')} the last, with ${startsText(x['fitness.runs90'])} in 90 days`,
  }),
]
