import { defineCategory } from './define'
import type { RaceView } from './views'

/** Pressure of water vapour at saturation, hPa (Magnus, as the Bureau of Meteorology's apparent temperature writes it). */
const saturation = ({ temperatureC: t }: RaceView): number => 6.105 * Math.exp((17.27 * t) / (237.7 + t))
const vapour = (race: RaceView): number => (race.humidity / 100) * saturation(race)
const KMH_PER_MS = 3.6
/** Steadman 1994 without radiation: T + 0.33 e - 0.70 v - 4.00; e in hPa, v in m/s. */
const apparent = (race: RaceView): number => race.temperatureC + 0.33 * vapour(race) - (0.7 * race.windSpeedKmh) / KMH_PER_MS - 4

export const weather = defineCategory('weather', 'The weather at the course, by the latest observation before the instant asked for.', [
  { name: 'weather.temperature', version: 1, scope: 'race', unit: 'celsius', description: 'Air temperature.', missing: { policy: 'trainingMean' }, compute: (r) => r.race.temperatureC },
  { name: 'weather.humidity', version: 1, scope: 'race', unit: 'percent', description: 'Relative humidity.', missing: { policy: 'trainingMean' }, compute: (r) => r.race.humidity },
  { name: 'weather.wind', version: 1, scope: 'race', unit: 'kmh', description: 'Wind speed.', missing: { policy: 'trainingMean' }, compute: (r) => r.race.windSpeedKmh },
  { name: 'weather.rain24h', version: 1, scope: 'race', unit: 'mm', description: 'Rain of the last 24 hours.', missing: { policy: 'trainingMean' }, compute: (r) => r.race.rainfall24hMm },
  { name: 'weather.rain7d', version: 1, scope: 'race', unit: 'mm', description: 'Rain of the last seven days.', missing: { policy: 'trainingMean' }, compute: (r) => r.race.rainfall7dMm },
  { name: 'weather.freshRainShare', version: 1, scope: 'race', unit: 'ratio', description: 'Share of the week\'s rain that fell in the last 24 hours; 0 in a dry week.', missing: { policy: 'trainingMean' }, compute: ({ race: { rainfall24hMm, rainfall7dMm } }) => (rainfall7dMm === 0 ? 0 : Math.min(1, rainfall24hMm / rainfall7dMm)) },
  { name: 'weather.irrigation24h', version: 1, scope: 'race', unit: 'mm', description: 'Water put on the course in the last 24 hours.', missing: { policy: 'trainingMean' }, compute: (r) => r.race.irrigation24hMm },
  { name: 'weather.apparentTemperature', version: 1, scope: 'race', unit: 'celsius', description: 'How hot it feels in the shade, of temperature, humidity and wind (Steadman 1994).', missing: { policy: 'trainingMean' }, compute: (r) => apparent(r.race) },
  { name: 'weather.dryingPower', version: 1, scope: 'race', unit: 'index', description: 'Water vapour that the air still takes up, hPa: the higher, the faster the ground dries.', missing: { policy: 'trainingMean' }, compute: (r) => saturation(r.race) - vapour(r.race) },
])
