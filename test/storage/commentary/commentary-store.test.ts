import type { Commentary, CommentaryStyle } from '../../../src/commentary/commentary'
import type { Instant } from '../../../src/domain/instant'
import { commentaryStore } from '../../../src/storage/commentary/commentary-store'
import { withRunner } from '../../../src/storage/sql-runner'
import { testDatabase, type TestDatabase } from '../../support/database'
import { addRaces, beforeOff } from '../../support/served-races'

let database: TestDatabase
beforeAll(async () => { database = await testDatabase() })
afterAll(() => database.close())
beforeEach(async () => { await database.clear(); await addRaces(database.pool, [3, 2]) })

const store = (): ReturnType<typeof commentaryStore> => commentaryStore((use) => withRunner(database.pool, use))
const key = (digit: string): string => digit.repeat(64)
const STYLE: CommentaryStyle = { kind: 'PREVIEW', tone: 'LIVELY', length: 'LONG', locale: 'en' }
const written = (more: Partial<Commentary> = {}): Commentary => ({
  ...STYLE, raceId: 1, source: 'MODEL', model: 'a-model', synthetic: false, asOf: beforeOff(60), writtenAt: (beforeOff(60) + 4_321) as Instant, leftOut: 2, costUsd: 0.0123, fellBack: null,
  sentences: [{ text: 'It’s a “test” \\ of 3½ lengths.', runnerId: 101, factIds: ['r1.2', 'race.1'] }],
  facts: [{ id: 'r1.2', runnerId: 101, topic: 'pastRuns', label: 'last run', text: '3½ lengths', value: 3.5, unit: 'lengths', feature: null, rank: { place: 1, of: 3 }, also: ['3.5'], untrusted: false }], ...more,
})

test('what was kept is found again to the letter', async () => {
  for (const [digit, one] of [['a', written()], ['b', written({ costUsd: null, synthetic: true, fromTemplate: [102, 103] })]] as const) {
    await store().keep(key(digit), 'stamp', one)
    expect(await store().find(key(digit))).toEqual(one)
  }
  expect(await store().find(key('c'))).toBeNull()
})

test('the newest of a style is that of the latest facts, with its stamp, for each race', async () => {
  await store().keep(key('a'), 'new', written({ asOf: beforeOff(30) }))
  await store().keep(key('b'), 'old', written({ asOf: beforeOff(90), writtenAt: beforeOff(10) }))
  await store().keep(key('c'), 'other tone', written({ asOf: beforeOff(5), tone: 'NEUTRAL' }))
  await store().keep(key('d'), 'second race', written({ raceId: 2 }))
  const latest = await store().latest([1, 2, 99], STYLE)
  expect([...latest].map(([raceId, { stamp, commentary }]) => [raceId, stamp, commentary.asOf]).sort()).toEqual([[1, 'new', beforeOff(30)], [2, 'second race', beforeOff(60)]])
  expect(await store().latest([], STYLE)).toEqual(new Map())
})

test('who comes second with the same key leaves the first as it is', async () => {
  await store().keep(key('a'), 'one', written())
  await store().keep(key('a'), 'two', written({ leftOut: 9 }))
  expect(await store().find(key('a'))).toEqual(written())
})

test('it goes with its race, and is not kept of a race that is gone', async () => {
  await store().keep(key('a'), 'x', written())
  await database.pool.query('DELETE FROM races WHERE id = 1')
  expect(await store().find(key('a'))).toBeNull()
  await store().keep(key('b'), 'x', written())
  expect(await store().find(key('b'))).toBeNull()
})

test('the template is not stored', async () => {
  await expect(store().keep(key('a'), 'x', written({ source: 'TEMPLATE', model: null }))).rejects.toThrow('not stored')
})
