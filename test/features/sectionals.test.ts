import type { FeatureName } from '../../src/features/registry'
import { closeTo } from '../support/close-to'
import { knownField, type Run } from '../support/known-field'
import { raceCard } from '../support/racing-world'

const card = raceCard({ runners: [{ horseId: 1 }, { horseId: 2 }, { horseId: 3 }] })
const of = (column: 'earlyFigure' | 'middleFigure' | 'lateFigure' | 'finishingSpeed', ...newestFirst: readonly number[]): readonly Run[] => newestFirst.map((value) => ({ [column]: value }))
const late = (...newestFirst: readonly number[]): readonly Run[] => of('lateFigure', ...newestFirst)
const at = (tempo: number, lateFigure: number): Run => ({ tempo, lateFigure })

type Row = readonly [string, readonly Run[], number | null]
const mean3 = (column: Parameters<typeof of>[0]): readonly Row[] => [
  ['the fourth last is out', of(column, 98, 104, 101, 120), 101],
  ['a gap is one of the three', of(column, 98, NaN, 101, 120), 99.5],
  ['never timed', of(column, NaN, NaN), null],
  ['no start', [], null],
]
describe.each<[FeatureName, readonly Row[]]>([
  ['sectionals.lateLast', [['plain', late(98, 104), 98], ['the last was not timed', late(NaN, 104), null], ['no start', [], null]]],
  ['sectionals.late3', mean3('lateFigure')],
  ['sectionals.lateBest6', [['the seventh last is out', late(98, 101, 99, NaN, 96, 104, 120), 104], ['never timed', late(NaN), null], ['no start', [], null]]],
  ['sectionals.early3', mean3('earlyFigure')],
  ['sectionals.earlyBest6', [['the seventh last is out', of('earlyFigure', 98, 101, 99, NaN, 96, 104, 120), 104], ['no start', [], null]]],
  ['sectionals.middle3', mean3('middleFigure')],
  ['sectionals.finishingSpeed3', mean3('finishingSpeed')],
  ['sectionals.balance3', [['plain', [{ lateFigure: 110, earlyFigure: 95 }, { lateFigure: 95, earlyFigure: 100 }], 5], ['only one part known', late(110), null], ['no start', [], null]]],
  ['sectionals.lateInSlow', [
    ['slow ones only', [at(99.9, 110), at(100, 80), at(90, 120), at(NaN, 80)], 115],
    ['six slow ones are looked at', [...Array.from({ length: 6 }, () => at(95, 110)), at(95, 0)], 110],
    ['none slow', [at(105, 80)], null], ['no start', [], null],
  ]],
  ['sectionals.lateInFast', [['from par on', [at(99.9, 110), at(100, 80), at(120, 90), at(NaN, 110)], 85], ['none fast', [at(95, 110)], null], ['no start', [], null]]],
  ['sectionals.gain3', [
    ['from last to first, and from first to last', [{ settled: 1, beaten: 1 }, { settled: 0, beaten: 0.5 }], 0.25],
    ['the fourth last is out', [...Array.from({ length: 3 }, () => ({ settled: 0.5, beaten: 0.5 })), { settled: 1, beaten: 1 }], 0],
    ['no finish counts as last', [{ settled: 0.25, beaten: 0 }], -0.75],
    ['no call', [{ beaten: 1 }], null], ['no start', [], null],
  ]],
  ['sectionals.lateTrend', [['two points a start, five of them', late(106, 104, 102, 100, 98, 0), 2], ['one', late(104), null], ['no start', [], null]]],
])('%s', (name, rows) => {
  test.each(rows)('%s', (_, runs, expected) => { expect(knownField(name, card, [runs])[0]).toEqual(closeTo(expected)) })
})

test.each<[string, readonly (readonly Run[])[], readonly (number | null)[]]>([
  ['plain', [late(110), late(100, 96), []], [6, -6, null]],
  ['nothing known', [[], [], []], [null, null, null]],
])('sectionals.lateOverField, %s', (_, runs, expected) => { expect(knownField('sectionals.lateOverField', card, runs)).toEqual(expected.map(closeTo)) })
