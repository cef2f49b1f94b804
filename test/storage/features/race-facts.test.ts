import type { MeetingRecord, PriceRecord } from '../../../src/domain/records'
import { dayOf, instant } from '../../../src/domain/instant'
import { createMeetingStore } from '../../../src/storage/copy-in/meeting-store'
import type { RaceFacts } from '../../../src/usecases/ports'
import { testDatabase, type TestDatabase } from '../../support/database'
import { horseRecord, meetingOn, meetingRecord, raceRecord, resultRecord, runnerRecord, unitOf, venueRecord } from '../../support/meeting-record'
import { racingMonths, withFeed, withReader } from './racing-months'

let database: TestDatabase
beforeAll(async () => { database = await testDatabase() })
beforeEach(() => database.clear())
afterAll(() => database.close())

const importing = async (...meetings: readonly MeetingRecord[]): Promise<void> => {
  const session = await createMeetingStore(database.url).open('HKJC', 'cards')
  try {
    for (const meeting of meetings) { const outcome = await session.store(unitOf(meeting)); if (outcome.kind === 'refused') throw new Error(outcome.reason) }
  } finally { await session.close() }
}
const fed = (url = database.url): Promise<readonly { readonly day: number; readonly races: readonly RaceFacts[] }[]> => withFeed(url, async (feed) => { const days = []; for await (const day of feed.days()) days.push(day); return days })
const id = async (table: string, sourceId: string): Promise<number> => (await database.pool.query<{ id: number }>(`SELECT id FROM ${table} WHERE source_id = $1`, [sourceId])).rows[0]?.id ?? 0
const one = async (): Promise<RaceFacts> => { const [day] = await fed(); const [race] = day?.races ?? []; if (race === undefined) throw new Error('no race was fed'); return race }

const price = (over: Partial<PriceRecord> = {}): PriceRecord => ({ source: 'FIXED', market: 'WIN', kind: 'OPEN', bookmaker: 'ONE', decimal: 3.5, at: '2023-04-23T01:00:00Z', ...over })
const RICH = meetingRecord({
  rail: { text: 'Out 6 m', offsetM: 6 }, tier: 'METRO',
  races: [raceRecord(1, {
    startEstimated: false, scheduledStart: '2023-04-23T04:35:00Z', going: 'GOOD', goingNumber: 4, minimumWeightKg: 51.5, apprenticesCanClaim: true, ageRestriction: '3YO+', sexRestriction: 'F&M', pattern: 'LISTED',
    runners: [
      runnerRecord(1, {
        horse: horseRecord('H1', { sex: 'FILLY', foalingDate: '2019-09-14', countryOfBirth: 'AUS', importType: 'PP', sire: 'Sire', dam: 'Dam', damSire: 'Broodmare Sire' }), weightKg: 54.5, allocatedKg: 56, claimKg: 2, overweightKg: 0.5, handicapRating: 72,
        jockey: { sourceId: 'J1', name: 'Jockey One', country: null, apprentice: false, claimKg: null },
        gear: [{ code: 'TT', firstTime: false, removed: true, knownAt: '2023-04-20T00:00:00Z' }, { code: 'B', firstTime: true, removed: false, knownAt: '2023-04-21T00:00:00Z' }],
        inRunning: [{ point: 'call 1', metresFromHome: 800, position: 2, marginLengths: 1.25 }, { point: 'call 2', metresFromHome: null, position: 1, marginLengths: null }],
        sectionals: [{ fromM: 1200, toM: 800, timeMs: 24_310, position: 2, marginLengths: 1.5 }, { fromM: 800, toM: 0, timeMs: 45_790, position: 1, marginLengths: null }],
        prices: [price({ decimal: 4, at: '2023-04-23T02:00:00Z' }), price(), price({ market: 'PLACE', decimal: 1.5 })], result: resultRecord(1, { startingPrice: 2.5, prize: 655_200, beatenLengths: 0 }),
      }),
      runnerRecord(2, { claimKg: 0, ageAtRace: 6, jockey: { sourceId: 'J2', name: 'Jockey Two', country: null, apprentice: true, claimKg: 3 }, result: resultRecord(2, { status: 'PULLED_UP', position: null, beatenLengths: null, finishTimeMs: null, startingPrice: null }) }),
      runnerRecord(3, { status: 'SCRATCHED', result: null, barrier: null, jockey: null, trainer: null, bodyWeightKg: null }),
    ],
  }), raceRecord(2, { scheduledStart: '2023-04-23T05:05:00Z', runners: [runnerRecord(4)] })],
  trackRatings: [{ raceNumber: 1, label: 'SOFT', number: 5, text: null, penetrometer: null, observedAt: '2023-04-23T04:00:00Z', knownAt: '2023-04-23T04:01:00Z' }, { raceNumber: null, label: 'GOOD', number: null, text: null, penetrometer: null, observedAt: '2023-04-22T22:00:00Z', knownAt: '2023-04-22T22:00:00Z' }, { raceNumber: 2, label: 'HEAVY', number: 9, text: null, penetrometer: null, observedAt: '2023-04-23T05:00:00Z', knownAt: '2023-04-23T05:00:00Z' }],
  weather: [{ condition: 'fine', temperatureC: 21.5, humidity: 80.25, windSpeedKmh: 10, windDirection: 'NE', rainfall24hMm: 0, rainfall7dMm: 2.5, irrigation24hMm: null, observedAt: '2023-04-23T04:00:00Z', knownAt: '2023-04-23T04:02:00Z' }],
})

