import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { instant } from '../../../src/domain/instant'
import type { Tick } from '../../../src/domain/tick'
import { rollUp } from '../../../src/storage/live/bars'
import { dropOldDays, makeDaysAhead } from '../../../src/storage/live/retention'
import { openTickStore } from '../../../src/storage/live/tick-store'
import { testDatabase, type TestDatabase } from '../../support/database'
import { tick } from '../../support/ticks'

let db: TestDatabase
let folder: string
beforeAll(async () => { db = await testDatabase(); folder = mkdtempSync(join(tmpdir(), 'racegraph-bars-')) })
afterAll(async () => { await db.close(); rmSync(folder, { recursive: true, force: true }) })
beforeEach(() => db.clear())

const never = new AbortController().signal
/** Stores ticks, a batch each. */
const store = async (...batches: readonly (readonly Tick[])[]): Promise<void> => {
  const ticks = await openTickStore({ databaseUrl: db.url, folder, maxSpoolBytes: 1 << 26, note: (problem) => { throw new Error(problem) } })
  for (const batch of batches) { await ticks.append(batch); await ticks.flush() }
  await ticks.close()
}
const bars = async (resolution: number): Promise<unknown[]> => (await db.pool.query('SELECT at, open, high, low, close, back, lay, last_traded, matched, ticks FROM bars WHERE resolution_s = $1 ORDER BY market_id, selection_id, at', [resolution])).rows
const days = async (): Promise<string[]> => (await db.pool.query<{ name: string }>("SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relname ~ '^(ticks|bars)_.*\\d{8}$' ORDER BY 1")).rows.map(({ name }) => name)

const at = (time: string): string => `2026-11-22T${time}Z`
const FIVE = [
  tick({ sequence: 1, at: at('10:00:00.000'), back: 3.5, lay: 3.6, lastTraded: 3.55, matched: 100 }),
  tick({ sequence: 2, at: at('10:00:00.400'), back: 3.8, lay: 3.9, lastTraded: 3.8, matched: 120 }),
  tick({ sequence: 3, at: at('10:00:00.999'), back: null, lay: 4, lastTraded: 3.444, matched: 120 }),
  tick({ sequence: 4, at: at('10:00:09.999'), back: 3, lay: 3.1, lastTraded: 3, matched: 130 }),
  tick({ sequence: 5, at: at('10:00:10.000'), back: 2.5, lay: null, lastTraded: 3, matched: 150, status: 'REMOVED' }),
]

