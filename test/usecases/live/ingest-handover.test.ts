import { listMarkets, matchByHand, unmatchByHand } from '../../../src/app/live/markets'
import type { MarketChange } from '../../../src/live/feed'
import { alwaysLeased } from '../../../src/live/lease/always'
import { redisLeases, type RedisLeases } from '../../../src/live/lease/redis-leases'
import { candidateRaces } from '../../../src/storage/live/candidate-races'
import { testDatabase, type TestDatabase } from '../../support/database'
import { describeWithRedis, testRedis, type TestRedis } from '../../support/redis'
import { addRaces } from '../../support/served-races'
import { databaseUrl, withClient } from '../../support/test-server'
import { image, ingestWorld, moved, redefined, shown, stored, told, viewOf, type IngestWorld, type WorldOptions } from './ingest-world'

let db: TestDatabase
const opened: IngestWorld[] = []
const open = async (options?: WorldOptions): Promise<IngestWorld> => { const world = await ingestWorld(db, options); opened.push(world); return world }
beforeAll(async () => { db = await testDatabase() })
// Race 3 with runners 301, 302, 303.
beforeEach(async () => { await db.clear(); await addRaces(db.pool, [3], { first: 3 }) })
afterEach(async () => { for (const world of opened.splice(0)) await world.close() })
afterAll(() => db.close())

describe('a market whose lease is given up', () => {
  test.each(['betfair/1.1', 'race/3'])('by %s: is told of no more, kept in mind, and taken whole again two seconds later', async (lease) => {
    const world = await open()
    await world.hear(image(viewOf([2, 4, 8])), moved(viewOf([2.5, 4, 8]), 0))
    await world.ingest.flush()
    await world.leases.release(lease)
    await world.hear(moved(viewOf([2.5, 5, 8]), 1))
    await world.ingest.flush()
    expect([world.ingest.size, world.events.length, world.leases.holds('betfair/1.1')]).toEqual([0, 2, false])
    world.later(2)
    await world.ingest.flush()
    expect([world.ingest.size, told(world).slice(2)]).toEqual([1, [[1003, true, [301, 2.5], [302, 5], [303, 8]]]])
    await world.hear(moved(viewOf([2.5, 5, 9]), 2))
    expect(told(world).at(-1)).toEqual([1004, false, [303, 9]])
  })
  test('while the database is asked of which race it is, is not held', async () => {
    const leases = alwaysLeased()
    const asked = candidateRaces(db.pool)
    let lose = true
    const world = await open({ leases, candidates: { around: async (at, within) => { if (lose) await leases.release('betfair/1.1'); lose = false; return asked.around(at, within) } } })
    await world.hear(image(viewOf([2, 4, 8])))
    expect([world.ingest.size, world.events.length]).toEqual([0, 0])
    world.later(2)
    await world.ingest.flush()
    expect([world.ingest.size, world.events.length, leases.holds('betfair/1.1')]).toEqual([1, 1, true])
  })
  test('because its source forgot it while another look at it was under way, is not held for ever', async () => {
    let looking: () => void = () => undefined
    let go: () => void = () => undefined
    const looks = new Promise<void>((resolve) => { looking = resolve })
    const gate = new Promise<void>((resolve) => { go = resolve })
    const asked = candidateRaces(db.pool)
    const world = await open({ candidates: { around: async (at, within) => { looking(); await gate; return asked.around(at, within) } } })
    const taken = world.hear(image(viewOf([2, 4, 8])))
    await looks
    world.ingest.evicted(['1.1'])
    go()
    await taken
    await world.ingest.flush()
    expect([world.ingest.size, world.leases.holds('betfair/1.1'), world.leases.holds('race/3')]).toEqual([0, false, false])
  })
})

