import { defineCategory } from './define'

export const venue = defineCategory('venue', 'The venue and its courses, and what the horse has done there.', [
  { name: 'venue.starts', version: 1, scope: 'runner', unit: 'count', description: 'Starts at the venue.', missing: { policy: 'trainingMean' }, inputs: ['past'], compute: (r) => r.past.countWhere((run) => run.venueId === r.race.venueId) },
])
