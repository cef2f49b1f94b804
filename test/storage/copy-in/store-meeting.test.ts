import type { ImportUnit, MeetingRecord } from '../../../src/domain/records'
import { createMeetingStore } from '../../../src/storage/copy-in/meeting-store'
import type { StoreOutcome, TableCounts } from '../../../src/usecases/ports'
import { testDatabase } from '../../support/database'
import type { TestDatabase } from '../../support/database'
import { horseRecord, meetingOn, meetingRecord, raceRecord, resultRecord, runnerRecord, unitOf, venueRecord } from '../../support/meeting-record'

let db: TestDatabase
beforeAll(async () => { db = await testDatabase() })
beforeEach(() => db.clear())
afterAll(() => db.close())

const storeUnits = async (...units: ImportUnit[]): Promise<StoreOutcome[]> => {
  const session = await createMeetingStore(db.url).open('HKJC', 'meetings')
  try { return await Promise.all(units.map((unit) => session.store(unit))) } finally { await session.close() }
}
const store = (...meetings: MeetingRecord[]): Promise<StoreOutcome[]> => storeUnits(...meetings.map((meeting) => unitOf(meeting)))
const rows = async (sql: string): Promise<unknown[][]> => (await db.pool.query({ text: sql, rowMode: 'array' })).rows as unknown[][]
const one = async (sql: string): Promise<unknown> => (await rows(sql))[0]?.[0]
const countsOf = (outcome: StoreOutcome | undefined): TableCounts => { if (outcome === undefined || outcome.kind === 'refused') throw new Error(JSON.stringify(outcome)); return outcome.counts }
const reasonOf = (outcome: StoreOutcome | undefined): string => { if (outcome?.kind !== 'refused') throw new Error(`not refused: ${JSON.stringify(outcome)}`); return outcome.reason }
/** Everything stored, without the stamps, to be compared before and after. */
const everything = async (): Promise<unknown[][][]> => Promise.all(
  ['venues', 'horses', 'jockeys', 'trainers', 'owners', 'ownerships', 'meetings', 'races', 'runners', 'results', 'in_running_positions', 'sectionals', 'dividends', 'runner_gear', 'track_ratings', 'weather_observations', 'change_events', 'prices', 'import_units']
    .map((table) => rows(`SELECT t::text FROM ${table} t ORDER BY 1`)))

const RICH = meetingRecord({
  rail: { text: 'Out 6 m', offsetM: 6 }, expectedCondition: 'GOOD',
  races: [raceRecord(1, {
    runners: [
      runnerRecord(1, {
        horse: horseRecord('H1', { name: 'Quoted "Name", \\ {x}', sex: 'GELDING', sire: 'Bel Esprit', dam: 'Filly Of Choice', damSire: 'End Sweep', owner: { sourceId: 'O1', name: 'Owner One', colours: null, fromDate: '2022-01-01' } }),
        gear: [{ code: 'B', firstTime: true, removed: false, knownAt: '2023-04-21T00:00:00Z' }],
        inRunning: [{ point: 'call 1', metresFromHome: 800, position: 2, marginLengths: 1.25 }, { point: 'call 2', metresFromHome: null, position: 1, marginLengths: null }],
        sectionals: [{ fromM: 1200, toM: 800, timeMs: 24_310, position: 2, marginLengths: 1 }],
        prices: [{ source: 'TOTE', market: 'WIN', kind: 'CLOSE', bookmaker: '', decimal: 2.5, at: '2023-04-23T05:00:00Z' }],
      }),
      runnerRecord(2), runnerRecord(3, { status: 'SCRATCHED', result: null, barrier: null }),
    ],
    dividends: [{ market: 'WIN', pool: 'WIN', combination: '1', dividend: 25, unitStake: 10, currency: 'HKD' }],
  })],
  trackRatings: [{ raceNumber: 1, label: 'GOOD', number: null, text: null, penetrometer: 2.7, observedAt: '2023-04-23T04:00:00Z', knownAt: '2023-04-23T04:00:00Z' }],
  weather: [{ condition: 'fine', temperatureC: 21.5, humidity: 80, windSpeedKmh: 10, windDirection: 'NE', rainfall24hMm: 0, rainfall7dMm: 2, irrigation24hMm: null, observedAt: '2023-04-23T04:00:00Z', knownAt: '2023-04-23T04:00:00Z' }],
  changes: [{ sourceId: 'c1', kind: 'SCRATCHING', raceNumber: 1, horseId: 'H3', before: null, after: null, text: 'H3 scratched', reason: null, late: false, at: '2023-04-22T10:00:00Z', knownAt: '2023-04-22T10:00:00Z' }],
})

