import pino from 'pino'
import { clockAt } from '../../src/app/clock'
import { freshenFeatures, keepFeaturesFresh } from '../../src/app/keep-features-fresh'
import { FEATURE_SET } from '../../src/features/registry'
import { seededDatabase, type TestDatabase } from '../support/database'
import { fillGraph } from '../support/graph-fixture'

const clock = clockAt('2098-12-31T12:00:00Z')
const never = new AbortController().signal
let database: TestDatabase
beforeEach(async () => { database = await seededDatabase('graph_fixture', fillGraph) })
afterEach(() => database.close())
const stored = async (): Promise<readonly unknown[]> => (await database.pool.query('SELECT r.source_id, v.feature_set, v.as_of, cardinality(v.runner_ids) AS runners FROM feature_vectors v JOIN races r ON r.id = v.race_id WHERE v.feature_set = $1', [FEATURE_SET])).rows

test('races to come are stored, those that were run are not; once they are there is nothing to do', async () => {
  const freshen = freshenFeatures({ pool: database.pool, clock })
  expect(await freshen(never)).toBe(1)
  expect(await stored()).toEqual([{ source_id: 'S1-1', feature_set: FEATURE_SET, as_of: '2098-12-31T12:00:00.000Z', runners: 2 }])
  await database.pool.query('UPDATE feature_vectors SET stale_since = NULL')
  expect(await freshen(never)).toBe(0)
})

test('nothing is stored before history was gathered', async () => {
  await database.pool.query('DELETE FROM feature_history')
  expect(await freshenFeatures({ pool: database.pool, clock })(never)).toBe(0)
  expect(await stored()).toEqual([])
})

test('nothing after the end was asked for', async () => {
  expect(await freshenFeatures({ pool: database.pool, clock })(AbortSignal.abort())).toBe(0)
  expect(await stored()).toEqual([])
})

test('it goes on by itself, and says so', async () => {
  let hear = (_: string): void => undefined
  const said = new Promise<string>((resolve) => { hear = resolve })
  const refresher = keepFeaturesFresh({ pool: database.pool, clock, everyMs: 60_000, logger: pino({ level: 'debug' }, { write: (line: string) => { hear(line) } }) })
  expect(await said).toContain('"races":1')
  await refresher.stop()
  expect(await stored()).toHaveLength(1)
})
