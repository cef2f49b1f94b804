import fc from 'fast-check'
import { instant } from '../../../src/domain/instant'
import type { CandidateRace } from '../../../src/domain/market-match'
import type { MarketEvent, SelectionView } from '../../../src/domain/market-view'
import { matchMarket } from '../../../src/live/matching/match-market'
import { market, names, race, runner, selection } from './markets'

const at = instant

describe('the race of a market', () => {
  test('is the one at its venue and time', () => {
    expect(matchMarket(market(), [race({ raceId: 29, number: 2, offAt: at('2022-11-07T03:50:00Z') }), race()])).toEqual({ raceId: 30, runners: new Map([['101', 1], ['102', 2], ['103', 3]]), reasons: [] })
  })

  test.each<[string, Partial<MarketEvent>, Partial<CandidateRace>]>([
    ['Lingfield', { venue: 'Lingfield', countryCode: 'GB' }, { venueName: 'Lingfield Park (AW)', country: 'GBR', timezone: 'Europe/London' }],
    ['Ling in the event alone', { venue: null, eventName: 'Ling 6th Jan', countryCode: 'GB' }, { venueName: 'LINGFIELD PARK', country: 'GBR' }],
    ['Lingfield with its surface', { venue: 'Lingfield AW', countryCode: 'GB' }, { venueCode: 'LIN', venueName: 'Lingfield', country: 'GBR' }],
    ['Sha Tin by its code', { venue: 'ST', countryCode: 'HK' }, { venueCode: 'ST', venueName: 'Sha Tin', country: 'HKG' }],
    ['Sha Tin by its name', { venue: 'Sha Tin', countryCode: 'HK' }, { venueCode: 'ST', venueName: 'Sha Tin', country: 'HKG' }],
    ['Happy Valley by its code', { venue: 'HV', countryCode: 'HK' }, { venueCode: 'X', venueName: 'Happy Valley', country: 'HKG' }],
    ['the country in brackets', { venue: null, eventName: 'Traralgon (AUS) 2nd Mar' }, { venueName: 'Traralgon' }],
    ['accents', { venue: 'Compiegne', countryCode: 'FR' }, { venueName: 'Compiègne', country: 'FRA' }],
    ['Newmarket on its summer course', { venue: 'Newmarket', countryCode: 'GB' }, { venueName: 'Newmarket (July)', country: 'GBR' }],
    ['a card without a country', {}, { country: 'OTHER' }],
    ['a market without a country', { countryCode: null, timezone: 'Australia/Melbourne' }, {}],
    ['Down Royal, British to some', { venue: 'Down Royal', countryCode: 'GB' }, { venueName: 'Down Royal', country: 'IRE' }],
    ['a start put back on one side', { startsAt: at('2022-11-07T05:10:00Z') }, {}],
    ['a start 15 minutes off without a number', { startsAt: at('2022-11-07T04:45:00Z'), marketName: 'Hcap' }, {}],
    ['an estimated start on the same day', { startsAt: at('2022-11-07T08:30:00Z') }, { offEstimated: true }],
    ['metres with a rail out', { marketName: 'R3 1206m Hcap' }, {}],
    ['six furlongs', { marketName: '6f Hcap' }, {}],
    ['a mile and two furlongs', { marketName: '1m2f Hcap' }, { distanceM: 2012 }],
    ['two and a half miles', { marketName: '2m4f Hcap Chs' }, { distanceM: 4023 }],
    ['a race number apart from the name', { marketName: null, raceNumber: 3 }, {}],
    ['a card without a distance', {}, { distanceM: null }],
  ])('%s', (_, event, candidate) => { expect(matchMarket(market(event), [race(candidate)]).raceId).toBe(30) })

  test.each<[string, Partial<MarketEvent>, Partial<CandidateRace>, RegExp]>([
    ['another venue', { venue: 'Mornington', eventName: null }, {}, /^No race at Mornington is on any card/],
    ['no venue', { venue: null, eventName: null }, {}, /^The market says no venue\.$/],
    ['another country', { venue: 'Newcastle', eventName: null, countryCode: 'GB' }, { venueName: 'Newcastle', country: 'AUS' }, /The market is of GB; Newcastle race 3 over 1200m at 2022-11-07 04:30 UTC \(race 30\) is not\./],
    ['another zone where no country is told', { countryCode: null, timezone: 'Europe/London' }, {}, /The market is of Europe\/London/],
    ['a start 16 minutes off without a number', { startsAt: at('2022-11-07T04:46:00Z'), marketName: 'Hcap' }, {}, /No race starts near 2022-11-07 04:46 UTC/],
    ['a start hours off with a number', { startsAt: at('2022-11-07T08:30:00Z') }, {}, /No race starts near/],
    ['an estimated start on another day there', { startsAt: at('2022-11-07T13:30:00Z') }, { offEstimated: true, offAt: at('2022-11-07T04:30:00Z') }, /No race starts near/],
    ['another number', { marketName: 'R4 1200m Hcap' }, {}, /The market is of race 4; at its time there is Moe race 3/],
    ['another distance in metres', { marketName: 'R3 1250m Hcap' }, {}, /over 1250m; at its time/],
    ['another distance in miles', { marketName: '1m Hcap' }, {}, /over 1m; at its time/],
    ['invented races for a real market', {}, { synthetic: true }, /^No race is on any card/],
  ])('not for %s', (_, event, candidate, reason) => {
    const match = matchMarket(market(event), [race(candidate)])
    expect(match.raceId).toBeNull()
    expect(match.reasons[0]).toMatch(reason)
    expect([...match.runners]).toEqual([['101', null], ['102', null], ['103', null]])
  })

  test('of an invented market is an invented race', () => {
    expect(matchMarket(market({}, undefined, { synthetic: true }), [race({ synthetic: true })]).raceId).toBe(30)
    expect(matchMarket(market({}, undefined, { synthetic: true }), [race()])).toMatchObject({ raceId: null, reasons: ['No synthetic race is on any card within half a day of 2022-11-07 04:30 UTC.'] })
  })

  test('is decided by its number where starts are estimated', () => {
    const races = [1, 2, 3, 4].map((number) => race({ raceId: number, number, offEstimated: true, offAt: at('2022-11-07T02:00:00Z') }))
    expect(matchMarket(market(), races).raceId).toBe(3)
    expect(matchMarket(market({ marketName: '1200m Hcap' }), races)).toMatchObject({ raceId: null, reasons: [expect.stringMatching(/^The market may be of several races: Moe race 1 .*\(race 1\), .*\(race 4\)\.$/)] })
  })

  test('is none where two fit, and both are named', () => {
    expect(matchMarket(market(), [race(), race({ raceId: 31 })])).toMatchObject({
      raceId: null, reasons: ['The market may be of several races: Moe race 3 over 1200m at 2022-11-07 04:30 UTC (race 30), Moe race 3 over 1200m at 2022-11-07 04:30 UTC (race 31).'],
    })
  })

  test('is the one of a card rather than the one that a market was made into', () => {
    expect(matchMarket(market(), [race(), race({ raceId: 31, adopted: true })]).raceId).toBe(30)
  })

  test.each(['PLACE', 'EACH_WAY'] as const)('is that of a %s market too', (type) => { expect(matchMarket(market({}, undefined, { type }), [race()]).raceId).toBe(30) })
  test('is none for a market of several races', () => {
    expect(matchMarket(market({}, undefined, { type: 'JOCKEY_CHALLENGE' }), [race()]).reasons).toEqual(['A JOCKEY_CHALLENGE market is not of the runners of one race.'])
  })
})

