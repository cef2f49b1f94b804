import { instant, type Instant } from '../../../src/domain/instant'
import { raceStamps } from '../../../src/storage/commentary/race-stamps'
import { withRunner } from '../../../src/storage/sql-runner'
import type { RaceStamp } from '../../../src/usecases/commentary/ports'
import { testDatabase, type TestDatabase } from '../../support/database'
import { addRaces, addResult, FAR_OFF } from '../../support/served-races'

const AFTER = '2099-03-01T07:00:00Z'
let database: TestDatabase
beforeAll(async () => { database = await testDatabase() })
afterAll(() => database.close())
beforeEach(async () => { await database.clear(); await addRaces(database.pool, [3, 2]) })

const look = async (raceId = 1, now = '2099-02-28T00:00:00Z'): Promise<RaceStamp> => {
  const stamp = (await raceStamps((use) => withRunner(database.pool, use), (): Instant => instant(now))([raceId])).get(raceId)
  if (stamp === undefined) throw new Error(`race ${raceId} has no stamp`)
  return stamp
}
/** The stamp before and after something was done. */
async function around(sql: string, values: readonly unknown[] = [], now?: string): Promise<readonly [RaceStamp, RaceStamp]> {
  const before = await look(1, now)
  await database.pool.query(sql, [...values])
  return [before, await look(1, now)]
}
const change = (kind: string, knownAt: string, raceId: number | null = 1): string =>
  `INSERT INTO change_events (source, source_id, kind, meeting_id, race_id, text, at, known_at) VALUES ('HKJC', 'c', '${kind}', 1, ${raceId ?? 'NULL'}, 'x', '${knownAt}', '${knownAt}')`

test('a race tells its off, and has no result before it has one', async () => {
  expect(await look()).toEqual({ offAt: instant(FAR_OFF), card: expect.stringMatching(/^[0-9a-f]{32}$/), result: null })
})

test('races that do not exist have none, and nothing is asked for none', async () => {
  const stamps = raceStamps((use) => withRunner(database.pool, use), () => instant(AFTER))
  expect([...(await stamps([1, 2, 99])).keys()].sort()).toEqual([1, 2])
  expect(await raceStamps(() => { throw new Error('asked') }, () => instant(AFTER))([])).toEqual(new Map())
})

test.each([
  ['a scratching', `UPDATE runners SET status = 'SCRATCHED' WHERE id = 102`],
  ['another jockey', `WITH j AS (INSERT INTO jockeys (source, source_id, name) VALUES ('HKJC', 'J', 'J') RETURNING id) UPDATE runners SET jockey_id = j.id FROM j WHERE runners.id = 102`],
  ['another weight', 'UPDATE runners SET weight_kg = 57.5 WHERE id = 102'],
  ['another barrier', 'UPDATE runners SET barrier = 4 WHERE id = 102'],
  ['the going', `UPDATE races SET going = 'SOFT' WHERE id = 1`],
  ['a reading of the ground', `INSERT INTO track_ratings (meeting_id, label, observed_at, known_at) VALUES (1, 'SOFT', '2099-02-27T00:00:00Z', '2099-02-27T00:00:00Z')`],
  ['the off', `UPDATE races SET scheduled_start = scheduled_start + interval '10 minutes' WHERE id = 1`],
  ['being abandoned', `UPDATE races SET status = 'ABANDONED' WHERE id = 1`],
  ['a change of gear, as it is told', change('GEAR_CHANGE', '2099-02-27T00:00:00Z')],
  ['a change of the whole meeting', change('RAIL_CHANGE', '2099-02-27T00:00:00Z', null)],
])('%s makes another card', async (_what, sql) => {
  const [before, after] = await around(sql)
  expect(after.card).not.toBe(before.card)
  expect(after.result).toBeNull()
})

test.each([
  ['a declared runner that becomes a runner', `UPDATE runners SET status = 'RUNNER' WHERE race_id = 1`],
  ['the status of a race on its way', `UPDATE races SET status = 'JUMPED' WHERE id = 1`],
  ['another race', `UPDATE runners SET status = 'SCRATCHED' WHERE race_id = 2`],
  ['a change of another race', change('GEAR_CHANGE', '2099-02-27T00:00:00Z', 2)],
  ['a change that is not known yet', change('RAIL_CHANGE', '2099-02-28T01:00:00Z', null)],
])('%s leaves the card as it is', async (_what, sql) => {
  const [before, after] = await around(sql)
  expect(after).toEqual(before)
})

test('what is known of the meeting after the off is of later races', async () => {
  const [before, after] = await around(change('RAIL_CHANGE', '2099-03-01T06:00:00Z', null), [], AFTER)
  expect(after).toEqual(before)
})

test('a result has a stamp from when it is known, and another when it is corrected; the card stays', async () => {
  const before = await look(1, AFTER)
  await addResult(database.pool, 1, [{ position: 1 }, { position: 2 }, { position: 3 }])
  const known = await look(1, AFTER)
  expect([before.result, (await look(1, '2099-03-01T06:10:00Z')).result]).toEqual([null, null])
  expect(known.result).toMatch(/^[0-9a-f]{32}$/)
  expect(known.card).toBe(before.card)
  await database.pool.query(`UPDATE results SET comment = 'lame' WHERE runner_id = 102`)
  expect((await look(1, AFTER)).result).not.toBe(known.result)
})
