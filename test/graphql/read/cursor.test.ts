import { AppError } from '../../../src/domain/errors'
import { beyond, decodeCursor, encodeCursor } from '../../../src/graphql/read/cursor'
import type { Order } from '../../../src/graphql/read/mapping'
import { Params, Select } from '../../../src/graphql/read/select'

const byDate: readonly Order[] = [{ column: 'date', direction: 'ASC' }, { column: 'id', direction: 'ASC' }]

test('a cursor gives back the values it was made of, nulls too', () => {
  expect(decodeCursor(byDate, encodeCursor(byDate, ['2023-04-23', '7']), 'after')).toEqual(['2023-04-23', '7'])
  expect(decodeCursor(byDate, encodeCursor(byDate, [null, '7']), 'after')).toEqual([null, '7'])
})

test.each([
  ['rubbish', 'no cursor at all'],
  [Buffer.from('{"a":1}').toString('base64url'), 'JSON of another shape'],
  [encodeCursor([{ column: 'date', direction: 'DESC' }, { column: 'id', direction: 'DESC' }], ['2023-04-23', '7']), 'another order'],
  [encodeCursor(byDate, ['2023-04-23']), 'too few values'],
  [encodeCursor(byDate, ['2023\0', '7']), 'a NUL byte'],
])('refuses %s (%s)', (cursor) => {
  expect(() => decodeCursor(byDate, cursor, 'after')).toThrow(AppError)
})

const where = (orders: readonly Order[], nullable: readonly boolean[], values: readonly (string | null)[], backwards = false): string =>
  beyond(new Select('meetings'), orders, nullable, ['date', 'int'], values, new Params(), backwards)

test('columns that cannot be null and run one way compare as a row, which an index serves', () => {
  expect(where(byDate, [false, false], ['2023-04-23', '7'])).toBe('(t0.date, t0.id) > ($1::date, $2::int)')
  expect(where(byDate, [false, false], ['2023-04-23', '7'], true)).toBe('(t0.date, t0.id) < ($1::date, $2::int)')
})

test('nulls come last: after a value come the nulls, after a null only later nulls, before a null every value', () => {
  expect(where(byDate, [true, false], ['2023-04-23', '7'])).toBe('(((t0.date > $1::date OR t0.date IS NULL)) OR (t0.date = $1::date AND t0.id > $2::int))')
  expect(where(byDate, [true, false], [null, '7'])).toBe('((FALSE) OR (t0.date IS NULL AND t0.id > $1::int))')
  expect(where(byDate, [true, false], [null, '7'], true)).toBe('((t0.date IS NOT NULL) OR (t0.date IS NULL AND t0.id < $1::int))')
  const falling: readonly Order[] = [{ column: 'date', direction: 'DESC' }, { column: 'id', direction: 'DESC' }]
  expect(where(falling, [true, false], ['2023-04-23', '7'])).toBe('(((t0.date < $1::date OR t0.date IS NULL)) OR (t0.date = $1::date AND t0.id < $2::int))')
})
