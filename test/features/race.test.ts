import { daysBefore, featureOf, finished, raceCard, type CardPart } from '../support/racing-world'

type Part = Partial<CardPart>
const of = (name: Parameters<typeof featureOf>[0], part: Part): number | null => featureOf(name, { card: raceCard({ runners: [{ horseId: 1 }, { horseId: 2 }], ...part }) })

describe('race.fieldSize', () => {
  test.each<[string, Part['runners'], number]>([
    ['all that are declared', [{ horseId: 1 }, { horseId: 2 }, { horseId: 3 }], 3],
    ['without the scratched and the emergencies', [{ horseId: 1 }, { horseId: 2, status: 'SCRATCHED' }, { horseId: 3, status: 'EMERGENCY' }], 1],
    ['alone', [{ horseId: 1 }], 1],
  ])('%s', (_, runners, expected) => { expect(of('race.fieldSize', { runners: runners ?? [] })).toBe(expected) })
})

describe('race.number', () => {
  test.each([[1], [8]])('%s', (number) => { expect(of('race.number', { number })).toBe(number) })
})

describe('race.dayShare', () => {
  test.each([['first', 1, 8, 0], ['last', 8, 8, 1], ['third of nine', 3, 9, 0.25], ['the only one', 1, 1, 0], ['numbers with a gap: no more than 1', 9, 8, 1], ['the only one known, with a later number', 4, 1, 0]])('%s', (_, number, raceCount, expected) => {
    expect(of('race.dayShare', { number, raceCount })).toBe(expected)
  })
})

describe('race.startHour and race.evening', () => {
  test.each([['afternoon', 14 * 60 + 30, 14.5, 0], ['a minute before six', 18 * 60 - 1, 17 + 59 / 60, 0], ['at six', 18 * 60, 18, 1], ['midnight', 0, 0, 0], ['unknown', null, null, null]])('%s', (_, localMinute, hour, evening) => {
    expect(of('race.startHour', { localMinute })).toBe(hour)
    expect(of('race.evening', { localMinute })).toBe(evening)
  })
})

describe('race.weekday', () => {
  test.each([['a Wednesday', '2024-05-01', 3], ['a Saturday', '2024-05-04', 6], ['a Sunday', '2024-05-05', 0], ['a Monday', '2024-05-06', 1], ['the day before 1970, a Wednesday', '1969-12-31', 3]])('%s', (_, date, expected) => {
    expect(of('race.weekday', { date })).toBe(expected)
  })
})

describe('race.seasonSine and race.seasonCosine', () => {
  // 2024-01-01 is day 19723 = 54 x 365.2425 - 0.095; a quarter of a year later is the first of April, half a year the first of July
  test.each([['new year', '2024-01-01', 0, 1], ['end of March', '2024-04-01', 1, 0], ['start of July', '2024-07-01', 0, -1], ['end of September', '2024-09-30', -1, 0], ['new year of 2009', '2009-01-01', 0, 1]])('%s', (_, date, sine, cosine) => {
    expect(Math.abs((of('race.seasonSine', { date }) ?? NaN) - sine)).toBeLessThan(0.02)
    expect(Math.abs((of('race.seasonCosine', { date }) ?? NaN) - cosine)).toBeLessThan(0.02)
  })
})

describe('race.handicap', () => {
  test.each([['HANDICAP', 1], ['QUALITY', 1], ['SET_WEIGHTS', 0], ['WEIGHT_FOR_AGE', 0], ['CLAIMING', 0], ['OTHER', null]] as const)('%s', (weightCondition, expected) => {
    expect(of('race.handicap', { weightCondition })).toBe(expected)
  })
})

describe('race.ageRestricted', () => {
  test.each([['2YO', 1], ['3yo', 1], ['3YO+', 0], [null, 0]])('%s', (ageRestriction, expected) => { expect(of('race.ageRestricted', { ageRestriction })).toBe(expected) })
})

describe('race.sexRestricted', () => {
  test.each([['fillies and mares', 1], [null, 0]])('%s', (sexRestriction, expected) => { expect(of('race.sexRestricted', { sexRestriction })).toBe(expected) })
})

describe('race.surface', () => {
  test.each([['TURF', 0], ['DIRT', 1], ['SYNTHETIC', 2], ['SAND', 3], [null, null]] as const)('%s', (surface, expected) => { expect(of('race.surface', { surface })).toBe(expected) })
})

describe('race.tier', () => {
  test.each([['METRO', 0], ['PROVINCIAL', 1], ['COUNTRY', 2], ['PICNIC', 3], ['OTHER', 4], [null, null]] as const)('%s', (tier, expected) => { expect(of('race.tier', { tier })).toBe(expected) })
})

describe('race.favouriteWinRate: (wins of 365 days + 100 x rate of all time) / (races of 365 days + 100)', () => {
  const won = (days: number, favouriteWon: boolean, part: Part = {}) =>
    finished({ off: daysBefore(days), runners: [{ horseId: 11 }, { horseId: 12 }], ...part }, [{ position: favouriteWon ? 1 : 2, startingPrice: 1.5 }, { position: favouriteWon ? 2 : 1, startingPrice: 3 }])
  const card = raceCard({ runners: [{ horseId: 1 }] })
  test.each([
    ['two of three of late, one more long ago', [won(400, true), won(30, true), won(20, true), won(10, false)], (2 + 100 * 0.75) / 103],
    ['365 days ago is of late', [won(365, true), won(10, false)], (1 + 100 * 0.5) / 102],
    ['366 days ago is not', [won(366, true), won(10, false)], (0 + 100 * 0.5) / 101],
    ['what was won yesterday counts, today\'s does not', [won(1, true), finished({ off: '2024-05-01T01:00:00Z', runners: [{ horseId: 11 }, { horseId: 12 }] }, [{ position: 2, startingPrice: 1.5 }, { position: 1, startingPrice: 3 }])], 1],
    ['races without prices are left out', [won(20, true), finished({ off: daysBefore(5), runners: [{ horseId: 11 }, { horseId: 12 }] }, [1, 2])], 1],
    ['other countries are other worlds', [won(20, true), won(10, false, { country: 'HKG' })], 1],
  ])('%s', (_, history, expected) => { expect(featureOf('race.favouriteWinRate', { card, history })).toBeCloseTo(expected, 12) })
  test('nothing was run before: missing', () => { expect(featureOf('race.favouriteWinRate', { card })).toBeNull() })
})
