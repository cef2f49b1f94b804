import { instant } from '../../src/domain/instant'
import type { WeatherReading } from '../../src/domain/race-card'
import type { FeatureName } from '../../src/features/registry'
import { featureOf, raceCard } from '../support/racing-world'

const observed = (at: string, part: Partial<WeatherReading>, knownAt = at): WeatherReading =>
  ({ temperatureC: null, humidity: null, windSpeedKmh: null, rainfall24hMm: null, rainfall7dMm: null, irrigation24hMm: null, ...part, observedAt: instant(at), knownAt: instant(knownAt) })
const of = (name: FeatureName, ...weather: WeatherReading[]): number | null => featureOf(name, { card: raceCard({ off: '2024-05-01T06:00:00Z', runners: [{ horseId: 1 }], weather }) })
const EARLY = '2024-05-01T01:00:00Z'
const LATE = '2024-05-01T05:00:00Z'

describe.each([
  ['weather.temperature', 'temperatureC', 18.5, 21], ['weather.humidity', 'humidity', 55, 70], ['weather.wind', 'windSpeedKmh', 12, 30],
  ['weather.rain24h', 'rainfall24hMm', 2.5, 0], ['weather.rain7d', 'rainfall7dMm', 20, 0], ['weather.irrigation24h', 'irrigation24hMm', 4, 0],
] as const)('%s', (name, column, early, late) => {
  const one = (at: string, value: number | null, knownAt?: string): WeatherReading => observed(at, { [column]: value }, knownAt)
  test.each<[string, WeatherReading[], number | null]>([
    ['as observed', [one(EARLY, early)], early],
    ['the latest of two', [one(LATE, late), one(EARLY, early)], late],
    ['what became known at the off is not yet there', [one(EARLY, early), one(LATE, late, '2024-05-01T06:00:00Z')], early],
    ['just before the off it is', [one(EARLY, early), one(LATE, late, '2024-05-01T05:59:59Z')], late],
    ['the latest does not tell', [one(EARLY, early), one(LATE, null)], null],
    ['never observed', [], null],
  ])('%s', (_, weather, expected) => { expect(of(name, ...weather)).toBe(expected) })
})

describe('weather.freshRainShare', () => {
  test.each([
    ['a quarter', 5, 20, 0.25], ['all of it', 8, 8, 1], ['a dry week', 0, 0, 0], ['more in a day than in the week cannot be', 9, 8, 1], ['day unknown', null, 8, null], ['week unknown', 3, null, null], ['none known', null, null, null],
  ])('%s', (_, rainfall24hMm, rainfall7dMm, expected) => { expect(of('weather.freshRainShare', observed(EARLY, { rainfall24hMm, rainfall7dMm }))).toBe(expected) })
})

describe('weather.apparentTemperature', () => {
  // at 0 degrees saturation is 6.105 hPa; at 30 degrees 6.105 exp(518.1 / 267.7) = 42.29 hPa
  test.each([
    ['dry and still, 0 degrees', 0, 0, 0, -4], ['damp at 0 degrees', 0, 100, 0, 0.33 * 6.105 - 4], ['wind of 10 m/s', 0, 0, 36, -11], ['a sticky day', 30, 70, 18, 30 + 0.33 * 0.7 * 42.2870 - 3.5 - 4],
    ['humidity unknown', 20, null, 10, null], ['wind unknown', 20, 50, null, null], ['temperature unknown', null, 50, 10, null],
  ])('%s', (_, temperatureC, humidity, windSpeedKmh, expected) => {
    const value = of('weather.apparentTemperature', observed(EARLY, { temperatureC, humidity, windSpeedKmh }))
    if (expected === null) expect(value).toBeNull()
    else expect(value).toBeCloseTo(expected, 2)
  })
})

describe('weather.dryingPower', () => {
  test.each([
    ['saturated air takes up none', 25, 100, 0], ['dry air at 0 degrees', 0, 0, 6.105], ['half damp at 0 degrees', 0, 50, 3.0525], ['30 degrees, 40 per cent', 30, 40, 0.6 * 42.2870], ['humidity unknown', 20, null, null], ['temperature unknown', null, 40, null],
  ])('%s', (_, temperatureC, humidity, expected) => {
    const value = of('weather.dryingPower', observed(EARLY, { temperatureC, humidity }))
    if (expected === null) expect(value).toBeNull()
    else expect(value).toBeCloseTo(expected, 2)
  })
})
