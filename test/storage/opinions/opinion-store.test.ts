import { opinionRaces } from '../../../src/storage/opinions/opinion-races'
import { opinionStore } from '../../../src/storage/opinions/opinion-store'
import type { Opinion } from '../../../src/usecases/opinion/ports'
import { testDatabase, type TestDatabase } from '../../support/database'
import { openOn, opinionOf } from '../../support/opinions'
import { addRaces, addResult, beforeOff } from '../../support/served-races'

let database: TestDatabase
beforeAll(async () => { database = await testDatabase() })
beforeEach(() => database.clear())
afterAll(() => database.close())
const store = (): ReturnType<typeof opinionStore> => opinionStore(openOn(database))
const ids = (found: readonly Opinion[]): readonly number[] => found.map(({ raceId }) => raceId)

test('what was kept is read back to the bit', async () => {
  await addRaces(database.pool, [3])
  const opinion = opinionOf(1, [1 / 3, 0.1, 1 - 1 / 3 - 0.1], { samples: [Float64Array.of(0.1, 0.2, 0.7), Float64Array.of(1 / 7, 2 / 7, 4 / 7)], costUsd: null })
  await store().keep(opinion)
  expect((await store().latest([1, 2], null)).get(1)).toEqual(opinion)
  await store().keep(opinionOf(2, [1]))
  expect((await store().latest([2], null)).size).toBe(0)
})
test('the newest before an instant is told, and none that was made later', async () => {
  await addRaces(database.pool, [2])
  await store().keep(opinionOf(1, [0.6, 0.4], { madeAt: beforeOff(20) }))
  await store().keep(opinionOf(1, [0.7, 0.3], { madeAt: beforeOff(10), asOf: beforeOff(10) }))
  const first = async (before: Parameters<ReturnType<typeof store>['latest']>[1]): Promise<number | undefined> => (await store().latest([1], before)).get(1)?.chances[0]
  expect(await first(null)).toBe(0.7)
  expect(await first(beforeOff(10))).toBe(0.6)
  expect(await first(beforeOff(20))).toBeUndefined()
})
test('what the stand-in says is told of invented races alone', async () => {
  await addRaces(database.pool, [2])
  await addRaces(database.pool, [2], { first: 2, source: 'SYNTHETIC', date: '2099-03-02' })
  await store().keep(opinionOf(1, [0.9, 0.1], { synthetic: true }))
  await store().keep(opinionOf(2, [0.9, 0.1], { synthetic: true }))
  expect([...(await store().latest([1, 2], null)).keys()]).toEqual([2])
  await store().keep(opinionOf(1, [0.5, 0.5], { madeAt: beforeOff(40), asOf: beforeOff(40) }))
  expect((await store().latest([1], null)).get(1)?.chances[0]).toBe(0.5)
})
test('of races that are over one each is judged: what was made before the off goes before what was asked later', async () => {
  await addRaces(database.pool, [2, 2, 2])
  await store().keep(opinionOf(1, [0.6, 0.4]))
  await store().keep(opinionOf(1, [0.8, 0.2], { madeAt: beforeOff(-600) }))
  await store().keep(opinionOf(2, [0.9, 0.1], { madeAt: beforeOff(-600) }))
  await store().keep(opinionOf(3, [0.5, 0.5], { asOf: beforeOff(-1), madeAt: beforeOff(-1) }))
  for (const race of [1, 3]) await addResult(database.pool, race, [{ position: 1 }, { position: 2 }])
  expect((await store().judged({ from: null, to: null })).map(({ raceId, chances }) => [raceId, chances[0]])).toEqual([[1, 0.6]])
  await addResult(database.pool, 2, [{ position: 2 }, { position: 1 }])
  expect(ids(await store().judged({ from: '2099-03-01', to: '2099-03-01' }))).toEqual([1, 2])
  expect(await store().judged({ from: '2099-03-02', to: null })).toEqual([])
})
test('nothing that was kept is changed', async () => {
  await addRaces(database.pool, [2])
  await store().keep(opinionOf(1, [0.6, 0.4]))
  await expect(database.pool.query('UPDATE opinions SET chances = ARRAY[0.5, 0.5]::float8[]')).rejects.toThrow(/append-only/)
})

describe('races to be asked about', () => {
  const races = (): ReturnType<typeof opinionRaces> => opinionRaces(openOn(database))
  test('are those to come without an opinion of exactly who starts', async () => {
    await addRaces(database.pool, [2, 3, 1])
    const due = (): Promise<readonly number[]> => races().due(beforeOff(30), beforeOff(0))
    expect(await due()).toEqual([1, 2])
    expect(await races().due(beforeOff(30), beforeOff(1))).toEqual([])
    expect(await races().due(beforeOff(0), beforeOff(-30))).toEqual([])
    await store().keep(opinionOf(1, [0.6, 0.4]))
    await store().keep(opinionOf(2, [0.5, 0.3, 0.2]))
    expect(await due()).toEqual([])
    await database.pool.query(`UPDATE runners SET status = 'SCRATCHED' WHERE id = 203`)
    expect(await due()).toEqual([2])
    await database.pool.query(`UPDATE races SET status = 'ABANDONED' WHERE id = 2`)
    expect(await due()).toEqual([])
  })
  test('are known with who starts', async () => {
    await addRaces(database.pool, [3])
    await database.pool.query(`UPDATE runners SET status = 'SCRATCHED' WHERE id = 102`)
    expect(await races().named([1, 9])).toEqual(new Map([[1, { raceId: 1, offAt: beforeOff(0), synthetic: false, calledOff: false, starters: [101, 103] }]]))
    expect(await races().between({ from: '2099-03-01', to: null })).toEqual([1])
    expect(await races().between({ from: null, to: '2099-02-28' })).toEqual([])
  })
})
