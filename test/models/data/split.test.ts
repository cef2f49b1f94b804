import type { RaceTable } from '../../../src/models/data/race-table'
import { columnOf, raceCount, rowCount, takeRaces } from '../../../src/models/data/race-table'
import { racesOf, splitByDate, trainingRaces, walkForward, type Days } from '../../../src/models/data/split'
import { raceTable } from '../../support/race-table'

/** One race a day from 1 January, of 2, 3, 2, 3 ... runners; two on the fourth. */
const DATES = ['01', '02', '03', '04', '04', '05', '06', '07', '08', '09'].map((day) => `2024-01-${day}`)
const { table: drawn } = raceTable({ races: 10, field: (race) => 2 + (race % 2), weights: { 'form.elo': 1, 'weight.carried': 1 }, market: 0.1 })
const table: RaceTable = { ...drawn, races: drawn.races.map((race, r) => ({ ...race, date: DATES[r] as string })) }
const ids = (of: RaceTable): readonly number[] => of.races.map(({ raceId }) => raceId)
const days = (from: string | null, to: string | null): Days => ({ from: from === null ? null : `2024-01-${from}`, to: to === null ? null : `2024-01-${to}` })

describe('some races of a table', () => {
  test('whole, in the order asked for, with everything that belongs to them', () => {
    const some = takeRaces(table, [3, 0])
    expect([...some.raceStart]).toEqual([0, 3, 5])
    // Race 0 has rows 0 and 1, race 1 rows 2 to 4, race 2 rows 5 and 6, race 3 rows 7 to 9.
    const rows = [7, 8, 9, 0, 1]
    expect([...some.runnerIds]).toEqual(rows.map((row) => table.runnerIds[row]))
    for (const of of [(one: RaceTable) => one.runnerNumbers, (one: RaceTable) => one.startingPrice, (one: RaceTable) => one.targets.win, (one: RaceTable) => one.targets.finishPosition, (one: RaceTable) => columnOf(one, 'form.elo')]) {
      expect([...of(some)]).toEqual(rows.map((row) => of(table)[row]))
    }
    expect([raceCount(some), rowCount(some), ids(some)]).toEqual([2, 5, [4, 1]])
  })
  test('none, and only some features', () => {
    const none = takeRaces(table, [], ['form.elo'])
    expect([[...none.raceStart], none.races, [...none.columns.keys()], rowCount(none)]).toEqual([[0], [], ['form.elo'], 0])
    expect(() => columnOf(none, 'weight.carried')).toThrow(/feature weight\.carried is needed/)
  })
  test('what is taken is a copy', () => {
    const some = takeRaces(table, [0]);
    (some.columns.get('form.elo') as Float64Array)[0] = 99
    expect(table.columns.get('form.elo')?.[0]).not.toBe(99)
  })
})

test.each<[string, Days, readonly number[]]>([
  ['both days are in', days('03', '05'), [3, 4, 5, 6]], ['open', days(null, null), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]], ['from the first', days(null, '02'), [1, 2]],
  ['to the last', days('08', null), [9, 10]], ['one day', days('04', '04'), [4, 5]], ['none', days('20', '30'), []],
])('days: %s', (_, range, expected) => { expect(ids(racesOf(table, range))).toEqual(expected) })

describe('train, validate, test', () => {
  test('by date and apart', () => {
    const { train, validate, test: last } = splitByDate(table, { train: days(null, '03'), validate: days('04', '05'), test: days('07', null) }, ['form.elo'])
    expect([train, validate, last].map(ids)).toEqual([[1, 2, 3], [4, 5, 6], [8, 9, 10]])
    for (const part of [train, validate, last]) expect([...part.columns.keys()]).toEqual(['form.elo'])
  })
  test('without a test', () => { expect(ids(splitByDate(table, { train: days(null, '03'), validate: days('04', null), test: null }).test)).toEqual([]) })
  test.each<[string, () => unknown, RegExp]>([
    ['validation from within training', () => splitByDate(table, { train: days(null, '04'), validate: days('04', '05'), test: null }), /Validation \(2024-01-04 to 2024-01-05\) must begin after the last day of training \(the first day to 2024-01-04\)/],
    ['training without an end', () => splitByDate(table, { train: days(null, null), validate: days('04', '05'), test: null }), /must begin after the last day of training/],
    ['validation without a beginning', () => splitByDate(table, { train: days(null, '03'), validate: days(null, '05'), test: null }), /must begin after/],
    ['a test from within validation', () => splitByDate(table, { train: days(null, '03'), validate: days('04', '06'), test: days('06', null) }), /The test .* must begin after the last day of validation/],
    ['a test after a validation without an end', () => splitByDate(table, { train: days(null, '03'), validate: days('04', null), test: days('06', null) }), /The test/],
    ['training days without a race', () => trainingRaces(table, days('20', '30')), /no race with a result to train on from 2024-01-20 to 2024-01-30: the races at hand run from 2024-01-01 to 2024-01-09/],
    ['validation days without a race', () => splitByDate(table, { train: days(null, '03'), validate: days('20', '30'), test: null }), /to validate on/],
    ['no race at all', () => trainingRaces(takeRaces(table, []), days(null, null)), /the races at hand run from - to -/],
  ])('%s is refused', (_, act, message) => { expect(act).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT', message: expect.stringMatching(message) as string })) })
})

describe('walking forward', () => {
  const folds = (count: number, range = days(null, null)) => [...walkForward(table, range, count)].map(({ train, validate }) => [ids(train), ids(validate)])
  test.each<[string, number, Days, readonly (readonly (readonly number[])[])[]]>([
    ['halves', 1, days(null, null), [[[1, 2, 3, 4, 5], [6, 7, 8, 9, 10]]]],
    // Thirds of ten would end after 3 and 7.
    ['thirds', 2, days(null, null), [[[1, 2, 3], [4, 5, 6, 7]], [[1, 2, 3, 4, 5, 6, 7], [8, 9, 10]]]],
    // Of the first eight races halves meet on the fourth of January, which stays whole: it is trained on.
    ['a part begins on a new day', 1, days(null, '07'), [[[1, 2, 3, 4, 5], [6, 7, 8]]]],
    ['too few races for parts', 3, days('04', '04'), []],
    ['no race', 2, days('20', '30'), []],
  ])('%s', (_, count, range, expected) => { expect(folds(count, range)).toEqual(expected) })
  test('nothing is judged by what was trained on it or after it', () => {
    for (const count of [1, 2, 3, 4, 9]) for (const { train, validate } of walkForward(table, days(null, null), count)) {
      expect((train.races.at(-1)?.date ?? '') < (validate.races[0]?.date ?? '')).toBe(true)
    }
  })
})
