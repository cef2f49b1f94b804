import type { Unit } from '../../src/features/define'
import { valueText } from '../../src/features/value-text'

describe('valueText', () => {
  test.each<[Unit, number, string]>([
    ['kg', 57.5, '57.5 kg'], ['kg', 57, '57.0 kg'], ['kg', -0.04, '0.0 kg'], ['kg', -1.25, '-1.3 kg'],
    ['ratio', 0.182, '18.2%'], ['ratio', -0.03, '-3.0%'], ['ratio', 1.08, '108.0%'], ['percent', 101.26, '101.3%'],
    ['flag', 1, 'yes'], ['flag', 0, 'no'], ['code', 3, '3'],
    ['count', 12, '12'], ['count', 2.5, '2.5'], ['count', 0, '0'], ['rank', 1, '1'], ['rank', 1.5, '1.5'],
    ['points', 101.25, '101.3'], ['zscore', -1.234, '-1.23'], ['index', 0.5, '0.50'],
    ['m', 1_200, '1,200 m'], ['m', 1_109.5, '1,109.5 m'], ['m', 999, '999 m'],
    ['lengths', 3.1, '3.1 lengths'], ['lengths', 1, '1 length'], ['lengths', 0, '0 lengths'], ['lengths', 0.96, '1.0 lengths'], ['lengths', 3.04, '3.0 lengths'],
    ['ms', 69_850, '1:09.85'], ['ms', 34_120, '34.12 s'], ['ms', 59_999, '1:00.00'], ['ms', 60_000, '1:00.00'], ['ms', -250, '-0.25 s'], ['ms', 0, '0.00 s'],
    ['days', 21, '21 days'], ['days', 1, '1 day'], ['years', 4, '4 years'], ['hours', -1, '-1 hour'],
    ['month', 1, 'January'], ['month', 12, 'December'], ['month', 13, '13'], ['weekday', 0, 'Sunday'], ['weekday', 6, 'Saturday'],
    ['odds', 4.6, '4.60'], ['odds', 1, '1.00'], ['lnOdds', -0.2231, '-0.22'],
    ['currency', 1_250_000, '1,250,000'], ['currency', 123_456, '123,456'], ['celsius', -2.25, '-2.3 °C'], ['mm', 4, '4 mm'], ['mm', 0.25, '0.3 mm'], ['kmh', 17.5, '17.5 km/h'],
  ])('%s %d: %s', (unit, value, text) => { expect(valueText({ unit }, value)).toBe(text) })

  test.each([
    [['Sprint', 'Mile'], 1, 'Mile'], [['GOOD', 'GOOD_TO_FIRM'], 0, 'Good'], [['GOOD', 'GOOD_TO_FIRM'], 1, 'Good to firm'], [['GROUP_1'], 0, 'Group 1'], [['first-up'], 0, 'first-up'], [['A'], 0, 'A'], [['A'], 4, '4'],
  ])('words %j, %d: %s', (words, value, text) => { expect(valueText({ unit: 'code', words }, value)).toBe(text) })

  test.each([[null], [NaN]])('%s: nothing to say', (value) => { expect(valueText({ unit: 'kg' }, value)).toBeNull() })
})
