import { defineCategory } from './define'

export const trials = defineCategory('trials', 'Barrier trials since the last start.', [
  { name: 'trials.lastPosition', version: 1, scope: 'runner', unit: 'count', description: 'Place in the latest trial.', missing: { policy: 'trainingMean' }, inputs: ['trials'], compute: (r) => r.trials.last((run) => run.position) },
])
