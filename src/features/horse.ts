import { defineCategory } from './define'

export const horse = defineCategory('horse', 'The horse itself: age, sex, origin, body, record.', [
  { name: 'horse.age', version: 1, scope: 'runner', unit: 'years', description: 'Official age.', missing: { policy: 'trainingMean' }, compute: (r) => r.age },
])