test('a race with everything: what is fed is what was imported', async () => {
  await importing(RICH)
  const { card, market, outcome } = await one()
  const [first, second] = await Promise.all([id('runners', '2023-04-23-ST-1:H1'), id('runners', '2023-04-23-ST-1:H2')])
  const { runners, readings, weather, changes, ...race } = card
  expect(race).toEqual({
    raceId: await id('races', '2023-04-23-ST-1'), source: 'HKJC', meetingId: await id('meetings', '2023-04-23-ST'), venueId: 1, country: 'HKG', date: '2023-04-23', localMinute: 12 * 60 + 35, offAt: instant('2023-04-23T04:35:00Z'), kind: 'FLAT', number: 1,
    raceCount: 2, tier: 'METRO', distanceM: 1200, surface: 'TURF', courseLayout: 'B', direction: 'RIGHT', circumferenceM: 1899, straightM: 430, railOffsetM: 6, pattern: 'LISTED', classCode: '4', ratingLow: 40, ratingHigh: 60,
    ageRestriction: '3YO+', sexRestriction: 'F&M', weightCondition: 'HANDICAP', minimumWeightKg: 51.5, apprenticesCanClaim: true, fieldLimit: 14, prizeTotal: 1_170_000, going: 'GOOD', goingNumber: 4,
  })
  expect(runners).toHaveLength(3)
  expect(runners[0]).toEqual({
    runnerId: first, horseId: await id('horses', 'H1'), status: 'RUNNER', number: 1, barrier: 1, emergencyNumber: null, weightKg: 54.5, allocatedKg: 56, claimKg: 2, overweightKg: 0.5, bodyWeightKg: 500, handicapRating: 72,
    // In the southern hemisphere horses turn a year older on 1 August.
    ageAtRace: 3, foalingDate: '2019-09-14', sex: 'FILLY', countryOfBirth: 'AUS', importType: 'PP', sireId: await id('horses', 'PED:SIRE'), damId: await id('horses', 'PED:DAM'), damSireId: await id('horses', 'PED:BROODMARE SIRE'),
    jockeyId: await id('jockeys', 'J1'), apprentice: true, jockeyMinimumKg: null, trainerId: await id('trainers', 'T1'),
    gear: [{ code: 'B', firstTime: true, removed: false, knownAt: instant('2023-04-21T00:00:00Z') }, { code: 'TT', firstTime: false, removed: true, knownAt: instant('2023-04-20T00:00:00Z') }],
  })
  expect(runners[1]).toMatchObject({ ageAtRace: 6, apprentice: false, foalingDate: null, sireId: null })
  expect(runners[2]).toMatchObject({ status: 'SCRATCHED', barrier: null, jockeyId: null, apprentice: null, trainerId: null, bodyWeightKg: null, ageAtRace: null })
  expect(readings).toEqual([{ raceNumber: null, label: 'GOOD', number: null, observedAt: instant('2023-04-22T22:00:00Z'), knownAt: instant('2023-04-22T22:00:00Z') }, { raceNumber: 1, label: 'SOFT', number: 5, observedAt: instant('2023-04-23T04:00:00Z'), knownAt: instant('2023-04-23T04:01:00Z') }])
  expect(weather).toEqual([{ temperatureC: 21.5, humidity: 80.25, windSpeedKmh: 10, rainfall24hMm: 0, rainfall7dMm: 2.5, irrigation24hMm: null, observedAt: instant('2023-04-23T04:00:00Z'), knownAt: instant('2023-04-23T04:02:00Z') }])
  expect(changes).toEqual([])
  const offered = { runnerId: first, source: 'FIXED', kind: 'OPEN', bookmaker: 'ONE', volume: null }
  expect(market).toEqual({
    prices: [{ ...offered, decimal: 3.5, at: instant('2023-04-23T01:00:00Z'), knownAt: instant('2023-04-23T01:00:00Z') }, { ...offered, decimal: 4, at: instant('2023-04-23T02:00:00Z'), knownAt: instant('2023-04-23T02:00:00Z') }],
    startingPrices: new Map([[first, 2.5]]),
  })
  expect(outcome).toEqual({
    knownAt: instant('2023-04-23T05:30:00Z'),
    runners: [
      {
        runnerId: first, status: 'FINISHED', position: 1, beatenLengths: 0, finishTimeMs: 70_100, startingPrice: 2.5, prize: 655_200, inRunning: [{ position: 2, marginLengths: 1.25 }, { position: 1, marginLengths: null }],
        sections: [{ fromM: 1200, toM: 800, timeMs: 24_310, position: 2, marginLengths: 1.5 }, { fromM: 800, toM: 0, timeMs: 45_790, position: 1, marginLengths: null }],
      },
      { runnerId: second, status: 'PULLED_UP', position: null, beatenLengths: null, finishTimeMs: null, startingPrice: null, prize: null, inRunning: [], sections: [] },
    ],
  })
})

