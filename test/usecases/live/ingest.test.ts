import { instant, type Instant } from '../../../src/domain/instant'
import { testDatabase, type TestDatabase } from '../../support/database'
import { addRaces } from '../../support/served-races'
import { temporaryFolder } from '../../support/temporary-folder'
import { image, ingestWorld, moved, redefined, shown, stored, told, viewOf, type IngestWorld, type WorldOptions } from './ingest-world'

let db: TestDatabase
const opened: IngestWorld[] = []
const open = async (options?: WorldOptions): Promise<IngestWorld> => { const world = await ingestWorld(db, options); opened.push(world); return world }
beforeAll(async () => { db = await testDatabase() })
// Race 3 with runners 301, 302, 303.
beforeEach(async () => { await db.clear(); await addRaces(db.pool, [3], { first: 3 }) })
afterEach(async () => { for (const world of opened.splice(0)) await world.close() })
afterAll(() => db.close())

const standing = async (): Promise<unknown> => (await db.pool.query('SELECT source_id AS market, race_id AS race, status, sequence FROM markets ORDER BY id')).rows

describe('a market that is of a race', () => {
  test('is told whole, then what changes; numbers rise by one, and each row is stored', async () => {
    const world = await open()
    await world.hear(image(viewOf([2, 4, 8])))
    await world.hear(moved(viewOf([2.5, 4, 8]), 0), moved(viewOf([2.5, 3, 8]), 0, 1))
    await world.hear(redefined(viewOf([2.5, 3, 8], { status: 'SUSPENDED' })))
    await world.ingest.flush()
    await world.ticks.flush()
    expect(told(world)).toEqual([[1, true, [301, 2], [302, 4], [303, 8]], [2, false, [301, 2.5]], [3, false, [301, 2.5], [302, 3]], [4, false]])
    expect(world.events.map(({ raceId, market }) => [raceId, market.id, market.sequence, market.status])).toEqual([[3, 1, 1, 'OPEN'], [3, 1, 2, 'OPEN'], [3, 1, 3, 'OPEN'], [3, 1, 4, 'SUSPENDED']])
    expect(world.events[2]?.prices[0]).toMatchObject({ decimal: 2.5, previous: 2, open: 2 })
    // Selection 101 of sequence 3 moved in no way that a row tells.
    expect(await stored(db)).toEqual([[1, 101, 1, 3, 301, 2], [1, 102, 1, 3, 302, 4], [1, 103, 1, 3, 303, 8], [1, 101, 2, 3, 301, 2.5], [1, 102, 3, 3, 302, 3]])
    expect(await standing()).toEqual([{ market: '1.1', race: 3, status: 'SUSPENDED', sequence: 4 }])
    expect([shown(world, 3, 1), world.notes]).toEqual([[[301, 2.5], [302, 3], [303, 8]], []])
  })

  test('tells of a runner that it removes once', async () => {
    const world = await open()
    await world.hear(image(viewOf([2, 4, 8])))
    const out = viewOf([2, 4], {}, {})
    const gone = { ...out, selections: [...out.selections, ...viewOf([null, null, null], {}, { status: 'REMOVED', removedAt: instant('2026-11-22T02:59:00Z') }).selections.slice(2)] }
    await world.hear(redefined(gone), moved(gone, 2), moved(gone, 2))
    expect(world.removed).toEqual([{ raceId: 3, feed: 'betfair', marketId: '1.1', bookmaker: 'Betfair', runnerId: 303, selectionId: 103, at: instant('2026-11-22T02:59:00Z') }])
  })
})

describe('what is told is stored', () => {
  test('every price was handed to the disk before it was published, and is in the database in the end, whoever writes it there', async () => {
    const folder = temporaryFolder()
    const world = await open({ folder: folder.path, ticksUrl: 'postgresql://nobody@127.0.0.1:1/none' })
    await world.hear(image(viewOf([2, 4, 8])))
    for (let i = 1; i <= 20; i++) await world.hear(moved(viewOf([2 + i / 10, 4, 8 + i / 10]), 0, 2))
    expect([world.early, await stored(db)]).toEqual([[], []])
    await world.close()
    const next = await open({ folder: folder.path })
    await next.ticks.flush()
    expect(await stored(db)).toEqual(world.events.flatMap(({ sequence, prices }) => prices.map(({ runnerId, decimal }) => [1, runnerId - 200, sequence, 3, runnerId, decimal])))
    expect(world.events.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 21 }, (_, i) => i + 1))
    folder.remove()
  })
  test('a feed is told when nothing more can be stored', async () => {
    const world = await open()
    await world.hear(image(viewOf([2, 4, 8])))
    await world.ticks.close()
    await world.hear(moved(viewOf([3, 4, 8]), 0))
    await expect(world.ingest.flush()).rejects.toThrow('the spool is closed')
    await expect(world.hear(moved(viewOf([4, 4, 8]), 0))).rejects.toThrow('the spool is closed')
  })
})