describe('a new meeting', () => {
  test('every table gets its rows, and the counts say so', async () => {
    const [outcome] = await store(RICH)
    expect(outcome?.kind).toBe('inserted')
    const inserted = Object.fromEntries(Object.entries(countsOf(outcome)).map(([table, count]) => [table, count.inserted]))
    expect(inserted).toEqual({
      venues: 1, horses: 6, jockeys: 1, trainers: 1, owners: 1, ownerships: 1, meetings: 1, races: 1, runners: 3, results: 2, in_running_positions: 2, sectionals: 1, dividends: 1, runner_gear: 1,
      track_ratings: 1, weather_observations: 1, change_events: 1, prices: 1,
    })
    for (const [table, count] of Object.entries(inserted)) expect([table, Number(await one(`SELECT count(*) FROM ${table}`))]).toEqual([table, count])
  })
  test('values survive: quotes, braces, lists, nulls, fractions', async () => {
    await store(RICH)
    expect(await rows('SELECT name, sex FROM horses WHERE source_id = \'H1\'')).toEqual([['Quoted "Name", \\ {x}', 'GELDING']])
    expect(await rows('SELECT prizes, rail_offset_m, field_size, r.revision FROM races r JOIN meetings m ON m.id = r.meeting_id')).toEqual([[[655200, 257400], 6, 2, 1]])
    expect(await rows('SELECT surfaces FROM venues')).toEqual([[['TURF', 'SYNTHETIC']]])
    expect(await rows('SELECT ordinal, point, metres_from_home, position, margin_lengths FROM in_running_positions ORDER BY 1')).toEqual([[1, 'call 1', 800, 2, 1.25], [2, 'call 2', null, 1, null]])
    expect(await rows('SELECT source_id, saddle_cloth, barrier FROM runners ORDER BY number')).toEqual([['2023-04-23-ST-1:H1', '1', 1], ['2023-04-23-ST-1:H2', '2', 2], ['2023-04-23-ST-1:H3', '3', null]])
  })
  test('pedigree names become horses of their own, whatever their capitals', async () => {
    await store(RICH, meetingOn('2023-04-26', { races: [raceRecord(1, { runners: [runnerRecord(2, { horse: horseRecord('H2', { sire: 'BEL ESPRIT' }) })] })] }))
    expect(await rows(`SELECT h.source_id, s.source_id, s.name, s.sex, d.sex FROM horses h JOIN horses s ON s.id = h.sire_id LEFT JOIN horses d ON d.id = h.dam_id ORDER BY 1`)).toEqual([
      ['H1', 'PED:BEL ESPRIT', 'Bel Esprit', 'HORSE', 'MARE'], ['H2', 'PED:BEL ESPRIT', 'Bel Esprit', 'HORSE', null],
    ])
  })
})

