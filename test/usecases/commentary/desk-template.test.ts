import type { FactSheet } from '../../../src/commentary/fact'
import { instant, type Instant } from '../../../src/domain/instant'
import { commentaryStore } from '../../../src/storage/commentary/commentary-store'
import { raceStamps, type OpenRunner } from '../../../src/storage/commentary/race-stamps'
import { withRunner } from '../../../src/storage/sql-runner'
import { testDatabase, type TestDatabase } from '../../support/database'
import { ask, listening, testDesk } from '../../support/commentary-desk'
import { factSheet, FACTS_OF_RACE, FOUR_RUNNERS, said, sheetOf } from '../../support/fact-sheet'
import { addRaces, addResult, beforeOff, FAR_OFF } from '../../support/served-races'

/* The desk without a model: what stands, what is made anew, and what there is nothing to tell of. */
let database: TestDatabase
beforeAll(async () => { database = await testDatabase() })
afterAll(() => database.close())
beforeEach(async () => { await database.clear(); await addRaces(database.pool, [4, 4, 4]) })

const OFF = instant(FAR_OFF)
const sheet = (raceId: number, asOf: Instant): FactSheet => factSheet({ raceId, asOf, offAt: OFF })

test('races of one call are gathered together, once each, and told in order', async () => {
  const { desk, gathered } = testDesk(database, sheet)
  const told = await desk.read([ask(2), ask(1), ask(2, { waitMs: 5 }), ask(99)])
  expect(told.map((one) => one?.commentary.raceId ?? null)).toEqual([2, 1, 2, null])
  expect(gathered).toEqual([[[2, 1], null]])
  expect(told[0]).toEqual({ pending: false, commentary: expect.objectContaining({ kind: 'PREVIEW', source: 'TEMPLATE', model: null, fellBack: null, costUsd: 0, leftOut: 0, synthetic: true, asOf: beforeOff(60), writtenAt: beforeOff(60) }) })
  expect(told[0]?.commentary.sentences).toHaveLength(5)
  expect(told[0]?.commentary.facts.map(({ id }) => id)).toEqual(['race.3', 'r1.1', 'r2.1', 'r3.1', 'r4.1'])
  expect(await desk.read([])).toEqual([])
})

test('what was told stands while the race looks the same and prices are not too old', async () => {
  const world = testDesk(database, sheet, { limits: { maxAgeMs: 60_000 } })
  const first = await world.desk.read([ask(1)])
  world.at = (beforeOff(60) + 60_000) as Instant
  expect(await world.desk.read([ask(1)])).toEqual(first)
  expect(world.gathered).toHaveLength(1)
  world.at = (beforeOff(60) + 60_001) as Instant
  expect((await world.desk.read([ask(1)]))[0]?.commentary.asOf).toBe(world.at)
  await database.pool.query(`UPDATE runners SET status = 'SCRATCHED' WHERE id = 102`)
  await world.desk.read([ask(1)])
  await world.desk.read([ask(1)])
  expect(world.gathered).toHaveLength(3)
})

test('styles are told apart', async () => {
  const { desk, gathered } = testDesk(database, sheet)
  const told = await desk.read([ask(1), ask(1, { kind: 'RUNNER' }), ask(1, { tone: 'LIVELY' }), ask(1, { length: 'LONG' })])
  expect(told.map((one) => [one?.commentary.kind, one?.commentary.tone, one?.commentary.length])).toEqual([['PREVIEW', 'NEUTRAL', 'SHORT'], ['RUNNER', 'NEUTRAL', 'SHORT'], ['PREVIEW', 'LIVELY', 'SHORT'], ['PREVIEW', 'NEUTRAL', 'LONG']])
  expect(gathered).toEqual([[[1], null]])
})

test('calls at the same time share the gathering', async () => {
  const { desk, gathered } = testDesk(database, sheet)
  const [one, two] = await Promise.all([desk.read([ask(1), ask(2)]), desk.read([ask(2)])])
  expect(two[0]).toEqual(one[1])
  expect(gathered.flatMap(([ids]) => ids).sort()).toEqual([1, 2])
})

test('what comes before the off is told as of the off afterwards, and never ages', async () => {
  const world = testDesk(database, sheet, { limits: { maxAgeMs: 60_000 } })
  world.at = (OFF + 5_000) as Instant
  expect((await world.desk.read([ask(1)]))[0]?.commentary.asOf).toBe(OFF)
  world.at = (OFF + 86_400_000) as Instant
  await world.desk.read([ask(1), ask(1, { kind: 'RUNNER' })])
  expect(world.gathered).toEqual([[[1], OFF], [[1], OFF]])
})

test('there is a review when there is a result, and another when the result is corrected', async () => {
  const world = testDesk(database, (raceId, asOf) => factSheet({ raceId, asOf, offAt: OFF, finished: true }), { limits: { maxAgeMs: 1 } })
  const review = ask(1, { kind: 'REVIEW' })
  world.at = (OFF + 3_600_000) as Instant
  expect(await world.desk.read([review])).toEqual([null])
  expect(world.gathered).toEqual([])
  await addResult(database.pool, 1, [{ position: 1 }, { position: 2 }, { position: 3 }, { position: 4 }])
  expect((await world.desk.read([review]))[0]?.commentary.kind).toBe('REVIEW')
  world.at = (OFF + 7_200_000) as Instant
  await world.desk.read([review])
  expect(world.gathered).toEqual([[[1], null]])
  await database.pool.query(`UPDATE results SET comment = 'lame' WHERE runner_id = 102`)
  await world.desk.read([review])
  expect(world.gathered).toHaveLength(2)
})

