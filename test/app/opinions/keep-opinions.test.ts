import pino from 'pino'
import type { LlmClient } from '../../../src/llm/llm'
import { absentClient } from '../../../src/llm/absent-client'
import { scriptedClient } from '../../../src/llm/scripted-client'
import { askAhead, keepOpinions } from '../../../src/app/opinions/keep-opinions'
import { testDatabase, type TestDatabase } from '../../support/database'
import { modelsOf } from '../../support/graph-models'
import { answerFor, askDeps, certain, openOn, sheetOfRace } from '../../support/opinions'
import { addRaces, beforeOff } from '../../support/served-races'

let database: TestDatabase
beforeAll(async () => { database = await testDatabase() })
beforeEach(() => database.clear())
afterAll(() => database.close())

const CONFIG = { RACEGRAPH_OPINION_AHEAD_MINUTES: 45, RACEGRAPH_OPINION_SAMPLES: 2 }
const signal = new AbortController().signal
function keeper(client: LlmClient, gone: readonly number[] = []) {
  const state = { at: beforeOff(60), gone }
  const warned: object[] = []
  const asking = askDeps(database, client, { samples: 2, now: () => state.at, gather: (ids) => Promise.resolve(ids.map((id) => { const sheet = sheetOfRace(id, { asOf: state.at }); return { ...sheet, runners: sheet.runners.map((runner) => ({ ...runner, scratched: state.gone.includes(runner.runnerId) })) } })) })
  const round = askAhead(asking, { pool: database.pool, config: CONFIG, logger: { warn: (about: object) => { warned.push(about) } } as unknown as pino.Logger })
  return { state, warned, round: () => round(signal) }
}
const counted = async (): Promise<number> => Number((await database.pool.query<{ count: string }>('SELECT count(*) FROM opinions')).rows[0]?.count)

test('a race is asked about once it is near, and again when its field is another one', async () => {
  await addRaces(database.pool, [4])
  const one = keeper(certain([400, 300, 200, 100]))
  expect(await one.round()).toBe(0)
  one.state.at = beforeOff(45)
  expect(await one.round()).toBe(1)
  expect(await one.round()).toBe(0)
  await database.pool.query(`UPDATE runners SET status = 'SCRATCHED' WHERE id = 102`)
  one.state.gone = [102]
  one.state.at = beforeOff(20)
  expect(await one.round()).toBe(1)
  expect((await database.pool.query('SELECT runner_ids FROM opinions ORDER BY id')).rows).toEqual([{ runner_ids: [101, 102, 103, 104] }, { runner_ids: [101, 103, 104] }])
  one.state.at = beforeOff(0)
  await database.pool.query(`UPDATE runners SET status = 'SCRATCHED' WHERE id = 103`)
  expect(await one.round()).toBe(0)
})
test('a race that came to nothing is left alone for ten minutes', async () => {
  await addRaces(database.pool, [4])
  const client = scriptedClient(({ input }, i) => (i < 2 ? { fail: 'unavailable', reason: 'away' } : answerFor(input, [400, 300, 200, 100])))
  const one = keeper(client)
  one.state.at = beforeOff(40)
  expect(await one.round()).toBe(0)
  expect(one.warned).toEqual([{ raceId: 1, reason: 'away' }])
  one.state.at = beforeOff(31)
  expect(await one.round()).toBe(0)
  expect(client.requests.length).toBe(2)
  one.state.at = beforeOff(30)
  expect(await one.round()).toBe(1)
  expect(await counted()).toBe(1)
})
test('one keeper of a database asks at a time', async () => {
  await addRaces(database.pool, [4])
  let other: Promise<number> | null = null
  const second = keeper(certain([400, 300, 200, 100]))
  second.state.at = beforeOff(40)
  // While the first one asks, the second looks.
  const first = keeper(scriptedClient(({ input }) => ({ ...answerFor(input, [400, 300, 200, 100]), before: async () => { other ??= second.round(); await other } })))
  first.state.at = beforeOff(40)
  expect(await first.round()).toBe(1)
  expect(await other).toBe(0)
  expect(await counted()).toBe(1)
  expect(await openOn(database)(async (db) => (await db.rows('SELECT count(*)::int FROM pg_locks WHERE locktype = $1 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())', ['advisory']))[0]?.[0])).toBe(0)
})
test('nobody is kept asking where it is off, or there is nobody to ask', () => {
  const deps = { pool: database.pool, clock: { now: () => new Date(beforeOff(40)) }, models: modelsOf([]), logger: pino({ level: 'silent' }) }
  expect(keepOpinions({ ...deps, client: certain([400, 300, 200, 100]), config: { ...CONFIG, RACEGRAPH_OPINION_AHEAD_MINUTES: 0 } })).toBeNull()
  expect(keepOpinions({ ...deps, client: absentClient(), config: CONFIG })).toBeNull()
})
