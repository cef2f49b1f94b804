import type { FeatureName } from '../../src/features/registry'
import { featureAfter, ran } from '../support/one-horse'
import { featureOf, raceCard, type RunnerPart } from '../support/racing-world'

type Runs = Parameters<typeof featureAfter>[2]
type Runner = Omit<RunnerPart, 'horseId'>
const one = (runner: Runner) => raceCard({ runners: [{ horseId: 1, ...runner }, { horseId: 2, weightKg: 60, handicapRating: 70 }] })
const field = (name: FeatureName, runners: readonly Runner[]): (number | null)[] => runners.filter(({ status }) => status !== 'SCRATCHED').map((_, i) => featureOf(name, { card: raceCard({ runners: runners.map((runner, k) => ({ horseId: k + 1, ...runner })) }) }, i))
const check = (value: number | null, expected: number | null): void => { if (expected === null) expect(value).toBeNull(); else expect(value).toBeCloseTo(expected, 10) }
const carrying = (...weights: (number | null)[]): Runner[] => weights.map((weightKg) => ({ weightKg }))
/** A pound is 0.45359237 kg. */
const lb = (pounds: number): number => pounds * 0.45359237

describe.each([
  ['weight.carried', 'weightKg', 57.5], ['weight.claim', 'claimKg', 3], ['weight.overweight', 'overweightKg', 0.5], ['weight.body', 'bodyWeightKg', 512],
] as const)('%s', (name, column, value) => {
  test.each([['as it is', value, value], ['none at all', 0, 0], ['unknown', null, null]])('%s', (_, given, expected) => { expect(featureOf(name, { card: one({ [column]: given }) })).toBe(expected) })
})

describe.each([['weight.change', 'weightKg', 'weightKg'], ['weight.bodyChange', 'bodyWeightKg', 'bodyWeightKg']] as const)('%s', (name, column, before) => {
  test.each<[string, number | null, Runs, number | null]>([
    ['two up', 56, [{ [before]: 60 }, { [before]: 54 }], 2], ['three down', 56, [{ [before]: 59 }], -3], ['the last is unknown', 56, [{ [before]: 54 }, {}], null], ['today is unknown', null, [{ [before]: 54 }], null], ['debutant', 56, [], null],
  ])('%s', (_, today, runs, expected) => { expect(featureAfter(name, one({ [column]: today }), runs)).toBe(expected) })
  test('what is known of today only does not count', () => {
    const history = [ran(20, 1, 3, { runner: { [column]: 50 } }), ran(0.1, 1, 3, { runner: { [column]: 40 } })]
    expect(featureOf(name, { card: one({ [column]: 56 }), history })).toBe(6)
  })
})

describe('weight.overField and weight.belowTop', () => {
  test.each<[string, Runner[], (number | null)[], (number | null)[]]>([
    ['three', carrying(60, 54, 57), [3, -3, 0], [0, -6, -3]], ['one unknown', carrying(60, null, 54), [3, null, -3], [0, null, -6]], ['the scratched do not count', [...carrying(54, 56), { weightKg: 70, status: 'SCRATCHED' }], [-1, 1], [-2, 0]], ['alone', carrying(58), [0], [0]], ['none known', carrying(null, null), [null, null], [null, null]],
  ])('%s', (_, runners, over, below) => {
    expect(field('weight.overField', runners)).toEqual(over)
    expect(field('weight.belowTop', runners)).toEqual(below)
  })
})

describe('weight.perRating', () => {
  test.each([['60 kg at 80', 60, 80, 0.75], ['rated 0', 60, 0, null], ['unrated', 60, null, null], ['weight unknown', null, 80, null]])('%s', (_, weightKg, handicapRating, expected) => { expect(featureOf('weight.perRating', { card: one({ weightKg, handicapRating }) })).toBe(expected) })
})

describe('weight.ratingLessWeight', () => {
  test.each([['80 under 9 stone', lb(126), 80, -46], ['40 under 120 lb', lb(120), 40, -80], ['unrated', 60, null, null], ['weight unknown', null, 80, null]])('%s', (_, weightKg, handicapRating, expected) => { check(featureOf('weight.ratingLessWeight', { card: one({ weightKg, handicapRating }) }), expected) })
})

describe('weight.ratingLessWeightOverField', () => {
  test.each<[string, Runner[], (number | null)[]]>([
    ['a handicap that goes by ratings', [{ weightKg: lb(133), handicapRating: 60 }, { weightKg: lb(123), handicapRating: 50 }], [0, 0]],
    ['one that claims 10 lb is 10 well in', [{ weightKg: lb(123), handicapRating: 60 }, { weightKg: lb(123), handicapRating: 50 }], [5, -5]],
    ['the unrated are left out', [{ weightKg: lb(123), handicapRating: 60 }, { weightKg: lb(123), handicapRating: null }, { weightKg: lb(123), handicapRating: 50 }, { weightKg: lb(123), handicapRating: 52 }], [6, null, -4, -2]],
    ['none rated', carrying(50, 60), [null, null]],
  ])('%s', (_, runners, expected) => { field('weight.ratingLessWeightOverField', runners).forEach((value, i) => { check(value, expected[i] ?? null) }) })
})

describe('weight.aboveMinimum', () => {
  test.each([['two above', 56, 54, 2], ['below it by a claim', 52, 54, -2], ['at it', 54, 54, 0], ['no lowest weight known', 56, null, null], ['weight unknown', null, 54, null]])('%s', (_, weightKg, minimumWeightKg, expected) => {
    expect(featureOf('weight.aboveMinimum', { card: raceCard({ minimumWeightKg, runners: [{ horseId: 1, weightKg }] }) })).toBe(expected)
  })
})

describe('weight.overBestWon', () => {
  test.each<[string, number | null, Runs, number | null]>([
    ['won with 55 and 57, beaten with 60', 58, [{ weightKg: 57, won: 1 }, { weightKg: 55, won: 1 }, { weightKg: 60, won: 0 }], 1], ['less than it won with', 54, [{ weightKg: 57, won: 1 }], -3], ['a win with an unknown weight', 58, [{ weightKg: 55, won: 1 }, { won: 1 }], 3],
    ['never won', 58, [{ weightKg: 57, won: 0 }], null], ['today is unknown', null, [{ weightKg: 57, won: 1 }], null], ['debutant', 58, [], null],
  ])('%s', (_, weightKg, runs, expected) => { expect(featureAfter('weight.overBestWon', one({ weightKg }), runs)).toBe(expected) })
})

describe('weight.shareOfBody', () => {
  test.each([['a ninth', 56, 504, 1 / 9], ['horse not weighed', 56, null, null], ['weight unknown', null, 504, null]])('%s', (_, weightKg, bodyWeightKg, expected) => { expect(featureOf('weight.shareOfBody', { card: one({ weightKg, bodyWeightKg }) })).toBe(expected) })
})