test('a change is told of when something changed, and looked for again after a minute', async () => {
  const world = testDesk(database, sheet)
  const change = ask(1, { kind: 'CHANGE' })
  expect(await world.desk.read([change])).toEqual([null])
  world.sheet = (raceId, asOf) => sheetOf(FOUR_RUNNERS, [...FACTS_OF_RACE, said('change', 'going change', 'going from Good to Soft')], { raceId, asOf, offAt: OFF })
  world.at = (beforeOff(60) + 60_000) as Instant
  expect(await world.desk.read([change])).toEqual([null])
  world.at = (beforeOff(60) + 60_001) as Instant
  expect((await world.desk.read([change]))[0]?.commentary.kind).toBe('CHANGE')
  expect(world.gathered).toHaveLength(2)
})

test.each([
  ['a big move', Math.log(0.7), 'market move', true], ['a big drift', Math.log(1.4), 'market move', true], ['a smaller one', Math.log(1.2), 'market move', false], ['another number of that unit', Math.log(0.5), 'price before', false],
])('%s is a change or not by the threshold', async (_what, value, label, told) => {
  const [first, ...others] = FOUR_RUNNERS
  if (first === undefined) throw new Error('a runner is needed')
  const moved = { ...first, facts: [...first.facts, said('price', label, 'backed from 3.50 to 2.50', { value, unit: 'lnOdds' })] }
  const { desk } = testDesk(database, (raceId, asOf) => sheetOf([moved, ...others], FACTS_OF_RACE, { raceId, asOf, offAt: OFF }), { limits: { move: 0.25 } })
  expect((await desk.read([ask(1, { kind: 'CHANGE' })]))[0] !== null).toBe(told)
})

test('words of strangers are no change, and no fact that is shown', async () => {
  const { desk } = testDesk(database, (raceId, asOf) => sheetOf(FOUR_RUNNERS, [...FACTS_OF_RACE, said('change', 'reason', 'lame', { untrusted: true })], { raceId, asOf, offAt: OFF }), { template: () => [{ text: 'x', runnerId: null, factIds: ['race.10', 'race.1'] }] })
  expect(await desk.read([ask(1, { kind: 'CHANGE' })])).toEqual([null])
  expect((await desk.read([ask(1)]))[0]?.commentary.facts.map(({ id }) => id)).toEqual(['race.1'])
})

test('the least used is forgotten when memory is full', async () => {
  const { desk, gathered } = testDesk(database, sheet, { limits: { remembered: 2 } })
  for (const raceId of [1, 2, 1, 3, 1, 2]) await desk.read([ask(raceId)])
  expect(gathered.map(([ids]) => ids)).toEqual([[1], [2], [3], [2]])
})

test('what cannot be gathered fails whoever asked, and is tried again', async () => {
  const world = testDesk(database, () => { throw new Error('no connection') })
  await expect(world.desk.read([ask(1)])).rejects.toThrow('no connection')
  world.sheet = sheet
  expect((await world.desk.read([ask(1)]))[0]?.commentary.raceId).toBe(1)
})

test('commentary of a model that was stored is told though there is no model now; that of the stand-in is not', async () => {
  const open: OpenRunner = (use) => withRunner(database.pool, use)
  const told = (await testDesk(database, sheet).desk.read([ask(1)]))[0]?.commentary
  const stamp = (await raceStamps(open, () => beforeOff(60))([1])).get(1)?.card
  if (!told || stamp === undefined) throw new Error('nothing was told')
  for (const [digit, voice, source] of [['a', 'stand-in', 'TEMPLATE'], ['b', 'model', 'MODEL']] as const) {
    await database.pool.query('DELETE FROM commentaries')
    await commentaryStore(open).keep(digit.repeat(64), `${voice} ${stamp}`, { ...told, source: 'MODEL', model: 'm' })
    expect((await testDesk(database, sheet).desk.read([ask(1)]))[0]?.commentary.source).toBe(source)
  }
})

test('a stream without a model tells the template; one of nothing fails, and one that was closed hears nothing', async () => {
  const { desk } = testDesk(database, sheet)
  const heard = listening()
  desk.watch(ask(1), heard)
  expect((await heard.ended).source).toBe('TEMPLATE')
  expect(heard.events).toEqual(['TEMPLATE: By the template: preview of Myrtle Park.', ...['Silver Ledger', 'Copper Tide', 'Night Harbour', 'Paper Kite'].map((horse) => `TEMPLATE: By the template: ${horse}.`), 'done'])
  for (const nothing of [ask(99), ask(1, { kind: 'REVIEW' }), ask(1, { kind: 'CHANGE' })]) {
    const none = listening()
    desk.watch(nothing, none)
    await expect(none.ended).rejects.toMatchObject({ code: 'NOT_FOUND' })
  }
  const gone = listening()
  desk.watch(ask(2), gone).close()
  await desk.read([ask(2)])
  expect(gone.events).toEqual([])
})

test('listeners are limited, and none begin once it is closed', async () => {
  const { desk } = testDesk(database, sheet, { limits: { listeners: 1 } })
  const [one, two, three] = [listening(), listening(), listening()]
  desk.watch(ask(1), one)
  desk.watch(ask(1), two)
  await expect(two.ended).rejects.toMatchObject({ code: 'OVERLOADED' })
  await one.ended
  desk.watch(ask(1), three)
  await three.ended
  await desk.close()
  const four = listening()
  desk.watch(ask(1), four)
  await expect(four.ended).rejects.toMatchObject({ code: 'OVERLOADED', message: expect.stringContaining('shutting down') })
})
