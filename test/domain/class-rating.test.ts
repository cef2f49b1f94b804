import { classRating } from '../../src/domain/class-rating'

type Classed = Parameters<typeof classRating>[0]
const rated = (part: Partial<Classed>): number | null => {
  const value = classRating({ country: 'AUS', kind: 'FLAT', pattern: 'NONE', classCode: null, ratingLow: null, ratingHigh: null, weightCondition: 'OTHER', ...part })
  return Number.isNaN(value) ? null : value
}
const NONE = { pattern: 'NONE' } as const

describe('pattern', () => {
  test.each([
    ['GROUP_1', 125], ['GROUP_2', 120], ['GROUP_3', 115], ['LISTED', 110], ['GRADED_OTHER', 110],
  ] as const)('%s', (pattern, expected) => { expect(rated({ pattern })).toBe(expected) })
  test('goes before band and code', () => { expect(rated({ pattern: 'GROUP_3', ratingLow: 90, ratingHigh: 110, classCode: 'HKG3', country: 'HKG' })).toBe(115) })
  test.each([
    ['G1', 125], ['Group 1', 125], ['HKG2', 120], ['Grade 3', 115], ['GIII', 115], ['G.1', 125], ['L', 110], ['LR', 110], ['LR2', 110], ['Listed Race', 110], ['Group 1 WFA', 125], ['G4', null],
  ])('told by the code alone: %s', (classCode, expected) => { expect(rated({ ...NONE, classCode })).toBe(expected) })
})

describe('band', () => {
  test.each<[string, Partial<Classed>, number]>([
    ['both ends: the top', { ratingLow: 40, ratingHigh: 60 }, 60],
    ['no lower end', { ratingHigh: 64 }, 64],
    ['90+: ten above', { ratingLow: 90, classCode: '1', country: 'HKG' }, 100],
    ['goes before the code', { ratingLow: 60, ratingHigh: 85, classCode: '3', country: 'HKG' }, 85],
    ['from 0', { ratingLow: 0, ratingHigh: 40 }, 40],
    ['of hurdlers: theirs as it stands', { ratingLow: 0, ratingHigh: 130, kind: 'HURDLE', country: 'GBR' }, 130],
  ])('%s', (_, part, expected) => { expect(rated(part)).toBe(expected) })
})

describe('code', () => {
  test.each<[Classed['country'], string, number | null]>([
    ['AUS', 'BM64', 64], ['AUS', 'BM64F', 64], ['AUS', 'Benchmark 78 Handicap', 78], ['AUS', 'bm100', 100], ['NZL', 'R65', 65], ['NZL', 'Rating 75', 75], ['AUS', 'RST58', 58], ['RSA', 'MR 80', 80], ['RSA', 'FM 72 Handicap', 72],
    ['IRE', '0-64', 64], ['GBR', '46-60', 60], ['HKG', '100-80', 100], ['GBR', '(0-85)', 85],
    ['HKG', '1', 110], ['HKG', '2', 100], ['HKG', '3', 80], ['HKG', '4', 60], ['HKG', '5', 40], ['HKG', '4R', 60], ['HKG', '3S', 80], ['HKG', 'Class 4 (Restricted)', 60], ['SGP', 'Class 5', 40], ['HKG', '6', null],
    ['GBR', '1', 110], ['GBR', 'C2', 100], ['GBR', 'Class 3', 90], ['GBR', 'Class  4', 80], ['GBR', '5', 70], ['GBR', '6', 60], ['GBR', 'Class 7', 50], ['GBR', '8', null], ['FRA', 'Class 1', 100],
    ['AUS', 'CL1', 60], ['AUS', 'Class 2 Handicap', 64], ['AUS', 'CL6', 80], ['NZL', 'CL3', 68], ['AUS', 'CL7', null], ['AUS', '1MW', null],
    ['JPN', '1 Win', 75], ['JPN', '2WIN', 85], ['JPN', '3 Wins Class', 95], ['JPN', 'Newcomer', 58], ['JPN', 'OP', 95], ['AUS', '3 WINS', null],
    ['AUS', 'MDN', 55], ['AUS', '2YMDN', 55], ['AUS', 'MDNF', 55], ['GBR', 'Maiden Stakes', 55], ['USA', 'MSW', 55], ['USA', 'MCL', 45], ['USA', 'Maiden Claiming', 45],
    ['USA', 'CLM', 55], ['USA', 'Claiming', 55], ['USA', 'ALW', 80], ['USA', 'AOC', 80], ['USA', 'STK', 100], ['USA', 'Starter Allowance', 80], ['GBR', 'Selling Stakes', 50], ['GBR', 'Class 5 Maiden Stakes', 70],
    ['HKG', 'GRIFFIN', 58], ['HKG', 'G', 58], ['HKG', '4YO', 110], ['AUS', '4YO', null], ['AUS', '2YO', 68], ['AUS', '2-Y-O Handicap', 68], ['AUS', '3YO', 76], ['AUS', '3YO+', null],
    ['AUS', 'OPEN', 95], ['AUS', 'Open Handicap', 95], ['AUS', 'Quality', 100], ['GBR', 'Stakes (Handicap)', null],
    ['AUS', 'BT', null], ['HKG', 'R', null], ['AUS', 'Handicap', null], ['AUS', '', null], ['AUS', '10K', null], ['AUS', 'GALLOPS', null],
  ])('%s %s', (country, classCode, expected) => { expect(rated({ country, classCode })).toBe(expected) })
  test('none', () => { expect(rated({ classCode: null })).toBeNull() })
  test('none, but claiming', () => { expect(rated({ country: 'USA', weightCondition: 'CLAIMING' })).toBe(55) })
  test('a class under claiming conditions is what the class is', () => { expect(rated({ country: 'GBR', classCode: '6', weightCondition: 'CLAIMING' })).toBe(60) })
})

describe('jumps: 40 above the flat', () => {
  test.each<[Partial<Classed>, number | null]>([
    [{ kind: 'CHASE', pattern: 'GROUP_1' }, 165], [{ kind: 'HURDLE', classCode: 'Class 4' }, 120], [{ kind: 'NH_FLAT', classCode: 'Class 4' }, 80], [{ kind: 'HURDLE', classCode: '0-110' }, 110], [{ kind: 'HURDLE', classCode: 'Grade 2' }, 160], [{ kind: 'CHASE' }, null],
  ])('%j', (part, expected) => { expect(rated({ country: 'GBR', ...part })).toBe(expected) })
})

test('in Hong Kong classes stand in their order, and in Britain, and the other way round in Australia', () => {
  const order = (country: Classed['country'], count: number): (number | null)[] => Array.from({ length: count }, (_, i) => rated({ country, classCode: `${i + 1}` }))
  const falling = (values: (number | null)[]): boolean => values.every((value, i) => value !== null && (i === 0 || value < (values[i - 1] as number)))
  expect([falling(order('HKG', 5)), falling(order('GBR', 7)), falling(order('AUS', 6).reverse())]).toEqual([true, true, true])
})
