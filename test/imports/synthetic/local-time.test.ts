import { dateOf, dayOf, localInstant, offsetMinutes, seasonOf, weekdayOf } from '../../../src/imports/synthetic/local-time'
import { STATES, ZONES } from '../../../src/imports/synthetic/venues'

const intlOffset = (zone: string, ms: number): number => {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' }).formatToParts(ms)
  const part = (type: string): number => Number(parts.find((p) => p.type === type)?.value)
  return (Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute')) - ms) / 60_000
}

describe('local time', () => {
  test.each(STATES)('%s agrees with Intl at noon on every day of 2023 to 2027', (state) => {
    const zone = ZONES[state]
    for (let day = dayOf('2023-01-01'); day < dayOf('2028-01-01'); day += 1) {
      const noon = localInstant(zone, day, 12 * 60)
      expect([dateOf(day), offsetMinutes(zone, day)]).toEqual([dateOf(day), intlOffset(zone, noon)])
    }
  }, 60_000)
  test('a Saturday afternoon in Adelaide in summer time is ten and a half hours ahead', () => {
    expect(new Date(localInstant('Australia/Adelaide', dayOf('2025-01-04'), 13 * 60)).toISOString()).toBe('2025-01-04T02:30:00.000Z')
    expect(weekdayOf(dayOf('2025-01-04'))).toBe(5)
  })
  test('seasons turn on 1 August', () => { expect([seasonOf(dayOf('2025-07-31')), seasonOf(dayOf('2025-08-01'))]).toEqual([2024, 2025]) })
})
