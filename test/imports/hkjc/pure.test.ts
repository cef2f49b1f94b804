import { brandYear, nameAndBrand } from '../../../src/imports/hkjc/brand'
import { csvRows } from '../../../src/imports/hkjc/csv-rows'
import { beatenLengths } from '../../../src/imports/hkjc/entry'
import { gearOf } from '../../../src/imports/hkjc/gear'
import { isDate } from '../../../src/imports/hkjc/is-date'
import { lengthsOf } from '../../../src/imports/hkjc/lengths'
import { kgOf } from '../../../src/imports/hkjc/pounds'
import { estimatedStart, estimatedTrialStart, resultKnownAt } from '../../../src/imports/hkjc/race-clock'
import { ratingBand } from '../../../src/imports/hkjc/race-terms'
import { raceTimeMs } from '../../../src/imports/hkjc/race-time'
import { inRunning, sectionals, sectionsOf } from '../../../src/imports/hkjc/sections'
import { trialDistance } from '../../../src/imports/hkjc/trial-build'

describe('CSV', () => {
  test('quotes, doubled quotes, a line break inside quotes, empty fields and CR LF; lines as an editor counts', () => {
    expect(csvRows('a,"b, ""c""",\r\n"x\ny",2\n\nlast,row', 7)).toEqual([
      { line: 7, fields: ['a', 'b, "c"', ''] }, { line: 8, fields: ['x\ny', '2'] }, { line: 11, fields: ['last', 'row'] },
    ])
  })
  test('a quote that is never closed takes the rest and no more', () => expect(csvRows('a,"b\nc,d', 1)).toEqual([{ line: 1, fields: ['a', 'b\nc,d'] }]))
})

describe('margins in lengths', () => {
  test.each([['2-3/4', 2.75], ['1/2', 0.5], ['12', 12], ['3-1/4L', 3.25], ['頸位', 0.3], ['N', 0.3], ['Neck', 0.3], ['短馬頭位', 0.1], ['SH', 0.1], ['HD', 0.2], ['鼻位', 0.05], ['+NOSE', 0.05]])('%s is %d', (text, lengths) => expect(lengthsOf(text)).toBe(lengths))
  test.each(['多個馬位', 'ML', 'TO', '---', '', '9-9/L'])('%s has no number', (text) => expect(lengthsOf(text)).toBeNull())
  test('0.05 of results_en is a nose within 0.02 s of the winner, a neck beyond', () => {
    expect([beatenLengths(2, 0.05, 0), beatenLengths(2, 0.05, 20), beatenLengths(2, 0.05, 30), beatenLengths(2, 0.2, 30)]).toEqual([0.05, 0.05, 0.3, 0.2])
  })
  test('no number is no lengths for a winner, unknown for others', () => expect([beatenLengths(1, null, 0), beatenLengths(12, null, 9000)]).toEqual([0, null]))
})

describe('brands', () => {
  test('old names lose the brand of a horse out of training', () => expect(nameAndBrand('BAMBOO DANCE  (CM327)')).toEqual({ name: 'BAMBOO DANCE', brand: 'M327' }))
  test('trial names stand against their brand', () => expect(nameAndBrand('A BEAUTIFUL(T421)')).toEqual({ name: 'A BEAUTIFUL', brand: 'T421' }))
  test.each([['A381', '2008-10-01', 2000], ['A381', '2016-10-01', 2016], ['K005', '2009-01-01', 2008], ['K005', '2024-06-01', 2024], ['H100', '2021-12-01', 2022], ['H100', '2010-12-01', 2006], ['V001', '2015-09-01', 2015]])(
    '%s on %s was registered about %d', (brand, date, year) => expect(brandYear(brand, date)).toBe(year))
  test('a letter that the Jockey Club does not use is no brand', () => expect(brandYear('F100', '2020-01-01')).toBeNull())
})