describe('a second import', () => {
  test('of the same unit changes nothing, in the same run or the next', async () => {
    await store(RICH, RICH)
    const before = await everything()
    const [again] = await store(RICH)
    expect(again?.kind).toBe('unchanged')
    expect(countsOf(again)['runners']).toEqual({ inserted: 0, updated: 0, unchanged: 3, deleted: 0 })
    expect(await everything()).toEqual(before)
  })
  test('of the same rows in another file leaves every row alone', async () => {
    await store(RICH)
    const before = await everything()
    const [again] = await storeUnits(unitOf(RICH, { sha256: 'other' }))
    expect(again?.kind).toBe('unchanged')
    expect((await everything()).slice(0, -1)).toEqual(before.slice(0, -1))
  })
  test('of a changed file updates what changed and nothing else', async () => {
    await store(RICH)
    const [race] = RICH.races
    const changed = meetingRecord({ ...RICH, races: [{ ...raceRecord(1), ...race, going: 'SOFT', runners: [...(race?.runners.slice(0, 1) ?? []), runnerRecord(2, { weightKg: 58 }), ...(race?.runners.slice(2) ?? [])] }] })
    const [outcome] = await store(changed)
    expect(outcome?.kind).toBe('updated')
    const counts = countsOf(outcome)
    expect(counts['races']).toEqual({ inserted: 0, updated: 1, unchanged: 0, deleted: 0 })
    expect(counts['runners']).toEqual({ inserted: 0, updated: 1, unchanged: 2, deleted: 0 })
    expect(counts['results']).toEqual({ inserted: 0, updated: 0, unchanged: 2, deleted: 0 })
    expect(await rows('SELECT number, weight_kg, revision FROM runners ORDER BY 1')).toEqual([[1, 57.5, 1], [2, 58, 2], [3, 57.5, 1]])
    expect(await rows('SELECT m.revision, r.revision, r.going FROM meetings m JOIN races r ON r.meeting_id = m.id')).toEqual([[1, 2, 'SOFT']])
  })
  test('a changed result or sectional is a new revision of its runner', async () => {
    await store(RICH)
    const runners = [runnerRecord(1, { result: resultRecord(1, { prize: 655_200 }) }), runnerRecord(2), runnerRecord(3, { status: 'SCRATCHED', result: null, barrier: null })]
    const [outcome] = await store({ ...RICH, races: [raceRecord(1, { runners: runners.map((runner, i) => ({ ...(RICH.races[0]?.runners[i] ?? runner), result: runner.result })), dividends: RICH.races[0]?.dividends ?? [] })] })
    expect(countsOf(outcome)['runners']).toEqual({ inserted: 0, updated: 1, unchanged: 2, deleted: 0 })
    expect(await rows('SELECT number, revision FROM runners ORDER BY 1')).toEqual([[1, 2], [2, 1], [3, 1]])
  })
  test('what the file no longer has is taken away, with all below it', async () => {
    await store(meetingRecord({ races: [raceRecord(1), raceRecord(2)] }))
    const [outcome] = await store(meetingRecord({ races: [raceRecord(1, { runners: [runnerRecord(1)] })] }))
    expect(countsOf(outcome)['races']?.deleted).toBe(1)
    expect(await rows('SELECT (SELECT count(*) FROM races), (SELECT count(*) FROM runners), (SELECT count(*) FROM results), (SELECT field_size FROM races)')).toEqual([[1, 1, 1, 1]])
  })
  test('a runner that was scratched after all loses its result', async () => {
    await store(meetingRecord())
    await store(meetingRecord({ races: [raceRecord(1, { runners: [runnerRecord(1), runnerRecord(2), runnerRecord(3, { status: 'LATE_SCRATCHED', result: null })] })] }))
    expect(await rows('SELECT n.status, r.position FROM runners n LEFT JOIN results r ON r.runner_id = n.id ORDER BY n.number')).toEqual([['RUNNER', 1], ['RUNNER', 2], ['LATE_SCRATCHED', null]])
  })
  test('a moved start moves with its runners', async () => {
    await store(meetingRecord())
    await store(meetingRecord({ races: [raceRecord(1, { scheduledStart: '2023-04-23T05:10:00Z' })] }))
    expect(await rows('SELECT DISTINCT race_start FROM runners')).toEqual([['2023-04-23T05:10:00.000Z']])
  })
  test('two runners that swap numbers and barriers', async () => {
    await store(meetingRecord())
    const [outcome] = await store(meetingRecord({ races: [raceRecord(1, { runners: [runnerRecord(1, { number: 2, barrier: 2 }), runnerRecord(2, { number: 1, barrier: 1 }), runnerRecord(3)] })] }))
    expect(countsOf(outcome)['runners']?.updated).toBe(2)
    expect(await rows('SELECT h.source_id, n.number FROM runners n JOIN horses h ON h.id = n.horse_id ORDER BY 2')).toEqual([['H2', 1], ['H1', 2], ['H3', 3]])
  })
  test('append-only facts are added to, never changed or lost', async () => {
    await store(RICH)
    const later = { ...RICH, trackRatings: [{ raceNumber: null, label: 'SOFT' as const, number: null, text: null, penetrometer: null, observedAt: '2023-04-23T06:00:00Z', knownAt: '2023-04-23T06:00:00Z' }] }
    const [outcome] = await store(later)
    expect(countsOf(outcome)['track_ratings']).toEqual({ inserted: 1, updated: 0, unchanged: 0, deleted: 0 })
    expect(await rows('SELECT label FROM track_ratings ORDER BY observed_at')).toEqual([['GOOD'], ['SOFT']])
  })
  test('a runner with recorded facts cannot vanish', async () => {
    await store(RICH)
    const before = await everything()
    const [outcome] = await store({ ...RICH, races: [raceRecord(1, { runners: [runnerRecord(2)] })], changes: [] })
    expect(reasonOf(outcome)).toMatch(/^meeting 2023-04-23-ST: (prices|change_events): are of a runner of the race/)
    expect(await everything()).toEqual(before)
  })
})

