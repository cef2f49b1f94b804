import { softmax } from '../../../src/imports/synthetic/exact-math'
import { rngFor } from '../../../src/imports/synthetic/prng'
import { deadHeatPoints, LUCK, MISHAP, place, troublesOf } from '../../../src/imports/synthetic/race-run'
import { winChances, type Chancer, type Luck } from '../../../src/imports/synthetic/win-chances'

const NONE = [{ chance: 1, points: 0 }]
const plain = (...strengths: readonly number[]): readonly Chancer[] => strengths.map((strength) => ({ strength, troubles: NONE }))
const PURE: Luck = { luck: LUCK, mishap: 0, deadHeat: 0 }

describe('without trouble, mishaps and dead heats it is the softmax', () => {
  test.each([[[0]], [[0, 0, 0]], [[70, 63, 55, 66]], [[-40, 90]], [Array.from({ length: 24 }, (_, i) => 50 + 3 * Math.sin(i))]])('%j', (strengths) => {
    const exact = softmax(strengths, LUCK)
    winChances(plain(...strengths), PURE).forEach((share, i) => { expect(share).toBeCloseTo(exact[i] as number, 9) })
  })
})

test('two with trouble by hand: a mixture of softmaxes', () => {
  const two: readonly Chancer[] = [{ strength: 60, troubles: [{ chance: 0.7, points: 0 }, { chance: 0.3, points: -5 }] }, { strength: 58, troubles: NONE }]
  const clean = softmax([60, 58], LUCK)[0] as number
  const troubled = softmax([55, 58], LUCK)[0] as number
  expect(winChances(two, PURE)[0]).toBeCloseTo(0.7 * clean + 0.3 * troubled, 9)
})
test('mishaps by hand: who is left runs on', () => {
  const clean = softmax([60, 50], LUCK)[0] as number
  const m = 0.2
  expect(winChances(plain(60, 50), { ...PURE, mishap: m })[0]).toBeCloseTo(((1 - m) ** 2 * clean + (1 - m) * m) / (1 - m * m), 9)
})
test('dead heats by hand: two, shares of a logistic difference', () => {
  const [gap, heat] = [9, 4]
  const above = (points: number): number => 1 / (1 + Math.exp(-(gap - points) / LUCK))
  expect(winChances(plain(gap, 0), { ...PURE, deadHeat: heat })[0]).toBeCloseTo((above(heat) + above(-heat)) / 2, 9)
})
test('troubles: one at most, all told sum to 1', () => {
  expect(troublesOf(2, 0.5, 10).reduce((sum, { chance }) => sum + chance, 0)).toBeCloseTo(1, 12)
  expect(troublesOf(2, 0.5, 10).find(({ points }) => points === 0)?.chance).toBeCloseTo(1 - 0.12, 12)
  expect(troublesOf(9, 0.5, 10).find(({ points }) => points === -1.6)?.chance).toBeCloseTo(0.25, 12)
  expect(troublesOf(9, 0.5, 10).find(({ points }) => points === 0)?.chance).toBeCloseTo(0.75 * 0.88, 12)
})

test('as often as in runs that are drawn and placed', () => {
  const strengths = [66, 62, 60, 55, 64]
  const distanceM = 1_400
  const starters = strengths.map((strength, i) => ({ strength, troubles: troublesOf(i + 1, 0.5, 5) }))
  const rng = rngFor('win-chances')
  const won = strengths.map(() => 0)
  const RUNS = 120_000
  for (let run = 0; run < RUNS; run++) {
    const home = starters.flatMap(({ strength, troubles }, index) => {
      let roll = rng.next()
      const lost = troubles.find(({ chance }) => (roll -= chance) < 0)?.points ?? 0
      const luck = -LUCK * Math.log(-Math.log(rng.next() + 1e-12))
      return rng.chance(MISHAP) ? [] : [{ index, performance: strength + lost + luck }]
    }).sort((a, b) => b.performance - a.performance)
    const winners = [...place(home, distanceM)].filter(([, { position }]) => position === 1)
    for (const [index] of winners) won[index] = (won[index] as number) + 1 / winners.length
  }
  winChances(starters, { luck: LUCK, mishap: MISHAP, deadHeat: deadHeatPoints(distanceM) }).forEach((share, i) => {
    expect(Math.abs((won[i] as number) / RUNS - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / RUNS))
  })
})