describeWithRedis('a market that another worker has', () => {
  let redis: TestRedis
  const lines: RedisLeases[] = []
  const line = async (): Promise<RedisLeases> => {
    const leases = redisLeases({ url: redis.url, leaseMs: 30_000, onChange: () => undefined })
    lines.push(leases)
    await leases.ready()
    return leases
  }
  beforeAll(async () => { redis = await testRedis() })
  afterEach(async () => { await Promise.all(lines.splice(0).map((leases) => leases.close())) })
  afterAll(() => redis.close())

  test('is told by one at a time, and whole by who takes it over, above all numbers of the one before', async () => {
    const [one, two] = [await open({ leases: await line() }), await open({ leases: await line() })]
    const both = async (...changes: readonly MarketChange[]): Promise<void> => { await one.hear(...changes); await two.hear(...changes) }
    const pass = async (): Promise<void> => { for (const world of [one, two]) { world.later(2); await world.ingest.flush(); await world.ticks.flush() } }
    await both(image(viewOf([2, 4, 8])))
    await both(moved(viewOf([2.5, 4, 8]), 0))
    await pass()
    expect([told(one), told(two), one.ingest.size, two.ingest.size]).toEqual([[[1, true, [301, 2], [302, 4], [303, 8]], [2, false, [301, 2.5]]], [], 1, 0])
    // Given up; the other asks first.
    await one.leases.release('race/3')
    expect(one.leases.holds('betfair/1.1')).toBe(false)
    for (let asked = 0; two.ingest.size === 0 && asked < 100; asked++) { two.later(2); await two.ingest.flush() }
    await pass()
    await both(moved(viewOf([2.5, 4, 9]), 2))
    expect([told(one).length, told(two)]).toEqual([2, [[1003, true, [301, 2.5], [302, 4], [303, 8]], [1004, false, [303, 9]]]])
    await pass()
    await two.leases.close()
    two.ingest.evicted(['1.1'])
    await pass()
    expect([told(one).slice(2), one.ingest.size]).toEqual([[[2005, true, [301, 2.5], [302, 4], [303, 9]]], 1])
    await one.ticks.flush()
    expect((await stored(db)).slice(-3)).toEqual([[1, 101, 2005, 3, 301, 2.5], [1, 102, 2005, 3, 302, 4], [1, 103, 2005, 3, 303, 9]])
  })
})

describe('a market that is of no race', () => {
  const unknown = (backs: readonly number[]) => { const view = viewOf(backs, { marketId: '1.7' }); return { ...view, event: { ...view.event, venue: 'Nowhere', eventName: null } } }
  const WHY = 'No race at Nowhere is on any card near 2099-03-01 06:00 UTC.'

  test('is stored and listed with the reason, and told to nobody; once it is put right by hand it is told whole', async () => {
    const world = await open()
    await world.hear(image(unknown([2, 4, 8])), moved(unknown([3, 4, 8]), 0))
    await world.ingest.flush()
    expect([world.events, world.races.race(3), world.ingest.size]).toEqual([[], null, 1])
    expect(await listMarkets(db.url, true)).toMatchObject([{ id: 1, marketId: '1.7', race: null, reasons: [WHY] }])
    expect(await matchByHand(db.url, 1, 'R3', [])).toMatchObject({ mended: true, reasons: [] })
    await world.hear(moved(unknown([3, 5, 8]), 1))
    expect(world.events).toEqual([])
    // Within a minute, also of a market that is silent. Numbers 1, 2 and 3 were given to rows of it before.
    world.later(60)
    await world.ingest.flush()
    await world.hear(moved(unknown([3, 5, 9]), 2))
    expect(told(world)).toEqual([[1004, true, [301, 3], [302, 5], [303, 8]], [1005, false, [303, 9]]])
    expect(world.events[0]?.market).toMatchObject({ id: 1, raceId: 3, marketId: '1.7' })
    await world.ticks.flush()
    expect(await stored(db)).toEqual([
      [1, 101, 1, null, null, 2], [1, 102, 1, null, null, 4], [1, 103, 1, null, null, 8], [1, 101, 2, null, null, 3], [1, 102, 3, null, null, 5],
      [1, 101, 1004, 3, 301, 3], [1, 102, 1004, 3, 302, 5], [1, 103, 1004, 3, 303, 8], [1, 103, 1005, 3, 303, 9],
    ])
    expect(await listMarkets(db.url, true)).toEqual([])
  })
  test('is put right as soon as its definition changes, two seconds after it was looked at last', async () => {
    const world = await open()
    await world.hear(image(unknown([2, 4, 8])))
    await matchByHand(db.url, 1, 'R3', [])
    await world.hear(redefined(unknown([2, 4, 8])))
    expect(world.events).toEqual([])
    world.later(2)
    await world.hear(redefined(unknown([2, 4, 8])))
    expect(world.events.map(({ whole, prices }) => [whole, prices.length])).toEqual([[true, 3]])
  })
  test('and is put to one that was told of before this worker started: numbers go on', async () => {
    const before = await open()
    await before.hear(image(viewOf([2, 4, 8])))
    for (let i = 1; i <= 9; i++) await before.hear(moved(viewOf([2 + i, 4, 8]), 0))
    await before.ingest.flush()
    expect(before.events.at(-1)?.sequence).toBe(10)
    const world = await open()
    await world.hear(image(unknown([2, 4, 8])))
    await matchByHand(db.url, 2, 'R3', [])
    world.later(60)
    await world.hear(moved(unknown([3, 4, 8]), 0))
    expect(told(world)).toEqual([[1011, true, [301, 3], [302, 4], [303, 8]]])
  })
  test('in part: the selection that finds its runner later is told at once, with all of the market', async () => {
    const world = await open()
    const view = viewOf([2, 4, 8])
    const odd = { ...view, selections: view.selections.map((one) => one.selectionId === 103 ? { ...one, name: '3. H3O3' } : one) }
    await world.hear(image(odd))
    expect([told(world), (await listMarkets(db.url, true)).map(({ reasons }) => reasons)]).toEqual([[[1, true, [301, 2], [302, 4]]], [['3. H3O3 (selection 103) is on no card of the race.']]])
    await matchByHand(db.url, 1, 'R3', [{ selection: '103', number: 3 }])
    world.later(60)
    await world.ingest.flush()
    expect(told(world).slice(1)).toEqual([[2, true, [301, 2], [302, 4], [303, 8]]])
  })
  test('any more, said by hand, is told of no more, and its race is anybody\'s', async () => {
    const world = await open()
    await world.hear(image(viewOf([2, 4, 8])))
    await unmatchByHand(db.url, 1)
    world.later(60)
    await world.hear(moved(viewOf([3, 4, 8]), 0))
    await world.ticks.flush()
    expect([world.events.length, world.leases.holds('race/3'), world.leases.holds('betfair/1.1')]).toEqual([1, false, true])
    expect((await stored(db)).at(-1)).toEqual([1, 103, 1002, null, null, 8])
  })
})

