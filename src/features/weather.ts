import { defineCategory } from './define'

export const weather = defineCategory('weather', 'The weather at the course.', [
  { name: 'weather.temperature', version: 1, scope: 'race', unit: 'celsius', description: 'Air temperature at the latest observation.', missing: { policy: 'trainingMean' }, compute: (r) => r.race.temperatureC },
])
