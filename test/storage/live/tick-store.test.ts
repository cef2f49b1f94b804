import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Tick } from '../../../src/domain/tick'
import { frameOf } from '../../../src/storage/live/spool-frames'
import { encodeTicks } from '../../../src/storage/live/tick-rows'
import { openTickStore, type SpooledTickStore, type TickStoreOptions } from '../../../src/storage/live/tick-store'
import { testDatabase, type TestDatabase } from '../../support/database'
import { tick } from '../../support/ticks'

let db: TestDatabase
beforeAll(async () => { db = await testDatabase() })
afterAll(async () => { await db.close() })

let folder: string
let notes: string[]
const opened: SpooledTickStore[] = []
beforeEach(async () => {
  await db.clear()
  folder = mkdtempSync(join(tmpdir(), 'racegraph-spool-'))
  notes = []
})
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close()
  rmSync(folder, { recursive: true, force: true })
})
const AWAY = 'postgresql://nobody@127.0.0.1:1/none'
const open = async (options: Partial<TickStoreOptions> = {}): Promise<SpooledTickStore> => {
  const store = await openTickStore({ databaseUrl: db.url, folder, maxSpoolBytes: 1 << 26, batchRows: 1000, flushEveryMs: 60_000, note: (problem) => { notes.push(problem) }, ...options })
  opened.push(store)
  return store
}
const sequences = async (): Promise<number[]> => (await db.pool.query<{ sequence: number }>('SELECT sequence FROM ticks ORDER BY sequence')).rows.map(({ sequence }) => sequence)
const segments = (number = 1): string[] => readdirSync(join(folder, String(number))).filter((name) => name !== 'lock')
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i)
/** Waits for what the store tells of itself. */
const noted = async (pattern: RegExp): Promise<void> => { while (!notes.some((note) => pattern.test(note))) await new Promise(setImmediate) }

describe('a tick', () => {
  test('comes to the database as it was, with what is missing missing', async () => {
    const store = await open()
    const whole: Tick = tick({ marketId: 2_147_483_647, selectionId: 9_007_199_254_740_991, handicap: -0.5, raceId: 7, runnerId: 8, sequence: 3, at: '2022-11-07T04:00:00.007Z', status: 'REMOVED', inPlay: true, back: 1.01, backSize: 0.1, lay: 1000, laySize: 54.143922128294946, lastTraded: 2.69, matched: 1e9 })
    await store.append([whole, tick({ sequence: 4, at: '1970-01-01T00:00:00Z', back: null, backSize: null, lay: null, laySize: null, lastTraded: null, matched: null, status: 'HIDDEN' })])
    await store.flush()
    expect((await db.pool.query('SELECT * FROM ticks ORDER BY sequence')).rows).toEqual([
      { market_id: 2_147_483_647, selection_id: 9_007_199_254_740_991, handicap: -0.5, race_id: 7, runner_id: 8, sequence: 3, at: '2022-11-07T04:00:00.007Z', received_at: '2022-11-07T04:00:00.007Z', status: 'REMOVED', in_play: true, back: 1.01, back_size: 0.1, lay: 1000, lay_size: 54.143922128294946, last_traded: 2.69, matched: 1e9 },
      { market_id: 1, selection_id: 101, handicap: 0, race_id: null, runner_id: null, sequence: 4, at: '1970-01-01T00:00:00.000Z', received_at: '1970-01-01T00:00:00.000Z', status: 'HIDDEN', in_play: false, back: null, back_size: null, lay: null, lay_size: null, last_traded: null, matched: null },
    ])
    expect((await db.pool.query('SELECT tableoid::regclass::text AS day FROM ticks ORDER BY sequence')).rows).toEqual([{ day: 'ticks_20221107' }, { day: 'ticks_19700101' }])
    expect([store.waiting, segments()]).toEqual([0, []])
  })
  test('whose way to the disk has only begun is waited for', async () => {
    const store = await open()
    const appended = [1, 2, 3].map((sequence) => store.append([tick({ sequence })]))
    await store.flush()
    expect(await sequences()).toEqual([1, 2, 3])
    await Promise.all(appended)
  })
  test('that is none is refused, and the others of other appends are not', async () => {
    const store = await open()
    for (const broken of [{ marketId: NaN }, { sequence: 2 ** 31 }, { selectionId: 1.5 }, { at: NaN }, { handicap: Infinity }]) await expect(store.append([tick(broken)])).rejects.toThrow(/is no whole number|is no number|out of range|is no instant/)
    await store.append([tick({ sequence: 2, back: Infinity, matched: NaN })])
    await store.flush()
    expect((await db.pool.query('SELECT sequence, back, matched FROM ticks')).rows).toEqual([{ sequence: 2, back: null, matched: null }])
  })
  test('is told to the roll-up by market and day, with the time it spans and the highest sequence', async () => {
    const store = await open()
    await store.append([tick({ sequence: 5, at: '2026-11-22T23:59:59.999Z' }), tick({ sequence: 4, at: '2026-11-22T23:00:00Z' }), tick({ sequence: 6, at: '2026-11-23T00:00:01Z' }), tick({ sequence: 3, marketId: 2, at: '2026-11-22T10:00:00Z' })])
    await store.flush()
    expect((await db.pool.query('SELECT market_id, from_at, to_at, sequence FROM ticks_stored ORDER BY market_id, from_at')).rows).toEqual([
      { market_id: 1, from_at: '2026-11-22T23:00:00.000Z', to_at: '2026-11-22T23:59:59.999Z', sequence: 5 }, { market_id: 1, from_at: '2026-11-23T00:00:01.000Z', to_at: '2026-11-23T00:00:01.000Z', sequence: 6 }, { market_id: 2, from_at: '2026-11-22T10:00:00.000Z', to_at: '2026-11-22T10:00:00.000Z', sequence: 3 },
    ])
    expect((await db.pool.query('SELECT day FROM tick_days ORDER BY day')).rows).toEqual([{ day: '2026-11-22' }, { day: '2026-11-23' }])
  })
})