describe('the card', () => {
  test('a start that was estimated has no time of the day', async () => {
    await importing(meetingRecord())
    expect((await one()).card).toMatchObject({ localMinute: null, offAt: instant('2023-04-23T05:00:00Z') })
  })
  test.each([['in summer', '2023-07-01', 7 * 60 + 10], ['in winter', '2023-12-01', 6 * 60 + 10]])('the time of the day is that of the venue: %s', async (_, date, minutes) => {
    const venue = venueRecord({ code: 'ASC', country: 'GBR', timezone: 'Europe/London' })
    await importing(meetingOn(date, { venue, races: [raceRecord(1, { startEstimated: false, scheduledStart: '2023-04-23T06:10:00Z', resultKnownAt: '2023-04-23T06:30:00Z' })] }))
    expect((await one()).card).toMatchObject({ localMinute: minutes, date })
  })
  test('a dead heat and a faller; whether a rider is an apprentice is told by the claim alone', async () => {
    const rider = { sourceId: 'J5', name: 'Jockey Five', country: null, apprentice: true, claimKg: 3 }
    const ended = [resultRecord(1, { status: 'DEAD_HEAT' }), resultRecord(1, { status: 'DEAD_HEAT', startingPrice: 7 }), resultRecord(3, { status: 'FELL', position: null, beatenLengths: null, finishTimeMs: null })]
    await importing(meetingRecord({ races: [raceRecord(1, { runners: ended.map((result, i) => runnerRecord(i + 1, { result, jockey: rider, claimKg: [null, 0, 2][i] ?? null })) })] }))
    const { card, outcome, market } = await one()
    expect(outcome?.runners.map(({ status, position, beatenLengths, startingPrice }) => [status, position, beatenLengths, startingPrice])).toEqual([['DEAD_HEAT', 1, 0, 2.5], ['DEAD_HEAT', 1, 0, 7], ['FELL', null, null, 4.5]])
    expect([...market.startingPrices.values()]).toEqual([2.5, 7, 4.5])
    expect(card.runners.map(({ apprentice }) => apprentice)).toEqual([null, false, true])
  })
  const jockey = (sourceId: string, name: string): { sourceId: string; name: string; country: null; apprentice: false; claimKg: null } => ({ sourceId, name, country: null, apprentice: false, claimKg: null })
  test.each<[string, string | null, string | null]>([['known by one', 'Jockey Nine', 'J9'], ['shared by two', 'Jockey Same', null], ['of nobody', 'Jockey Who', null], ['not told', null, null]])('who rode before a change, by a name %s', async (_, before, rider) => {
    const runners = [runnerRecord(1), runnerRecord(2, { jockey: jockey('J9', 'Jockey Nine') }), runnerRecord(3, { jockey: jockey('J7', 'Jockey Same') }), runnerRecord(4, { jockey: jockey('J8', 'Jockey Same') })]
    const changes = [{ sourceId: 'c1', kind: 'JOCKEY_CHANGE' as const, raceNumber: 1, horseId: 'H1', before, after: 'Jockey One', text: 'jockey', reason: null, late: false, at: '2023-04-23T03:00:00Z', knownAt: '2023-04-23T03:01:00Z' }]
    await importing(meetingRecord({ races: [raceRecord(1, { runners }), raceRecord(2, { runners: [runnerRecord(5)] })], changes }))
    const [day] = await fed()
    expect(day?.races.map(({ card }) => card.changes)).toEqual([[{
      kind: 'JOCKEY_CHANGE', runnerId: await id('runners', '2023-04-23-ST-1:H1'), before, after: 'Jockey One', knownAt: instant('2023-04-23T03:01:00Z'),
      beforeJockey: rider === null ? null : { jockeyId: await id('jockeys', rider), apprentice: null, jockeyMinimumKg: null },
    }], []])
  })
  test('changes of the whole meeting are those of every race, in the order in which they became known', async () => {
    const change = (sourceId: string, raceNumber: number | null, knownAt: string): MeetingRecord['changes'][number] => ({ sourceId, kind: 'TRACK_CHANGE', raceNumber, horseId: null, before: null, after: sourceId, text: 'track', reason: null, late: false, at: knownAt, knownAt })
    await importing(meetingRecord({ races: [raceRecord(1), raceRecord(2, { runners: [runnerRecord(5)] })], changes: [change('late', null, '2023-04-23T04:00:00Z'), change('second', 2, '2023-04-23T03:00:00Z'), change('early', null, '2023-04-23T02:00:00Z')] }))
    const [day] = await fed()
    expect(day?.races.map(({ card }) => card.changes.map(({ after }) => after))).toEqual([['early', 'late'], ['early', 'second', 'late']])
  })
})

