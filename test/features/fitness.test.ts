import type { FinishedRace } from '../../src/domain/race-outcome'
import type { FeatureName } from '../../src/features/registry'
import { featureAfter, ran } from '../support/one-horse'
import { daysBefore, featureOf, finished, raceCard } from '../support/racing-world'

const card = raceCard({ runners: [{ horseId: 1 }, { horseId: 2 }] })
/** Runs so many days ago, third of five. */
const on = (...days: readonly number[]): readonly FinishedRace[] => days.map((ago) => ran(ago, 3, 5))

describe.each<[FeatureName, readonly (readonly [string, readonly FinishedRace[], number | null])[]]>([
  ['fitness.daysSinceRun', [['plain', on(14, 40), 14], ['debut', [], null], ['pulled up counts', [ran(9, null, 5), ...on(20)], 9], ['void does not', [ran(9, { position: null, status: 'VOID' }, 5), ...on(20)], 20]]],
  ['fitness.logDaysSinceRun', [['plain', on(14), Math.log(15)], ['debut', [], null]]],
  ['fitness.prepRun', [['debut', [], 1], ['59 days off: the same', on(59), 2], ['60 days off: a new one', on(60), 1], ['third', on(5, 20, 90), 3]]],
  ['fitness.firstUp', [['debut', [], 0], ['59 days off', on(59), 0], ['60 days off', on(60), 1], ['after that', on(5, 70), 0]]],
  ['fitness.secondUp', [['second start of all', on(20), 0], ['second after a spell', on(10, 70), 1], ['one day short of a spell', on(10, 69), 0], ['third', on(5, 10, 70), 0], ['debut', [], 0]]],
  ['fitness.firstUpBeatenShare', [
    ['won its one', [ran(200, 5, 5), ran(100, 1, 5)], (1 + 2 * 0.5) / 3],
    ['a debut is none', [ran(200, 1, 5)], 0.5],
    ['nothing was ever run', [], null],
  ]],
  ['fitness.freshBeatenShare', [
    ['after 28 days', [ran(48, 5, 5), ran(20, 1, 5)], (1 + 2 * 0.5) / 3],
    ['after 27', [ran(47, 5, 5), ran(20, 1, 5)], 0.5],
    ['after 59', [ran(79, 5, 5), ran(20, 1, 5)], (1 + 2 * 0.5) / 3],
    ['after 60', [ran(80, 5, 5), ran(20, 1, 5)], 0.5],
    ['nothing was ever run', [], null],
  ]],
  ['fitness.stageEdge', [
    ['first-up, first-up it won, else it was last', [ran(300, 5, 5), ran(200, 1, 5), ran(150, null, 5)], 1 / 4],
    ['third and fourth run are one stage, in which it won', [ran(300, 5, 5), ran(200, 5, 5), ran(190, 5, 5), ran(180, 1, 5), ran(170, 1, 5), ran(50, 5, 5), ran(40, 5, 5), ran(30, 1, 5)], 3 / 6],
    ['first-up it ran alone, which tells nothing', [ran(300, 5, 5), ran(200, 1, 1)], 0],
    ['never at this stage', [ran(100, 1, 5)], 0],
    ['never at another', [ran(30, 1, 5)], 0],
    ['debut', [], null],
  ]],
  ['fitness.runs90', [['90 days ago is in, 91 is out', on(5, 90, 91), 2], ['debut', [], 0]]],
  ['fitness.runs365', [['365 days ago is in, 366 is out', on(5, 365, 366), 2], ['debut', [], 0]]],
  ['fitness.quickBackUp', [['8 days', on(8), 1], ['9 days', on(9), 0], ['debut', [], 0]]],
  ['fitness.spellDays', [['first-up', on(75, 90), 75], ['third run of it', on(10, 20, 95), 75], ['preparation of the debut', on(10, 20), null], ['debut', [], null]]],
])('%s', (name, cases) => {
  test.each(cases)('%s', (_, history, expected) => {
    const value = featureOf(name, { card, history })
    if (expected === null) expect(value).toBeNull()
    else expect(value).toBeCloseTo(expected, 12)
  })
})

describe('fitness.freshnessBeatenShare: (sum + 100 x base) / (starts + 100)', () => {
  const history = [
    finished({ off: daysBefore(20), runners: [{ horseId: 2 }, { horseId: 3 }] }, [1, 2]),
    finished({ off: daysBefore(10), runners: [{ horseId: 2 }, { horseId: 4 }] }, [1, 2]),
  ]
  test('debutants: three, one of which won', () => { expect(featureOf('fitness.freshnessBeatenShare', { card, history }, 0)).toBeCloseTo(51 / 103, 12) })
  test('after eight to fourteen days: one, and it won', () => { expect(featureOf('fitness.freshnessBeatenShare', { card, history }, 1)).toBeCloseTo(51 / 101, 12) })
  test('nothing was ever run', () => { expect(featureOf('fitness.freshnessBeatenShare', { card })).toBeNull() })
})

describe('fitness.runsFromPeak', () => {
  const run = (daysAgo: number, prepRun: number, figure: number): Record<'localDay' | 'prepRun' | 'figure', number> => ({ localDay: 19_844 - daysAgo, prepRun, figure })
  test.each<[string, Parameters<typeof featureAfter>[2], number | null]>([
    ['best third, now first: two to come', [run(200, 1, 90), run(190, 2, 95), run(180, 3, 99)], -2],
    ['of equals the latest', [run(30, 1, 99), run(20, 2, 99)], 1],
    ['without figures', [run(30, 1, NaN)], null],
    ['debut', [], null],
  ])('%s', (_, runs, expected) => { expect(featureAfter('fitness.runsFromPeak', card, runs)).toBe(expected) })
})
