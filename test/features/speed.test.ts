import { surfaceIndex } from '../../src/features/encode'
import { RACE_FAMILIES } from '../../src/features/history/families'
import type { FeatureName } from '../../src/features/registry'
import { knownField, type Counted, type Run } from '../support/known-field'
import { closeTo } from '../support/close-to'
import { raceCard } from '../support/racing-world'

const [TURF, DIRT] = [surfaceIndex('TURF'), surfaceIndex('DIRT')]
const card = raceCard({ distanceM: 1_200, ratingHigh: 70, goingNumber: 4, runners: [{ horseId: 1, weightKg: 56 }, { horseId: 2, weightKg: 58 }, { horseId: 3 }] })
const noTrip = raceCard({ distanceM: null, surface: null, going: null, goingNumber: null, runners: [{ horseId: 1 }] })
/** Runs with these figures, newest first; NaN has none. */
const figures = (...newestFirst: readonly number[]): readonly Run[] => newestFirst.map((figure) => ({ figure }))
const at = (distanceM: number, figure: number): Run => ({ distanceM, figure })
const over = (surface: number, venueId: number, wetness: number, figure: number): Run => ({ surface, venueId, wetness, figure })
const w = 0.5 ** (1 / 3)

type Row = readonly [string, readonly Run[], number | null]
describe.each<[FeatureName, readonly Row[]]>([
  ['speed.last', [['plain', figures(98, 104), 98], ['the last has none', figures(NaN, 104), null], ['no start', [], null]]],
  ['speed.best3', [['the fourth last is out', figures(98, 104, 101, 120), 104], ['a gap is one of the three', figures(98, NaN, 101, 120), 101], ['one', figures(98), 98], ['no start', [], null]]],
  ['speed.mean3', [['the fourth last is out', figures(98, 104, 101, 120), 101], ['a gap', figures(98, NaN, 101, 120), 99.5], ['no start', [], null]]],
  ['speed.fading', [['two', figures(104, 98), (104 + 98 * w) / (1 + w)], ['three back counts half', figures(104, NaN, NaN, 98), 102], ['no start', [], null]]],
  ['speed.bestAtDistance', [
    ['ten per cent either way', [at(1_320, 99), at(1_080, 101), at(1_321, 110), at(1_079, 110)], 101],
    ['however long ago', [...Array.from({ length: 30 }, () => at(1_600, 120)), at(1_200, 95)], 95],
    ['no run there', [at(1_600, 120)], null], ['distance of the run unknown', figures(120), null], ['no start', [], null],
  ]],
  ['speed.atVenue3', [['only here', [over(TURF, 1, 4, 98), over(TURF, 2, 4, 150), over(DIRT, 1, 4, 150), over(TURF, 1, 9, 104)], 101], ['not here', [over(TURF, 2, 4, 150)], null], ['no start', [], null]]],
  ['speed.onGround3', [['one step either way', [over(TURF, 2, 5, 98), over(TURF, 1, 3, 104), over(TURF, 1, 5.1, 150), over(DIRT, 1, 4, 150)], 101], ['ground unknown', [over(TURF, 1, NaN, 98)], null], ['no start', [], null]]],
  ['speed.trend', [['two points a start', figures(106, 104, 102, 100, 98, 0), 2], ['a gap keeps its place', figures(104, NaN, 100), 2], ['one', figures(104), null], ['no start', [], null]]],
  ['speed.consistency', [['of a sample', figures(98, 102), Math.sqrt(8)], ['the seventh last is out', figures(100, 100, 100, 100, 100, 100, 0), 0], ['one', figures(104), null], ['no start', [], null]]],
  ['speed.mean3AtWeight', [['each by its own: half a point a kilogram', [{ figure: 100, weightKg: 58 }, { figure: 98, weightKg: 54 }, { figure: 102, weightKg: 56 }, { figure: 0, weightKg: 56 }], 100], ['a weight unknown', [{ figure: 100, weightKg: 58 }, { figure: 98 }], 101], ['no start', [], null]]],
  ['speed.overOwnField', [['plain', [{ figure: 104, fieldFigure: 101 }, { figure: 90, fieldFigure: 101 }], 3], ['no figure', [{ fieldFigure: 101 }], null], ['no start', [], null]]],
])('%s', (name, rows) => {
  test.each(rows)('%s', (_, runs, expected) => { expect(knownField(name, card, [runs])[0]).toEqual(closeTo(expected)) })
})

test.each<FeatureName>(['speed.bestAtDistance', 'speed.atVenue3', 'speed.onGround3', 'speed.mean3AtWeight'])('%s of a card that does not say where, over what or at what weight', (name) => {
  expect(knownField(name, noTrip, [[{ figure: 100, distanceM: 1_200, surface: TURF, wetness: 4, venueId: 1, weightKg: 55 }]])).toEqual([null])
})

describe('speed.overClassPar: best of three less (class sum + 10 x world mean) / (class races + 10)', () => {
  const world: Counted = { family: 'world', key: RACE_FAMILIES.world(card), counts: { figures: 4, figureSum: 440 } }
  const ofClass: Counted = { family: 'classBand', key: RACE_FAMILIES.classBand(card, 70), counts: { figures: 10, figureSum: 1_060 } }
  test.each<[string, readonly Run[], readonly Counted[], number | null]>([
    ['half and half', figures(100, 105, 99, 120), [world, ofClass], 105 - (1_060 + 1_100) / 20],
    ['no race of the class', figures(105), [world], -5],
    ['no race at all', figures(105), [], null],
    ['no start', [], [world, ofClass], null],
  ])('%s', (_, runs, counted, expected) => { expect(knownField('speed.overClassPar', card, [runs], counted)[0]).toEqual(closeTo(expected)) })
  test('class unknown', () => { expect(knownField('speed.overClassPar', noTrip, [figures(105)], [world])).toEqual([null]) })
})

describe('within the field, by the mean of three', () => {
  const [fast, slow, none] = [figures(104, 102), figures(97), []]
  test.each<[FeatureName, string, readonly (readonly Run[])[], readonly (number | null)[]]>([
    ['speed.rank', 'plain', [slow, fast, none], [2, 1, null]],
    ['speed.rank', 'level', [slow, slow, fast], [2, 2, 1]],
    ['speed.overBestOther', 'plain', [slow, fast, none], [-6, 6, null]],
    ['speed.overBestOther', 'no other known', [slow, none, none], [null, null, null]],
  ])('%s, %s', (name, _, runs, expected) => { expect(knownField(name, card, runs)).toEqual(expected.map(closeTo)) })
})
