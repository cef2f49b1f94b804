import { clockTime, lengths, longDate, many, ordinal, quarterLengths, times } from '../../../src/commentary/facts/words'

test.each([[1, '1st'], [2, '2nd'], [3, '3rd'], [4, '4th'], [11, '11th'], [12, '12th'], [13, '13th'], [21, '21st'], [22, '22nd'], [111, '111th'], [101, '101st']])('%d is %s', (place, text) => { expect(ordinal(place)).toBe(text) })
test.each([[1.25, '1.25 lengths', '1¼ lengths'], [0.5, '0.5 lengths', '½ length'], [1, '1 length', null], [0.1, '0.1 lengths', null], [6.75, '6.75 lengths', '6¾ lengths'], [0.3, '0.3 lengths', null], [12, '12 lengths', null], [2.33, '2.33 lengths', null]])('%d lengths are %j, in quarters %j', (value, text, quarters) => { expect([lengths(value), quarterLengths(value)]).toEqual([text, quarters]) })
test('counts, days and times', () => {
  expect([many(1, 'win'), many(0, 'win'), many(1_204, 'ride'), many(2, 'die', 'dice'), times(1), times(2), times(3)]).toEqual(['1 win', '0 wins', '1,204 rides', '2 dice', 'once', 'twice', '3 times'])
  expect([longDate('2016-01-03'), longDate('2025-12-31'), clockTime(785), clockTime(60)]).toEqual(['3 January 2016', '31 December 2025', '13:05', '1:00'])
})
