import { inField, over, plain, than } from '../compared'
import { rule } from '../define'
import { startsText } from '../words'

export const classForm = [
  rule({
    id: 'class-form.formInGoodClass', version: 1, title: 'Form counts in good class',
    because: 'Good horses run to their form; in the lowest classes they take turns.',
    categories: ['class', 'form'], reads: ['class.rating', 'form.fadingBeatenShare'], silent: null, directness: 'own', sample: null,
    signal: (x, field) => over('form.fadingBeatenShare', x, field) / 0.3 * (x['class.rating'] - 70) / 40,
    say: (x, field) => `has beaten ${inField('form.fadingBeatenShare', x, field)} of its rivals, in a class worth ${plain('class.rating', x)} points`,
  }),
  rule({
    id: 'class-form.beatenFarInGoodClass', version: 1, title: 'Lengths are forgiven in good class',
    because: 'In good races those who cannot win are not ridden out and come home far behind: lengths say less there than how many were beaten.',
    categories: ['class', 'form'], reads: ['class.rating', 'form.lengths3'], silent: null, directness: 'own', sample: null,
    signal: (x, field) => Math.tanh(over('form.lengths3', x, field) / 4) * Math.tanh((x['class.rating'] - 70) / 30),
    say: (x, field) => `beaten by ${inField('form.lengths3', x, field)} in three starts, in a class worth ${plain('class.rating', x)} points`,
  }),
  rule({
    id: 'class-form.winsOfTheExposed', version: 1, title: 'Wins of a horse long in this class',
    because: 'A horse that has long raced in this class has been weighted for its wins; in a newcomer the same wins still promise more.',
    categories: ['class', 'form'], reads: ['class.runsAtOrAbove', 'form.winRate10'], silent: 'Without an earlier start in this class or a better one.', directness: 'own', sample: null,
    signal: (x, field) => -Math.tanh(over('form.winRate10', x, field) / 0.1) * Math.min(1, x['class.runsAtOrAbove'] / 20),
    say: (x, field) => `a win rate of ${inField('form.winRate10', x, field)} over its last ten starts, with ${startsText(x['class.runsAtOrAbove'])} in this class or better`,
  }),
  rule({
    id: 'class-form.dropAfterPoorRuns', version: 1, title: 'Down in class after poor runs',
    because: 'Poor runs against better horses are no disgrace, and an easier race is what they were waiting for.',
    categories: ['class', 'form'], reads: ['class.change', 'form.beatenShare3'], silent: 'For a horse that does not drop in class.', directness: 'own', sample: null,
    signal: (x) => Math.min(1, Math.max(0, -x['class.change']) / 20) * (1 - 2 * x['form.beatenShare3']),
    say: (x) => `beat ${plain('form.beatenShare3', x)} of its rivals in three starts, now in a class ${than(x['class.change'], 'points', 'higher', 'lower')} the last`,
  }),
]
