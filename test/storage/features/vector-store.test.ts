import type { ImportUnit, MeetingRecord, RunnerRecord } from '../../../src/domain/records'
import { instant } from '../../../src/domain/instant'
import { FEATURES, type FeatureName } from '../../../src/features/registry'
import { createMeetingStore } from '../../../src/storage/copy-in/meeting-store'
import { historyStore } from '../../../src/storage/features/history-store'
import { vectorStore } from '../../../src/storage/features/vector-store'
import type { StoredVectors, VectorStore } from '../../../src/usecases/ports'
import { testDatabase, type TestDatabase } from '../../support/database'
import { meetingRecord, raceRecord, runnerRecord, unitOf } from '../../support/meeting-record'
import { finished } from '../../support/racing-world'
import { History } from '../../../src/features/history/history'
import { withReader } from './racing-months'

const NOW = instant('2099-01-02T10:00:00Z')
const NAMES = FEATURES.map(({ name }) => name)
let database: TestDatabase
let store: VectorStore
beforeAll(async () => { database = await testDatabase() })
beforeEach(async () => { await database.clear(); store = vectorStore(database.pool); await importing(CARD, OTHER) })
afterAll(() => database.close())

const declared = (number: number, over: Partial<RunnerRecord> = {}): RunnerRecord => runnerRecord(number, { status: 'DECLARED', result: null, ...over })
/** Races 1 and 2 of 3 January 2099; the second has a price and the first a change. */
const card = (runners: readonly RunnerRecord[], over: Partial<MeetingRecord> = {}): MeetingRecord => meetingRecord({
  sourceId: '2099-01-03-ST', date: '2099-01-03', status: 'OPEN',
  races: [1, 2].map((number) => raceRecord(number, {
    sourceId: `2099-01-03-ST-${number}`, status: 'OPEN', scheduledStart: `2099-01-03T0${4 + number}:00:00Z`, startEstimated: false, resultKnownAt: null, winningTimeMs: null, going: null, goingNumber: null,
    runners: number === 1 ? [...runners] : [declared(1), declared(2)],
  })), ...over,
})
const CARD = card([declared(1), declared(2), declared(3)])
const OTHER = meetingRecord({
  sourceId: '2099-01-04-ST', date: '2099-01-04', status: 'OPEN',
  races: [raceRecord(1, { sourceId: '2099-01-04-ST-1', status: 'OPEN', scheduledStart: '2099-01-04T05:00:00Z', resultKnownAt: null, winningTimeMs: null, runners: [declared(1), declared(2)] })],
})
const importing = (...meetings: readonly MeetingRecord[]): Promise<string[]> => importingUnits(meetings.map((meeting) => unitOf(meeting)))
const importingUnits = async (units: readonly ImportUnit[]): Promise<string[]> => {
  const session = await createMeetingStore(database.url).open('HKJC', 'cards')
  try { return (await Promise.all(units.map((unit) => session.store(unit)))).map((outcome) => (outcome.kind === 'refused' ? outcome.reason : outcome.kind)) } finally { await session.close() }
}
const sourceIds = async (ids: Iterable<number>): Promise<string[]> =>
  (await database.pool.query<{ id: string }>('SELECT source_id AS id FROM races WHERE id = ANY ($1) ORDER BY scheduled_start', [[...ids]])).rows.map(({ id }) => id)
const raceNamed = async (sourceId: string): Promise<number> => (await database.pool.query<{ id: number }>('SELECT id FROM races WHERE source_id = $1', [sourceId])).rows[0]?.id ?? 0
const FIRST = '2099-01-03-ST-1'
const ALL = [FIRST, '2099-01-03-ST-2', '2099-01-04-ST-1']

/** Feature `f` of runner `r` is 100 f + r, and one is missing. */
const valuesFor = (raceId: number, runnerIds: readonly number[], asOf = NOW): Omit<StoredVectors, 'stale'> =>
  ({ raceId, asOf, runnerIds, columns: new Map(NAMES.map((name, f) => [name, Float64Array.from(runnerIds, (_, r) => (f === 5 && r === 1 ? NaN : 100 * f + r))])) })
