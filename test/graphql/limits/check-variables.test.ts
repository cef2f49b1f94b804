import { checkVariables } from '../../../src/graphql/limits/check-variables'
import { refusalFrom } from './racing-graph'

const passes = (variables: unknown): void => { expect(() => { checkVariables(variables) }).not.toThrow() }
const refused = (variables: unknown): readonly unknown[] => {
  const { extensions: { code, requested, limit } } = refusalFrom(() => { checkVariables(variables) })
  return [code, requested, limit]
}
const listIn = (levels: number): unknown => { let value: unknown = 1; for (let i = 0; i < levels; i++) value = [value]; return value }
const fields = (count: number): object => Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${i}`, i]))

test('none, and what is no object', () => { for (const none of [undefined, null, {}, [], 1, 'x']) passes(none) })
test('items of one list', () => {
  passes({ a: Array.from({ length: 1_000 }, () => 1) })
  expect(refused({ a: Array.from({ length: 1_001 }, () => 1) })).toEqual(['OPERATION_TOO_LARGE', 1_001, 1_000])
})
test('fields of one object, the variables themselves too', () => {
  passes({ a: fields(100) })
  expect(refused({ a: fields(101) })).toEqual(['OPERATION_TOO_LARGE', 101, 100])
  expect(refused(fields(101))).toEqual(['OPERATION_TOO_LARGE', 101, 100])
})
test('characters of one text', () => {
  passes({ a: 'x'.repeat(10_000) })
  expect(refused({ a: ['x'.repeat(10_001)] })).toEqual(['OPERATION_TOO_LARGE', 10_001, 10_000])
})
test('values in all', () => {
  const lists = (count: number, each: number): object => ({ a: Array.from({ length: count }, () => Array.from({ length: each }, () => null)) })
  passes(lists(5, 998)) // 1 + 1 + 5 + 4,990
  expect(refused(lists(5, 999))).toEqual(['OPERATION_TOO_LARGE', 5_001, 5_000])
})
test('levels, however many', () => {
  passes({ a: listIn(30) })
  expect(refused({ a: listIn(31) })).toEqual(['OPERATION_TOO_DEEP', undefined, 30])
  expect(refused({ a: listIn(100_000) })).toEqual(['OPERATION_TOO_DEEP', undefined, 30])
})
