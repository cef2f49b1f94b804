import type { FinishedRace } from '../../src/domain/race-outcome'
import type { FeatureName } from '../../src/features/registry'
import { ran } from '../support/one-horse'
import { daysBefore, featureOf, featuresOf, finished, OFF, raceCard, type RunnerPart } from '../support/racing-world'

const card = (part: Omit<RunnerPart, 'horseId'> = {}): ReturnType<typeof raceCard> => raceCard({ runners: [{ horseId: 1, ...part }, { horseId: 2 }] })
const check = (name: FeatureName, expected: number | null, history: readonly FinishedRace[], part: Omit<RunnerPart, 'horseId'> = {}): void => {
  const value = featureOf(name, { card: card(part), history })
  if (expected === null) expect(value).toBeNull()
  else expect(value).toBeCloseTo(expected, 12)
}
const strangers = ran(9, { position: null, status: 'VOID' }, 6)
const deadHeat = finished({ off: daysBefore(9), runners: [1, 3, 4, 5, 6].map((horseId) => ({ horseId })) }, [{ position: 1, status: 'DEAD_HEAT' }, { position: 1, status: 'DEAD_HEAT' }, 3, 4, 5])

describe('of the card', () => {
  test.each<[FeatureName, string, Omit<RunnerPart, 'horseId'>, number | null]>([
    ['horse.age', 'plain', { ageAtRace: 3 }, 3],
    ['horse.age', 'unknown', {}, null],
    ['horse.female', 'filly', { sex: 'FILLY' }, 1],
    ['horse.female', 'mare', { sex: 'MARE' }, 1],
    ['horse.female', 'gelding', { sex: 'GELDING' }, 0],
    ['horse.female', 'unknown', {}, null],
    ['horse.rating', 'plain', { handicapRating: 71 }, 71],
    ['horse.rating', 'unknown', {}, null],
  ])('%s: %s', (name, _, part, expected) => { check(name, expected, [], part) })
})

describe('of the record; all fields of five, so that the base rates are 0.2 wins, 0.6 places, 0.5 beaten', () => {
  test.each<[FeatureName, string, readonly FinishedRace[], number | null]>([
    ['horse.debut', 'no start', [], 1],
    ['horse.debut', 'one start', [ran(9, 1, 5)], 0],
    ['horse.debut', 'its only result came out today', [ran(1, 1, 5, { knownAt: OFF })], 1],
    ['horse.debut', 'its only run was void', [strangers], 1],
    ['horse.starts', 'no start', [], 0],
    ['horse.starts', 'two', [ran(20, 1, 5), ran(9, null, 5)], Math.log(3)],
    ['horse.yearsRacing', 'debut', [], 0],
    ['horse.yearsRacing', 'since the first, not the last', [ran(731, 1, 5), ran(9, 1, 5)], 731 / 365.25],
    ['horse.winRate', 'nothing was ever run', [], null],
    ['horse.winRate', 'debut: the base rate', [strangers], 0.2],
    ['horse.winRate', 'one of two', [ran(20, 1, 5), ran(9, 2, 5)], (1 + 8 * 0.2) / (2 + 8)],
    ['horse.winRate', 'pulled up is a start', [ran(9, null, 6)], (8 * (1 / 6)) / 9],
    ['horse.winRate', 'a dead heat is a win of each', [deadHeat], (1 + 8 * 0.4) / 9],
    ['horse.placeRate', 'third', [ran(9, 3, 5)], (1 + 6 * 0.6) / 7],
    ['horse.placeRate', 'fourth', [ran(9, 4, 5)], (6 * 0.6) / 7],
    ['horse.placeRate', 'debut', [strangers], 0.6],
    ['horse.beatenShare', 'second of five', [ran(9, 2, 5)], (0.75 + 4 * 0.5) / 5],
    ['horse.beatenShare', 'alone it beat nobody: that run is left out, though a start of the base rate', [ran(20, 1, 1), ran(9, 2, 5)], (0.75 + 4 * (2.5 / 6)) / 5],
    ['horse.beatenShare', 'pulled up: none', [ran(9, null, 5)], (4 * ((1 + 3 / 4 + 2 / 4 + 1 / 4) / 5)) / 5],
  ])('%s: %s', (name, _, history, expected) => { check(name, expected, history) })
})

describe('horse.originBeatenShare: (sum + 200 x base) / (starts + 200)', () => {
  const history = [ran(9, 1, 5, { runner: { countryOfBirth: 'NZL' } })]
  test.each<[string, Omit<RunnerPart, 'horseId'>, number | null]>([
    ['one run of its country, and that a win', { countryOfBirth: 'NZL' }, (1 + 200 * 0.5) / 201],
    ['none of its country: base rate', { countryOfBirth: 'FRA' }, 0.5],
    ['unknown', {}, null],
  ])('%s', (_, part, expected) => { check('horse.originBeatenShare', expected, history, part) })
})

describe('official rating in the field and since the last start', () => {
  const values = (name: FeatureName, ratings: readonly (number | null)[]): number[] =>
    [...(featuresOf({ card: raceCard({ runners: ratings.map((handicapRating, i) => ({ horseId: i + 1, handicapRating })) }) }).get(name) ?? [])]
  test('rank: ties share the better', () => { expect(values('horse.ratingRank', [60, 80, 70, 70])).toEqual([4, 1, 2, 2]) })
  test('over the field: a debutant without one stays missing and counts for none', () => { expect(values('horse.ratingOverField', [80, 60, null])).toEqual([10, -10, NaN]) })
  test('one runner', () => { expect([values('horse.ratingRank', [80]), values('horse.ratingOverField', [80])]).toEqual([[1], [0]]) })
  test('a field of raced horses of which half are rated: unknown for all', () => {
    const history = [finished({ off: daysBefore(9), runners: [{ horseId: 1 }, { horseId: 2 }] }, [1, 2])]
    check('horse.rating', null, history, { handicapRating: 71 })
  })
  test.each<[string, readonly FinishedRace[], number | null, number | null]>([
    ['up five', [ran(20, 1, 5, { runner: { handicapRating: 50 } }), ran(9, 1, 5, { runner: { handicapRating: 70 } })], 75, 5],
    ['debut', [], 75, null],
    ['unknown then', [ran(9, 1, 5)], 75, null],
    ['unknown now', [ran(9, 1, 5, { runner: { handicapRating: 70 } })], null, null],
  ])('change: %s', (_, history, handicapRating, expected) => {
    const world = { history, card: raceCard({ runners: [{ horseId: 1, handicapRating }, { horseId: 2, handicapRating: 60 }] }) }
    expect(featureOf('horse.ratingChange', world)).toBe(expected)
  })
})
