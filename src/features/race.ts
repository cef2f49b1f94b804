import { defineCategory } from './define'

export const race = defineCategory('race', 'What kind of race it is: place on the day, size, season.', [
  { name: 'race.fieldSize', version: 1, scope: 'race', unit: 'count', description: 'Runners that are to start.', missing: { policy: 'trainingMean' }, compute: (r) => r.race.fieldSize },
])
