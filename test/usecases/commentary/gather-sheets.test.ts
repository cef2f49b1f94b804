import type { Pool } from 'pg'
import type { Fact, FactSheet } from '../../../src/commentary/fact'
import { AppError } from '../../../src/domain/errors'
import { instant, type Instant } from '../../../src/domain/instant'
import { sheetReader } from '../../../src/storage/commentary/sheet-reader'
import { createMeetingStore } from '../../../src/storage/copy-in/meeting-store'
import { featureReader } from '../../../src/storage/features/feature-reader'
import { createPool } from '../../../src/storage/pool'
import { withRunner } from '../../../src/storage/sql-runner'
import { gatherSheets, type GatherDeps } from '../../../src/usecases/commentary/gather-sheets'
import type { ServedPrediction, SqlRunner } from '../../../src/usecases/ports'
import { testDatabase, type TestDatabase } from '../../support/database'
import { foldHistory } from '../../support/fold-history'
import { graphModels } from '../../support/graph-models'
import { meetingOn, raceRecord, resultRecord, runnerRecord, unitOf } from '../../support/meeting-record'

/** Two days of racing long ago, three races in a year far off; the horses are the same. */
const OFF = '2099-05-01T05:00:00Z'
const NOW = instant('2099-05-01T03:00:00Z')
const jockey = (n: number, name = `Jockey ${'ABCD'.charAt(n)}`) => ({ sourceId: `J${n}`, name, country: null, apprentice: false, claimKg: null })
const ran = (...finish: readonly (number | null)[]) => finish.map((position, i) => runnerRecord(i + 1, { jockey: jockey(i), result: position === null ? resultRecord(1, { status: 'PULLED_UP', position: null, beatenLengths: null, finishTimeMs: null }) : resultRecord(position, { comment: `Finish ${position}` }) }))
const comingRace = (n: number) => raceRecord(n, {
  sourceId: `2023-04-23-ST-${n}`, status: 'OPEN', resultKnownAt: null, winningTimeMs: null, scheduledStart: `2023-04-23T0${4 + n}:00:00Z`,
  runners: [1, 2, 3].map((i) => runnerRecord(i, { status: i === 3 && n === 1 ? 'SCRATCHED' : 'DECLARED', jockey: i === 2 && n === 1 ? jockey(3) : jockey(i - 1), result: null, prices: n > 1 ? [] : [
    { source: 'FIXED', market: 'WIN', kind: 'OPEN', bookmaker: 'B', decimal: 2 * i, at: '2099-04-30T00:00:00Z' }, { source: 'FIXED', market: 'WIN', kind: 'FLUCTUATION', bookmaker: 'B', decimal: 3 * i, at: '2099-05-01T02:30:00Z' },
  ] })),
})
const change = (id: string, kind: 'SCRATCHING' | 'JOCKEY_CHANGE' | 'TRACK_CHANGE', horseId: string | null, before: string, after: string, at: string) => ({ sourceId: id, kind, raceNumber: 1, horseId, before, after, text: 'told', reason: kind === 'SCRATCHING' ? 'lame' : null, late: false, at, knownAt: at })

let database: TestDatabase
let ids: readonly number[]
/** Statements one after the other without waiting, as the server reads. */
let pool: Pool
beforeAll(async () => {
  database = await testDatabase()
  pool = createPool({ url: database.url, size: 2, pipeline: true })
  const session = await createMeetingStore(database.url).open('HKJC', 'test')
  for (const meeting of [
    meetingOn('2023-03-01', { races: [raceRecord(1, { runners: ran(1, 2, 3) })] }), meetingOn('2023-04-02', { races: [raceRecord(1, { distanceM: 1_400, runners: ran(2, 1, null) })] }),
    meetingOn('2099-05-01', { status: 'OPEN', races: [1, 2, 3].map(comingRace), changes: [change('C1', 'JOCKEY_CHANGE', 'H2', 'Jockey B', 'Jockey D', '2099-05-01T01:00:00Z'), change('C2', 'SCRATCHING', 'H3', 'DECLARED', 'SCRATCHED', '2099-05-01T02:00:00Z')] }),
  ]) { const outcome = await session.store(unitOf(meeting)); if (outcome.kind === 'refused') throw new Error(outcome.reason) }
  await session.close()
  await foldHistory(database)
  ids = (await database.pool.query<{ id: number }>('SELECT id FROM races ORDER BY scheduled_start')).rows.map(({ id }) => id)
})
afterAll(async () => { await pool.end(); await database.close() })

