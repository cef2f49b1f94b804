import { finishingSpeedPercent, lastMetresMs, leaderSplits, splitsOf, usualLength, type Section } from '../../src/domain/sectional'

const section = (fromM: number, toM: number, timeMs: number): Section => ({ fromM, toM, timeMs, position: null, marginLengths: null })
const front = [section(1200, 800, 24_000), section(800, 400, 23_000), section(400, 0, 25_000)]
const back = [section(1200, 800, 25_000), section(800, 400, 23_000), section(400, 0, 22_000)]

test('splits add up and have a speed', () => {
  expect(splitsOf(front).map((split) => [split.cumulativeMs, split.speedMps])).toEqual([[24_000, 16.667], [47_000, 17.391], [72_000, 16]])
})
test('the last metres need a section that begins there', () => {
  expect([200, 400, 600, 800].map((metres) => lastMetresMs(front, metres))).toEqual([null, 25_000, null, 48_000])
})
test('a gap before the post leaves nothing to say', () => { expect(lastMetresMs([section(800, 400, 23_000)], 400)).toBeNull() })
test('a gap in the middle stops the whole run, not its end', () => {
  const gap = [section(1200, 800, 24_000), section(400, 0, 25_000)]
  expect([lastMetresMs(gap, 400), finishingSpeedPercent(gap)]).toEqual([25_000, null])
})
test('finishing speed compares the end with the whole: 16 against 16.667 m/s', () => { expect(finishingSpeedPercent(front)).toBe(96) })
test('the leaders at each mark make the splits, whoever they are', () => {
  expect(leaderSplits([front, back]).map(({ fromM, toM, timeMs, cumulativeMs }) => [fromM, toM, timeMs, cumulativeMs])).toEqual([[1200, 800, 24_000, 24_000], [800, 400, 23_000, 47_000], [400, 0, 23_000, 70_000]])
})
test('an odd first section does not set the interval', () => { expect(usualLength([section(1650, 1200, 1), section(1200, 800, 1), section(800, 400, 1)])).toBe(400) })
