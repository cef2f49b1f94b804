import { isNullable, Select } from '../../../src/graphql/read/select'

test('a path joins each table once, and only when a column asks for it', () => {
  const select = new Select('runners')
  expect(select.joined).toBe('')
  expect(select.at('race.meeting.date')).toBe('t2.date')
  expect(select.at('race.number')).toBe('t1.number')
  expect(select.joined).toBe(' LEFT JOIN races t1 ON t1.id = t0.race_id LEFT JOIN meetings t2 ON t2.id = t1.meeting_id')
})

test('a column is selected once', () => {
  const select = new Select('runners')
  expect([select.take('number'), select.take('barrier'), select.take('number'), select.take('number', true)]).toEqual([0, 1, 0, 2])
  expect(select.columns).toBe('t0.number, t0.barrier, t0.number::text')
})

test('a fork takes more without touching its origin', () => {
  const select = new Select('runners')
  select.take('number')
  select.fork().take('race.number')
  expect([select.columns, select.joined]).toEqual(['t0.number', ''])
})

test('an unknown join names the table and the path', () => {
  expect(() => new Select('runners').at('jokey.name')).toThrow("no join 'jokey' from table runners (path 'jokey' from runners)")
})

test('what stands behind an optional join can be null', () => {
  const column = (nullable: boolean) => ({ type: 'int', nullable })
  const catalog = new Map([
    ['runners', new Map([['race_id', column(false)], ['jockey_id', column(true)], ['id', column(false)]])],
    ['races', new Map([['number', column(false)]])],
    ['jockeys', new Map([['name', column(false)]])],
    ['results', new Map([['status', column(false)]])],
  ])
  expect(isNullable(catalog, 'runners', 'race.number')).toBe(false)
  expect(isNullable(catalog, 'runners', 'jockey.name')).toBe(true)
  expect(isNullable(catalog, 'runners', 'result.status')).toBe(true)
})