describe('an append', () => {
  test('is on disk when it resolves, and many that come together are one group', async () => {
    const store = await open({ databaseUrl: AWAY, flushEveryMs: 5 })
    await Promise.all(range(1, 50).map((sequence) => store.append([tick({ sequence })])))
    expect(store.waiting).toBe(50)
    await noted(/does not take ticks/)
    await store.close()
    expect(notes.at(-1)).toMatch(/stay on disk/)
    expect(segments()).not.toEqual([])
    await (await open()).flush()
    expect(await sequences()).toEqual(range(1, 50))
    expect(segments()).toEqual([])
  })
  test('waits while the spool is full, and goes on when the database has taken some', async () => {
    const away = await open({ databaseUrl: AWAY, maxSpoolBytes: 1000 })
    await away.append(range(1, 5).map((sequence) => tick({ sequence })))
    let isThere = false
    const waiting = away.append([tick({ sequence: 6 }), tick({ sequence: 7 })]).then(() => { isThere = true })
    waiting.catch(() => undefined)
    await noted(/full/)
    expect([isThere, away.waits, away.waiting]).toEqual([false, 1, 5])
    await away.close()
    await expect(waiting).rejects.toThrow('closed while it was full')
    const store = await open({ maxSpoolBytes: 1000 })
    await Promise.all(range(8, 40).map((sequence) => store.append([tick({ sequence })])))
    await store.flush()
    expect(await sequences()).toEqual([...range(1, 5), ...range(8, 40)])
  })
  test('of nothing is nothing, and after the end it is refused', async () => {
    const store = await open()
    await store.append([])
    await store.close()
    await expect(store.append([tick()])).rejects.toThrow('closed')
    await expect(store.flush()).rejects.toThrow('closed')
  })
})