describe('horses and people', () => {
  const withHorse = (date: string, over: Parameters<typeof horseRecord>[1]): MeetingRecord => meetingOn(date, { races: [raceRecord(1, { runners: [runnerRecord(1, { horse: horseRecord('H1', over) })] })] })
  const H1 = `SELECT name, sex, colour FROM horses WHERE source_id = 'H1'`

  test('a null never overwrites a known value; a later value does', async () => {
    await store(withHorse('2015-01-01', { name: 'A', sex: 'COLT', colour: 'bay' }), withHorse('2017-01-01', { name: 'A', sex: 'GELDING', colour: null }), withHorse('2018-01-01', { name: 'A', sex: 'UNKNOWN' }))
    expect(await rows(H1)).toEqual([['A', 'GELDING', 'bay']])
  })
  test('an earlier meeting imported later fills gaps only, in the same run or the next', async () => {
    await store(withHorse('2017-01-01', { name: 'New Name', sex: 'GELDING' }))
    await store(withHorse('2015-01-01', { name: 'Old Name', sex: 'COLT', colour: 'bay' }))
    expect(await rows(H1)).toEqual([['New Name', 'GELDING', 'bay']])
  })
  test('a horse is one row over many meetings', async () => {
    await store(...['2023-01-01', '2023-01-08', '2023-01-15'].map((date) => meetingOn(date)))
    expect(await one('SELECT count(*)::int FROM horses')).toBe(3)
    expect(await one('SELECT count(*)::int FROM runners')).toBe(9)
  })
  test('a new owner ends the ownership before, even across runs and out of order', async () => {
    const owned = (date: string, owner: string): MeetingRecord => withHorse(date, { owner: { sourceId: owner, name: owner, colours: null, fromDate: date } })
    await store(owned('2020-01-01', 'O1'), owned('2020-02-01', 'O1'), owned('2022-01-01', 'O3'))
    await store(owned('2021-01-01', 'O2'))
    expect(await rows('SELECT w.name, o.from_date, o.to_date FROM ownerships o JOIN owners w ON w.id = o.owner_id ORDER BY 2')).toEqual([
      ['O1', '2020-01-01', '2021-01-01'], ['O2', '2021-01-01', '2022-01-01'], ['O3', '2022-01-01', null],
    ])
  })
})

