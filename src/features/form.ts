import { defineCategory } from './define'

export const form = defineCategory('form', 'What the horse has done lately.', [
  { name: 'form.lastPosition', version: 1, scope: 'runner', unit: 'count', description: 'Position at the last start.', missing: { policy: 'trainingMean' }, inputs: ['past'], compute: (r) => r.past.last((run) => run.position) },
])
