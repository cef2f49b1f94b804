import { instant } from '../../../src/domain/instant'
import { scratchByMarket } from '../../../src/storage/live/market-scratching'
import { testDatabase, type TestDatabase } from '../../support/database'
import { addRaces, addResult } from '../../support/served-races'

let db: TestDatabase
beforeAll(async () => { db = await testDatabase() })
afterAll(async () => { await db.close() })
beforeEach(async () => { await db.clear(); await addRaces(db.pool, [3]) })

const removed = { raceId: 1, runnerId: 102, at: instant('2099-03-01T05:30:00Z'), feed: 'betfair', marketId: '1.1', selectionId: 77, bookmaker: 'Betfair' }
const statusOf = async (id: number): Promise<unknown> => (await db.pool.query('SELECT status FROM runners WHERE id = $1', [id])).rows[0]
const events = async (): Promise<readonly unknown[]> => (await db.pool.query('SELECT source, source_id, kind, race_id, runner_id, before, after, text, late FROM change_events')).rows

describe('a runner that a market removed', () => {
  it('is scratched on its card, once, with an event that says by whom', async () => {
    const scratch = scratchByMarket(db.pool)
    expect(await scratch(removed)).toBe(true)
    expect(await scratch(removed)).toBe(false)
    expect(await statusOf(102)).toEqual({ status: 'LATE_SCRATCHED' })
    expect(await statusOf(101)).toEqual({ status: 'DECLARED' })
    expect(await events()).toEqual([{ source: 'HKJC', source_id: 'betfair/1.1/77', kind: 'SCRATCHING', race_id: 1, runner_id: 102, before: 'DECLARED', after: 'LATE_SCRATCHED', text: 'H102 scratched: removed by Betfair', late: true }])
  })
  it('stays as it is when the card has it out already, or the race is over', async () => {
    const scratch = scratchByMarket(db.pool)
    await db.pool.query(`UPDATE runners SET status = 'SCRATCHED' WHERE id = 102`)
    expect(await scratch(removed)).toBe(false)
    await addResult(db.pool, 1, [{ position: 1 }, { runner: 'SCRATCHED' }, { position: 2 }])
    expect(await scratch({ ...removed, runnerId: 101 })).toBe(false)
    expect(await events()).toEqual([])
  })
  it('that a card takes back and a market removes again is not told of twice, and is out', async () => {
    const scratch = scratchByMarket(db.pool)
    await scratch(removed)
    await db.pool.query(`UPDATE runners SET status = 'DECLARED' WHERE id = 102`)
    await scratch(removed)
    expect(await statusOf(102)).toEqual({ status: 'LATE_SCRATCHED' })
    expect((await events()).length).toBe(1)
  })
})
