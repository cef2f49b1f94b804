import { defineCategory } from './define'

export const style = defineCategory('style', 'Where the horse likes to be in running, and what that will meet in this field.', [
  { name: 'style.settledLast', version: 1, scope: 'runner', unit: 'ratio', description: 'Place at the first call of the last start, 0 = led, 1 = last.', missing: { policy: 'trainingMean' }, inputs: ['past'], compute: (r) => r.past.last((run) => run.settled) },
])
