import { createPriceFacts } from '../../../src/storage/live/price-facts'
import { testDatabase, type TestDatabase } from '../../support/database'
import { oddsEvent, priceOf } from '../../support/odds-events'
import { addRaces } from '../../support/served-races'

let db: TestDatabase
beforeAll(async () => { db = await testDatabase() })
afterAll(async () => { await db.close() })
beforeEach(async () => { await db.clear(); await addRaces(db.pool, [3]) })

const stored = async (): Promise<readonly string[]> => (await db.pool.query<{ text: string }>(`SELECT concat_ws(' ', runner_id, source, kind, bookmaker, decimal, to_char(at AT TIME ZONE 'UTC', 'HH24:MI:SS'), known_at = at, volume) AS text FROM prices ORDER BY at, runner_id, source`)).rows.map(({ text }) => text)

describe('facts of live prices', () => {
  it('are the first, then one an interval of those that changed', async () => {
    const facts = createPriceFacts({ pool: db.pool, everyMs: 60_000 })
    facts.take(oddsEvent(1, '2099-03-01T05:00:00Z', [priceOf(101, 3, { matched: 120.5 }), priceOf(102, 5)]))
    facts.take(oddsEvent(1, '2099-03-01T05:00:30Z', { 101: 3.1, 102: 5 }))
    facts.take(oddsEvent(1, '2099-03-01T05:01:00Z', { 101: 3.2, 102: 5 }))
    facts.take(oddsEvent(1, '2099-03-01T05:01:01Z', { 101: 3.3, 103: null }))
    await facts.flush()
    await facts.flush()
    expect(await stored()).toEqual(['101 EXCHANGE OPEN Betfair 3.00 05:00:00 t 120.50', '102 EXCHANGE OPEN Betfair 5.00 05:00:00 t', '101 EXCHANGE FLUCTUATION Betfair 3.20 05:01:00 t'])
  })
  it('close when the market goes in play, whatever the interval; then only the starting price comes', async () => {
    const facts = createPriceFacts({ pool: db.pool, everyMs: 60_000 })
    facts.take(oddsEvent(1, '2099-03-01T05:59:00Z', { 101: 3 }))
    facts.take(oddsEvent(1, '2099-03-01T05:59:30Z', { 101: 2.8 }))
    facts.take(oddsEvent(1, '2099-03-01T06:00:05Z', [priceOf(101, 2.6, { startingPrice: 2.9 })], { inPlay: true }))
    facts.take(oddsEvent(1, '2099-03-01T06:00:06Z', [priceOf(101, 1.5, { startingPrice: 2.9 })], { inPlay: true }))
    await facts.flush()
    expect(await stored()).toEqual(['101 EXCHANGE OPEN Betfair 3.00 05:59:00 t', '101 BSP CLOSE Betfair 2.90 06:00:05 t', '101 EXCHANGE CLOSE Betfair 2.80 06:00:05 t'])
  })
  it('come at once when the status of the market changed, and leave runners out that no card has', async () => {
    const facts = createPriceFacts({ pool: db.pool, everyMs: 60_000 })
    facts.take(oddsEvent(1, '2099-03-01T05:00:00Z', { 101: 3, 999: 4 }))
    facts.take(oddsEvent(1, '2099-03-01T05:00:05Z', { 101: 2.2 }, { status: 'SUSPENDED' }))
    await facts.flush()
    expect(await stored()).toEqual(['101 EXCHANGE OPEN Betfair 3.00 05:00:00 t', '101 EXCHANGE FLUCTUATION Betfair 2.20 05:00:05 t'])
  })
  it('wait while they cannot be written', async () => {
    const facts = createPriceFacts({ pool: db.pool, everyMs: 0 })
    facts.take(oddsEvent(1, '2099-03-01T05:00:00Z', { 101: 3 }))
    await db.pool.query('ALTER TABLE prices RENAME TO prices_away')
    await expect(facts.flush()).rejects.toThrow('prices')
    await db.pool.query('ALTER TABLE prices_away RENAME TO prices')
    await facts.flush()
    expect(await stored()).toEqual(['101 EXCHANGE OPEN Betfair 3.00 05:00:00 t'])
  })
})
