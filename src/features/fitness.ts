import { defineCategory } from './define'

export const fitness = defineCategory('fitness', 'Time since the last run, and the stage of the preparation.', [
  { name: 'fitness.daysSinceRun', version: 1, scope: 'runner', unit: 'days', description: 'Days since the last start.', missing: { policy: 'trainingMean' }, inputs: ['past'], compute: (r) => r.sincePrevious },
])
