import { watchRaces, type SeenChange } from '../../../src/storage/live/race-watch'
import { testDatabase, type TestDatabase } from '../../support/database'
import { addRaces } from '../../support/served-races'

let db: TestDatabase
beforeAll(async () => { db = await testDatabase() })
afterAll(async () => { await db.close() })
// Meeting 1 with races 1 and 2.
beforeEach(async () => { await db.clear(); await addRaces(db.pool, [2, 2]) })

/** Hears changes; `next` waits for so many. */
const listen = async () => {
  const seen: SeenChange[] = []
  let gaps = 0
  let wake = (): void => undefined
  const watch = await watchRaces({
    databaseUrl: db.url, note: () => undefined, onGap: () => { gaps++; wake() },
    onChange: async (changes) => { seen.push(...changes); wake() },
  })
  const until = async (holds: () => boolean): Promise<void> => { while (!holds()) await new Promise<void>((resolve) => { wake = resolve }) }
  return { watch, seen, until, next: async (count: number) => { await until(() => seen.length >= count); return seen.splice(0) }, get gaps() { return gaps } }
}
const change = (id: string, kind: string, race: number | null, runner: number | null, knownAt = 'now()') =>
  db.pool.query(`INSERT INTO change_events (source, source_id, kind, meeting_id, race_id, runner_id, text, at, known_at) VALUES ('HKJC', $1, $2, 1, $3, $4, $1, ${knownAt}, ${knownAt}) RETURNING id`, [id, kind, race, runner])

describe('what changes of races', () => {
  it('is heard: events of one race, and of a meeting once for each of its races', async () => {
    const { watch, next } = await listen()
    await change('out', 'SCRATCHING', 1, 101)
    expect(await next(1)).toEqual([expect.objectContaining({ raceId: 1, meetingId: 1, status: 'OPEN', track: false, change: { kind: 'SCRATCHING', id: 1, runnerId: 101, text: 'out' } })])
    await change('rail', 'RAIL_CHANGE', null, null)
    expect((await next(2)).map(({ raceId, change: told }) => [raceId, told?.kind])).toEqual([[1, 'RAIL_CHANGE'], [2, 'RAIL_CHANGE']])
    await watch.close()
  })
  it('is heard of statuses, of runners, and of readings of the ground; not of what has long been known', async () => {
    const { watch, next } = await listen()
    await change('old', 'SCRATCHING', 1, 101, `now() - interval '2 days'`)
    await db.pool.query(`UPDATE races SET name = 'Another name' WHERE id = 1`)
    await db.pool.query(`UPDATE races SET status = 'DELAYED' WHERE id = 2`)
    expect((await next(1)).map(({ raceId, status, change: told }) => [raceId, status, told])).toEqual([[2, 'DELAYED', null]])
    await db.pool.query(`UPDATE runners SET status = 'SCRATCHED' WHERE id = 201`)
    expect((await next(1)).map(({ raceId, track }) => [raceId, track])).toEqual([[2, false]])
    await db.pool.query(`INSERT INTO track_ratings (meeting_id, label, observed_at, known_at) VALUES (1, 'SOFT', now(), now())`)
    expect((await next(2)).map(({ raceId, track }) => [raceId, track])).toEqual([[1, true], [2, true]])
    await watch.close()
  })
  it('is told after the line broke, of events that came meanwhile', async () => {
    const heard = await listen()
    await change('before', 'SCRATCHING', 1, 101)
    await heard.next(1)
    await db.pool.query(`BEGIN; INSERT INTO change_events (source, source_id, kind, meeting_id, race_id, text, at, known_at) VALUES ('HKJC', 'meanwhile', 'TIME_CHANGE', 1, 2, 'meanwhile', now(), now()); SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'racegraph race watch' AND datname = current_database(); COMMIT`)
    await heard.until(() => heard.gaps === 1 && heard.seen.some(({ change: told }) => told?.text === 'meanwhile'))
    await change('after', 'SCRATCHING', 1, 102)
    await heard.until(() => heard.seen.some(({ change: told }) => told?.text === 'after'))
    await heard.watch.close()
  })
})