interface Watched { readonly deps: GatherDeps; readonly served: ServedPrediction[]; readonly statements: string[]; readonly warned: string[] }
function watched({ ready = true, refuse = false, ...more }: Partial<GatherDeps> & { readonly ready?: boolean; readonly refuse?: boolean } = {}): Watched {
  const [served, statements, warned]: [ServedPrediction[], string[], string[]] = [[], [], []]
  const deps: GatherDeps = {
    now: () => NOW, model: 'champion', models: graphModels(), warn: (problem) => { warned.push(problem) }, ...more,
    open: (use) => withRunner(pool, (db) => {
      const counted: SqlRunner = { rows: (sql, values) => { statements.push(sql); return db.rows(sql, values) } }
      return use({
        features: featureReader(counted), sheets: sheetReader(counted), historyReady: () => Promise.resolve(ready), historyBehind: () => Promise.resolve(false),
        ledger: { record: (all) => { if (refuse) return Promise.reject(new Error('no room')); served.push(...all); return Promise.resolve() } },
      })
    }),
  }
  return { deps, served, statements, warned }
}
const one = async (raceId: number | undefined, asOf: Instant | null, deps = watched().deps): Promise<FactSheet> => {
  const [sheet] = await gatherSheets(deps)([raceId ?? 0], asOf)
  if (!sheet) throw new Error('no sheet')
  return sheet
}
const slot = (sheet: FactSheet, name: string, label: string): Fact | undefined => sheet.facts.find((fact) => fact.id.startsWith(`${name}.`) && fact.label === label)
const texts = (sheet: FactSheet, topic: string): readonly string[] => sheet.facts.filter((fact) => fact.topic === topic).map(({ id, label, text }) => `${id.slice(0, id.indexOf('.'))} ${label}: ${text}`)

test('a race to come, out of storage', async () => {
  const sheet = await one(ids[2], null)
  expect(sheet).toMatchObject({ raceId: ids[2], asOf: NOW, offAt: instant(OFF), venue: 'Sha Tin', raceName: 'Race 1', raceNumber: 1, date: '2099-05-01', synthetic: false, finished: false })
  expect(sheet.runners.map(({ slot: at, number, horse, jockey: rider, trainer, scratched }) => [at, number, horse, rider, trainer, scratched])).toEqual([['r1', 1, 'Horse H1', 'Jockey A', 'Trainer One', false], ['r2', 2, 'Horse H2', 'Jockey D', 'Trainer One', false], ['r3', 3, 'Horse H3', 'Jockey C', 'Trainer One', true]])
  expect(texts(sheet, 'change')).toEqual(['r2 jockey change: Jockey D rides instead of Jockey B', 'r3 scratching: scratched', 'r3 reason given for the scratching: lame'])
  // 2 April 2023 to 1 May 2099 are 27,788 days, from 1 March 2023 27,820.
  expect(texts(sheet, 'pastRuns').filter((text) => text.startsWith('r2'))).toEqual([
    'r2 last run: 1st of 3 over 1,400 m at Sha Tin, won by 1.5 lengths, 27,788 days ago', 'r2 recent finishes, the latest last: 2-1', 'r2 2nd last run: 2nd of 3 over 1,200 m at Sha Tin, beaten 1.5 lengths, 27,820 days ago', 'r2 comment on its last run: Finish 1', 'r2 comment on its 2nd last run: Finish 2',
  ])
  expect(texts(sheet, 'price')).toEqual(['r1 price: 3.00', 'r1 move since the first price: drifted from 2.00 to 3.00', 'r1 market move: drifted from 2.00 to 3.00 in the last hour', 'r2 price: 6.00', 'r2 move since the first price: drifted from 4.00 to 6.00', 'r2 market move: drifted from 4.00 to 6.00 in the last hour'])
  expect([slot(sheet, 'r1', 'career record')?.text, slot(sheet, 'r1', 'record at the distance')?.text, slot(sheet, 'r1', 'barrier')?.text]).toEqual(['1 win from 2 starts, twice in the first three', '1 win from 1 start, once in the first three', '1'])
  expect(sheet.facts.filter(({ untrusted }) => untrusted).every(({ topic }) => topic === 'pastRuns' || topic === 'change')).toBe(true)
})