describe('while the database is away', () => {
  const name = (): string => new URL(db.url).pathname.slice(1)
  const admit = (admitted: boolean): Promise<void> => withClient(databaseUrl(db.url, 'postgres'), async (client) => {
    await client.query(`ALTER DATABASE "${name()}" ALLOW_CONNECTIONS ${admitted}`)
    if (!admitted) await client.query('SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = $1', [name()])
  })
  afterEach(() => admit(true))

  test('a new market waits as it stands, one that is held is told on, and no feed waits; then it is taken, and all is stored', async () => {
    const world = await open()
    const place = (backs: readonly number[]) => viewOf(backs, { marketId: '1.2', type: 'PLACE' })
    const fixed = (backs: readonly number[]) => viewOf(backs, { marketId: '1.3', source: 'FIXED' })
    await world.hear(image(viewOf([2, 4, 8])), image(fixed([2, 3, 7])))
    await admit(false)
    await world.hear(image(place([1.2, 1.5, 2])), moved(viewOf([3, 4, 8]), 0), moved(fixed([2, 3, 6]), 2))
    await world.hear(moved(place([1.2, 1.6, 2]), 1))
    await world.ingest.flush()
    world.later(60)
    await world.hear(moved(place([1.3, 1.6, 2]), 0), moved(viewOf([3, 5, 8]), 1))
    expect(told(world).slice(2)).toEqual([[3, false, [301, 3]], [4, false, [303, 6]], [5, false, [302, 5]]])
    expect(world.ingest.size).toBe(2)
    expect(world.notes).toContain('market betfair/1.2 could not be matched now; it is tried again')
    expect(world.notes).toContain('how markets stand could not be written down now; it is tried again')
    await admit(true)
    world.later(2)
    await world.ingest.flush()
    expect(told(world).slice(5)).toEqual([[6, true, [301, 1.3], [302, 1.6], [303, 2]]])
    expect([1, 2, 3].map((id) => shown(world, 3, id))).toEqual([[[301, 3], [302, 5], [303, 8]], [[301, 2], [302, 3], [303, 6]], [[301, 1.3], [302, 1.6], [303, 2]]])
    await world.ticks.flush()
    expect(await stored(db)).toEqual([
      [1, 101, 1, 3, 301, 2], [1, 102, 1, 3, 302, 4], [1, 103, 1, 3, 303, 8], [1, 101, 3, 3, 301, 3], [1, 102, 5, 3, 302, 5],
      [2, 101, 2, 3, 301, 2], [2, 102, 2, 3, 302, 3], [2, 103, 2, 3, 303, 7], [2, 103, 4, 3, 303, 6],
      [3, 101, 6, 3, 301, 1.3], [3, 102, 6, 3, 302, 1.6], [3, 103, 6, 3, 303, 2],
    ])
    expect((await db.pool.query('SELECT source_id AS id, sequence FROM markets ORDER BY id')).rows).toEqual([{ id: '1.1', sequence: 5 }, { id: '1.2', sequence: 6 }, { id: '1.3', sequence: 4 }])
  })
})
