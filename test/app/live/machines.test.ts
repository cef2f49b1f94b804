import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { toGlobalId } from '../../../src/graphql/node/global-id'
import { createMeetingStore } from '../../../src/storage/copy-in/meeting-store'
import { readSegment } from '../../../src/storage/live/spool-frames'
import { endPrograms, racegraph, startProgram, type Running } from '../../support/built-program'
import { testDatabase, type TestDatabase } from '../../support/database'
import { liveSubscriber, longestGap, type LiveSubscriber } from '../../support/live-subscriber'
import { meetingOn, raceRecord, runnerRecord, unitOf } from '../../support/meeting-record'
import { priceSource, type PriceSource } from '../../support/price-source'
import { describeWithRedis, testRedis, type TestRedis } from '../../support/redis'
import { temporaryFolder } from '../../support/temporary-folder'

const [DATE, RACES, RUNNERS, LEASE_MS] = ['2099-01-01', 4, 12, 1_000]
/** What a worker waits between two times of asking for a race, and what a busy machine may add, milliseconds. */
const [ASK_MS, SLACK_MS] = [2_000, 8_000]

/** Rows of a tick as `market/selection/sequence`, out of PostgreSQL's binary COPY. */
function ticksIn(frame: Buffer): string[] {
  const ticks: string[] = []
  for (let at = 0; at < frame.length;) {
    const fields: Buffer[] = []
    const count = frame.readInt16BE(at)
    at += 2
    for (let i = 0; i < count; i++) {
      const length = Math.max(0, frame.readInt32BE(at))
      fields.push(frame.subarray(at + 4, at + 4 + length))
      at += 4 + length
    }
    ticks.push(`${fields[0]?.readInt32BE(0) ?? ''}/${fields[1]?.readBigInt64BE(0) ?? ''}/${fields[3]?.readInt32BE(0) ?? ''}`)
  }
  return ticks
}
/** Ticks that a worker has on disk and not in the database: it was told that they are safe. */
function spooled(home: string): readonly string[] {
  const root = join(home, 'spool')
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.seg')).flatMap((name) => readSegment(readFileSync(join(root, name))).frames.flatMap(ticksIn))
}