test('chances that are told before the off are recorded as those of a query; of an instant that has passed they are not', async () => {
  const { deps, served } = watched()
  const sheet = await one(ids[2], null, deps)
  // Chances halve with each barrier further out: 2/3 and 1/3.
  expect([slot(sheet, 'r1', 'win chance')?.text, slot(sheet, 'r2', 'win chance')?.text, slot(sheet, 'r3', 'win chance')]).toEqual(['66.7%', '33.3%', undefined])
  expect(slot(sheet, 'r1', 'in its favour')?.text).toContain('lifts its chance by')
  expect(served.map(({ raceId, model, chances }) => [raceId, model.name, [...chances].map((chance) => chance.toFixed(3))])).toEqual([[ids[2], 'draw', ['0.667', '0.333']]])
  await one(ids[2], instant('2099-05-01T02:30:00Z'), deps)
  await one(ids[0], null, deps)
  expect(served).toHaveLength(1)
  const nobody = watched({ model: null })
  expect(texts(await one(ids[2], null, nobody.deps), 'prediction')).toEqual([])
  expect(nobody.served).toEqual([])
})

test('where a model lacks prices another one is asked, if one is named', async () => {
  const ask = async (raceId: number | undefined, more: Partial<GatherDeps>): Promise<string | undefined> => slot(await one(raceId, null, watched(more).deps), 'r1', 'win chance')?.text
  // By prices of 3 and 6 the chances are 2/3 and 1/3; three races are unpriced, of three runners: 1 to 1/2 to 1/4.
  expect([await ask(ids[2], { model: 'public', fallback: 'draw' }), await ask(ids[3], { model: 'public', fallback: 'draw' }), await ask(ids[3], { model: 'public' })]).toEqual(['66.7%', '57.1%', undefined])
})

test('a chance that cannot be recorded is not told, and the rest is', async () => {
  const { deps, warned } = watched({ refuse: true })
  const sheet = await one(ids[2], null, deps)
  expect([texts(sheet, 'prediction'), texts(sheet, 'rule'), texts(sheet, 'card').length > 0, warned]).toEqual([[], [], true, ['commentary goes without chances, which could not be recorded']])
})

test('nothing is told that became known at the instant or later', async () => {
  const before = await one(ids[2], instant('2099-05-01T01:00:00Z'))
  expect(texts(before, 'change')).toEqual([])
  expect(before.runners.map(({ jockey: rider, scratched }) => [rider, scratched])).toEqual([['Jockey A', false], ['Jockey B', false], ['Jockey C', false]])
  expect(texts(before, 'price').filter((text) => text.startsWith('r1'))).toEqual(['r1 price: 2.00'])
  const between = await one(ids[2], instant('2099-05-01T02:00:00Z'))
  expect(texts(between, 'change')).toEqual(['r2 jockey change: Jockey D rides instead of Jockey B'])
  expect(between.runners.map(({ scratched }) => scratched)).toEqual([false, false, false])
  // The first race of all is asked about before its result, which came at 05:30, and after it.
  const [race] = ids
  expect(texts(await one(race, instant('2023-03-01T05:30:00Z')), 'result')).toEqual([])
  const after = await one(race, instant('2023-03-01T05:30:01Z'))
  expect([after.finished, ...texts(after, 'result').slice(0, 4)]).toEqual([true, 'race winner: Horse H1', 'race second: Horse H2', 'race third: Horse H3', 'race winning time: 1:10.10'])
  expect(texts(after, 'pastRuns')).toEqual([])
  expect(texts(await one(race, instant('2023-03-01T04:00:00Z')), 'price')).toEqual([])
  // Of the second day what was run on the first counts, and nothing of the second itself.
  expect(texts(await one(ids[1], instant('2023-04-02T06:00:00Z')), 'pastRuns').filter((text) => text.startsWith('r1 last'))).toEqual(['r1 last run: 1st of 3 over 1,200 m at Sha Tin, won by 1.5 lengths, 32 days ago'])
})