describe('bars', () => {
  test('of a second, ten and sixty, from the price that is shown', async () => {
    await store(FIVE)
    expect(await rollUp(db.pool, never)).toBe(1)
    const second = { at: '2026-11-22T10:00:00.000Z', open: 3.5, high: 3.8, low: 3.44, close: 3.44, back: null, lay: 4, last_traded: 3.444, matched: 120, ticks: 3 }
    const ninth = { at: '2026-11-22T10:00:09.000Z', open: 3, high: 3, low: 3, close: 3, back: 3, lay: 3.1, last_traded: 3, matched: 130, ticks: 1 }
    const out = { at: '2026-11-22T10:00:10.000Z', open: null, high: null, low: null, close: null, back: 2.5, lay: null, last_traded: 3, matched: 150, ticks: 1 }
    expect(await bars(1)).toEqual([second, ninth, out])
    expect(await bars(10)).toEqual([{ ...second, low: 3, close: 3, back: 3, lay: 3.1, last_traded: 3, matched: 130, ticks: 4 }, out])
    expect(await bars(60)).toEqual([{ ...second, low: 3, close: 3, back: 2.5, lay: null, last_traded: 3, matched: 150, ticks: 5 }])
  })
  test('are made once, and anew for a tick that comes late', async () => {
    await store(FIVE)
    await rollUp(db.pool, never)
    expect(await rollUp(db.pool, never)).toBe(0)
    await store([tick({ sequence: 6, at: at('10:00:00.100'), back: 9, lay: null, lastTraded: 9, matched: 110 })])
    expect(await rollUp(db.pool, never)).toBe(1)
    expect((await bars(1)).slice(0, 2)).toEqual([expect.objectContaining({ open: 3.5, high: 9, ticks: 4 }), expect.objectContaining({ open: 3, ticks: 1 })])
    expect(await bars(60)).toEqual([expect.objectContaining({ open: 3.5, high: 9, low: 3, close: 3, ticks: 6 })])
  })
  test('take the sequence of what they were made from to the market', async () => {
    await db.pool.query(`INSERT INTO markets (id, feed, source_id, source, synthetic, type, event, status, starts_at, published_at, updated_at) VALUES (1, 'f', 'm', 'EXCHANGE', true, 'WIN', '{}', 'OPEN', now(), now(), now())`)
    await store([tick({ sequence: 7 })], [tick({ sequence: 3 })])
    await rollUp(db.pool, never)
    expect((await db.pool.query('SELECT sequence FROM markets')).rows).toEqual([{ sequence: 7 }])
  })
  test('two processes that roll up at once make the same bars, each batch once', async () => {
    await store(...FIVE.map((one) => [one]))
    const counts = await Promise.all([rollUp(db.pool, never), rollUp(db.pool, never)])
    expect(counts[0] + counts[1]).toBe(5)
    expect(await bars(60)).toEqual([expect.objectContaining({ ticks: 5, close: 3 })])
  })

  /** Plain loops over all ticks at once. */
  const oracle = (all: readonly Tick[], resolution: number): unknown[] => {
    const groups = new Map<string, Tick[]>()
    for (const one of all) {
      const key = [one.marketId, one.selectionId, Math.floor(one.at / (resolution * 1000))].join()
      groups.set(key, [...(groups.get(key) ?? []), one])
    }
    const shownOf = ({ status, back, lastTraded }: Tick): number | null => { const price = back ?? lastTraded; return status === 'REMOVED' || price === null || Math.round(price * 100) < 101 ? null : Math.round(price * 100) / 100 }
    return [...groups].map(([key, ticks]) => {
      const sorted = [...ticks].sort((a, b) => a.at - b.at || a.sequence - b.sequence)
      const prices = sorted.map(shownOf).filter((price) => price !== null)
      const [last, [, , bar]] = [sorted.at(-1), key.split(',').map(Number)]
      return {
        key: key.split(',').map(Number), at: new Date((bar ?? 0) * resolution * 1000).toISOString(), open: prices[0] ?? null, high: prices.length > 0 ? Math.max(...prices) : null, low: prices.length > 0 ? Math.min(...prices) : null, close: prices.at(-1) ?? null,
        back: last?.back, lay: last?.lay, last_traded: last?.lastTraded, matched: last?.matched, ticks: ticks.length,
      }
    }).sort((a, b) => (a.key[0] ?? 0) - (b.key[0] ?? 0) || (a.key[1] ?? 0) - (b.key[1] ?? 0) || (a.key[2] ?? 0) - (b.key[2] ?? 0)).map(({ key, ...bar }) => { expect(key).toHaveLength(3); return bar })
  }
  test('of any ticks, in any order and any batches, are those of plain loops', async () => {
    const price = fc.option(fc.integer({ min: 100, max: 2_000 }).map((n) => n / 100), { nil: null })
    const MIDNIGHT = Date.parse('2026-11-23T00:00:00Z')
    const some = fc.array(fc.record({ marketId: fc.integer({ min: 1, max: 2 }), selectionId: fc.integer({ min: 1, max: 2 }), at: fc.integer({ min: MIDNIGHT - 70_000, max: MIDNIGHT + 15_000 }), back: price, lay: price, lastTraded: price, matched: price, status: fc.constantFrom('ACTIVE' as const, 'REMOVED' as const) }), { minLength: 1, maxLength: 40 })
    await fc.assert(fc.asyncProperty(some, fc.array(fc.nat(39), { maxLength: 4 }), async (parts, cuts) => {
      await db.clear()
      const all = parts.map((part, i) => tick({ ...part, sequence: i + 1 }))
      let from = 0
      for (const cut of [...cuts.sort((a, b) => a - b), all.length]) {
        if (cut <= from) continue
        await store(all.slice(from, cut))
        await rollUp(db.pool, never)
        from = cut
      }
      for (const resolution of [1, 10, 60]) expect(await bars(resolution)).toEqual(oracle(all, resolution))
    }), { numRuns: 12 })
  })
})

