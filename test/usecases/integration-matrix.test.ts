import { CATEGORIES, type FeatureCategory, type FeatureName } from '../../src/features/registry'
import { RULES, versionedRule } from '../../src/integration/rules'
import { integrationMatrix } from '../../src/usecases/integration-matrix'
import type { FeaturePart, MatrixCell, RaceExplanation, RulePart, RunnerExplanation } from '../../src/usecases/explanation'
import type { FullPrediction } from '../../src/usecases/predict-races'

const two = RULES.find(({ id }) => id === 'barrier-track.wetOutside')
const three = RULES.find(({ categories }) => categories[2] !== undefined)
if (two === undefined || three === undefined) throw new Error('the rules of this test are gone')
const [a, b, c] = three.categories as readonly [FeatureCategory, FeatureCategory, FeatureCategory]

const spoken = (rule: RulePart['rule'], strength: number, effect: number, said: string): RulePart => ({ rule, strength, effect, said, signal: Math.sign(strength), weight: { rule: versionedRule(rule), weight: 1, fitted: 1, standardError: 0.1, races: 1, runners: 1, as: 'FITTED', ablation: null } })
const of = (feature: FeatureName, value: number, effect: number): FeaturePart => ({ feature, value, rank: null, known: 2, effect })
const runner = (runnerId: number, features: readonly FeaturePart[], rules: readonly RulePart[]): RunnerExplanation => ({ runnerId, chance: 0.5, logOdds: 0, features, rules, categories: [], resolution: null, confidence: null })
const race = (...runners: readonly RunnerExplanation[]): RaceExplanation => ({ prediction: { raceId: 7 } as FullPrediction, method: 'EXACT', baseline: 0, runners, confidence: null })
const cellOf = (explanation: RaceExplanation, row: FeatureCategory, column: FeatureCategory, runnerId: number | null = null): MatrixCell => {
  const found = integrationMatrix(explanation, runnerId).cells.find((cell) => cell.row === row && cell.column === column)
  if (found === undefined) throw new Error('no such cell')
  return found
}

// Runner 11 has 0.3 for it and 0.1 against, 12 has 0.6 against.
const both = race(
  runner(11, [of('weight.carried', 60, 0.2), of('weight.change', 1, -0.1)], [spoken(two, 0.3, 0.2, 'drawn 9 of 9'), spoken(two, -0.1, -0.1, 'drawn 8 of 9')]),
  runner(12, [of('weight.carried', 50, -0.2), of('weight.change', 0, 0)], [spoken(two, -0.6, -0.4, 'drawn 1 of 9')]),
)
const near = (cell: Partial<MatrixCell>): unknown => expect.objectContaining(Object.fromEntries(Object.entries(cell).map(([name, value]) => [name, typeof value === 'number' && !Number.isInteger(value) ? expect.closeTo(value, 12) as number : value])))

test('21 x 21, row by row, and symmetric', () => {
  const { raceId, categories, cells } = integrationMatrix(both)
  expect([raceId, categories, cells.length]).toEqual([7, CATEGORIES.map(({ category }) => category), 441])
  cells.forEach((cell, i) => {
    const [row, column] = [Math.floor(i / 21), i % 21]
    expect([cell.row, cell.column]).toEqual([categories[row], categories[column]])
    expect({ ...cells[column * 21 + row], row: cell.row, column: cell.column }).toEqual(cell)
  })
})
test('a pair, for the race: mean sizes; direction of whom it favours most', () => {
  // Sizes 0.4 and 0.6; in scores 0.1 and -0.4. Runner 11 has 0.2 of 0.4 in favour.
  expect(cellOf(both, 'barrier', 'track')).toEqual(near({ strength: 0.5, direction: 0.5, effect: 0.25, favours: 11, hinders: 12, reason: 'Out wide on wet ground: drawn 1 of 9.' }))
})
test('a pair, for one runner', () => {
  expect(cellOf(both, 'track', 'barrier', 12)).toEqual(near({ strength: 0.6, direction: -1, effect: 0.4, favours: 11, hinders: 12, reason: 'Out wide on wet ground: drawn 1 of 9.' }))
  expect(cellOf(both, 'track', 'barrier', 11)).toEqual(near({ strength: 0.4, direction: 0.5, effect: 0.1, reason: 'Out wide on wet ground: drawn 9 of 9.' }))
})
test('features of a category on the diagonal', () => {
  expect(cellOf(both, 'weight', 'weight')).toEqual(near({ strength: 0.25, direction: 1 / 3, effect: 0.15, favours: 11, hinders: 12, reason: 'Weight carried: 60.0 kg.' }))
})
test('a third of a rule of three in each of its pairs', () => {
  const all = race(runner(1, [], [spoken(three, 0.3, 0.15, 'so')]), runner(2, [], []))
  for (const [row, column] of [[a, b], [a, c], [b, c]] as const) expect(cellOf(all, row, column)).toEqual(near({ strength: 0.05, direction: 1, effect: 0.025, favours: 1, hinders: 2 }))
  expect(integrationMatrix(all).cells.filter(({ strength }) => strength > 0)).toHaveLength(6)
})
test('where nothing is said a cell is silent', () => {
  expect(cellOf(both, 'gear', 'pedigree')).toEqual({ row: 'gear', column: 'pedigree', strength: 0, direction: 0, effect: 0, favours: null, hinders: null, reason: null })
  expect(integrationMatrix(race()).cells.every(({ strength, reason }) => strength === 0 && reason === null)).toBe(true)
})
test('a runner that is not in the race', () => { expect(() => integrationMatrix(both, 99)).toThrow(/runner 99 is not in race 7/) })