describe('the feed', () => {
  test('UTC days in order, races of a day by their off, trials among them; races that were called off are left out', async () => {
    await importing(
      meetingOn('2023-05-02', { races: [raceRecord(1, { scheduledStart: '2023-04-23T23:30:00Z', resultKnownAt: '2023-04-23T23:50:00Z' }), raceRecord(2, { scheduledStart: '2023-04-23T22:00:00Z', status: 'OPEN', resultKnownAt: null, runners: [runnerRecord(4, { result: null })] })] }),
      meetingOn('2023-04-30', { kind: 'BARRIER_TRIAL', races: [raceRecord(1, { kind: 'BARRIER_TRIAL' })] }),
      meetingOn('2023-05-01', { races: [raceRecord(1, { status: 'ABANDONED', resultKnownAt: null, runners: [runnerRecord(1, { result: null })] }), raceRecord(2, { status: 'VOID', resultKnownAt: null, runners: [runnerRecord(2, { result: null })] }), raceRecord(3, { status: 'PROTEST', runners: [runnerRecord(3)] })] }),
    )
    const days = await fed()
    expect(days.map(({ day, races }) => [new Date(day * 86_400_000).toISOString().slice(0, 10), races.map(({ card, outcome }) => `${card.kind} ${card.number} ${outcome === null ? 'open' : 'run'}`)])).toEqual([
      ['2023-04-30', ['BARRIER_TRIAL 1 run']], ['2023-05-01', ['FLAT 3 open']], ['2023-05-02', ['FLAT 2 open', 'FLAT 1 run']],
    ])
    expect(await withFeed(database.url, (feed) => feed.size())).toEqual({ races: 4, runners: 8 })
  })
  test('an empty database', async () => {
    expect(await fed()).toEqual([])
    expect(await withFeed(database.url, (feed) => feed.size())).toEqual({ races: 0, runners: 0 })
  })
})

