import { FAMILIES, type StarterContext } from '../../src/features/history/families'
import type { FeatureName } from '../../src/features/registry'
import { closeTo } from '../support/close-to'
import { knownField, type Counted, type Run } from '../support/known-field'
import { raceCard } from '../support/racing-world'

/** Three drawn 1 to 3: shares 0, 0.5 and 1 of the draw. The first and the last cost half of a tenth of the field to either side. */
const card = raceCard({ distanceM: 1_200, runners: [1, 2, 3].map((horseId) => ({ horseId, barrier: horseId })) })
const undrawn = raceCard({ distanceM: 1_200, runners: [{ horseId: 1 }, { horseId: 2 }, { horseId: 3 }] })
const places = (...newestFirst: readonly number[]): readonly Run[] => newestFirst.map((settled) => ({ settled }))
const repeat = (times: number, settled: number): readonly Run[] => places(...Array.from({ length: times }, () => settled))
const w = 0.5 ** (1 / 3)

type Row = readonly [string, readonly Run[], number | null]
describe.each<[FeatureName, readonly Row[]]>([
  ['style.settled', [['two', places(0, 1), w / (1 + w)], ['three back counts half', places(0, NaN, NaN, 0.6), 0.2], ['no start', [], null]]],
  ['style.consistency', [['of a sample', places(0, 0.5), Math.sqrt(0.125)], ['the seventh last is out', [...repeat(6, 0.5), ...places(1)], 0], ['one', places(0.5), null], ['no start', [], null]]],
  // (runs + 2 x 1/3) / (n + 2): three of this field can lead, a third of it is in front
  ['style.leadRate', [['no start: an equal share', [], 1 / 3], ['always', repeat(4, 0), (4 + 2 / 3) / 6], ['second is not leading', places(0.01), (2 / 3) / 3], ['no call does not count', places(NaN, 0), (1 + 2 / 3) / 3], ['the eleventh last is out', [...repeat(10, 1), ...places(0)], (2 / 3) / 12]]],
  ['style.frontRate', [['no start: a third', [], 1 / 3], ['at the limit', places(1 / 3, 0.34), (1 + 2 / 3) / 4], ['the eleventh last is out', [...repeat(10, 1), ...places(0)], (2 / 3) / 12]]],
])('%s', (name, rows) => {
  test.each(rows)('%s', (_, runs, expected) => { expect(knownField(name, undrawn, [runs])[0]).toEqual(closeTo(expected)) })
})

describe('style.expectedSettled', () => {
  test.each<[string, typeof card, readonly Run[], number, number]>([
    ['a debutant undrawn: the middle', undrawn, [], 0, 0.5],
    ['at the rail', card, [], 0, 0.45],
    ['outermost', card, [], 2, 0.55],
    ['one run in front: half', undrawn, places(0), 0, 0.25],
    ['an older one', undrawn, places(0, 1), 0, (0.5 + w) / (2 + w)],
    ['no call keeps its place in time', undrawn, places(NaN, NaN, NaN, 0), 0, 0.5 / 1.5],
    ['400 m farther off counts half', undrawn, [{ settled: 0, distanceM: 1_600 }], 0, 0.5 / 1.5],
    ['drawn wide then, at the rail now', card, [{ settled: 0.55, barrierShare: 1 }], 0, 0.45],
    ['never before the first', card, [...repeat(30, 0)].map((run) => ({ ...run, barrierShare: 1 })), 0, 0],
  ])('%s', (_, race, runs, runner, expected) => {
    expect(knownField('style.expectedSettled', race, race.runners.map((__, i) => (i === runner ? runs : [])))[runner]).toEqual(closeTo(expected))
  })
})

describe('within the field', () => {
  const [leads, behind, unknown] = [repeat(4, 0), repeat(4, 1), [] as readonly Run[]]
  const early = (figure: number): readonly Run[] => [{ earlyFigure: figure }]
  // lead rates: 28/36, 4/36 and for the unknown 12/36
  test.each<[FeatureName, string, readonly (readonly Run[])[], readonly (number | null)[]]>([
    ['style.expectedRank', 'plain', [behind, leads, unknown], [3, 1, 2]],
    ['style.expectedRank', 'nobody known', [unknown, unknown, unknown], [1, 1, 1]],
    ['style.leaders', 'a third is at the limit', [behind, leads, unknown], [2, 2, 2]],
    ['style.leaders', 'none', [behind, behind, behind], [0, 0, 0]],
    ['style.loneLeader', 'one', [behind, leads, behind], [0, 1, 0]],
    ['style.loneLeader', 'two', [behind, leads, leads], [0, 0, 0]],
    ['style.loneLeader', 'none', [behind, behind, behind], [0, 0, 0]],
    ['style.leadShare', 'plain', [behind, leads, unknown], [4 / 44, 28 / 44, 12 / 44]],
    ['style.pacePressure', 'plain', [behind, leads, unknown], [44 / 36, 44 / 36, 44 / 36]],
    ['style.earlySpeedRank', 'plain', [early(98), early(104), unknown], [2, 1, null]],
    ['style.earlySpeedRank', 'never timed', [leads, behind, unknown], [null, null, null]],
    ['style.expectedTempo', 'the highest', [early(98), early(104), unknown], [104, 104, 104]],
    ['style.expectedTempo', 'never timed', [leads, behind, unknown], [null, null, null]],
  ])('%s, %s', (name, _, runs, expected) => { expect(knownField(name, undrawn, runs)).toEqual(expected.map(closeTo)) })

  test('style.wideRisk: draw x (1 - place expected)', () => {
    // In front in a run undrawn: (0.5 + 0) / 2, and a twentieth back from outermost; one that never ran 0.55.
    expect(knownField('style.wideRisk', card, [[], [], places(0)])).toEqual([0, 0.5 * 0.5, 1 - 0.3].map(closeTo))
    expect(knownField('style.wideRisk', card, [places(0), [], []])[2]).toEqual(closeTo(0.45))
    expect(knownField('style.wideRisk', undrawn, [places(0), [], []])).toEqual([null, null, null])
  })
})

describe('style.bias: (wins + 10) / (chance wins + 10) of the third where it is expected', () => {
  const won = (settled: number, wins: number, fair: number): Counted =>
    ({ family: 'style', key: FAMILIES.style({ card, settled } as StarterContext & { settled: number }), counts: { wins, fair } })
  const counted = [won(0, 30, 10), won(0.5, 5, 10), won(1, 0, 10)]
  const runs = [repeat(9, 0), [], repeat(9, 1)]
  test.each<[FeatureName, string, readonly Counted[], readonly number[]]>([
    ['style.bias', 'one of each kind', counted, [2, 0.75, 0.5]],
    ['style.bias', 'nothing run here', [], [1, 1, 1]],
  ])('%s, %s', (name, _, tallies, expected) => { expect(knownField(name, card, runs, tallies)).toEqual(expected.map(closeTo)) })
  test('distance unknown', () => { expect(knownField('style.bias', raceCard({ distanceM: null, runners: [{ horseId: 1 }] }), [places(0)])).toEqual([null]) })
})
