import { judgedParts, partsOf, seasonLabel, seasonOf, type Parts } from '../../../src/usecases/matrix/parts'
import { raceTable } from '../../support/race-table'

/** Races of these days, one each. */
const racesOn = (dates: readonly string[]): Parameters<typeof partsOf>[0] => {
  const { table } = raceTable({ races: dates.length, weights: {}, field: () => 2 })
  return { ...table, races: table.races.map((race, r) => ({ ...race, date: dates[r] ?? '' })) }
}
const season = (from: number): readonly string[] => [`${from}-09-05`, `${from}-12-26`, `${from + 1}-07-10`]

test.each([['2023-07-31', 2022, '2022/23'], ['2023-08-01', 2023, '2023/24'], ['2000-01-01', 1999, '1999/00']])('%s is in the season of %i', (date, year, label) => {
  expect([seasonOf(date), seasonLabel(seasonOf(date))]).toEqual([year, label])
})
test('four seasons: the first is only trained on, one that ended before July is not whole', () => {
  expect(partsOf(racesOn([...season(2020), ...season(2021), ...season(2022), '2023-09-05', '2024-03-01']))).toEqual({
    by: 'SEASONS', parts: [
      { label: '2021/22', from: '2021-09-05', to: '2022-07-10', isWhole: true }, { label: '2022/23', from: '2022-09-05', to: '2023-07-10', isWhole: true }, { label: '2023/24', from: '2023-09-05', to: '2024-03-01', isWhole: false },
    ],
  })
})
test('three seasons: six equal parts of whole days, the first only trained on', () => {
  const days = Array.from({ length: 12 }, (_, i) => `2021-10-${String(i + 1).padStart(2, '0')}`)
  const { by, parts } = partsOf(racesOn(days))
  expect([by, parts.map(({ label, from, to }) => [label, from, to])]).toEqual(['PARTS', [
    ['part 2 of 6', '2021-10-03', '2021-10-04'], ['part 3 of 6', '2021-10-05', '2021-10-06'], ['part 4 of 6', '2021-10-07', '2021-10-08'], ['part 5 of 6', '2021-10-09', '2021-10-10'], ['part 6 of 6', '2021-10-11', '2021-10-12'],
  ]])
})

const part = (year: number, isWhole = true): Parts['parts'][number] => ({ label: seasonLabel(year), from: `${year}-09-01`, to: `${year + 1}-07-15`, isWhole })
const PARTS: Parts = { by: 'SEASONS', parts: [part(2018), part(2019), part(2020), part(2021), part(2022), part(2023, false)] }
const OPEN = { from: null, to: null }

describe('what is judged', () => {
  test('without days the last three that are whole', () => { expect(judgedParts(PARTS, OPEN).map(({ label }) => label)).toEqual(['2020/21', '2021/22', '2022/23']) })
  test('never the first part: there would be nothing to weigh rules on', () => { expect(judgedParts({ ...PARTS, parts: PARTS.parts.slice(0, 2) }, OPEN).map(({ label }) => label)).toEqual(['2019/20']) })
  test('days cut parts', () => {
    expect(judgedParts(PARTS, { from: '2021-12-01', to: '2023-10-01' }).map(({ from, to }) => [from, to])).toEqual([['2021-12-01', '2022-07-15'], ['2022-09-01', '2023-07-15'], ['2023-09-01', '2023-10-01']])
    expect(judgedParts(PARTS, { from: '2023-01-01', to: null }).map(({ from }) => from)).toEqual(['2023-01-01', '2023-09-01'])
  })
  test.each([
    [{ from: '2018-10-01', to: null }, '--from is 2018-10-01, and there is too little before it to weigh rules on: begin on 2019-09-01 or later.'],
    [{ from: '2024-08-01', to: null }, 'There is nothing to judge from 2024-08-01 to the last: races that can be judged run from 2019-09-01 to 2024-07-15.'],
    [{ from: null, to: '2019-08-01' }, 'There is nothing to judge from the first day to 2019-08-01'],
  ])('%j is refused', (days, message) => { expect(() => judgedParts(PARTS, days)).toThrow(message) })
  test('too few races', () => { expect(() => judgedParts({ by: 'PARTS', parts: [part(2018)] }, OPEN)).toThrow('There are too few races') })
})
