import { instant, type Instant } from '../../../src/domain/instant'
import { sheetReader } from '../../../src/storage/commentary/sheet-reader'
import type { SqlRunner } from '../../../src/usecases/ports'
import { runKey } from '../../../src/usecases/commentary/sheet-port'
import { withRunner } from '../../../src/storage/sql-runner'
import type { TestDatabase } from '../../support/database'
import { explain } from '../../support/explain'
import { graphDatabase } from '../../support/graph-fixture'
import { realisticDatabase } from '../../support/realistic-data'

const NOW = instant('2026-01-01T00:00:00Z')
describe('of the little world of the graph', () => {
  let database: TestDatabase
  beforeAll(async () => { database = await graphDatabase() })
  afterAll(async () => { await database.close() })
  const read = <T>(use: (reader: ReturnType<typeof sheetReader>) => Promise<T>): Promise<T> => withRunner(database.pool, (db) => use(sheetReader(db)))
  const raceOf = async (date: string): Promise<{ readonly id: number; readonly runners: readonly { readonly id: number; readonly horse_id: number; readonly name: string }[] }> => {
    const { rows } = await database.pool.query<{ id: number }>(`SELECT r.id FROM races r JOIN meetings m ON m.id = r.meeting_id WHERE m.date = $1 AND r.number = 1`, [date])
    const id = rows[0]?.id ?? 0
    return { id, runners: (await database.pool.query<{ id: number; horse_id: number; name: string }>('SELECT n.id, n.horse_id, h.name FROM runners n JOIN horses h ON h.id = n.horse_id WHERE n.race_id = $1 ORDER BY n.number', [id])).rows }
  }

  test('names, with nobody in the saddle where nobody is named', async () => {
    const { id, runners } = await raceOf('2099-01-01')
    const names = await read((reader) => reader.names([id, 9_999]))
    expect([...names.keys()]).toEqual([id])
    expect(names.get(id)).toEqual({ raceId: id, venue: 'Myrtle Park', raceName: 'Race 1', classText: 'Class 4', currency: 'AUD', calledOff: false, runners: new Map([[runners[0]?.id, { horse: 'Horse S1', jockey: 'Jockey One', trainer: 'Trainer One' }], [runners[1]?.id, { horse: 'Horse S2', jockey: null, trainer: 'Trainer One' }]]) })
  })

  test('results once they are known, with dead heats, fallers and no word of who was scratched', async () => {
    const { id, runners } = await raceOf('2023-04-02')
    const at = (before: Instant) => read((reader) => reader.results([{ raceId: id, before }]))
    expect((await at(instant('2023-04-02T05:30:00Z'))).size).toBe(0)
    const found = (await at(instant('2023-04-02T05:30:01Z'))).get(id)
    expect([found?.winningTimeMs, found?.runners.map(({ runnerId, status, position }) => [runners.findIndex((one) => one.id === runnerId) + 1, status, position])]).toEqual([70_100, [[1, 'DEAD_HEAT', 1], [2, 'DEAD_HEAT', 1], [3, 'FINISHED', 3], [4, 'FELL', null]]])
  })

  test('changes known before the instant', async () => {
    const { id, runners } = await raceOf('2023-04-02')
    const at = async (before: string) => (await read((reader) => reader.changes([{ raceId: id, before: instant(before) }]))).get(id)
    expect(await at('2023-04-02T04:01:00Z')).toBeUndefined()
    expect(await at('2023-04-02T04:01:01Z')).toEqual([{ kind: 'SCRATCHING', runnerId: runners[4]?.id, before: 'RUNNER', after: 'LATE_SCRATCHED', text: 'Horse H5 was scratched', reason: 'lame', knownAt: instant('2023-04-02T04:01:00Z') }])
  })

  test('where runs were, and who jockeys are', async () => {
    const { id, runners } = await raceOf('2023-05-03')
    const run = { raceId: id, horseId: runners[0]?.horse_id ?? 0 }
    expect(await read((reader) => reader.runs([run, { raceId: id, horseId: 9_999 }]))).toEqual(new Map([[runKey(run), { venue: 'Happy Valley', comment: null }]]))
    expect([...(await read((reader) => reader.jockeys([1, 2, 9_999]))).values()].sort()).toEqual(['Jockey One', 'Jockey Two'])
    expect([await read((reader) => reader.runs([])), await read((reader) => reader.jockeys([])), await read((reader) => reader.results([])), await read((reader) => reader.changes([]))]).toEqual([new Map(), new Map(), new Map(), new Map()])
  })
})

test('of years of racing nothing large is read row by row', async () => {
  const database = await realisticDatabase()
  try {
    const asked: (readonly [string, readonly unknown[]])[] = []
    const db: SqlRunner = { rows: (sql, values) => { asked.push([sql, values]); return Promise.resolve([]) } }
    const [reader, ids] = [sheetReader(db), Array.from({ length: 10 }, (_, i) => 3_000 + i)]
    const at = ids.map((raceId) => ({ raceId, before: NOW }))
    await Promise.all([reader.names(ids), reader.changes(at), reader.results(at), reader.runs(ids.flatMap((raceId) => [1, 2, 3].map((horseId) => ({ raceId, horseId }))))])
    expect(asked).toHaveLength(5)
    for (const [sql, values] of asked) for (const table of (await explain(database.pool, sql, values)).scanned) expect(['venues', 'jockeys', 'trainers']).toContain(table)
  } finally { await database.close() }
})
