import { Conditions } from '../../../src/graphql/filter/conditions'
import { toGlobalId } from '../../../src/graphql/node/global-id'

const make = (): { conditions: Conditions; values: unknown[] } => {
  const values: unknown[] = []
  return { values, conditions: new Conditions((path) => `t.${path}`, (value, type) => `$${values.push(value)}::${type}`) }
}

test('no condition is TRUE', () => { expect(make().conditions.anyOf('a', 'x', null).anyOf('a', 'x', undefined).between('b', 'y', null, 'int').sql()).toBe('TRUE') })
test('values never get into the text', () => {
  const { conditions, values } = make()
  expect(conditions.anyOf('status', 'status', ["'; DROP TABLE races; --"]).between('n', 'n', { gte: 1, lte: 2 }, 'int').sql()).toBe('t.status = ANY($1::text[]) AND t.n >= $2::int AND t.n <= $3::int')
  expect(values).toEqual([["'; DROP TABLE races; --"], 1, 2])
})
test('an empty list is a condition that nothing meets', () => { expect(make().conditions.anyOf('a', 'x', []).sql()).toBe('t.a = ANY($1::text[])') })
test('one end is enough, and equal ends are fine', () => {
  expect(make().conditions.between('n', 'n', { lte: 2 }, 'int').sql()).toBe('t.n <= $1::int')
  expect(make().conditions.between('n', 'n', { gte: 2, lte: 2 }, 'int').sql()).toBe('t.n >= $1::int AND t.n <= $2::int')
})
test('ends that exclude each other are named', () => {
  expect(() => make().conditions.between('n', 'filter.distance', { gte: 1400, lte: 1200 }, 'int')).toThrow('filter.distance.gte 1400 lies after filter.distance.lte 1200: nothing can match; swap them.')
  expect(() => make().conditions.dates('d', 'filter.dates', { from: '2023-05-01', to: '2023-04-30' })).toThrow('filter.dates.from 2023-05-01 lies after filter.dates.to 2023-04-30')
})
test('ids become keys, and ids of another type are refused', () => {
  const { conditions, values } = make()
  expect(conditions.anyId('venue_id', 'venues', [toGlobalId('Venue', 7)], 'Venue').sql()).toBe('t.venue_id = ANY($1::int[])')
  expect(values).toEqual([[7]])
  expect(() => make().conditions.anyId('venue_id', 'venues', [toGlobalId('Horse', 7)], 'Venue')).toThrow('is the id of a Horse')
})
test('101 values, or one of 201 characters, are too much', () => {
  expect(() => make().conditions.anyOf('n', 'numbers', Array.from({ length: 101 }, (_, i) => i), 'int')).toThrow('numbers has 101 values, and at most 100 are taken')
  expect(() => make().conditions.anyId('n', 'ids', Array.from({ length: 101 }, () => 'x'), 'Race')).toThrow('ids has 101 values')
  expect(() => make().conditions.anyOf('n', 'states', ['x'.repeat(201)])).toThrow('longer than 200 characters')
})