describe('days', () => {
  const NOW = instant('2026-12-31T12:00:00Z')
  const KEEP = { ticks: 30, bars1s: 60, bars10s: 0 }
  const agedBy = (daysAgo: number): Promise<unknown> => db.pool.query("UPDATE tick_days SET stored_at = $1::timestamptz - make_interval(days => $2)", [new Date(NOW).toISOString(), daysAgo])
  beforeEach(async () => { for (const name of await days()) await db.pool.query(`DROP TABLE ${name}`) })

  test('are made ahead', async () => {
    await makeDaysAhead(db.pool, NOW)
    expect(await days()).toEqual([...['20261231', '20270101', '20270102'].map((day) => `bars_10_${day}`), ...['20261231', '20270101', '20270102'].map((day) => `bars_1_${day}`), 'ticks_20261231', 'ticks_20270101', 'ticks_20270102'])
    await makeDaysAhead(db.pool, NOW)
    expect(await days()).toHaveLength(9)
  })
  test('of ticks go when they were stored long ago, and never before they are rolled up', async () => {
    await store(FIVE)
    await agedBy(31)
    expect(await dropOldDays(db.pool, KEEP, NOW)).toEqual([])
    await rollUp(db.pool, never)
    expect(await dropOldDays(db.pool, { ...KEEP, ticks: 0 }, NOW)).toEqual([])
    expect(await dropOldDays(db.pool, KEEP, NOW)).toEqual(['ticks_20261122'])
    expect([await days(), (await bars(60)).length, (await db.pool.query('SELECT 1 FROM ticks')).rowCount]).toEqual([['bars_10_20261122', 'bars_1_20261122'], 1, 0])
  })
  test('of a recording of long ago stay as long as what came live', async () => {
    await store([tick({ at: '2019-01-01T10:00:00Z' })])
    await rollUp(db.pool, never)
    await agedBy(29)
    expect(await dropOldDays(db.pool, KEEP, NOW)).toEqual([])
    await agedBy(31)
    expect(await dropOldDays(db.pool, KEEP, NOW)).toEqual(['ticks_20190101', 'bars_1_20190101'])
  })
  test('of bars go after days of their own, those of a minute never', async () => {
    await store(FIVE)
    await rollUp(db.pool, never)
    await agedBy(59)
    const later = instant('2027-01-22T00:00:00Z')
    expect(await dropOldDays(db.pool, { ticks: 0, bars1s: 61, bars10s: 0 }, later)).toEqual([])
    await agedBy(90)
    expect(await dropOldDays(db.pool, { ticks: 0, bars1s: 60, bars10s: 90 }, later)).toEqual(['bars_1_20261122'])
    expect([(await bars(1)).length, (await bars(10)).length, (await bars(60)).length]).toEqual([0, 2, 1])
  })
  test('that a reader holds wait for another round, and hold nobody up', async () => {
    await store(FIVE)
    await rollUp(db.pool, never)
    await agedBy(31)
    const reader = await db.pool.connect()
    try {
      await reader.query('BEGIN; SELECT 1 FROM ticks_20261122')
      expect(await dropOldDays(db.pool, KEEP, NOW)).toEqual([])
      await reader.query('COMMIT')
      expect(await dropOldDays(db.pool, KEEP, NOW)).toEqual(['ticks_20261122'])
    } finally { reader.release() }
  })
})
