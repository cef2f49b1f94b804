import { defineCategory } from './define'

export const speed = defineCategory('speed', 'Speed figures: times made comparable between courses, distances and days.', [
  { name: 'speed.last', version: 1, scope: 'runner', unit: 'points', description: 'Speed figure of the last start.', missing: { policy: 'trainingMean' }, inputs: ['past'], compute: (r) => r.past.last((run) => run.figure) },
])
