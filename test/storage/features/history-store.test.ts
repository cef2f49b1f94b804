import { History } from '../../../src/features/history/history'
import { totalsName } from '../../../src/features/history/loaded-history'
import { historyBuilt } from '../../../src/storage/features/history-built'
import { historyStore } from '../../../src/storage/features/history-store'
import { knownDay } from '../../../src/features/history/history'
import type { FinishedRace } from '../../../src/domain/race-outcome'
import type { HistoryStore, SqlRunner } from '../../../src/usecases/ports'
import { testDatabase, type TestDatabase } from '../../support/database'
import { daysBefore, finished } from '../../support/racing-world'
import { foldOf, racingMonths, withReader } from './racing-months'

let database: TestDatabase
let store: HistoryStore
beforeAll(async () => { database = await testDatabase(); store = historyStore(database.pool) })
beforeEach(() => database.clear())
afterAll(() => database.close())

const rows = async (sql: string): Promise<unknown[][]> => (await database.pool.query<unknown[]>({ text: sql, rowMode: 'array' })).rows
/** All that is stored, and by which transaction each row was written. */
const contents = (): Promise<unknown[][]> => rows("SELECT 'line', runner_id::text, horse_id::text, race_start::text, known_day, trial::text, line FROM run_lines UNION ALL SELECT 'tally', family, key, '', day, '', totals FROM tallies ORDER BY 1, 2, 3, 5")
const writers = (table: string, day: string): Promise<unknown[][]> => rows(`SELECT ${day}, string_agg(DISTINCT xmin::text, ' ') FROM ${table} GROUP BY 1 ORDER BY 1`)

/** Four days of racing, horses 1 to 3 each day, for jockey 7; the fourth a trial. */
const racing = (winner = 0): readonly FinishedRace[] => [40, 30, 20, 10].map((ago, i) => finished(
  { raceId: 500 + i, off: daysBefore(ago), kind: i === 3 ? 'BARRIER_TRIAL' : 'FLAT', runners: [1, 2, 3].map((horseId) => ({ horseId, runnerId: 10 * i + horseId, jockeyId: 7 })) },
  [0, 1, 2].map((r) => ({ position: 1 + ((r + (i === 2 ? winner : 0)) % 3), finishTimeMs: 70_000 + r * 100 })),
))
const folded = (races: readonly FinishedRace[]): History => {
  const history = new History()
  for (const race of races) history.fold(knownDay(race), [race])
  return history
}

describe('replace', () => {
  test('what is stored is what was folded, to the last bit', async () => {
    const history = folded(racing())
    await store.replace(history, 'one')
    const lines = [...history.lines()]
    expect(lines).toHaveLength(12)
    for (const { runnerId, horseId, knownDay: known, trial, line } of lines) {
      const [stored] = await rows(`SELECT horse_id, known_day, trial, extract(epoch from race_start)::float8 * 1000, line FROM run_lines WHERE runner_id = ${runnerId}`)
      expect(stored?.slice(0, 4)).toEqual([horseId, known, trial, racing().find(({ card }) => card.runners.some((runner) => runner.runnerId === runnerId))?.card.offAt])
      expect(Buffer.compare(stored?.[4] as Buffer, Buffer.from(Float64Array.from(line).buffer))).toBe(0)
    }
    const tallies = [...history.tallyRows(-Infinity)]
    expect(await rows('SELECT count(*)::int FROM tallies')).toEqual([[tallies.length]])
    expect((await rows("SELECT day, totals FROM tallies WHERE family = 'jockey' AND key = '7' ORDER BY day")).map(([day, totals]) => [day, (totals as Buffer).readDoubleLE(0)])).toEqual([40, 30, 20].map((ago, i) => [Math.floor(Date.parse(daysBefore(ago)) / 86_400_000), 3 * (i + 1)]))
  })
  test('again: only days from the first that differs are written', async () => {
    await store.replace(folded(racing()), 'one')
    const [lines, tallies] = [await writers('run_lines', 'known_day'), await writers('tallies', 'day')]
    await store.replace(folded(racing(1)), 'two')
    const same = (before: unknown[][], after: unknown[][]): boolean[] => after.map(([, writer], i) => writer === before[i]?.[1])
    expect(same(lines, await writers('run_lines', 'known_day'))).toEqual([true, true, false, false])
    expect(same(tallies, await writers('tallies', 'day'))).toEqual([true, true, false])
  })
  test('the same again writes nothing', async () => {
    await store.replace(folded(racing()), 'one')
    const before = await writers('run_lines', 'known_day')
    await store.replace(folded(racing()), 'two')
    expect(await writers('run_lines', 'known_day')).toEqual(before)
    expect((await store.status()).builtFrom).toBe('two')
  })
  test.each<[string, readonly FinishedRace[]]>([['other results', racing(1)], ['fewer days', racing().slice(0, 2)], ['a day in between taken out', racing().filter((_, i) => i !== 1)], ['other sires, of which no line tells', racing().map((race) => ({ ...race, card: { ...race.card, runners: race.card.runners.map((runner) => ({ ...runner, sireId: 9 })) } }))], ['other riders', racing().map((race) => ({ ...race, card: { ...race.card, runners: race.card.runners.map((runner) => ({ ...runner, jockeyId: 8 })) } }))], ['nothing at all', []]])('%s: as if nothing had been there before', async (_, races) => {
    await store.replace(folded(races), 'one')
    const expected = await contents()
    await database.clear()
    await store.replace(folded(racing()), 'one')
    await store.replace(folded(races), 'two')
    expect(await contents()).toEqual(expected)
  })
  test('of another horse under the same runner: the line is its own', async () => {
    await store.replace(folded(racing()), 'one')
    await store.replace(folded(racing().map((race) => ({ ...race, card: { ...race.card, runners: race.card.runners.map((runner) => (runner.horseId === 3 ? { ...runner, horseId: 9 } : runner)) } }))), 'two')
    expect(await rows('SELECT DISTINCT horse_id FROM run_lines ORDER BY 1')).toEqual([[1], [2], [9]])
  })
  test('one that breaks off in the middle leaves the old rows, and the connection can be used again', async () => {
    await store.replace(folded(racing()), 'one')
    const before = await contents()
    const breaking = folded(racing(2))
    const tallyRows = breaking.tallyRows.bind(breaking)
    let passes = 0
    // The first pass compares, the second writes.
    breaking.tallyRows = function* (fromDay) { let count = 0; passes++; for (const row of tallyRows(fromDay)) { if (passes === 2 && ++count === 3) throw new Error('broken off'); yield row } }
    await expect(store.replace(breaking, 'two')).rejects.toThrow('broken off')
    expect(passes).toBe(2)
    expect(await contents()).toEqual(before)
    expect((await store.status()).builtFrom).toBe('one')
    await store.replace(folded(racing(2)), 'three')
    expect((await store.status()).builtFrom).toBe('three')
  })
  test('one at a time: the second is refused in words', async () => {
    const first = await database.pool.connect()
    try {
      await first.query('SELECT pg_advisory_lock(7223376)')
      await expect(store.replace(folded(racing()), 'one')).rejects.toMatchObject({ code: 'IMPORT_FAILED', message: expect.stringMatching(/^Another racegraph is building the history/) as string })
      expect(await contents()).toEqual([])
    } finally { await first.query('SELECT pg_advisory_unlock_all()'); first.release() }
  })
})

