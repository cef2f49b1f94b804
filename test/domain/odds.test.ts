import { americanOdds, formatOdds, fractionalOdds } from '../../src/domain/odds'

describe('fractionalOdds', () => {
  test.each([
    ['evens', 2, '1/1'], ['on a rung', 3.5, '5/2'], ['odds on', 1.5, '1/2'], ['13/8', 2.625, '13/8'], ['8/11 is 0.727', 1.73, '8/11'],
    ['between 13/2 and 7/1, nearer 13/2', 7.6, '13/2'], ['a tie goes to the shorter', 16, '14/1'], ['the last rung', 101, '100/1'],
    ['beyond the ladder', 181.4, '180/1'], ['odds of 1.0 win nothing', 1, '0/1'], ['the smallest profit there is', 1.01, '1/100'],
  ])('%s: %d is %s', (_, decimal, expected) => { expect(fractionalOdds(decimal)).toBe(expected) })
})

describe('americanOdds', () => {
  test.each([
    ['evens', 2, '+100'], ['longer', 3.5, '+250'], ['shorter', 1.5, '-200'], ['1.91, the usual coin toss', 1.91, '-110'], ['odds of 1.0 win nothing', 1, '0'],
  ])('%s: %d is %s', (_, decimal, expected) => { expect(americanOdds(decimal)).toBe(expected) })
})

describe('formatOdds', () => {
  test.each([['DECIMAL', '3.50'], ['HONG_KONG', '2.50'], ['FRACTIONAL', '5/2'], ['AMERICAN', '+250']] as const)('3.5 as %s is %s', (format, expected) => {
    expect(formatOdds(3.5, format)).toBe(expected)
  })
})
