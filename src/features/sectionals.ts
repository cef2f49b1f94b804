import { defineCategory } from './define'

export const sectionals = defineCategory('sectionals', 'How fast each part of its races was run.', [
  { name: 'sectionals.lateLast', version: 1, scope: 'runner', unit: 'points', description: 'Figure of the last 400 m at the last start.', missing: { policy: 'trainingMean' }, inputs: ['past'], compute: (r) => r.past.last((run) => run.lateFigure) },
])