describe('the runner of a selection', () => {
  const match = (selections: readonly SelectionView[], runners: CandidateRace['runners']) => matchMarket(market({}, selections), [race({ runners })])

  test.each<[string, string]>([
    ["3. Gday Gorgeous", "G'Day Gorgeous"], ['GDAY GORGEOUS', 'G’day Gorgeous'], ['Étoile  d’Or (FR)', 'Etoile Dor'], ['Mister  Blue', 'Mister Blue (IRE)'], ['3 - Big-Time', 'Big Time'], ['3) St. Leger', 'St Leger'],
  ])('%s is %s', (sold, carded) => { expect(match([selection(7, sold)], [runner(3, carded)]).runners).toEqual(new Map([['7', 3]])) })

  test('is none where the number says another', () => {
    const { runners, reasons } = match(names('1. Kahuka', '2. Mutinous', 'State Of Class'), race().runners)
    expect(runners).toEqual(new Map([['101', 1], ['102', null], ['103', 2]]))
    expect(reasons).toEqual(['2. Mutinous (selection 102) is number 2 in the market and 3 on the card.'])
  })

  test('goes by the cloth number of the catalogue before the one in the name', () => {
    expect(match([selection(5, 'Kahuka', { clothNumber: 2 }), selection(6, 'Mutinous', { clothNumber: 3 })], race().runners).runners).toEqual(new Map([['5', null], ['6', 3]]))
  })

  test('is none where two runners share the name, even with a number', () => {
    const { runners, reasons } = match(names('1. Kahuka', '2. Kahuka', '3. Mutinous', 'Other'), [runner(1, 'Kahuka'), runner(2, 'Kahuka (NZ)'), runner(3, 'Mutinous'), runner(4, 'Other')])
    expect(runners).toEqual(new Map([['101', null], ['102', null], ['103', 3], ['104', 4]]))
    expect(reasons).toEqual(['1. Kahuka (selection 101) could be any of 2 runners of that name.', '2. Kahuka (selection 102) could be any of 2 runners of that name.'])
  })

  test('is none where two selections claim it', () => {
    const { runners, reasons } = match(names('Kahuka', 'Kahuka', 'Mutinous', 'State of Class'), race().runners)
    expect(runners).toEqual(new Map([['101', null], ['102', null], ['103', 3], ['104', 2]]))
    expect(reasons[0]).toBe('Kahuka (selection 101) could be Kahuka, and so could Kahuka (selection 102).')
  })

  test('is found for one that was removed, and for one that the card has out', () => {
    const removed = [selection(1, 'Kahuka', { status: 'REMOVED' }), selection(2, 'State of Class'), selection(3, 'Mutinous', { status: 'WINNER' })]
    expect(match(removed, [runner(1, 'Kahuka', { withdrawn: true }), runner(2, 'State of Class'), runner(3, 'Mutinous')])).toEqual({ raceId: 30, runners: new Map([['1', 1], ['2', 2], ['3', 3]]), reasons: [] })
  })

  test('is not missed for one that was removed and never was on the card', () => {
    expect(match([...names('Kahuka', 'Mutinous'), selection(9, 'Gone Early', { status: 'REMOVED' })], race().runners)).toMatchObject({ raceId: 30, reasons: [] })
    expect(match(names('Kahuka', 'Mutinous', 'Who Is This'), race().runners).reasons).toEqual(['Who Is This (selection 103) is on no card of the race.'])
  })

  test('comes by number alone where there are no names, unless the draw says another', () => {
    const cloth = [selection(1, null, { clothNumber: 1, stallDraw: 4 }), selection(2, null, { clothNumber: 2, stallDraw: 9 }), selection(3, null, { clothNumber: 3 })]
    const { runners, reasons } = match(cloth, [runner(1, 'Kahuka', { barrier: 4 }), runner(2, 'State of Class', { barrier: 7 }), runner(3, 'Mutinous')])
    expect(runners).toEqual(new Map([['1', 1], ['2', null], ['3', 3]]))
    expect(reasons).toEqual(['selection 2 is number 2 from stall 9; number 2 on the card is drawn 7.'])
  })

  test('stands for a selection without a name where the race was made of the market', () => {
    expect(match(names(null, null), [runner(1, 'Selection 101', { number: null }), runner(2, 'Selection 102', { number: null })]).runners).toEqual(new Map([['101', 1], ['102', 2]]))
  })
})

