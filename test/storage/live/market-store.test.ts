import { instant } from '../../../src/domain/instant'
import type { MarketMatch } from '../../../src/domain/market-match'
import { candidateRaces } from '../../../src/storage/live/candidate-races'
import { marketStore } from '../../../src/storage/live/market-store'
import { storedSequences } from '../../../src/storage/live/race-sequences'
import { testDatabase, type TestDatabase } from '../../support/database'
import { addRaces, FAR_OFF } from '../../support/served-races'
import { market, names, selection } from '../../live/matching/markets'

let db: TestDatabase
beforeAll(async () => { db = await testDatabase() })
afterAll(async () => { await db.close() })
// Race 3 with runners 301, 302, 303 and race 4 with runners 401, 402.
beforeEach(async () => { await db.clear(); await addRaces(db.pool, [3, 2], { first: 3 }) })

const matched: MarketMatch = { raceId: 3, runners: new Map([['101', 301], ['102', 302], ['103', 303]]), reasons: [] }
const nothing: MarketMatch = { raceId: null, runners: new Map(), reasons: ['No race is near.'] }

describe('a market', () => {
  test('that nobody stored is not known', async () => { expect(await marketStore(db.pool).find('betfair', '1.1')).toBeNull() })

  test('comes back with what it was matched to, under the same id', async () => {
    const store = marketStore(db.pool)
    const kept = await store.keep(market(), matched)
    expect(kept).toEqual({ id: 1, feed: 'betfair', marketId: '1.1', raceId: 3, runners: matched.runners, mended: false, reasons: [], sequence: 0 })
    expect(await store.find('betfair', '1.1')).toEqual(kept)
    expect(await store.keep(market(), matched)).toEqual(kept)
    expect((await store.keep(market({}, names('A'), { feed: 'simulator' }), nothing)).id).not.toBe(kept.id)
  })
  test('keeps its match where nothing new is said of it, and takes a selection in that is new', async () => {
    const store = marketStore(db.pool)
    await store.keep(market(), matched)
    const kept = await store.keep(market({}, [...names('1. Kahuka', '2. State Of Class', '3. Mutinous'), selection(900, 'Reserve', { handicap: 0.5 })], { status: 'SUSPENDED' }), null)
    expect([kept.raceId, [...kept.runners]]).toEqual([3, [['101', 301], ['102', 302], ['103', 303]]])
    expect((await db.pool.query('SELECT status FROM markets')).rows).toEqual([{ status: 'SUSPENDED' }])
    expect((await db.pool.query('SELECT handicap, name FROM market_selections WHERE selection_id = 900')).rows).toEqual([{ handicap: 0.5, name: 'Reserve' }])
  })
  test('that was not matched yet says so', async () => {
    expect((await marketStore(db.pool).keep(market(), null)).reasons).toEqual(['It was not matched yet.'])
  })
  test('whose race or runner was deleted is looked for anew', async () => {
    const store = marketStore(db.pool)
    await store.keep(market(), matched)
    await db.pool.query('DELETE FROM runners WHERE id = 302')
    expect((await store.find('betfair', '1.1'))?.runners).toEqual(new Map([['101', 301], ['103', 303]]))
    await db.pool.query('DELETE FROM races WHERE id = 3')
    expect((await store.find('betfair', '1.1'))?.raceId).toBeNull()
    expect((await store.keep(market(), matched)).raceId).toBeNull()
  })
})

describe('how a market stands', () => {
  test('is written down, of its selections too, and its sequence only rises', async () => {
    const store = marketStore(db.pool)
    const { id } = await store.keep(market(), matched)
    const view = market({ startsAt: instant('2022-11-07T04:35:00Z') }, [
      selection(101, null, { status: 'WINNER', startingPrice: 54.143922128294946 }), selection(102, 'B', { status: 'REMOVED', adjustmentFactor: 30.01, removedAt: instant('2022-11-07T04:01:00Z') }),
    ], { status: 'CLOSED', inPlay: true, version: 4_932_341_171, matched: 1234.56, overround: null, bspReconciled: true, stale: true, publishedAt: instant('2022-11-07T04:40:00Z') })
    await store.update([{ id, sequence: 7, view }])
    await store.update([{ id, sequence: 5, view }, { id: 99, sequence: 1, view }])
    expect((await db.pool.query('SELECT status, in_play, version, matched, overround, bsp_reconciled, stale, starts_at, sequence, published_at FROM markets')).rows).toEqual([
      { status: 'CLOSED', in_play: true, version: 4_932_341_171, matched: 1234.56, overround: null, bsp_reconciled: true, stale: true, starts_at: '2022-11-07T04:35:00.000Z', sequence: 7, published_at: '2022-11-07T04:40:00.000Z' },
    ])
    expect((await db.pool.query('SELECT selection_id, runner_id, name, status, starting_price, adjustment_factor, removed_at FROM market_selections ORDER BY 1')).rows).toEqual([
      { selection_id: 101, runner_id: 301, name: '1. Kahuka', status: 'WINNER', starting_price: 54.143922128294946, adjustment_factor: null, removed_at: null },
      { selection_id: 102, runner_id: 302, name: 'B', status: 'REMOVED', starting_price: null, adjustment_factor: 30.01, removed_at: '2022-11-07T04:01:00.000Z' },
      { selection_id: 103, runner_id: 303, name: '3. Mutinous', status: 'ACTIVE', starting_price: null, adjustment_factor: null, removed_at: null },
    ])
  })
  test('counts for the sequence of all markets of its race, with ticks that were stored since', async () => {
    const store = marketStore(db.pool)
    const win = await store.keep(market(), matched)
    const place = await store.keep(market({}, names('A'), { marketId: '1.2', type: 'PLACE' }), { ...matched, runners: new Map([['101', 301]]) })
    await store.update([{ id: win.id, sequence: 7, view: market() }])
    expect((await store.find('betfair', '1.2'))?.sequence).toBe(7)
    await db.pool.query('INSERT INTO ticks_stored (market_id, from_at, to_at, sequence) VALUES ($1, now(), now(), 12), ($1, now(), now(), 9)', [place.id])
    expect((await store.find('betfair', '1.1'))?.sequence).toBe(12)
    expect(await storedSequences(db.pool)([3, 4, 99])).toEqual(new Map([[3, 12]]))
  })
})