describe('status', () => {
  test('facts change with every import, and what was built from them is known', async () => {
    const { facts, builtFrom } = await store.status()
    expect(builtFrom).toBeNull()
    const unit = (key: string, sha256: string): Promise<unknown> => database.pool.query('INSERT INTO import_units (source, feed, key, sha256, rows, imported_at) VALUES (\'FILE\', \'f\', $1, $2, 1, now()) ON CONFLICT (source, feed, key) DO UPDATE SET sha256 = EXCLUDED.sha256', [key, sha256])
    const seen = [facts]
    for (const [key, sha] of [['a', '1'], ['b', '1'], ['a', '2']] as const) { await unit(key, sha); seen.push((await store.status()).facts) }
    expect(new Set(seen).size).toBe(4)
    await store.replace(folded(racing()), String(seen[3]))
    expect(await store.status()).toEqual({ facts: seen[3], builtFrom: seen[3] })
  })
  test('what was built by other rules counts for nothing, and is written whole the next time', async () => {
    const built = async (): Promise<boolean> => historyBuilt({ rows: async (text, values) => (await database.pool.query<unknown[]>({ text, values: [...values], rowMode: 'array' })).rows } satisfies SqlRunner)
    expect(await built()).toBe(false)
    await store.replace(folded(racing()), 'one')
    expect(await built()).toBe(true)
    const before = await writers('run_lines', 'known_day')
    await database.pool.query('UPDATE feature_history SET history_version = 0')
    expect([await built(), (await store.status()).builtFrom]).toEqual([false, null])
    await store.replace(folded(racing()), 'one')
    expect((await writers('run_lines', 'known_day')).every(([, writer], i) => writer !== before[i]?.[1])).toBe(true)
  })
})

describe('a season', () => {
  test('lines and sums of sampled horses and keys are those of the fold, before every day asked about', async () => {
    const season = await racingMonths()
    try {
      const history = await foldOf(season.url)
      const lines = [...history.lines()]
      const days = [...new Set(lines.map(({ knownDay: day }) => day))].sort((a, b) => a - b)
      const asked = [days[20], days[60], days.at(-1)].map((day) => (day ?? 0) + 1)
      const horses = [...new Set(lines.map(({ horseId }) => horseId))].filter((_, i) => i % 40 === 0)
      const all = [...history.tallyRows()]
      const tallies = all.filter((_, i) => i % 1_997 === 0)
      await withReader(season.url, async (reader) => {
        for (const day of asked) {
          const found = await reader.lines(horses.map((horseId) => ({ horseId, day })), { trials: true })
          for (const [trial, of] of [[false, 'starts'], [true, 'trials']] as const) {
            const own = (horseId: number): number[] => lines.filter((line) => line.horseId === horseId && line.trial === trial && line.knownDay < day).map(({ runnerId, line }) => [line[1] as number, runnerId, line] as const).sort(([a, c], [b, d]) => a - b || c - d).flatMap(([, , line]) => [...line])
            expect([of, found.filter((one) => one.trial === trial).length]).toEqual([of, horses.filter((horseId) => own(horseId).length > 0).length])
            for (const one of found.filter((line) => line.trial === trial)) expect([...one.lines]).toEqual(own(one.horseId))
          }
          expect((await reader.lines(horses.map((horseId) => ({ horseId, day })), { trials: false })).some(({ trial }) => trial)).toBe(false)
          const keys = tallies.map(({ family, key }) => ({ family, key, day }))
          const sums = await reader.totals(keys)
          for (const key of keys) {
            const expected = all.findLast((row) => row.family === key.family && row.key === key.key && row.day < day)?.totals
            expect([key, [...sums.get(totalsName(key)) ?? []]]).toEqual([key, [...expected ?? []]])
          }
        }
      })
      expect([horses.length > 20, tallies.length > 20]).toEqual([true, true])
    } finally { await season.close() }
  }, 120_000)
})
