import { syntheticSeason } from '../../../src/imports/synthetic/season'
import { trueChances, type TrueRace } from '../../../src/imports/synthetic/true-chances'

/** Five weeks of invented racing as it is imported, and the truth about it. */
const finished = [...syntheticSeason({ seasons: 1, seed: 'truth', from: '2024-08-01', now: '2024-09-05T23:00:00Z', daysAhead: 0 })]
  .flatMap(({ meeting }) => (meeting?.kind === 'FLAT' ? meeting.races.filter(({ status }) => status === 'FINAL') : []))
const truth = new Map<string, TrueRace>([...trueChances({ seed: 'truth', from: '2024-08-01', to: '2024-09-05' })].map((race) => [race.sourceId, race]))

test('every finished race, every one that ran, sums of 1', () => {
  expect(finished.length).toBeGreaterThan(200)
  for (const race of finished) {
    const chances = truth.get(race.sourceId)?.chances ?? new Map<string, number>()
    expect([...chances.keys()].sort()).toEqual(race.runners.filter(({ result }) => result !== null).map(({ horse }) => horse.sourceId).sort())
    expect([...chances.values()].reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9)
  }
})
test('winners are as likely as it says: expected and seen log-loss agree within what luck allows', () => {
  let [expected, seen, variance] = [0, 0, 0]
  for (const race of finished) {
    const chances = truth.get(race.sourceId)?.chances ?? new Map<string, number>()
    const winners = race.runners.filter(({ result }) => result?.position === 1)
    for (const { horse } of winners) seen -= Math.log(chances.get(horse.sourceId) ?? NaN) / winners.length
    const entropy = [...chances.values()].reduce((sum, p) => sum - p * Math.log(p), 0)
    expected += entropy
    variance += [...chances.values()].reduce((sum, p) => sum + p * Math.log(p) ** 2, 0) - entropy ** 2
  }
  expect(Math.abs(seen - expected)).toBeLessThan(3.5 * Math.sqrt(variance))
  // Chances that tell nothing would be far off.
  const even = finished.reduce((sum, { runners }) => sum + Math.log(runners.filter(({ result }) => result !== null).length), 0)
  expect(even - seen).toBeGreaterThan(0.1 * finished.length)
})
test('only from a day on: the same', () => {
  const late = [...trueChances({ seed: 'truth', from: '2024-08-01', since: '2024-09-05', to: '2024-09-05' })]
  expect(late).toEqual([...truth.values()].filter(({ date }) => date === '2024-09-05'))
  expect(late.length).toBeGreaterThan(0)
})
test('another seed is another world', () => { expect([...trueChances({ seed: 'other', from: '2024-08-01', to: '2024-08-06' })].some(({ sourceId }) => truth.has(sourceId))).toBe(false) })