test('the markets of a race are numbered together, and one that is let go leaves the other', async () => {
  const world = await open()
  const place = (backs: readonly number[]) => viewOf(backs, { marketId: '1.2', type: 'PLACE' })
  await world.hear(image(viewOf([2, 4, 8])), image(place([1.2, 1.5, 2])))
  await world.hear(moved(place([1.3, 1.5, 2]), 0), moved(viewOf([2, 5, 8]), 1))
  expect(world.events.map(({ raceId, sequence, market }) => [raceId, sequence, market.id, market.type])).toEqual([[3, 1, 1, 'WIN'], [3, 2, 2, 'PLACE'], [3, 3, 2, 'PLACE'], [3, 4, 1, 'WIN']])
  expect([shown(world, 3, 1), shown(world, 3, 2)]).toEqual([[[301, 2], [302, 5], [303, 8]], [[301, 1.3], [302, 1.5], [303, 2]]])
  world.ingest.evicted(['1.1'])
  await world.ingest.flush()
  expect([world.leases.holds('betfair/1.1'), world.leases.holds('betfair/1.2'), world.leases.holds('race/3')]).toEqual([false, true, true])
  await world.hear(moved(place([1.4, 1.5, 2]), 0))
  expect(told(world).at(-1)).toEqual([5, false, [301, 1.4]])
  await world.ticks.flush()
  expect(await stored(db)).toEqual([
    [1, 101, 1, 3, 301, 2], [1, 102, 1, 3, 302, 4], [1, 103, 1, 3, 303, 8], [1, 102, 4, 3, 302, 5],
    [2, 101, 2, 3, 301, 1.2], [2, 102, 2, 3, 302, 1.5], [2, 103, 2, 3, 303, 2], [2, 101, 3, 3, 301, 1.3], [2, 101, 5, 3, 301, 1.4],
  ])
})

describe('a market that its source has closed and forgotten', () => {
  test('is let go with its race, its end is written down, and one that opens again is taken whole, further on', async () => {
    const world = await open()
    await world.hear(image(viewOf([2, 4, 8])))
    await world.hear(redefined(viewOf([null, null, null], { status: 'CLOSED' }, { status: 'LOSER' })))
    world.ingest.evicted(['1.1'])
    await world.ingest.flush()
    expect([world.ingest.size, world.leases.holds('betfair/1.1'), world.leases.holds('race/3')]).toEqual([0, false, false])
    expect(await standing()).toEqual([{ market: '1.1', race: 3, status: 'CLOSED', sequence: 2 }])
    await world.hear(moved(viewOf([3, 4, 8]), 0))
    expect([world.ingest.size, told(world).at(-1)]).toEqual([1, [1003, true, [301, 3], [302, 4], [303, 8]]])
  })
  test('and is settled anew before that was written down: the last word stands, and others are written down too', async () => {
    const world = await open()
    const settled = (winner: number) => {
      const view = viewOf([null, null, null], { status: 'CLOSED' }, { status: 'LOSER' })
      return { ...view, selections: view.selections.map((one) => one.selectionId === winner ? { ...one, status: 'WINNER' as const } : one) }
    }
    await world.hear(image(viewOf([2, 4, 8])), image(viewOf([1.2, 1.5, 2], { marketId: '1.2', type: 'PLACE' })))
    await world.hear(redefined(settled(101)))
    world.ingest.evicted(['1.1'])
    await world.hear(image(settled(102)), redefined(viewOf([1.2, 1.5, 2], { marketId: '1.2', type: 'PLACE', status: 'SUSPENDED' })))
    await world.ingest.flush()
    expect(world.notes).toEqual([])
    expect((await db.pool.query("SELECT selection_id FROM market_selections WHERE status = 'WINNER'")).rows).toEqual([{ selection_id: 102 }])
    expect(await standing()).toEqual([{ market: '1.1', race: 3, status: 'CLOSED', sequence: 4 }, { market: '1.2', race: 3, status: 'SUSPENDED', sequence: 5 }])
  })
})

test.each([['before there were exchanges', Date.UTC(1990, 0, 1) - 1], ['a thousand times too late', Date.UTC(2026, 10, 22) * 1_000], ['never', NaN]])('what is dated %s is left out and told, and the rest of the message is taken', async (_, at) => {
  const world = await open()
  await world.hear(image(viewOf([2, 4, 8])))
  await world.hear(moved(viewOf([9, 4, 8], { publishedAt: at as Instant }), 0), image(viewOf([3, 3, 3], { marketId: '1.9', publishedAt: at as Instant })), moved(viewOf([2, 5, 8]), 1))
  await world.ingest.flush()
  await world.ticks.flush()
  expect(world.notes).toEqual([`a change of market betfair/1.1 was left out: it is dated ${at} ms`, `a change of market betfair/1.9 was left out: it is dated ${at} ms`])
  expect(told(world).slice(1)).toEqual([[2, false, [302, 5]]])
  expect((await stored(db)).slice(3)).toEqual([[1, 102, 2, 3, 302, 5]])
  expect(await standing()).toMatchObject([{ market: '1.1', sequence: 2 }])
})