describe('mending by hand', () => {
  test('takes a market from the list of unmatched ones, and stays against whatever matching finds', async () => {
    const store = marketStore(db.pool)
    const { id } = await store.keep(market(), nothing)
    expect(await store.unmatched()).toEqual([{ id, feed: 'betfair', marketId: '1.1', type: 'WIN', source: 'EXCHANGE', status: 'OPEN', event: market().event, reasons: ['No race is near.'] }])
    await store.mend(id, 4, new Map([['101', 402], ['102', null]]))
    expect(await store.unmatched()).toEqual([])
    const kept = await store.keep(market(), matched)
    expect(kept).toMatchObject({ raceId: 4, mended: true, reasons: [], runners: new Map([['101', 402], ['102', null], ['103', null]]) })
  })
  test('leaves selections that it does not name where they are, as long as they are of the race', async () => {
    const store = marketStore(db.pool)
    const { id } = await store.keep(market(), matched)
    await store.mend(id, 3, new Map([['101', 303], ['103', 301]]))
    expect((await store.find('betfair', '1.1'))?.runners).toEqual(new Map([['101', 303], ['102', 302], ['103', 301]]))
    await store.mend(id, null, new Map())
    expect(await store.find('betfair', '1.1')).toMatchObject({ raceId: null, runners: new Map([['101', null], ['102', null], ['103', null]]) })
  })
  test.each<[string, number | null, [string, number | null][], number, RegExp]>([
    ['a market', 3, [], 99, /no market 99/], ['a race', 99, [], 1, /no race 99/], ['a selection', 3, [['555', 301]], 1, /no selection 555/], ['a runner of another race', 3, [['101', 401]], 1, /Runner 401 is not of race 3/],
    ['a runner twice', 3, [['101', 301], ['102', 301]], 1, /named twice/], ['a runner without a race', null, [['101', 301]], 1, /without a race/],
  ])('refuses %s that is not there', async (_, raceId, runners, id, message) => {
    const store = marketStore(db.pool)
    await store.keep(market(), nothing)
    await expect(store.mend(id, raceId, new Map(runners))).rejects.toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringMatching(message) })
    expect(await store.find('betfair', '1.1')).toMatchObject({ raceId: null, mended: false })
  })
})

test('candidates are the races that start around an instant, with their runners', async () => {
  await db.pool.query("UPDATE runners SET status = 'LATE_SCRATCHED' WHERE id = 402")
  const [off, around] = [instant(FAR_OFF), candidateRaces(db.pool)]
  const found = await around.around(off, 3_600_000)
  const { rows: [first] } = await db.pool.query('SELECT r.name, r.number, v.code, v.country, h.name AS horse FROM races r JOIN meetings m ON m.id = r.meeting_id JOIN venues v ON v.id = m.venue_id JOIN runners n ON n.race_id = r.id JOIN horses h ON h.id = n.horse_id WHERE n.id = 301')
  expect(found[0]).toMatchObject({ raceId: 3, date: FAR_OFF.slice(0, 10), number: first.number, name: first.name, offAt: off, venueCode: first.code, country: first.country, synthetic: false, adopted: false })
  expect(found[0]?.runners[0]).toMatchObject({ runnerId: 301, name: first.horse, withdrawn: false })
  expect(found.map(({ raceId, runners }) => [raceId, runners.map(({ runnerId, withdrawn }) => [runnerId, withdrawn])])).toEqual([[3, [[301, false], [302, false], [303, false]]], [4, [[401, false], [402, true]]]])
  expect(await around.around(instant('2099-06-01T00:00:00Z'), 3_600_000)).toEqual([])
})
