import { pauseAfter, retryAfterOf, RETRIES_MS } from '../../../src/usecases/webhooks/back-off'

const middle = (): number => 0.5
describe('pauses', () => {
  it('grow from 5 seconds to a day, and end', () => {
    expect(RETRIES_MS.map((_, i) => pauseAfter(i + 1, RETRIES_MS, null, middle))).toEqual([5_000, 30_000, 120_000, 600_000, 3_600_000, 21_600_000, 86_400_000])
    expect(pauseAfter(8, RETRIES_MS, null, middle)).toBeNull()
  })
  it('are spread by a fifth to both sides', () => {
    expect(pauseAfter(1, RETRIES_MS, null, () => 0)).toBe(4_000)
    expect(pauseAfter(1, RETRIES_MS, null, () => 1)).toBe(6_000)
  })
  it('are as long as the receiver asks for, but no longer than a day', () => {
    expect(pauseAfter(1, RETRIES_MS, 45_000, middle)).toBe(45_000)
    expect(pauseAfter(2, RETRIES_MS, 1_000, middle)).toBe(30_000)
    expect(pauseAfter(1, RETRIES_MS, 10 * 86_400_000, middle)).toBe(86_400_000)
    expect(pauseAfter(8, RETRIES_MS, 45_000, middle)).toBeNull()
  })
})
test('Retry-After is seconds or a date, and anything else is nothing', () => {
  const now = Date.parse('2026-03-01T06:00:00Z')
  expect(retryAfterOf('120', now)).toBe(120_000)
  expect(retryAfterOf('Sun, 01 Mar 2026 06:00:30 GMT', now)).toBe(30_000)
  expect(retryAfterOf('Sun, 01 Mar 2026 05:00:00 GMT', now)).toBe(0)
  for (const other of [undefined, '', 'soon', '-5', '1.5', '2026-03-01']) expect(retryAfterOf(other, now)).toBeNull()
})
