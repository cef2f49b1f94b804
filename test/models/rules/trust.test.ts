import { logLikelihood } from '../../../src/models/choice/fit-choice'
import { racesWithScores } from '../../../src/models/choice/fit-power'
import { crossFittedStandings, familiar, fitStanding, STRANGER } from '../../../src/models/rules/trust'
import { raceTable } from '../../support/race-table'

const of = (name: 'form.winRate10' | 'gear.blinkers', factor: number) => (table: ReturnType<typeof raceTable>['table']): Float64Array => (table.columns.get(name) ?? new Float64Array()).map((value) => factor * value)
const [score, sums] = [of('form.winRate10', 0.8), of('gear.blinkers', 0.3)]
const fitTrust = (scores: Float64Array, added: Float64Array, table: Parameters<typeof fitStanding>[2]): number => fitStanding(scores, added, table, STRANGER).trust
const crossFittedTrust = (scores: Float64Array, added: Float64Array, table: Parameters<typeof fitStanding>[2]): Float64Array => crossFittedStandings(scores, added, table, STRANGER).trusts
/** Rules that hold to a share. */
const heldTo = (share: number, races = 2_000) => raceTable({ races, weights: { 'form.winRate10': 0.8, 'gear.blinkers': 0.3 * share }, seed: `trust ${share}` }).table

test.each([[1, 0.65, 1], [0.5, 0.25, 0.7], [0, 0, 0.2]])('rules that hold to %d are trusted from %d to %d', (share, from, to) => {
  const table = heldTo(share)
  const trust = fitTrust(score(table), sums(table), table)
  expect(trust).toBeGreaterThanOrEqual(from)
  expect(trust).toBeLessThanOrEqual(to)
})
test('no trust of a grid is better by likelihood less half of (t / 0.25)^2', () => {
  const table = heldTo(0.5, 400)
  const rows = racesWithScores([score(table), sums(table)], table)
  const worth = (trust: number): number => logLikelihood(rows, [1, trust]) - trust ** 2 / (2 * 0.0625)
  const trust = fitTrust(score(table), sums(table), table)
  expect(trust).toBeGreaterThan(0)
  for (let other = 0; other <= 1; other += 0.01) expect(worth(other)).toBeLessThanOrEqual(worth(trust) + 1e-9)
})
test('never below 0 where rules are wrong, never above 1 where they say too little', () => {
  const table = heldTo(-1)
  expect(fitTrust(score(table), sums(table), table)).toBe(0)
  const loud = heldTo(4)
  expect(fitTrust(score(loud), sums(loud), loud)).toBe(1)
})
test('no race, or rules that say nothing: 0', () => {
  const table = heldTo(1, 20)
  expect(fitTrust(score(table).fill(NaN), sums(table), table)).toBe(0)
  expect(fitTrust(score(table), new Float64Array(score(table).length), table)).toBe(0)
})
test('trust by row is told by the other parts: what happens in a race does not change its own', () => {
  const table = heldTo(0.6, 300)
  const before = crossFittedTrust(score(table), sums(table), table)
  const [from, to] = [table.raceStart[60] as number, table.raceStart[120] as number]
  expect(new Set(before.subarray(from, to)).size).toBe(1)
  // Reverse who won in the second part.
  const win = table.targets.win.slice()
  for (let r = 60; r < 120; r++) win.subarray(table.raceStart[r], table.raceStart[r + 1]).reverse()
  const after = crossFittedTrust(score(table), sums(table), { ...table, targets: { ...table.targets, win } })
  expect([...after.subarray(from, to)]).toEqual([...before.subarray(from, to)])
  expect(after[0]).not.toBe(before[0])
})

describe('over the model that rules were learnt over', () => {
  test('no power and trust of a grid are better by likelihood less half of the squares of what they are off 0.7 and 1 over 0.25', () => {
    const table = heldTo(0.5, 400)
    const rows = racesWithScores([score(table), sums(table)], table)
    const worth = (power: number, trust: number): number => logLikelihood(rows, [power, trust]) - ((power - 0.7) ** 2 + (trust - 1) ** 2) / (2 * 0.0625)
    const { power, trust } = fitStanding(score(table), sums(table), table, familiar(0.7))
    expect(power).toBeGreaterThan(0.8)
    expect(trust).toBeLessThan(1)
    for (let p = 0.5; p <= 1.5; p += 0.02) for (let t = 0; t <= 1; t += 0.02) expect(worth(p, t)).toBeLessThanOrEqual(worth(power, trust) + 1e-9)
  })
  test('rules that say too little are trusted in full, and the power is found beside that', () => {
    const table = heldTo(4)
    const { power, trust } = fitStanding(score(table), sums(table), table, familiar(0.7))
    expect(trust).toBe(1)
    expect(power).toBeGreaterThan(0.7)
  })
  test('no race: as it was believed', () => {
    const table = heldTo(1, 20)
    expect(fitStanding(score(table).fill(NaN), sums(table), table, familiar(0.7))).toEqual({ power: 0.7, trust: 1 })
  })
})
