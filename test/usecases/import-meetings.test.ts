import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ImportUnit, Reject } from '../../src/domain/records'
import { createMeetingStore } from '../../src/storage/copy-in/meeting-store'
import { rejectFile } from '../../src/storage/copy-in/reject-file'
import { importMeetings } from '../../src/usecases/import-meetings'
import { printReport } from '../../src/usecases/import-report'
import type { ImportReport } from '../../src/usecases/import-report'
import { testDatabase } from '../support/database'
import type { TestDatabase } from '../support/database'
import { meetingOn, raceRecord, resultRecord, runnerRecord, unitOf } from '../support/meeting-record'

let db: TestDatabase
let folder: string
beforeAll(async () => { db = await testDatabase() })
beforeEach(async () => { await db.clear(); folder = mkdtempSync(join(tmpdir(), 'racegraph-import-')) })
afterEach(() => { rmSync(folder, { recursive: true, force: true }) })
afterAll(() => db.close())

const REJECTS = (): string => join(folder, 'rejects', 'hkjc.jsonl')
const importAll = async (units: Iterable<ImportUnit> | AsyncIterable<ImportUnit>, seen: number[] = []): Promise<ImportReport> => {
  let clock = 0
  async function* feed(): AsyncGenerator<ImportUnit> { yield* units }
  return importMeetings(
    { store: createMeetingStore(db.url), progress: ({ meetings }) => { seen.push(meetings) }, rejects: rejectFile(REJECTS()), elapsedMs: () => ++clock }, feed(), { source: 'HKJC', feed: 'results' },
  )
}
const rejected = (): Reject[] => readFileSync(REJECTS(), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Reject)