describe('the market as a whole', () => {
  test('is of another race where less than half of the active selections are its runners', () => {
    expect(matchMarket(market({}, names('1. Kahuka', 'B', 'C')), [race()])).toMatchObject({ raceId: null, runners: new Map([['101', null], ['102', null], ['103', null]]) })
    expect(matchMarket(market({}, names('1. Kahuka', 'B', 'C')), [race()]).reasons[0]).toBe('Only 1 of its 3 selections are runners of Moe race 3 (race 30).')
    expect(matchMarket(market({}, names('1. Kahuka', 'B')), [race()]).raceId).toBe(30)
    expect(matchMarket(market({}, [...names('1. Kahuka', 'B'), ...['X', 'Y'].map((name, i) => selection(200 + i, name, { status: 'REMOVED' }))]), [race()]).raceId).toBe(30)
  })
  test('waits for names where it has none', () => {
    expect(matchMarket(market({}, names(null, null, null)), [race()])).toMatchObject({ raceId: null, reasons: ['It may be of Moe race 3 (race 30), but its selections have no names yet.'] })
  })
})

const NAMES = ['Kahuka', '1. Kahuka', 'State Of Class', '2. State Of Class', '3. Mutinous', 'Mutinous (IRE)', '9. Mutinous', 'Stranger', null] as const
const anySelection = fc.record({ name: fc.constantFrom(...NAMES), status: fc.constantFrom('ACTIVE', 'REMOVED', 'WINNER', 'LOSER') })
const anyRace = fc.record({
  number: fc.integer({ min: 1, max: 4 }), minutes: fc.constantFrom(-40, -10, 0, 10, 40), offEstimated: fc.boolean(), synthetic: fc.boolean(), adopted: fc.boolean(), distanceM: fc.constantFrom(null, 1200, 1400),
  runners: fc.array(fc.constantFrom('Kahuka', 'State of Class', 'Mutinous', 'Kahuka (NZ)', 'Another'), { maxLength: 5 }),
})
test('order does not matter, and no runner has two selections', () => {
  fc.assert(fc.property(fc.array(anySelection, { maxLength: 7 }), fc.array(anyRace, { maxLength: 4 }), fc.infiniteStream(fc.nat()), (selections, races, shuffle) => {
    const sold = selections.map(({ name, status }, i) => selection(100 + i, name, { status }))
    const carded = races.map(({ minutes, runners, ...one }, i) => race({ ...one, raceId: i + 1, offAt: at(new Date(Date.UTC(2022, 10, 7, 4, 30 + minutes)).toISOString()), runners: runners.map((name, n) => runner(10 * i + n, name, { number: n + 1 })) }))
    const mixed = <T>(list: readonly T[]): T[] => list.map((item) => ({ item, key: shuffle.next().value })).sort((a, b) => a.key - b.key).map(({ item }) => item)
    const match = matchMarket(market({}, sold), carded)
    const again = matchMarket(market({}, mixed(sold)), mixed(carded).map((one) => ({ ...one, runners: mixed(one.runners) })))
    expect({ ...again, runners: Object.fromEntries(again.runners) }).toEqual({ ...match, runners: Object.fromEntries(match.runners) })
    const found = [...match.runners.values()].filter((id) => id !== null)
    expect(new Set(found).size).toBe(found.length)
    expect(match.runners.size).toBe(sold.length)
    if (match.raceId === null) { expect(found).toEqual([]); expect(match.reasons).not.toEqual([]) }
  }), { numRuns: 300 })
})
