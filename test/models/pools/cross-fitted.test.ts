import { crossFittedScores, fitPoolWeights } from '../../../src/models/pools/fit-pool'
import { raceLogLoss, raceSoftmax } from '../../../src/models/race-softmax'
import { seeded } from '../../../src/models/seeded'
import { raceTable } from '../../support/race-table'

const { table, chances } = raceTable({ races: 60, weights: { 'form.elo': 1 } })
const truth = Float64Array.from(chances, Math.log)
const noise = (name: string): Float64Array => { const rng = seeded(1, name); return Float64Array.from(truth, () => rng.normal()) }
const lossOf = (scores: Float64Array): number => raceLogLoss(raceSoftmax(scores, table.raceStart), table.targets.win, table.raceStart)
const byOwnWeights = (members: readonly Float64Array[]): Float64Array => {
  const { weights } = fitPoolWeights(members, table)
  return truth.map((_, row) => members.reduce((sum, scores, at) => sum + (weights[at] as number) * (scores[row] as number), 0))
}

test('members that know nothing make a pool look better by its own weights and worse by those of others', () => {
  const members = [truth, ...Array.from({ length: 12 }, (_, i) => noise(`noise ${i}`))]
  expect(lossOf(byOwnWeights(members))).toBeLessThan(lossOf(byOwnWeights([truth])))
  expect(lossOf(crossFittedScores(members, table))).toBeGreaterThan(lossOf(crossFittedScores([truth], table)))
})
test('a race has no say in the weights that it is judged by', () => {
  const [from, to] = [table.raceStart[0] as number, table.raceStart[1] as number]
  const own = crossFittedScores([truth, noise('a')], table)
  const win = table.targets.win.map((won, row) => (row < from || row >= to ? won : Number(row === (won === 1 ? from : to - 1))))
  const other = crossFittedScores([truth, noise('a')], { ...table, targets: { ...table.targets, win } })
  expect([...other.slice(from, to)]).toEqual([...own.slice(from, to)])
  expect([...other]).not.toEqual([...own])
})
test('of a race of which a member says nothing, nothing is said', () => {
  const silent = truth.map((score, row) => (row < (table.raceStart[1] as number) ? NaN : score))
  const scores = crossFittedScores([truth, silent], table)
  expect([...scores].findIndex((score) => !Number.isNaN(score))).toBe(table.raceStart[1])
})
test('drawn toward equal shares, two that say the same share alike', () => {
  const { weights: [one = 0, other = 0] } = fitPoolWeights([truth, truth.map((score, row) => score + 1e-3 * (noise('b')[row] as number))], table, { nonNegative: true, ridge: 30, toward: 0.5 })
  expect(one).toBeCloseTo(other, 1)
  const far = fitPoolWeights([truth, noise('c')], table, { ridge: 1e9, toward: 0.5 })
  far.weights.forEach((weight) => { expect(weight).toBeCloseTo(0.5, 5) })
})