const fill = async (raceIds: Iterable<number>, asOf = NOW): Promise<void> => {
  const { rows } = await database.pool.query<{ race: number; ids: number[] }>("SELECT race_id AS race, array_agg(id ORDER BY id) AS ids FROM runners WHERE status = 'DECLARED' AND race_id = ANY ($1) GROUP BY 1", [[...raceIds]])
  await store.write(rows.map(({ race, ids }) => valuesFor(race, ids, asOf)))
}
const refresh = async (): Promise<string[]> => { const due = await store.due(NOW); await fill(due); return sourceIds(due) }
const read = async (sourceId: string, names: readonly FeatureName[] = NAMES): Promise<StoredVectors | null> => { const id = await raceNamed(sourceId); return withReader(database.url, async (reader) => (await reader.vectors([id], names))[0] ?? null) }
const stale = async (): Promise<string[]> => sourceIds((await database.pool.query<{ id: number }>('SELECT race_id AS id FROM feature_vectors WHERE stale_since IS NOT NULL')).rows.map(({ id }) => id))

describe('what was written is what is read', () => {
  const three = [NAMES[0], NAMES[5], NAMES.at(-1)] as FeatureName[]
  test.each<[string, readonly FeatureName[]]>([['every feature', NAMES], ['three', three], ['three in another order', [...three].reverse()], ['one', three.slice(1, 2)], ['none', []]])('%s', async (_, names) => {
    await refresh()
    const found = await read(FIRST, names)
    expect(found).toMatchObject({ raceId: await raceNamed(FIRST), asOf: NOW, stale: false })
    expect(found?.runnerIds).toHaveLength(3)
    expect([...found?.columns ?? []]).toEqual(names.map((name) => [name, Float64Array.from([0, 1, 2], (r) => (name === NAMES[5] && r === 1 ? NaN : 100 * NAMES.indexOf(name) + r))]))
  })
  test('a race without runners', async () => {
    const [id] = await store.due(NOW)
    await store.write([valuesFor(id ?? 0, [])])
    expect(await read(FIRST, NAMES.slice(0, 2))).toMatchObject({ runnerIds: [], columns: new Map(NAMES.slice(0, 2).map((name) => [name, new Float64Array(0)])) })
  })
  test('races in the order asked for; null for one without, and for what another set of features wrote', async () => {
    await refresh()
    const [one = 0, two = 0] = await Promise.all([raceNamed(FIRST), raceNamed('2099-01-03-ST-2')])
    await database.pool.query("UPDATE feature_vectors SET feature_set = 'older' WHERE race_id = (SELECT id FROM races WHERE source_id = $1)", [ALL[2]])
    const found = await withReader(database.url, async (reader) => reader.vectors([two, 999_999, await raceNamed(ALL[2] ?? ''), one], NAMES.slice(0, 1)))
    expect(found.map((race) => race?.raceId ?? null)).toEqual([two, null, null, one])
  })
  test('only the columns asked for are fetched: a slice of an uncompressed value', async () => {
    const { rows } = await database.pool.query<{ storage: string }>("SELECT attstorage AS storage FROM pg_attribute WHERE attrelid = 'feature_vectors'::regclass AND attname = 'columns'")
    expect(rows).toEqual([{ storage: 'e' }])
  })
  test('a column that is missing or of another length is a mistake, and nothing is stored', async () => {
    const [id = 0] = await store.due(NOW)
    const whole = valuesFor(id, [1, 2])
    for (const columns of [new Map([...whole.columns].slice(1)), new Map([...whole.columns, [NAMES[0] as FeatureName, new Float64Array(1)] as const])]) await expect(store.write([{ ...whole, columns }])).rejects.toThrow(`race ${id} has`)
    expect(await read(FIRST)).toBeNull()
  })
  test('a race that is gone by then is left out', async () => {
    await store.due(NOW)
    await database.pool.query('DELETE FROM races WHERE source_id = $1', [FIRST])
    await expect(store.write([valuesFor(999_999, [1])])).resolves.toBeUndefined()
  })
})

