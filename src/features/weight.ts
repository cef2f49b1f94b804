import { defineCategory } from './define'

export const weight = defineCategory('weight', 'What the horse carries, alone and against the field.', [
  { name: 'weight.carried', version: 1, scope: 'runner', unit: 'kg', description: 'Weight carried.', missing: { policy: 'trainingMean' }, compute: (r) => r.weightKg },
])
