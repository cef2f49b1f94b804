import { inField, over } from '../compared'
import { rule } from '../define'
import { startsText } from '../words'

export const fitnessFormSpeed = [
  rule({
    id: 'fitness-form-speed.oneIsEnough', version: 1, title: 'Good form or good figures: one is enough',
    because: 'Form and figures of a horse that races often tell the same thing twice: both good is worth less than their sum, and one good makes up for the other.',
    categories: ['fitness', 'form', 'speed'], reads: ['fitness.runs90', 'form.fadingBeatenShare', 'speed.mean3'], silent: 'Without a run in the last 90 days.', directness: 'own', sample: null,
    signal: (x, field) => -Math.min(1, x['fitness.runs90'] / 3) * Math.tanh(over('speed.mean3', x, field) / 5) * Math.tanh(over('form.fadingBeatenShare', x, field) / 0.15),
    say: (x, field) => `speed figures of ${inField('speed.mean3', x, field)} and ${inField('form.fadingBeatenShare', x, field)} of its rivals beaten, with ${startsText(x['fitness.runs90'])} in 90 days`,
  }),
  rule({
    id: 'fitness-form-speed.fasterThanItsPlacings', version: 1, title: 'Faster than its placings, and fit',
    because: 'A fit horse whose best figure is better than its placings ran into good fields or bad luck, and the clock is right.',
    categories: ['fitness', 'form', 'speed'], reads: ['fitness.runs90', 'form.beatenShare3', 'speed.best3'], silent: 'Without a run in the last 90 days.', directness: 'own', sample: null,
    signal: (x, field) => Math.min(1, x['fitness.runs90'] / 4) * (Math.tanh(over('speed.best3', x, field) / 6) - Math.tanh(over('form.beatenShare3', x, field) / 0.25)) / 1.5,
    say: (x, field) => `a best figure of ${inField('speed.best3', x, field)}, but ${inField('form.beatenShare3', x, field)} of its rivals beaten, with ${startsText(x['fitness.runs90'])} in 90 days`,
  }),
]
