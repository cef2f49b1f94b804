import { defineCategory } from './define'

export const distance = defineCategory('distance', 'The trip, and what the horse has done over it.', [
  { name: 'distance.metres', version: 1, scope: 'race', unit: 'm', description: 'Distance of the race.', missing: { policy: 'trainingMean' }, compute: (r) => r.race.distanceM },
])
