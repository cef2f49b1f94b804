import type { ImportUnit } from '../../../src/domain/records'
import { syntheticSeason } from '../../../src/imports/synthetic/season'
import { createMeetingStore } from '../../../src/storage/copy-in/meeting-store'
import { importMeetings } from '../../../src/usecases/import-meetings'
import { testDatabase } from '../../support/database'
import type { TestDatabase } from '../../support/database'

async function* asAsync(units: Iterable<ImportUnit>): AsyncGenerator<ImportUnit> { yield* units }

describe('a season in the database, as the days go by', () => {
  let database: TestDatabase
  const refusals: string[] = []
  beforeAll(async () => { database = await testDatabase() })
  afterAll(() => database.close())
  const importAt = async (now: string) => {
    const units = syntheticSeason({ seasons: 1, seed: 'stored', from: '2025-08-01', now })
    const rejects = { add: (r: { reason: string }) => { refusals.push(r.reason) }, close: () => Promise.resolve(null) }
    const report = await importMeetings({ store: createMeetingStore(database.url), progress: () => undefined, rejects, elapsedMs: () => 0 }, asAsync(units), { source: 'SYNTHETIC', feed: 'season/stored/2025-08-01' })
    return report.meetings
  }

  test('no row is refused; nothing happens twice; a day later only what had something to tell is updated', async () => {
    // 15 days, two of them Saturdays with a second meeting, two of them Tuesdays with two mornings of trials
    const first = await importAt('2025-08-08T10:05:00Z')
    expect(first).toMatchObject({ inserted: 21, updated: 0, refused: 0 })
    expect(await importAt('2025-08-08T10:05:00Z')).toEqual({ inserted: 0, updated: 0, unchanged: 21, refused: 0 })
    for (const now of ['2025-08-08T23:00:00Z', '2025-08-09T03:40:00Z', '2025-08-09T05:02:00Z', '2025-08-10T01:00:00Z', '2025-08-14T06:00:00Z']) expect((await importAt(now)).refused).toBe(0)
    const { rows } = await database.pool.query<{ early: number; late: number }>(`SELECT count(*) FILTER (WHERE m.date < '2025-08-08' AND m.revision > 1) AS early, count(*) FILTER (WHERE m.date = '2025-08-09' AND m.revision > 1) AS late FROM meetings m`)
    expect(rows[0]).toEqual({ early: 0, late: 2 })
    expect(refusals).toEqual([])
  }, 120_000)
})
