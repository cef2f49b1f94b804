import { parseValue } from 'graphql'
import type { GraphQLError } from 'graphql'
import { DateScalar } from '../../src/graphql/scalars/date'
import { DateTimeScalar } from '../../src/graphql/scalars/date-time'

describe('Date', () => {
  test.each(['2023-04-23', '2024-02-29', '9999-12-31'])('takes %s', (text) => { expect(DateScalar.parseValue(text)).toBe(text) })
  test.each([['not in a leap year', '2023-02-29'], ['month 13', '2023-13-01'], ['day 0', '2023-01-00'], ['one digit', '2023-4-3'], ['an instant', '2023-04-23T00:00:00Z'], ['year 0', '0000-01-01'], ['a number', 20230423], ['null text', '']])('refuses %s', (_, value) => {
    expect(() => DateScalar.parseValue(value)).toThrow('Date must be a day of the calendar as YYYY-MM-DD, such as "2023-04-23"')
  })
})

describe('DateTime', () => {
  test.each([
    ['UTC', '2023-04-23T05:00:00Z', '2023-04-23T05:00:00.000Z'], ['an offset', '2023-04-23T13:00:00+08:00', '2023-04-23T05:00:00.000Z'], ['microseconds', '2023-04-23T05:00:00.123456Z', '2023-04-23T05:00:00.123Z'],
  ])('takes %s', (_, text, expected) => { expect(DateTimeScalar.parseValue(text)).toBe(expected) })
  test.each([['no zone', '2023-04-23T05:00:00'], ['a day', '2023-04-23'], ['hour 24', '2023-04-23T24:00:00Z'], ['30 February', '2023-02-30T05:00:00Z'], ['a number', 1682226000000], ['before year 1', '0001-01-01T00:00:00+14:00'], ['after year 9999', '9999-12-31T23:59:59-01:00']])('refuses %s', (_, value) => {
    expect(() => DateTimeScalar.parseValue(value)).toThrow('DateTime must be an instant with a time zone as RFC 3339')
  })
  test('stored instants go out as they are', () => { expect(DateTimeScalar.serialize('2023-04-23T05:00:00.000Z')).toBe('2023-04-23T05:00:00.000Z') })
})

test.each([[DateScalar, '"2023-02-30"'], [DateScalar, '5'], [DateTimeScalar, '"2023-04-23"'], [DateTimeScalar, '"2023-02-30T05:00:00Z"'], [DateTimeScalar, 'NOW']])('a wrong %s in the document, %s, is refused with its place', (scalar, literal) => {
  const node = parseValue(literal)
  try { scalar.parseLiteral(node) } catch (error) {
    expect((error as GraphQLError).nodes).toEqual([node])
    return
  }
  throw new Error('not refused')
})