describe('the spool of a process that died', () => {
  /** A folder with one segment, as a process that was killed leaves it. */
  const left = (bytes: Buffer, name = '0000000001.seg', number = 1): string => {
    const path = join(folder, String(number))
    // Of a pid that no process can have.
    mkdirSync(path, { recursive: true })
    writeFileSync(join(path, 'lock'), '4194999\nsome boot\n')
    writeFileSync(join(path, name), bytes)
    return join(path, name)
  }
  const frame = (...numbers: readonly number[]): Buffer => frameOf([encodeTicks(numbers.map((sequence) => tick({ sequence })))], numbers.length)

  test('is written, and what is there already is not written twice', async () => {
    const first = await open()
    await first.append([tick({ sequence: 1 }), tick({ sequence: 2 })])
    await first.close()
    left(Buffer.concat([frame(2, 3), frame(1), frame(4, 4)]))
    await (await open()).flush()
    expect(await sequences()).toEqual([1, 2, 3, 4])
    expect(segments()).toEqual([])
  })
  test.each([1, 15, 16, 17, 150, 300, 345, 360, 400, 460].map((cut) => [cut]))('torn %i bytes before its end keeps every whole frame', async (cut) => {
    const path = left(Buffer.concat([frame(1), frame(2, 3)]))
    const size = readFileSync(path).length
    truncateSync(path, Math.max(0, size - cut))
    await (await open()).flush()
    const one = frame(1).length
    expect(await sequences()).toEqual(size - cut >= one ? [1] : [])
    expect(segments()).toEqual([])
  })
  test('with garbage behind it keeps what is whole', async () => {
    appendFileSync(left(frame(1, 2)), Buffer.from('RGTK\0\0\0\x7fnot a frame at all'))
    await (await open()).flush()
    expect(await sequences()).toEqual([1, 2])
  })
  test.each([['mark', 1], ['length', 5], ['count', 9], ['checksum', 13], ['rows', 60]])('damaged in the %s of a frame says so, and keeps the others', async (_, at) => {
    const bytes = Buffer.concat([frame(1), frame(2, 3), frame(4)])
    bytes.writeUInt8(bytes.readUInt8(frame(1).length + at) ^ 0x55, frame(1).length + at)
    left(bytes)
    await (await open()).flush()
    expect(await sequences()).toEqual([1, 4])
    expect(notes).toEqual([expect.stringMatching(/^\d+ bytes of .*0000000001\.seg are damaged: the ticks in them are lost, 2 others are kept$/)])
  })
  test('in a folder of its own is taken over by the next that opens one beside it', async () => {
    const own = await open()
    left(frame(7), '0000000009.seg', 2)
    left(frame(8), '0000000001.seg', 3)
    const other = await open()
    await other.flush()
    expect(await sequences()).toEqual([7, 8])
    await own.append([tick({ sequence: 1 })])
    await other.append([tick({ sequence: 2 })])
    await Promise.all([own.flush(), other.flush()])
    expect(await sequences()).toEqual([1, 2, 7, 8])
  })
  test('whose rows the database refuses is put aside, and what comes after it is stored', async () => {
    await db.pool.query('ALTER TABLE ticks ADD CONSTRAINT not_thirteen CHECK (sequence <> 13)')
    try {
      left(frame(13))
      const store = await open()
      await store.append([tick({ sequence: 14 })])
      await store.flush()
      expect(await sequences()).toEqual([14])
      expect(segments()).toEqual(['0000000001.seg.refused'])
      expect(notes).toEqual([expect.stringContaining('put aside')])
    } finally { await db.pool.query('ALTER TABLE ticks DROP CONSTRAINT not_thirteen') }
  })
})

test('two stores on one folder have spools of their own', async () => {
  const [one, two] = [await open({ databaseUrl: AWAY }), await open({ databaseUrl: AWAY })]
  await Promise.all([one.append([tick({ sequence: 1 })]), two.append([tick({ sequence: 2 }), tick({ sequence: 3 })])])
  expect([one.waiting, two.waiting, readdirSync(folder).sort()]).toEqual([1, 2, ['1', '2']])
})
test('a folder that cannot be written to is refused in words', async () => {
  writeFileSync(join(folder, 'file'), '')
  await expect(open({ folder: join(folder, 'file') })).rejects.toMatchObject({ code: 'CONFIG_INVALID', message: expect.stringContaining('RACEGRAPH_HOME') })
})
test('a day that was dropped while its ticks came is made again', async () => {
  const store = await open()
  await store.append([tick({ sequence: 1 })])
  await store.flush()
  await db.pool.query("DROP TABLE ticks_20261122; DELETE FROM tick_days")
  await store.append([tick({ sequence: 2 })])
  await store.flush()
  expect(await sequences()).toEqual([2])
})