describeWithRedis('several machines', () => {
  let redis: TestRedis, database: TestDatabase, source: PriceSource
  const folder = temporaryFolder()
  const subscribers: LiveSubscriber[] = []
  const env = (): Record<string, string> => ({
    DATABASE_URL: database.url, REDIS_URL: redis.url, RACEGRAPH_DEMO: 'off', PORT: '0', LOG_LEVEL: 'warn', RACEGRAPH_FEATURE_REFRESH_MS: '0', RACEGRAPH_POOL_SIZE: '4', RACEGRAPH_LEASE_MS: String(LEASE_MS),
    RACEGRAPH_PRICES_URL: source.url, RACEGRAPH_PRICES_MS: '100', RACEGRAPH_LIVE_MODELS: 'none',
  })
  const home = (name: string): string => join(folder.path, name)
  const worker = async (name: string): Promise<{ readonly running: Running; readonly url: string; readonly home: string }> => {
    const running = startProgram('src/cli/main.ts', ['ingest'], { ...env(), RACEGRAPH_HOME: home(name) })
    return { running, url: /(http:\S+)\/metrics/.exec(await running.saw(/Ctrl-C stops it\.\n/))?.[1] ?? '', home: home(name) }
  }
  const api = async (name: string): Promise<{ readonly running: Running; readonly url: string }> => {
    const running = startProgram('src/cli/main.ts', ['serve'], { ...env(), RACEGRAPH_HOME: home(name) })
    return { running, url: /(http:\/\/localhost:\d+)\/graphql/.exec(await running.saw(/Ctrl-C stops it\.\n/))?.[1] ?? '' }
  }
  const kill = async ({ running }: { readonly running: Running }): Promise<number> => {
    running.process.kill('SIGKILL')
    await running.finished
    return performance.now()
  }
  const held = async ({ url }: { readonly url: string }): Promise<number> => Number(/^racegraph_markets_held (\d+)/m.exec(await (await fetch(`${url}/metrics`)).text())?.[1])
  const stored = async (): Promise<ReadonlySet<string>> => new Set((await database.pool.query<{ key: string }>("SELECT market_id || '/' || selection_id || '/' || sequence AS key FROM ticks")).rows.map(({ key }) => key))
  const holders = async (ids: readonly number[]): Promise<readonly (string | null)[]> => redis.client.mget(ids.map((id) => `racegraph:live:1:lease:race/${id}`))
  const count = (subscriber: LiveSubscriber, raceId: string, from: number, of: (snapshot: boolean) => boolean = () => true): number => subscriber.seen.filter((update) => update.raceId === raceId && update.at > from && of(update.snapshot)).length

  beforeAll(async () => {
    ;[redis, database, source] = await Promise.all([testRedis(), testDatabase(), priceSource({ venue: 'Sha Tin', date: DATE, races: RACES, runners: RUNNERS })])
    const field = Array.from({ length: RUNNERS }, (_, i) => runnerRecord(i + 1, { result: null }))
    const races = Array.from({ length: RACES }, (_, i) => raceRecord(i + 1, { status: 'OPEN', scheduledStart: `2023-04-23T0${i + 4}:00:00Z`, resultKnownAt: null, winningTimeMs: null, runners: field }))
    const session = await createMeetingStore(database.url).open('HKJC', 'card')
    expect((await session.store(unitOf(meetingOn(DATE, { status: 'SCHEDULED', races })))).kind).not.toBe('refused')
    await session.close()
  })
  afterAll(async () => {
    for (const subscriber of subscribers) subscriber.close()
    await endPrograms()
    await Promise.all([redis.close(), database.close(), source.close()])
    folder.remove()
  })

  test('without REDIS_URL neither role starts, and says what to set', async () => {
    for (const command of ['ingest', 'serve']) {
      const { code, stderr } = await racegraph([command])
      expect(code).toBe(2)
      expect(stderr).toMatch(new RegExp(`^racegraph: racegraph ${command} needs REDIS_URL, .* set it, e\\.g\\. REDIS_URL=redis://127\\.0\\.0\\.1:6379, or use "racegraph start"`))
    }
  })

  test('a worker, an API process and Redis are killed in turn under load: gaps end, snapshots follow, sequences rise, and what was acknowledged is stored', async () => {
    const [one, two, ...workers] = await Promise.all([api('api-1'), api('api-2'), worker('worker-1'), worker('worker-2')])
    const keys = (await database.pool.query<{ id: number }>('SELECT id FROM races ORDER BY number')).rows.map(({ id }) => id)
    const ids = keys.map((id) => toGlobalId('Race', id))
    const [onOne, onTwo] = [liveSubscriber([one.url, two.url], ids), liveSubscriber([two.url], ids)]
    subscribers.push(onOne, onTwo)
    /** Every race has moved so many times for everybody since. */
    const moving = (from: number, times = 5): Promise<unknown> => Promise.all(subscribers.map((subscriber) => subscriber.until(() => ids.every((id) => count(subscriber, id, from) >= times))))
    /** Everybody has a snapshot of every race since. */
    const snapshots = (who: readonly LiveSubscriber[], from: number): Promise<unknown> => Promise.all(who.map((subscriber) => subscriber.until(() => ids.every((id) => count(subscriber, id, from, (snapshot) => snapshot) >= 1))))
    await moving(0)

    // The worker that holds races, with prices on its disk that are not in the database yet.
    const victim = (await held(workers[0])) > 0 ? workers[0] : workers[1]
    for (let seen = 0; spooled(victim.home).length === 0; seen = onTwo.seen.length) await onTwo.until(() => onTwo.seen.length > seen)
    const workerDied = await kill(victim)
    const left = spooled(victim.home)
    const acknowledged = [...await stored(), ...left]
    await moving(workerDied)
    const gaps: Record<string, number> = { worker: Math.max(...subscribers.map((subscriber) => longestGap(subscriber, workerDied))) }
    expect(gaps['worker']).toBeLessThan(LEASE_MS + ASK_MS + SLACK_MS)
    expect(new Set(await holders(keys)).size).toBe(1)
    const again = worker(victim === workers[0] ? 'worker-1' : 'worker-2')

    const apiDied = await kill(one)
    await snapshots([onOne], apiDied)
    await moving(apiDied)
    gaps['api'] = longestGap(onOne, apiDied)
    expect(gaps['api']).toBeLessThan(SLACK_MS)
    // One that is started anew knows at once what stands.
    const three = await api('api-1')
    const onThree = liveSubscriber([three.url], ids)
    subscribers.push(onThree)
    await snapshots([onThree], apiDied)
    for (const id of ids) expect(onThree.prices.get(id)?.size).toBe(RUNNERS)
    await again

    const redisDied = performance.now()
    await redis.kill()
    await two.running.saw(/Redis at redis:\/\/127\.0\.0\.1:\d+\/0 \(REDIS_URL\) cannot be used/)
    const unready = await fetch(`${two.url}/readyz`)
    expect([unready.status, await unready.text()]).toEqual([503, expect.stringMatching(/Redis at redis:.* cannot be used/)])
    // Away for longer than leases last, and back with nothing: races are taken anew, and numbers go on above those of before.
    const survivor = victim === workers[0] ? workers[1] : workers[0]
    while ((await held(survivor)) > 0) expect((await fetch(`${survivor.url}/readyz`)).status).toBe(503)
    await redis.start({ empty: true })
    const outage = performance.now() - redisDied
    await snapshots(subscribers, redisDied + outage)
    await moving(performance.now())
    gaps['redis'] = Math.max(...subscribers.map((subscriber) => longestGap(subscriber, redisDied)))
    expect(gaps['redis']).toBeLessThan(outage + LEASE_MS + ASK_MS + SLACK_MS)

    source.stop()
    await Promise.all([survivor, await again].map(async ({ running }) => {
      running.process.kill('SIGTERM')
      expect((await running.finished).code).toBe(0)
    }))
    const table = await stored()
    expect(left.length).toBeGreaterThan(0)
    expect(acknowledged.filter((tick) => !table.has(tick))).toEqual([])
    // What everybody was told last is what was stored last.
    const { rows } = await database.pool.query<{ raceId: number; runnerId: number; back: number | null }>(
      'SELECT DISTINCT ON (market_id, selection_id) race_id AS "raceId", runner_id AS "runnerId", back FROM ticks ORDER BY market_id, selection_id, sequence DESC')
    expect(rows).toHaveLength(RACES * RUNNERS)
    for (const subscriber of subscribers) {
      await subscriber.until(() => rows.every(({ raceId, runnerId, back }) => subscriber.prices.get(toGlobalId('Race', raceId))?.get(toGlobalId('Runner', runnerId)) === back))
      expect(subscriber.wrongs).toEqual([])
    }
    for (const subscriber of subscribers) subscriber.close()
    for (const { running } of [two, three]) {
      running.process.kill('SIGTERM')
      expect((await running.finished).code).toBe(0)
    }
    process.stderr.write(`gaps, ms: ${Object.entries(gaps).map(([of, ms]) => `${of} ${Math.round(ms)}`).join(', ')}; outage of Redis ${Math.round(outage)} ms; ${table.size} ticks, ${left.length} of them on the disk of the worker that was killed\n`)
  })
})