describe('weights, times, dates', () => {
  test('each pound comes back from its kilograms', () => {
    expect([kgOf(133), kgOf(103), kgOf(1107)]).toEqual([60.33, 46.72, 502.13])
    for (let pounds = 90; pounds <= 1700; pounds++) expect(Math.round(kgOf(pounds) / 0.45359237)).toBe(pounds)
  })
  test('both ways of writing a time', () => expect([raceTimeMs('1:23.30'), raceTimeMs('0:55.16'), raceTimeMs('1.02.95'), raceTimeMs('---'), raceTimeMs('0:00.00')]).toEqual([83_300, 55_160, 62_950, null, null]))
  test('30 February is no day', () => expect([isDate('2016-02-29'), isDate('2017-02-29'), isDate('05/02/17')]).toEqual([true, false, false]))
  test('starts are estimated in Hong Kong time: day at Sha Tin and at weekends, evening at Happy Valley', () => {
    expect([estimatedStart('2023-04-23', 'ST', 1), estimatedStart('2023-04-23', 'ST', 10), estimatedStart('2023-04-26', 'HV', 1), estimatedStart('2023-10-29', 'HV', 2), estimatedTrialStart('2015-10-09', 12)]).toEqual([
      '2023-04-23T05:00:00.000Z', '2023-04-23T09:30:00.000Z', '2023-04-26T11:15:00.000Z', '2023-10-29T05:30:00.000Z', '2015-10-09T01:50:00.000Z',
    ])
    expect(resultKnownAt('2023-04-23T05:00:00.000Z')).toBe('2023-04-23T05:15:00.000Z')
  })
  test('rating bands, also open upwards', () => expect([ratingBand('40-15'), ratingBand('90+'), ratingBand(null)]).toEqual([{ ratingLow: 15, ratingHigh: 40 }, { ratingLow: 90, ratingHigh: null }, { ratingLow: null, ratingHigh: null }]))
})

describe('gear codes', () => {
  const read = (cell: string): unknown => gearOf(cell, '', () => undefined).map(({ code, firstTime, removed }) => [code, firstTime, removed])
  test('1 is first time, 2 is worn again, - is removed', () => expect(read('B/TT1/XB2/CP-')).toEqual([['B', false, false], ['TT', true, false], ['XB', false, false], ['CP', false, true]]))
  test('none is none, and a code twice in a cell counts once', () => expect([read('--'), read(''), read('B1/B')]).toEqual([[], [], [['B', true, false]]]))
})

describe('sections', () => {
  const cell = (ordinal: number, time: string): { ordinal: number; position: number; margin: number; time: string } => ({ ordinal, position: 2, margin: 1, time })
  test.each([[1000, 3, 200], [1200, 3, 400], [1650, 4, 450], [1800, 5, 200], [2200, 6, 200]])('of %d m in %d begin with %d m', (distance, count, first) => expect(sectionsOf(distance, count).firstM).toBe(first))
  test('end 400 m apart from the post', () => {
    expect(sectionals([cell(1, '28.93'), cell(4, '23.72')], sectionsOf(1650, 4), () => undefined).map(({ fromM, toM, timeMs }) => [fromM, toM, timeMs])).toEqual([[1650, 1200, 28_930], [400, 0, 23_720]])
    expect(inRunning([3, 2, 2, 1], sectionsOf(1650, 4), []).map(({ point, metresFromHome }) => [point, metresFromHome])).toEqual([['call 1', 1200], ['call 2', 800], ['call 3', 400], ['call 4', 0]])
  })
  test('a horse that is eased walks home in 70 s, 99.99 is no time', () => {
    const said: string[] = []
    expect(sectionals([cell(2, '69.06'), cell(3, '99.99')], sectionsOf(1200, 3), (reason) => said.push(reason)).map(({ timeMs }) => timeMs)).toEqual([69_060])
    expect(said).toEqual(['section 3: "99.99" is no time for 400 m'])
  })
  test('of a race of unknown distance have no place', () => expect(inRunning([1], sectionsOf(null, 3), []).map(({ metresFromHome }) => metresFromHome)).toEqual([null]))
})

test('a trial distance stands only where the winner could have run it', () => {
  expect([trialDistance(200, 62_950), trialDistance(1200, 61_200), trialDistance(1000, 45_110), trialDistance(1000, 59_370), trialDistance(1700, 110_000), trialDistance(800, 46_000)]).toEqual([null, null, null, 1000, 1700, 800])
})
