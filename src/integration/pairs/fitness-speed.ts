import { inField, over, plain } from '../compared'
import { rule } from '../define'
import { startsText } from '../words'

export const fitnessSpeed = [
  rule({
    id: 'fitness-speed.figureOfTheFit', version: 1, title: 'Figures of a horse that races often',
    because: 'Speed figures hold while a horse races; after a long break they say what it once could do.',
    categories: ['fitness', 'speed'], reads: ['fitness.runs90', 'speed.onGround3'], silent: 'With one run in the last 90 days.', directness: 'own', sample: null,
    signal: (x, field) => (x['fitness.runs90'] - 1) / 3 * Math.tanh(over('speed.onGround3', x, field) / 5),
    say: (x, field) => `speed figures of ${inField('speed.onGround3', x, field)} on such ground, with ${startsText(x['fitness.runs90'])} in 90 days`,
  }),
  rule({
    id: 'fitness-speed.steadyFiguresOfTheFit', version: 1, title: 'Steady figures of a horse that races often',
    because: 'A mean of figures that lie close together is what the horse will run to; one of figures all over the place is not, be they good or bad.',
    categories: ['fitness', 'speed'], reads: ['fitness.runs90', 'speed.consistency', 'speed.mean3'], silent: 'Without a run in the last 90 days.', directness: 'own', sample: null,
    signal: (x, field) => -Math.min(1, x['fitness.runs90'] / 3) * Math.tanh((x['speed.consistency'] - 5) / 3) * Math.tanh(over('speed.mean3', x, field) / 5),
    say: (x, field) => `speed figures of ${inField('speed.mean3', x, field)}, ${plain('speed.consistency', x)} apart as a rule, with ${startsText(x['fitness.runs90'])} in 90 days`,
  }),
]