describe('the reader', () => {
  test('gives a season\'s races as the feed does, the outcome left out, and markets only when asked for', async () => {
    const season = await racingMonths()
    try {
      const days = await fed(season.url)
      const races = days.flatMap((day) => day.races)
      expect(days.every(({ day, races: own }, i) => own.every(({ card }) => dayOf(card.offAt) === day) && day > (days[i - 1]?.day ?? -1))).toBe(true)
      expect(races.length).toBe((await withFeed(season.url, (feed) => feed.size())).races)
      const sample = races.filter(({ card }, i) => i % 23 === 0 || card.changes.length > 3)
      await withReader(season.url, async (reader) => {
        const ids = sample.map(({ card }) => card.raceId)
        expect(await reader.races(ids, { market: true })).toEqual(sample.map((race) => ({ ...race, outcome: null })))
        expect(await reader.races(ids.slice(0, 5), { market: false })).toEqual(sample.slice(0, 5).map(({ card }) => ({ card, outcome: null, market: { prices: [], startingPrices: new Map() } })))
      })
      expect([sample.length > 40, sample.some(({ market }) => market.prices.length > 0), sample.some(({ outcome }) => outcome === null)]).toEqual([true, true, true])
    } finally { await season.close() }
  }, 120_000)
  test('races in the order asked for, null for one that is not there, called-off ones with their cards', async () => {
    await importing(meetingRecord({ races: [raceRecord(1), raceRecord(2, { status: 'ABANDONED', resultKnownAt: null, runners: [runnerRecord(4, { result: null })] })] }))
    const [first, second] = await Promise.all([id('races', '2023-04-23-ST-1'), id('races', '2023-04-23-ST-2')])
    const found = await withReader(database.url, (reader) => reader.races([second, 999_999, first], { market: true }))
    expect(found.map((race) => race?.card.runners.length ?? null)).toEqual([1, null, 3])
  })
  test('nothing asked, nothing found', async () => {
    await importing(RICH)
    const { rows } = await database.pool.query<{ id: number }>('SELECT id FROM races')
    const asked = await withReader(database.url, async (reader) => Promise.all([reader.races([], { market: true }), reader.races(rows.map((row) => row.id), { market: true }), reader.lines([], { trials: true }), reader.totals([])]))
    expect(asked.map((found) => ('length' in found ? found.length : found.size))).toEqual([0, 2, 0, 0])
  })
})