test('what comes later does not change what was told as of an instant', async () => {
  const at = instant('2099-05-01T02:45:00Z')
  const before = await one(ids[2], at)
  const client = await database.pool.connect()
  try {
    await client.query(`INSERT INTO prices (runner_id, race_id, source, kind, bookmaker, decimal, at, known_at) SELECT id, race_id, 'FIXED', 'FLUCTUATION', 'B', 99, '2099-05-01T02:45:00Z', '2099-05-01T02:45:00Z' FROM runners WHERE race_id = $1`, [ids[2]])
    await client.query(`INSERT INTO change_events (source, source_id, kind, meeting_id, race_id, runner_id, before, after, text, at, known_at) SELECT 'HKJC', 'late', 'BARRIER_CHANGE', r.meeting_id, r.id, n.id, n.barrier::text, '14', 'late', '2099-05-01T02:45:00Z', '2099-05-01T02:45:00Z' FROM races r JOIN runners n ON n.race_id = r.id WHERE r.id = $1 AND n.number = 1`, [ids[2]])
    await client.query(`UPDATE runners SET barrier = 14, updated_at = clock_timestamp() WHERE race_id = $1 AND number = 1`, [ids[2]])
  } finally { client.release() }
  expect(await one(ids[2], at)).toEqual(before)
  expect((await one(ids[2], null)).digest).not.toBe(before.digest)
})

test('races in the order asked for, null for one that does not exist, as many statements for one as for five', async () => {
  const { deps, statements } = watched()
  const sheets = await gatherSheets(deps)([ids[3] ?? 0, 9_999, ids[0] ?? 0, ids[3] ?? 0], null)
  expect(sheets.map((sheet) => sheet?.raceId ?? null)).toEqual([ids[3], null, ids[0], ids[3]])
  statements.length = 0
  await gatherSheets(deps)([ids[2] ?? 0], null)
  const forOne = statements.length
  statements.length = 0
  await gatherSheets(deps)(ids, null)
  expect([statements.length, forOne]).toEqual([forOne, forOne])
  expect(await gatherSheets(deps)([], null)).toEqual([])
})

test('alone or together a race has the same sheet', async () => {
  const together = await gatherSheets(watched().deps)(ids, instant('2099-05-01T02:30:00Z'))
  for (const [i, id] of ids.entries()) expect(together[i]).toEqual(await one(id, instant('2099-05-01T02:30:00Z')))
})

test('an instant to come is refused', async () => {
  await expect(gatherSheets(watched().deps)(ids, (NOW + 1) as Instant)).rejects.toThrow(AppError)
})

test('while history is being gathered nothing is said of earlier runs, and nobody is called a debutant', async () => {
  const { deps } = watched({ ready: false })
  const sheet = await one(ids[2], null, deps)
  expect([texts(sheet, 'pastRuns'), texts(sheet, 'form'), texts(sheet, 'jockey'), slot(sheet, 'r1', 'debut'), slot(sheet, 'r1', 'career record')]).toEqual([[], [], [], undefined, undefined])
  expect(slot(sheet, 'r1', 'barrier')).toBeDefined()
})