test('counts meetings and rows per table; nothing rejected, no file', async () => {
  const seen: number[] = []
  const report = await importAll([unitOf(meetingOn('2023-01-01')), unitOf(meetingOn('2023-01-08'))], seen)
  expect(report.meetings).toEqual({ inserted: 2, updated: 0, unchanged: 0, refused: 0 })
  expect(report.tables['runners']).toEqual({ inserted: 6, updated: 0, unchanged: 0, deleted: 0 })
  expect(report.tables['horses']).toEqual({ inserted: 3, updated: 0, unchanged: 0, deleted: 0 })
  expect(report).toMatchObject({ rejected: 0, rejectsFile: null })
  expect(seen).toEqual([1, 2])
})
test('races are counted apart by feed, now and when nothing changed; refused meetings and those who did not finish are left out', async () => {
  const fell = runnerRecord(2, { result: resultRecord(2, { status: 'FELL', position: null, marginLengths: null, beatenLengths: null, finishTimeMs: null }) })
  const units = [
    unitOf(meetingOn('2023-01-01', { races: [raceRecord(1), raceRecord(2, { runners: [runnerRecord(1), fell, runnerRecord(3, { status: 'SCRATCHED', result: null })] })] })),
    unitOf(meetingOn('2023-01-08', { races: [raceRecord(1, { feed: 'results_zh' })] })),
    unitOf(meetingOn('2023-01-15', { races: [raceRecord(1, { distanceM: 1 })] })),
  ]
  const feeds = { results_en: { races: 2, runners: 6, finished: 4 }, results_zh: { races: 1, runners: 3, finished: 3 } }
  expect((await importAll(units)).feeds).toEqual(feeds)
  expect((await importAll(units)).feeds).toEqual(feeds)
})
test('a second run changes nothing and says so', async () => {
  const units = [unitOf(meetingOn('2023-01-01')), unitOf(meetingOn('2023-01-08'))]
  await importAll(units)
  const report = await importAll(units)
  expect(report.meetings).toEqual({ inserted: 0, updated: 0, unchanged: 2, refused: 0 })
  expect(Object.values(report.tables).every(({ inserted, updated, deleted }) => inserted + updated + deleted === 0)).toBe(true)
  expect(report.tables['runners']?.unchanged).toBe(6)
})
test('rows the reader refused and meetings the database refused are counted and listed with file, row and reason', async () => {
  const twice = meetingOn('2023-01-08', { races: [raceRecord(1, { runners: [runnerRecord(1), runnerRecord(2, { barrier: 1 })] })] })
  const report = await importAll([
    unitOf(meetingOn('2023-01-01'), { rejects: [{ file: 'a.json', row: 7, reason: 'no horse' }] }),
    { key: 'b.json', sha256: 'b', rows: 1, meeting: null, rejects: [{ file: 'b.json', row: 1, reason: 'not JSON' }] },
    unitOf(twice), unitOf(meetingOn('2023-01-15')),
  ])
  expect(report).toMatchObject({ meetings: { inserted: 2, updated: 0, unchanged: 0, refused: 1 }, rejected: 3, rejectsFile: REJECTS() })
  expect(rejected()).toEqual([
    { file: 'a.json', row: 7, reason: 'no horse' }, { file: 'b.json', row: 1, reason: 'not JSON' },
    { file: '2023-01-08-ST', row: '2023-01-08-ST', reason: 'meeting 2023-01-08-ST: runners: one barrier per race (race_id 2023-01-08-ST-1, barrier 1)' },
  ])
})
test('a refused meeting is tried again by the next run', async () => {
  const bad = unitOf(meetingOn('2023-01-08', { races: [raceRecord(1, { distanceM: 1 })] }))
  await importAll([bad])
  expect((await importAll([bad])).meetings.refused).toBe(1)
  expect((await importAll([unitOf(meetingOn('2023-01-08'))])).meetings.inserted).toBe(1)
})
test('a feed that breaks ends the import with its error; what came before is stored and the lock is free', async () => {
  async function* breaking(): AsyncGenerator<ImportUnit> {
    yield unitOf(meetingOn('2023-01-01'))
    await Promise.resolve()
    throw new Error('disk gone')
  }
  await expect(importAll(breaking())).rejects.toThrow('disk gone')
  const report = await importAll([unitOf(meetingOn('2023-01-01'))])
  expect(report.meetings.unchanged).toBe(1)
})
test('a connection that is cut ends the import with DATABASE_UNREACHABLE; the next run goes on', async () => {
  async function* cutting(): AsyncGenerator<ImportUnit> {
    yield unitOf(meetingOn('2023-01-01'))
    yield unitOf(meetingOn('2023-01-02'))
    await db.pool.query(`SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE application_name = 'racegraph import HKJC' AND datname = current_database()`)
    yield unitOf(meetingOn('2023-01-03'))
    yield unitOf(meetingOn('2023-01-04'))
  }
  await expect(importAll(cutting())).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE', message: expect.stringContaining('start the import again to go on') as string })
  const report = await importAll(['2023-01-01', '2023-01-02', '2023-01-03', '2023-01-04'].map((date) => unitOf(meetingOn(date))))
  expect(report.meetings.inserted + report.meetings.unchanged).toBe(4)
  expect((await db.pool.query('SELECT count(*)::int AS n FROM runners')).rows).toEqual([{ n: 12 }])
})
test('no more than four meetings are taken from the feed before the first is stored', async () => {
  let given = 0
  const ahead: number[] = []
  async function* counting(): AsyncGenerator<ImportUnit> {
    for (let day = 1; day <= 9; day++) { given += 1; await Promise.resolve(); yield unitOf(meetingOn(`2023-01-0${day}`)) }
  }
  await importMeetings({ store: createMeetingStore(db.url), progress: ({ meetings }) => { ahead.push(given - meetings) }, rejects: rejectFile(REJECTS()), elapsedMs: () => 0 }, counting(), { source: 'HKJC', feed: 'results' })
  expect(ahead).toHaveLength(9)
  expect(Math.max(...ahead)).toBeLessThanOrEqual(4)
})
test('the printed report names tables, counts and the rejects file', () => {
  const report: ImportReport = {
    source: 'HKJC', meetings: { inserted: 1339, updated: 1, unchanged: 2, refused: 3 }, feeds: { results_zh: { races: 117, runners: 1376, finished: 1350 }, results_en: { races: 12_538, runners: 156_162, finished: 154_477 } },
    tables: { races: { inserted: 12_538, updated: 4, unchanged: 5, deleted: 6 }, prices: { inserted: 0, updated: 0, unchanged: 0, deleted: 0 } },
    rejected: 17, rejectsFile: 'x/rejects.jsonl', durations: { totalMs: 26_440, waitingForFilesMs: 900 },
  }
  expect(printReport(report).split('\n')).toEqual([
    'HKJC: 1,339 meetings new, 1 updated, 2 unchanged, 3 refused, in 26.4 s', '',
    'feed                         races     runners    finished',
    'results_en                  12,538     156,162     154,477',
    'results_zh                     117       1,376       1,350', '',
    'rows                            in     updated   unchanged     deleted',
    'races                       12,538           4           5           6', '',
    '17 rejected: file, row and reason of each in x/rejects.jsonl',
  ])
})
test('the printed report of a file that was refused whole has no empty tables', () => {
  const report: ImportReport = {
    source: 'FILE', meetings: { inserted: 0, updated: 0, unchanged: 0, refused: 0 }, feeds: {}, tables: {}, rejected: 1, rejectsFile: 'x/rejects.jsonl', durations: { totalMs: 300, waitingForFilesMs: 0 },
  }
  expect(printReport(report).split('\n')).toEqual(['FILE: 0 meetings new, 0 updated, 0 unchanged, 0 refused, in 0.3 s', '', '1 rejected: file, row and reason of each in x/rejects.jsonl'])
})
