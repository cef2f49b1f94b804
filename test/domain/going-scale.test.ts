import { WET_FROM, wetness } from '../../src/domain/going-scale'
import { GoingLabel } from '../../src/domain/vocabulary'

test.each<[GoingLabel | null, number | null, number]>([
  ['GOOD', 4, 4], ['HEAVY', 10, 10], [null, 7, 7], ['SOFT', 5, 5],
  ['FIRM', null, 1.5], ['GOOD', null, 3.5], ['SOFT', null, 6], ['HEAVY', null, 9], ['STANDARD', null, 3.5], ['SYNTHETIC', null, 3.5],
  [null, null, NaN],
])('%s, number %s: %s', (label, number, expected) => { expect(wetness(label, number)).toBe(expected) })

const words = (...labels: GoingLabel[]): number[] => labels.map((label) => wetness(label, null))
const rising = (values: readonly number[]): boolean => values.every((value, i) => i === 0 || value > (values[i - 1] as number))
test.each<[string, GoingLabel[]]>([
  ['Australian', ['FIRM', 'GOOD', 'SOFT', 'HEAVY']],
  ['British', ['FIRM', 'GOOD_TO_FIRM', 'GOOD', 'GOOD_TO_SOFT', 'SOFT', 'HEAVY']],
  ['Irish and of Hong Kong', ['GOOD_TO_FIRM', 'GOOD', 'GOOD_TO_YIELDING', 'YIELDING', 'YIELDING_TO_SOFT', 'SOFT', 'HEAVY']],
  ['American', ['FAST', 'WET_FAST', 'SLOPPY', 'MUDDY']],
  ['of Hong Kong\'s all-weather track', ['FAST', 'WET_FAST', 'WET_SLOW']],
])('%s words rise', (_, labels) => { expect(rising(words(...labels))).toBe(true) })

test('every word has a place from 1 to 10', () => {
  expect(Object.values(GoingLabel).filter((label) => { const step = wetness(label, null); return !(step >= 1 && step <= 10) })).toEqual([])
})
test('wet begins where an Australian track is no longer good', () => {
  expect(words('GOOD', 'GOOD_TO_SOFT', 'GOOD_TO_YIELDING', 'STANDARD').filter((step) => step >= WET_FROM)).toEqual([])
  expect(words('YIELDING', 'SOFT', 'HEAVY', 'WET_FAST', 'SLOPPY').filter((step) => step < WET_FROM)).toEqual([])
})
