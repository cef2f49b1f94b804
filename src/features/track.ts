import { defineCategory } from './define'

export const track = defineCategory('track', 'The ground, the rail, and which parts of the track have been winning.', [
  { name: 'track.wetness', version: 1, scope: 'race', unit: 'index', description: 'Ground, 0 firm to 10 heavy.', missing: { policy: 'trainingMean' }, compute: (r) => r.race.wetness },
])
