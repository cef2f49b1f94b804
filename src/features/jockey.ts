import { defineCategory } from './define'

export const jockey = defineCategory('jockey', 'What the rider has done.', [
  { name: 'jockey.apprentice', version: 1, scope: 'runner', unit: 'flag', description: 'An apprentice rides.', missing: { policy: 'trainingMean' }, compute: (r) => r.apprentice },
])