describe('races that are due', () => {
  test('those to come, the next first, until they are stored; again the next UTC day', async () => {
    expect(await sourceIds(await store.due(NOW))).toEqual(ALL)
    expect(await refresh()).toEqual(ALL)
    expect(await store.due(NOW)).toEqual([])
    expect(await store.due(instant('2099-01-02T23:59:59Z'))).toEqual([])
    expect(await sourceIds(await store.due(instant('2099-01-03T00:00:00Z')))).toEqual(ALL)
  })
  test('not once they are off, and not when they are called off', async () => {
    expect(await sourceIds(await store.due(instant('2099-01-03T05:00:01Z')))).toEqual(ALL.slice(1))
    await database.pool.query("UPDATE races SET status = 'ABANDONED' WHERE source_id = $1", [ALL[1]])
    expect(await sourceIds(await store.due(NOW))).toEqual([ALL[0], ALL[2]])
  })
  test('those of another set of features', async () => {
    await refresh()
    await database.pool.query("UPDATE feature_vectors SET feature_set = 'older' WHERE race_id = (SELECT id FROM races WHERE source_id = $1)", [ALL[1]])
    expect(await sourceIds(await store.due(NOW))).toEqual([ALL[1]])
  })
})

describe('a card that is imported again', () => {
  const raceIs = (over: Parameters<typeof raceRecord>[1]): MeetingRecord => ({ ...CARD, races: CARD.races.map((race, i) => (i === 0 ? { ...race, ...over } : race)) })
  test.each<[string, MeetingRecord]>([
    ['gear', card([declared(1, { gear: [{ code: 'B', firstTime: true, removed: false, knownAt: '2099-01-02T09:00:00Z' }] }), declared(2), declared(3)])],
    ['a scratching', card([declared(1), declared(2), declared(3, { status: 'SCRATCHED' })])],
    ['another jockey', card([declared(1), declared(2, { jockey: { sourceId: 'J2', name: 'Jockey Two', country: null, apprentice: true, claimKg: 2 } }), declared(3)])],
    ['a weight', card([declared(1), declared(2), declared(3, { weightKg: 58 })])],
    ['the going', raceIs({ going: 'SOFT' })],
    ['a reading of the ground', { ...CARD, trackRatings: [{ raceNumber: null, label: 'HEAVY', number: 9, text: null, penetrometer: null, observedAt: '2099-01-02T09:00:00Z', knownAt: '2099-01-02T09:00:00Z' }] }],
    ['the weather', { ...CARD, weather: [{ condition: 'rain', temperatureC: 12, humidity: 90, windSpeedKmh: 20, windDirection: null, rainfall24hMm: 30, rainfall7dMm: 40, irrigation24hMm: null, observedAt: '2099-01-02T09:00:00Z', knownAt: '2099-01-02T09:00:00Z' }] }],
    ['a price', card([declared(1), declared(2), declared(3, { prices: [{ source: 'FIXED', market: 'WIN', kind: 'OPEN', bookmaker: 'ONE', decimal: 4.5, at: '2099-01-02T09:00:00Z' }] })])],
    ['the start', raceIs({ scheduledStart: '2099-01-03T05:05:00Z' })],
    ['the rail', { ...CARD, rail: { text: 'Out 6 m', offsetM: 6 } }],
    ['what is known of a horse', card([declared(1, { horse: { ...declared(1).horse, sire: 'Bel Esprit' } }), declared(2), declared(3)])],
    ['a runner more', card([declared(1), declared(2), declared(3), declared(4)])],
    ['a runner less', card([declared(1), declared(2)])],
  ])('%s: its races are stale until they are stored again, those of others are not', async (_, changed) => {
    await refresh()
    expect(await stale()).toEqual([])
    expect(await importing(changed)).toEqual(['updated'])
    expect(await stale()).toEqual(ALL.slice(0, 2))
    expect((await read(FIRST))?.stale).toBe(true)
    expect((await read(ALL[2] ?? ''))?.stale).toBe(false)
    expect(await refresh()).toEqual(ALL.slice(0, 2))
    expect(await stale()).toEqual([])
    expect((await read(FIRST))?.stale).toBe(false)
  })
  const changed = card([declared(1), declared(2), declared(3, { barrier: 9 })])
  test('saying nothing new, or refused: nothing is stale', async () => {
    await refresh()
    expect(await importingUnits([unitOf(CARD, { sha256: 'the same in another file' })])).toEqual(['unchanged'])
    expect(await importing(card([declared(1), declared(2, { barrier: 1 }), declared(3)]))).toEqual([expect.stringContaining('barrier')])
    expect(await stale()).toEqual([])
  })
  test.each([['for the first time', false], ['again', true]])('while features are computed %s: what is written is stale', async (_, before) => {
    if (before) { await refresh(); await database.pool.query('UPDATE feature_vectors SET stale_since = now()') }
    const due = await store.due(NOW)
    expect(await sourceIds(due)).toEqual(ALL)
    await importing(changed)
    await fill(due)
    expect(await stale()).toEqual(ALL.slice(0, 2))
    expect((await read(FIRST))?.stale).toBe(true)
    expect(await refresh()).toEqual(ALL.slice(0, 2))
    expect(await stale()).toEqual([])
  })
  test('just before features are computed: what is written holds', async () => {
    await refresh()
    await importing(changed)
    const due = await store.due(NOW)
    await fill(due)
    expect(await stale()).toEqual([])
  })
  test('not yet committed when computing begins: it is waited for', async () => {
    await refresh()
    const importer = await database.pool.connect()
    try {
      await importer.query('BEGIN; SELECT pg_advisory_xact_lock_shared(7223377); UPDATE feature_vectors SET stale_since = now()')
      const due = store.due(NOW)
      const waits = async (): Promise<boolean> => (await database.pool.query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")).rowCount === 1
      while (!await waits()) { /* it asks for the lock as soon as it can */ }
      await importer.query('COMMIT')
      expect(await sourceIds(await due)).toEqual(ALL)
    } finally { importer.release() }
  })
})

test('history that changed makes what was computed from it stale, from the first day that differs', async () => {
  await refresh()
  const history = new History()
  history.fold(100, [finished({ off: '2099-01-03T10:00:00Z', runners: [{ horseId: 1 }, { horseId: 2 }] }, [1, 2])])
  await historyStore(database.pool).replace(history, 'one')
  expect(await stale()).toEqual(ALL)
  await refresh()
  expect(await stale()).toEqual([])
  await historyStore(database.pool).replace(history, 'two')
  expect(await stale()).toEqual([])
  history.fold(Math.floor(Date.parse('2099-01-04T00:00:00Z') / 86_400_000), [finished({ off: '2099-01-04T00:00:00Z', runners: [{ horseId: 1, runnerId: 11 }, { horseId: 2, runnerId: 12 }] }, [2, 1])])
  await historyStore(database.pool).replace(history, 'three')
  expect(await stale()).toEqual(ALL.slice(2))
})

describe('races that are done', () => {
  const CLOSED = instant('2099-01-03T05:00:00.001Z')
  test('finished ones within the dates, with starting prices, not stale', async () => {
    const finishing = async (): Promise<void> => { await database.pool.query("UPDATE races SET status = 'FINAL', result_known_at = scheduled_start + interval '15 min'") }
    await finishing()
    const open = { from: null, to: null }
    expect(await store.done(open)).toEqual(new Set())
    const [one, two, three] = await Promise.all(ALL.map(raceNamed)) as [number, number, number]
    await fill([one], CLOSED)
    await fill([two], instant('2099-01-03T06:00:00Z'))
    await fill([three], instant('2099-01-04T05:00:01Z'))
    expect(await store.done(open)).toEqual(new Set([one, three]))
    expect(await store.done({ from: '2099-01-04', to: null })).toEqual(new Set([three]))
    expect(await store.done({ from: null, to: '2099-01-03' })).toEqual(new Set([one]))
    expect(await store.done({ from: '2099-01-03', to: '2099-01-04' })).toEqual(new Set([one, three]))
    await database.pool.query('UPDATE feature_vectors SET stale_since = now() WHERE race_id = $1', [one])
    expect(await store.done(open)).toEqual(new Set([three]))
    await database.pool.query("UPDATE feature_vectors SET stale_since = NULL, feature_set = 'older'")
    expect(await store.done(open)).toEqual(new Set())
  })
})
