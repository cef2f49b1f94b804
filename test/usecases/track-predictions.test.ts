import { instant } from '../../src/domain/instant'
import type { FeatureName } from '../../src/features/registry'
import { referenceBins, type DriftReference } from '../../src/models/drift/reference'
import { predictionLedger } from '../../src/storage/ledger/prediction-ledger'
import { scoreStore } from '../../src/storage/ledger/score-store'
import { withRunner } from '../../src/storage/sql-runner'
import type { PredictionLedger, ScoredRace, SqlRunner } from '../../src/usecases/ports'
import { trackPredictions, type TrackReport } from '../../src/usecases/track-predictions'
import { testDatabase, type TestDatabase } from '../support/database'
import { addRaces, addResult, beforeOff, served } from '../support/served-races'

const NOW = instant('2099-03-02T00:00:00Z')
const ALL = { from: null, to: null }
let db: TestDatabase
let ledger: PredictionLedger
beforeAll(async () => { db = await testDatabase(); ledger = predictionLedger(db.pool) })
afterAll(() => db.close())
beforeEach(() => db.clear())

const track = (ask: Partial<Parameters<typeof trackPredictions>[1]> = {}, reference: DriftReference | null = null): Promise<TrackReport> => withRunner(db.pool, (runner) => trackPredictions({
  store: scoreStore(runner as SqlRunner), reference: async () => reference, now: NOW, signal: new AbortController().signal, progress: () => undefined,
}, { ...ALL, since: null, ...ask }))
const scored = (name = 'm', version: number | null = null, last?: number): Promise<readonly ScoredRace[]> => withRunner(db.pool, (runner) => scoreStore(runner as SqlRunner).read({ name, version }, ALL, last))
const rows = async (sql: string): Promise<readonly Record<string, unknown>[]> => (await db.pool.query(sql)).rows as Record<string, unknown>[]

