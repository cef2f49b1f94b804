import { daysBefore, featureOf, finished, raceCard } from '../support/racing-world'

const drawn = (first: number, count: number): { horseId: number; barrier: number }[] => Array.from({ length: count }, (_, i) => ({ horseId: first + i, barrier: i + 1 }))

describe('barrier.number', () => {
  test.each([
    ['as drawn', 7, 7],
    ['unknown', null, null],
  ])('%s', (_, barrier, expected) => {
    expect(featureOf('barrier.number', { card: raceCard({ runners: [{ horseId: 1, barrier }, { horseId: 2, barrier: 2 }] }) })).toBe(expected)
  })
})

describe('barrier.thirdImpact: (wins + 10) / (chance wins + 10)', () => {
  const card = raceCard({ runners: drawn(1, 3) })
  test('three races of three, all won from the rail', () => {
    const history = [9, 8, 7].map((days) => finished({ off: daysBefore(days), runners: drawn(100, 3) }, [1, 2, 3]))
    expect(featureOf('barrier.thirdImpact', { card, history }, 0)).toBeCloseTo((3 + 10) / (1 + 10), 12)
    expect(featureOf('barrier.thirdImpact', { card, history }, 2)).toBeCloseTo(10 / 11, 12)
  })
  test('nothing was run here before: 1', () => { expect(featureOf('barrier.thirdImpact', { card })).toBe(1) })
  test('another distance does not count', () => {
    expect(featureOf('barrier.thirdImpact', { card, history: [finished({ off: daysBefore(3), distanceM: 1_400, runners: drawn(100, 3) }, [1, 2, 3])] })).toBe(1)
  })
  test('undrawn: missing', () => { expect(featureOf('barrier.thirdImpact', { card: raceCard({ runners: [{ horseId: 1 }, { horseId: 2 }] }) })).toBeNull() })
})