describe('a meeting that breaks a rule', () => {
  const broken = (date: string): MeetingRecord => meetingOn(date, { races: [raceRecord(1, { runners: [runnerRecord(1, { horse: horseRecord('NEW') }), runnerRecord(1, { horse: horseRecord('H9') })] })] })
  test('is refused whole, named with the rule and the row, and the others go in', async () => {
    const outcomes = await store(meetingOn('2023-01-01'), broken('2023-01-08'), meetingOn('2023-01-15', { races: [raceRecord(1, { runners: [runnerRecord(1, { horse: horseRecord('NEW') })] })] }), meetingOn('2023-01-22'))
    expect(outcomes.map(({ kind }) => kind)).toEqual(['inserted', 'refused', 'inserted', 'inserted'])
    expect(reasonOf(outcomes[1])).toBe('meeting 2023-01-08-ST: runners: one number per race (race_id 2023-01-08-ST-1, number 1)')
    expect(await one('SELECT count(*)::int FROM meetings')).toBe(3)
    expect(await rows(`SELECT source_id FROM horses WHERE source_id IN ('NEW', 'H9')`)).toEqual([['NEW']])
    expect(await one('SELECT count(*)::int FROM import_units')).toBe(3)
  })
  test('a value out of range names the runner', async () => {
    const [outcome] = await store(meetingRecord({ races: [raceRecord(1, { runners: [runnerRecord(1, { weightKg: 20 })] })] }))
    expect(reasonOf(outcome)).toBe('meeting 2023-04-23-ST: runners: weight_kg is out of range or not one of the known words (runner 2023-04-23-ST-1:H1)')
  })
  test.each([
    ['a horse twice in a race', meetingRecord({ races: [raceRecord(1, { runners: [runnerRecord(1), runnerRecord(2, { horse: horseRecord('H1') })] })] }), 'horse H1 stands twice in race 2023-04-23-ST-1'],
    ['a race number twice', meetingRecord({ races: [raceRecord(1), raceRecord(1)] }), 'race 1 stands twice'],
    ['a change of a horse that is not there', { ...RICH, changes: RICH.changes.map((change) => ({ ...change, horseId: 'H7' })) }, 'change c1 names horse H7, which is not in race 1'],
    ['a result of a scratched runner', meetingRecord({ races: [raceRecord(1, { runners: [runnerRecord(1, { status: 'SCRATCHED' })] })] }), 'results: are of a runner of the race that takes part'],
    ['an instant that is none', meetingRecord({ races: [raceRecord(1, { scheduledStart: 'noon' })] }), 'invalid input syntax for type timestamp with time zone'],
    ['a NUL in a name', meetingRecord({ name: 'a\0b' }), 'invalid byte sequence'],
    ['two meetings at one venue on one day', meetingRecord({ sourceId: 'other' }), 'meetings: one a day per venue and kind'],
  ])('%s', async (_, meeting, reason) => {
    if (meeting.sourceId === 'other') await store(meetingRecord())
    const [outcome] = await store(meeting)
    expect(reasonOf(outcome)).toContain(reason)
    expect(await one(`SELECT count(*)::int FROM meetings`)).toBe(meeting.sourceId === 'other' ? 1 : 0)
  })
  test('a changed meeting that breaks a rule leaves the stored one as it was', async () => {
    await store(RICH)
    const before = await everything()
    const [outcome] = await store({ ...RICH, races: [raceRecord(1, { distanceM: 20 })] , changes: [], trackRatings: [] })
    expect(outcome?.kind).toBe('refused')
    expect(await everything()).toEqual(before)
  })
})

test('two imports of one source at once: the second is told, and another source goes on', async () => {
  const first = await createMeetingStore(db.url).open('HKJC', 'meetings')
  const other = await createMeetingStore(db.url).open('SYNTHETIC', 'meetings')
  await expect(createMeetingStore(db.url, { patienceMs: 50 }).open('HKJC', 'racecard')).rejects.toMatchObject({ code: 'IMPORT_FAILED', message: expect.stringContaining('Another import of HKJC is running') as string })
  await other.close()
  await first.close()
  await (await createMeetingStore(db.url).open('HKJC', 'meetings')).close()
})
test('a venue known from one source is used and completed by another, and stays with the first', async () => {
  await store(meetingRecord())
  const session = await createMeetingStore(db.url).open('FILE', 'racecard')
  const outcome = await session.store(unitOf({ ...meetingOn('2030-01-01', { venue: venueRecord({ straightM: 431 }) }), source: 'FILE' }))
  await session.close()
  expect(outcome.kind).toBe('inserted')
  expect(await rows('SELECT source, straight_m FROM venues')).toEqual([['HKJC', 431]])
})
test('a venue that another source brought since this import began', async () => {
  const [ours, theirs] = [await createMeetingStore(db.url).open('HKJC', 'meetings'), await createMeetingStore(db.url).open('FILE', 'racecard')]
  await theirs.store(unitOf({ ...meetingOn('2030-01-01'), source: 'FILE' }))
  const outcomes = await Promise.all(['2023-01-01', '2023-01-08', '2023-01-15'].map((date) => ours.store(unitOf(meetingOn(date)))))
  await Promise.all([ours.close(), theirs.close()])
  expect(outcomes.map(({ kind }) => kind)).toEqual(['inserted', 'inserted', 'inserted'])
  expect(await rows('SELECT (SELECT count(*) FROM venues), (SELECT count(*) FROM meetings), (SELECT count(*) FROM horses WHERE source = \'HKJC\')')).toEqual([[1, 4, 3]])
})
