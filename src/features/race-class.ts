import { defineCategory } from './define'

export const raceClass = defineCategory('class', 'How good the race is and what it pays, and what the horse has met before.', [
  { name: 'class.rating', version: 1, scope: 'race', unit: 'points', description: 'Class of the race, points of an official rating.', missing: { policy: 'trainingMean' }, compute: (r) => r.race.classRating },
])
