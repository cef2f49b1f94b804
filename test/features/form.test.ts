import type { FinishedRace } from '../../src/domain/race-outcome'
import type { FeatureName } from '../../src/features/registry'
import { ran } from '../support/one-horse'
import { daysBefore, featureOf, featuresOf, finished, OFF, raceCard } from '../support/racing-world'

const card = raceCard({ runners: [{ horseId: 1 }, { horseId: 2 }] })
/** Places of horse 1 in fields of five, newest first, ten days apart; null: pulled up. */
const places = (...newestFirst: readonly (number | null)[]): readonly FinishedRace[] => newestFirst.map((place, i) => ran(10 * (i + 1), place, 5))
/** Lengths behind the winner, newest first. */
const behind = (...newestFirst: readonly (number | null)[]): readonly FinishedRace[] => newestFirst.map((beatenLengths, i) => ran(10 * (i + 1), { position: 4, beatenLengths }, 5))
const w = 0.5 ** (1 / 3)

describe.each<[FeatureName, readonly (readonly [string, readonly FinishedRace[], number | null])[]]>([
  ['form.lastBeatenShare', [
    ['plain: second of five', places(2, 5), 0.75],
    ['no start', [], null],
    ['pulled up', places(null, 1), 0],
    ['alone', [ran(9, 1, 1), ran(20, 1, 5)], null],
    ['known today: not yet', [ran(1, 1, 5, { knownAt: OFF }), ran(9, 3, 5)], 0.5],
    ['known a day before: yes', [ran(2, 1, 5, { knownAt: '2024-04-30T23:59:59Z' }), ran(9, 3, 5)], 1],
    ['void', [ran(5, { position: null, status: 'VOID' }, 5), ran(9, 3, 5)], 0.5],
    ['dead heat for the first of three', [finished({ off: daysBefore(9), runners: [{ horseId: 1 }, { horseId: 3 }, { horseId: 4 }] }, [1, 1, 3])], 1],
  ]],
  ['form.beatenShare3', [
    ['window: the fourth last is out', places(1, 3, 5, 1), 0.5],
    ['one start', places(2), 0.75],
    ['a run alone is one of the three', [ran(5, 1, 1), ...places(3, 5, 1)], 0.25],
    ['no start', [], null],
  ]],
  ['form.fadingBeatenShare', [
    ['two', places(1, 3), (1 + 0.5 * w) / (1 + w)],
    ['three back counts half', places(1, null, null, 1), (1 + 0.5) / (1 + w + w * w + 0.5)],
    ['no start', [], null],
  ]],
  ['form.lastLengths', [
    ['plain', behind(3.5, 1), 3.5],
    ['won', [ran(9, 1, 5)], 0],
    ['at the limit', behind(20), 20],
    ['beyond', behind(45), 20],
    ['pulled up', places(null), null],
    ['not measured', behind(null), null],
    ['no start', [], null],
  ]],
  ['form.lengths3', [
    ['window, limit', behind(1, 3, 30, 9), 8],
    ['gap', behind(1, null, 4, 9), 2.5],
    ['no start', [], null],
  ]],
  ['form.winRate10', [
    ['won ten starts ago: in', places(2, 2, 2, 2, 2, 2, 2, 2, 2, 1), (1 + 5 * 0.2) / 15],
    ['won eleven starts ago: out', places(2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1), (5 * 0.2) / 15],
    ['one of one', places(1), (1 + 5 * 0.2) / 6],
    ['debut: base rate', [ran(9, { position: null, status: 'VOID' }, 6)], 0.2],
    ['nothing was ever run', [], null],
  ]],
  ['form.daysSinceWin', [
    ['last but one', places(2, 1, 1), 20],
    ['dead heat', [finished({ off: daysBefore(9), runners: [{ horseId: 1 }, { horseId: 3 }] }, [1, 1])], 9],
    ['never', places(2, null), null],
    ['no start', [], null],
  ]],
  ['form.consistency', [
    ['first and last', places(1, 5), Math.SQRT1_2],
    ['always alike', places(2, 2, 2), 0],
    ['the seventh last is out', places(2, 2, 2, 2, 2, 2, 5), 0],
    ['one start', places(1), null],
  ]],
  ['form.trend', [
    ['rising by a half', places(1, 3, 5), 0.5],
    ['falling', places(5, 1), -1],
    ['the sixth last is out', places(2, 2, 2, 2, 2, 5), 0],
    ['one start', places(1), null],
  ]],
  ['form.elo', [
    ['beat one debutant', [ran(9, 1, 2)], 1_750],
    ['in the middle of three debutants', [ran(9, 2, 3)], 1_500],
    ['no start', [], null],
  ]],
  ['form.opposition3', [
    ['met debutants', places(1, 5), 1_500],
    ['met the one that had beaten a debutant', [finished({ off: daysBefore(20), runners: [{ horseId: 7 }, { horseId: 8 }] }, [1, 2]), finished({ off: daysBefore(9), runners: [{ horseId: 1 }, { horseId: 7 }] }, [2, 1])], 1_750],
    ['the fourth last is out', [finished({ off: daysBefore(90), runners: [{ horseId: 7 }, { horseId: 8 }] }, [1, 2]), finished({ off: daysBefore(80), runners: [{ horseId: 1 }, { horseId: 7 }] }, [2, 1]), ...places(2, 3, 4)], 1_500],
    ['alone', [ran(9, 1, 1)], null],
    ['no start', [], null],
  ]],
  ['form.marketChance3', [
    ['at 2.0 against 4.0', [ran(9, { position: 1, startingPrice: 2 }, 2, { rivals: { startingPrice: 4 } })], 2 / 3],
    ['the fourth last is out', [ran(90, { position: 1, startingPrice: 2 }, 2, { rivals: { startingPrice: 4 } }), ...[30, 20, 10].map((days) => ran(days, { position: 1, startingPrice: 2 }, 2, { rivals: { startingPrice: 2 } }))], 0.5],
    ['a rival had no price', [ran(9, { position: 1, startingPrice: 2 }, 2)], null],
    ['no start', [], null],
  ]],
  ['form.overMarket6', [
    ['favourite beaten by half of them', [ran(9, { position: 3, startingPrice: 2 }, 5, { rivals: { startingPrice: 9 } })], -0.5],
    ['outsider that won', [ran(9, { position: 1, startingPrice: 90 }, 5, { rivals: { startingPrice: 9 } })], 1],
    ['as long as all others: as a favourite', [ran(9, { position: 5, startingPrice: 5 }, 5, { rivals: { startingPrice: 5 } })], -1],
    ['the seventh last is out', [ran(90, { position: 5, startingPrice: 5 }, 5, { rivals: { startingPrice: 5 } }), ...[60, 50, 40, 30, 20, 10].map((days) => ran(days, { position: 1, startingPrice: 5 }, 5, { rivals: { startingPrice: 5 } }))], 0],
    ['alone', [ran(9, { position: 1, startingPrice: 1 }, 1)], null],
    ['no prices', places(1), null],
  ]],
])('%s', (name, cases) => {
  test.each(cases)('%s', (_, history, expected) => {
    const value = featureOf(name, { card, history })
    if (expected === null) expect(value).toBeNull()
    else expect(value).toBeCloseTo(expected, 12)
  })
})

describe('form.eloOverField: of those that have run', () => {
  const history = [finished({ off: daysBefore(9), runners: [{ horseId: 1 }, { horseId: 2 }] }, [1, 2])]
  test.each([
    ['both', [1, 2], [250, -250]],
    ['a debutant is missing and counts for none', [1, 2, 3], [250, -250, NaN]],
    ['one runner', [2], [0]],
  ])('%s', (_, horses, expected) => {
    expect([...(featuresOf({ history, card: raceCard({ runners: horses.map((horseId) => ({ horseId })) }) }).get('form.eloOverField') ?? [])]).toEqual(expected)
  })
})