test('the last prediction before the off of each model is scored, once the result is there', async () => {
  await addRaces(db.pool, [2, 2])
  await ledger.record([served({ raceId: 1, chances: [0.9, 0.1] }), served({ raceId: 1, chances: [0.75, 0.25], model: { name: 'other', version: 3 } }), served({ raceId: 2, chances: [0.5, 0.5] })])
  await ledger.record([served({ raceId: 1, chances: [0.5, 0.5], generatedAt: beforeOff(5) })])
  expect(await track()).toEqual({ scored: 0, leftOut: {}, interrupted: false, models: [] })
  await addResult(db.pool, 1, [{ position: 1, price: 1.6 }, { position: 2, price: 2.4 }])
  expect(await track()).toEqual({ scored: 2, leftOut: {}, interrupted: false, models: [{ name: 'm', version: 1 }, { name: 'other', version: 3 }] })
  const columns = 'race_source_id, model_name, model_version, sequence, runner_numbers, chances, won, starting_prices, round(log_loss::numeric, 9) AS loss, round(market_log_loss::numeric, 9) AS market, top1'
  expect((await rows(`SELECT ${columns} FROM prediction_scores ORDER BY sequence`)).map((row) => Object.values(row))).toEqual([
    ['R1', 'other', 3, 2, [1, 2], [0.75, 0.25], [1, 0], [1.6, 2.4], 0.287682072, 0.510825624, 1],
    ['R1', 'm', 1, 4, [1, 2], [0.5, 0.5], [1, 0], [1.6, 2.4], 0.693147181, 0.510825624, 0.5],
  ])
  expect(await track()).toEqual({ scored: 0, leftOut: {}, interrupted: false, models: [] })
})
test('a corrected result is scored anew, and so is a price that came late', async () => {
  await addRaces(db.pool, [2])
  await ledger.record([served({ raceId: 1, chances: [0.75, 0.25] })])
  await addResult(db.pool, 1, [{ position: 1 }, { position: 2 }])
  await track()
  await addResult(db.pool, 1, [{ position: 2 }, { position: 1 }])
  expect(await track()).toMatchObject({ scored: 1 })
  expect((await scored()).map(({ won, startingPrices }) => [[...won], [...startingPrices]])).toEqual([[[0, 1], [NaN, NaN]]])
  await addResult(db.pool, 1, [{ position: 2, price: 2 }, { position: 1, price: 3 }])
  expect(await track()).toMatchObject({ scored: 1 })
  expect((await scored()).map(({ startingPrices }) => [...startingPrices])).toEqual([[2, 3]])
})
test('scratched after serving, abandoned, no winner, somebody who was not served: each once, and not due again', async () => {
  await addRaces(db.pool, [3, 2, 2, 3])
  await ledger.record([served({ raceId: 1, chances: [0.6, 0.3, 0.1] }), served({ raceId: 2, chances: [0.5, 0.5] }), served({ raceId: 3, chances: [0.5, 0.5] }), served({ raceId: 4, chances: [0.5, 0.5] })])
  await addResult(db.pool, 1, [{ runner: 'LATE_SCRATCHED' }, { position: 1, price: 2 }, { position: 2, price: 2 }])
  await db.pool.query(`UPDATE races SET status = 'ABANDONED' WHERE id = 2`)
  await addResult(db.pool, 3, [{}, {}])
  await addResult(db.pool, 4, [{ position: 1 }, { position: 2 }, { position: 3 }])
  expect(await track()).toEqual({ scored: 1, leftOut: { ABANDONED: 1, NO_WINNER: 1, RUNNER_NOT_SERVED: 1 }, interrupted: false, models: [{ name: 'm', version: 1 }] })
  expect((await scored()).map(({ leftOut, chances }) => [leftOut, [...chances]])).toEqual([[null, [expect.closeTo(0.75, 12), expect.closeTo(0.25, 12)]], ['ABANDONED', []], ['NO_WINNER', []], ['RUNNER_NOT_SERVED', []]])
  expect(await track()).toEqual({ scored: 0, leftOut: {}, interrupted: false, models: [] })
})
test('an off that was moved forward: what was served after it does not count, and a race of nothing else is not due', async () => {
  await addRaces(db.pool, [2, 2])
  await ledger.record([served({ raceId: 1, chances: [0.75, 0.25], generatedAt: beforeOff(60) })])
  await ledger.record([served({ raceId: 1, chances: [0.5, 0.5], generatedAt: beforeOff(10) }), served({ raceId: 2, chances: [0.5, 0.5], generatedAt: beforeOff(10) })])
  await db.pool.query(`UPDATE races SET scheduled_start = scheduled_start - interval '20 minutes'`)
  for (const race of [1, 2]) await addResult(db.pool, race, [{ position: 1 }, { position: 2 }])
  expect(await track()).toMatchObject({ scored: 1 })
  expect((await scored()).map(({ chances }) => [...chances])).toEqual([[0.75, 0.25]])
})
test('a race that was deleted and imported again is scored by the ids of its source', async () => {
  await addRaces(db.pool, [2])
  await ledger.record([served({ raceId: 1, chances: [0.75, 0.25] })])
  await db.pool.query(`DELETE FROM races; UPDATE horses SET id = id + 1000`)
  await db.pool.query(`INSERT INTO races (id, meeting_id, source, source_id, feed, number, name, status, scheduled_start, result_known_at, updated_at) VALUES (50, 1, 'HKJC', 'R1', 'f', 1, 'Race', 'FINAL', '2099-03-01T06:00:00Z', '2099-03-01T06:10:00Z', now());
    INSERT INTO runners (id, race_id, race_start, horse_id, source, source_id, number, status, updated_at) SELECT 5001 + n, 50, '2099-03-01T06:00:00Z', 1102 - n, 'HKJC', 'R1-H' || 102 - n, n + 1, 'RUNNER', now() FROM generate_series(0, 1) n;
    INSERT INTO results (runner_id, race_id, status, position, known_at) VALUES (5001, 50, 'FINISHED', 1, now()), (5002, 50, 'FINISHED', 2, now())`)
  expect(await track()).toMatchObject({ scored: 1 })
  expect((await scored()).map(({ chances, won }) => [[...chances], [...won]])).toEqual([[[0.75, 0.25], [0, 1]]])
})
test('more races than are taken at a time, all of them; only some of them where days or a time are given; the latest where they are counted', async () => {
  for (const day of [1, 2, 3]) await addRaces(db.pool, new Array<number>(15).fill(2), { first: 100 * day, date: `2099-03-0${day}` })
  for (const day of [1, 2, 3]) for (let race = 100 * day; race < 100 * day + 15; race++) {
    await ledger.record([served({ raceId: race, chances: [0.5, 0.5], generatedAt: beforeOff(60) })])
    await addResult(db.pool, race, race === 302 ? [{ position: 1 }, { position: 2 }] : [{ position: 1, price: 1.6 }, { position: 2, price: 1.6 }])
  }
  expect(await track({ from: '2099-03-02', to: '2099-03-02' })).toMatchObject({ scored: 15 })
  expect(await track({ since: instant('2099-03-03T00:00:00Z') })).toMatchObject({ scored: 15 })
  expect(await track()).toMatchObject({ scored: 15 })
  expect((await scored('m', 1)).map(({ race }) => race.date)).toEqual([...new Array<string>(15).fill('2099-03-01'), ...new Array<string>(15).fill('2099-03-02'), ...new Array<string>(15).fill('2099-03-03')])
  expect((await scored('m', 1, 16)).map(({ race }) => race.date)).toEqual(['2099-03-02', '2099-03-02', ...new Array<string>(14).fill('2099-03-03')])
  expect(await scored('m', 2)).toEqual([])
})
test('inputs of those who ran are counted into the bins of the reference; other inputs than it has are not', async () => {
  const [A, B] = ['form.winRate', 'barrier.number'] as unknown as [FeatureName, FeatureName]
  const reference = referenceBins({ columns: new Map([[A, Float64Array.of(1, 2)], [B, Float64Array.of(5, NaN)]]) }, [A, B], Float64Array.of(0.4, 0.6))
  await addRaces(db.pool, [3, 2])
  await ledger.record([served({ raceId: 1, chances: [0.6, 0.3, 0.1], inputs: [[9, 1, 1.5], [NaN, 5, NaN]] }), served({ raceId: 2, chances: [0.5, 0.5], inputs: [[1, 1]] })])
  await addResult(db.pool, 1, [{ runner: 'SCRATCHED' }, { position: 1 }, { position: 2 }])
  await addResult(db.pool, 2, [{ position: 1 }, { position: 2 }])
  expect(await track({}, reference)).toMatchObject({ scored: 2 })
  // A: 1 is up to the edge 1, 1.5 above it, none missing; B: 5, one missing; chances .75 and .25 about the edge .4.
  expect((await scored()).map(({ bins }) => bins === null ? null : [...bins])).toEqual([[1, 1, 0, 1, 1, 1, 1, 0], null])
})
test('a signal ends it after the races that are under way', async () => {
  await addRaces(db.pool, [2])
  await ledger.record([served({ raceId: 1, chances: [0.5, 0.5] })])
  await addResult(db.pool, 1, [{ position: 1 }, { position: 2 }])
  const report = await withRunner(db.pool, (runner) => trackPredictions({ store: scoreStore(runner as SqlRunner), reference: async () => null, now: NOW, signal: AbortSignal.abort(), progress: () => undefined }, { ...ALL, since: null }))
  expect(report).toEqual({ scored: 0, leftOut: {}, interrupted: true, models: [] })
})
