import { ledgerOver } from '../../../src/storage/ledger/prediction-ledger'
import { opinionResults } from '../../../src/storage/opinions/opinion-results'
import { opinionStore } from '../../../src/storage/opinions/opinion-store'
import { blendRows, type BlendRowsDeps } from '../../../src/usecases/opinion/blend-rows'
import type { ModelCard } from '../../../src/models/artefact/card'
import { testDatabase, type TestDatabase } from '../../support/database'
import { loadedModel, weightedModel } from '../../support/graph-models'
import { openOn, opinionOf } from '../../support/opinions'
import { addRaces, addResult, beforeOff, served } from '../../support/served-races'

let database: TestDatabase
beforeAll(async () => { database = await testDatabase() })
beforeEach(() => database.clear())
afterAll(() => database.close())

const range = (from: string, to: string): ModelCard['data']['train'] => ({ from, to, races: 1, runners: 1 })
const madeOn = (until: string, sources: readonly string[] = ['HKJC']): ModelCard['data'] => ({ sources, train: range('2000-01-01', '2001-01-01'), validate: range('2001-01-02', until), refitted: false, digest: '' })
/** Chances halve with each barrier: with barriers 1, 2, 3 they are 4, 2, 1 of 7. */
const base = (data: ModelCard['data']): BlendRowsDeps['base'] => loadedModel('ours', weightedModel({ 'barrier.number': -Math.LN2 }), { data })
const seen: (readonly [number, number])[] = []
const gathered = (data: ModelCard['data'] = madeOn('2099-02-28')): ReturnType<typeof blendRows> => {
  const open = openOn(database)
  seen.length = 0
  return blendRows({
    opinions: opinionStore(open), results: opinionResults(open), ledger: { history: (ids, model) => open((db) => ledgerOver(db).history(ids, model)) }, base: base(data), warn: (problem) => { throw new Error(problem) }, signal: new AbortController().signal, progress: () => undefined,
    features: (requests) => Promise.resolve(requests.map(({ raceId, asOf }) => { seen.push([raceId, asOf]); return { raceId, asOf, marketAt: asOf, featureSet: 'set', runnerIds: [1, 2, 3].map((n) => 100 * raceId + n), columns: new Map([['barrier.number', Float64Array.of(1, 2, 3)]] as const), stored: false } })),
  }, { from: null, to: null })
}
const close = (...values: readonly number[]): unknown[] => values.map((value) => expect.closeTo(value, 12))
const record = (raceId: number, chances: readonly number[], name = 'ours', minutes = 60): Promise<void> => openOn(database)((db) => ledgerOver(db).record([served({ raceId, chances, model: { name, version: 3 }, generatedAt: beforeOff(minutes), asOf: beforeOff(minutes), marketAt: beforeOff(minutes) })]))

test('what was told last before the off goes before what could be computed, and who ran alone counts', async () => {
  await addRaces(database.pool, [3])
  await record(1, [0.6, 0.3, 0.1])
  await record(1, [0.5, 0.3, 0.2], 'ours', 20)
  await record(1, [0.1, 0.1, 0.8], 'another', 10)
  await opinionStore(openOn(database)).keep(opinionOf(1, [0.2, 0.4, 0.4]))
  await addResult(database.pool, 1, [{ position: 2 }, { position: 1 }, { runner: 'LATE_SCRATCHED' }])
  const { rows, leftOut } = await gathered()
  expect(leftOut).toEqual({})
  expect(rows).toEqual([{
    raceId: 1, date: '2099-03-01', offAt: beforeOff(0), source: 'served', askedAfterwards: false, opinionModel: 'gpt-x', synthetic: false,
    ml: Float64Array.of(0.5, 0.3).map((chance) => chance / 0.8), gpt: Float64Array.of(0.2, 0.4).map((chance) => chance / (0.2 + 0.4)), won: Float64Array.of(0, 1),
  }])
  expect(seen).toEqual([])
})
test('else they are computed as of the opinion, by a model that was made on earlier days', async () => {
  await addRaces(database.pool, [3])
  await opinionStore(openOn(database)).keep(opinionOf(1, [0.2, 0.3, 0.5]))
  await addResult(database.pool, 1, [{ position: 1 }, { position: 1 }, { position: 3 }])
  const { rows: [row] } = await gathered()
  expect(row?.source).toBe('computed')
  expect([...(row?.ml ?? [])]).toEqual(close(4 / 7, 2 / 7, 1 / 7))
  expect([...(row?.gpt ?? [])]).toEqual(close(0.2, 0.3, 0.5))
  expect([...(row?.won ?? [])]).toEqual([0.5, 0.5, 0])
  expect(seen).toEqual([[1, beforeOff(30)]])
})
test('a model that was made or chosen on the day of the race is refused, unless it told before the off', async () => {
  await addRaces(database.pool, [3, 3])
  for (const race of [1, 2]) {
    await opinionStore(openOn(database)).keep(opinionOf(race, [0.2, 0.3, 0.5]))
    if (race === 2) await record(2, [0.6, 0.3, 0.1])
    await addResult(database.pool, race, [{ position: 1 }, { position: 2 }, { position: 3 }])
  }
  const { rows, leftOut } = await gathered(madeOn('2099-03-01'))
  expect(rows.map(({ raceId, source }) => [raceId, source])).toEqual([[2, 'served']])
  expect(leftOut).toEqual({ 'ours told nothing before the off, and was made on races up to 2099-03-01': 1 })
})
test('real and invented races are kept apart', async () => {
  await addRaces(database.pool, [3])
  await addRaces(database.pool, [3], { first: 2, source: 'SYNTHETIC', date: '2099-03-02' })
  for (const race of [1, 2]) {
    await opinionStore(openOn(database)).keep(opinionOf(race, [0.2, 0.3, 0.5], { synthetic: race === 2 }))
    await addResult(database.pool, race, [{ position: 1 }, { position: 2 }, { position: 3 }])
  }
  expect(await gathered()).toMatchObject({ rows: [{ raceId: 1, synthetic: false }], leftOut: { 'the race is invented': 1 } })
  expect(await gathered(madeOn('2099-02-28', ['SYNTHETIC']))).toMatchObject({ rows: [{ raceId: 2, synthetic: true }], leftOut: { 'the race is real, and the base was made on invented ones': 1 } })
})
test('races of which one of both said too little are left out', async () => {
  await addRaces(database.pool, [3, 3])
  await opinionStore(openOn(database)).keep(opinionOf(1, [0.5, 0.5]))
  await opinionStore(openOn(database)).keep(opinionOf(2, [0.2, 0.3, 0.5]))
  for (const race of [1, 2]) await addResult(database.pool, race, [{ position: race }, { position: 2 }, { position: 3 }])
  expect(await gathered()).toMatchObject({ rows: [], leftOut: { 'somebody ran of whom one said nothing': 1, 'it had no winner, or was a walkover': 1 } })
})
test('opinions that were asked for after the off are counted as such', async () => {
  await addRaces(database.pool, [3])
  await opinionStore(openOn(database)).keep(opinionOf(1, [0.2, 0.3, 0.5], { asOf: beforeOff(0), madeAt: beforeOff(-900) }))
  await addResult(database.pool, 1, [{ position: 1 }, { position: 2 }, { position: 3 }])
  expect((await gathered()).rows).toMatchObject([{ askedAfterwards: true }])
})
