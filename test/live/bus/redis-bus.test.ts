import { createServer, type AddressInfo, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { generate } from 'selfsigned'
import { redisBus, type RedisBus, type RedisBusOptions } from '../../../src/live/bus/redis-bus'
import { describeWithRedis, testRedis, type TestRedis } from '../../support/redis'
import { odds, prediction, raceEvent } from '../state/live-events'
import { listenTo, pricesOf, type Heard } from './bus-listener'

describeWithRedis('the bus over Redis', () => {
  let redis: TestRedis
  const opened: RedisBus[] = []
  const problems: (string | null)[] = []
  let changed = (): void => undefined
  const open = (more: Partial<RedisBusOptions> = {}): RedisBus => {
    const bus = redisBus({ url: redis.url, onChange: (problem) => { problems.push(problem); changed() }, ...more })
    opened.push(bus)
    return bus
  }
  const problem = (isSo: (problem: string | null | undefined) => boolean): Promise<void> => new Promise((resolve) => {
    changed = () => { if (isSo(problems.at(-1))) resolve() }
    changed()
  })
  const there = (heard: Heard): Promise<void> => heard.until((races) => races.epoch > 0)
  beforeAll(async () => { redis = await testRedis() })
  beforeEach(async () => {
    if (redis.client.status === 'end') await redis.start()
    await redis.client.flushall()
    problems.length = 0
  })
  afterEach(async () => { await Promise.all(opened.splice(0).map((bus) => bus.close())) })
  afterAll(() => redis.close())

  test('what one process publishes another hears, and a third begins with what stands', async () => {
    const [worker, api] = [open(), open()]
    const first = listenTo(api)
    await there(first)
    worker.publish([odds(7, 1, 1, [1, 2, 3], { whole: true }), prediction(7, 2, 'linear'), raceEvent(7, 3)])
    await first.until((races) => races.race(7)?.sequence === 3)
    worker.publish([odds(7, 1, 4, [2]), odds(7, 1, 5, [1, 2], { whole: true }), prediction(7, 6, 'forest')])
    worker.publish([odds(7, 1, 7, [1])])
    await first.until((races) => races.race(7)?.sequence === 7)
    const second = listenTo(open())
    await there(second)
    expect(second.calls).toEqual([['reset', 2, 3, 6, 7]])
    expect(pricesOf(second.races, 7, 1)).toEqual([[1, 7], [2, 5]])
    expect(second.races.race(7)?.predictions).toEqual(first.races.race(7)?.predictions)
    expect(second.races.race(7)?.changes).toEqual(first.races.race(7)?.changes)
    expect(second.races.race(7)?.markets.get(1)?.market).toEqual(first.races.race(7)?.markets.get(1)?.market)
    // Resumption works in both: what changed since 4 is the image, the second model and the last price.
    const since = second.races.changedSince(7, 4)
    expect(since?.map(({ kind, sequence }) => [kind, sequence])).toEqual([['prediction', 6], ['odds', 7]])
    expect(second.races.race(7)?.since).toBe(0)
  })

  test('a worker that wakes up late spoils nothing', async () => {
    const [late, now] = [open(), open()]
    const api = listenTo(open())
    await there(api)
    late.publish([odds(7, 1, 1, [1, 2], { whole: true })])
    await api.until((races) => races.race(7)?.sequence === 1)
    now.publish([odds(7, 1, 1_001, [1, 2], { whole: true })])
    await api.until((races) => races.race(7)?.sequence === 1_001)
    late.publish([odds(7, 1, 2, [1]), raceEvent(7, 3), odds(8, 2, 1, [1])])
    await api.until((races) => races.race(8) !== null)
    const fresh = listenTo(open())
    await there(fresh)
    for (const { races } of [api, fresh]) {
      expect(pricesOf(races, 7, 1)).toEqual([[1, 1_001], [2, 1_001]])
      expect(races.race(7)?.sequence).toBe(1_001)
    }
  })

  test('is off and on with Redis: what was published meanwhile comes when it is back, as it then stands', async () => {
    const worker = open()
    const api = listenTo(open())
    await there(api)
    worker.publish([odds(7, 1, 1, [1, 2], { whole: true })])
    await api.until((races) => races.race(7)?.sequence === 1)
    await redis.kill()
    await problem((now) => now?.includes('cannot be used') === true && worker.problem !== null)
    for (let sequence = 2; sequence < 500; sequence++) worker.publish([odds(7, 1, sequence, [1])])
    worker.publish([prediction(7, 500, 'linear')])
    expect(worker.problem).toMatch(/^Redis at redis:\/\/127\.0\.0\.1:\d+\/0 \(REDIS_URL\) cannot be used: .*It is tried again\.$/)
    const epoch = api.races.epoch
    await redis.start()
    await api.until((races) => races.race(7)?.sequence === 500 && races.epoch > epoch)
    expect(pricesOf(api.races, 7, 1)).toEqual([[1, 499], [2, 1]])
    const fresh = listenTo(open())
    await there(fresh)
    expect(pricesOf(fresh.races, 7, 1)).toEqual([[1, 499], [2, 1]])
    // Five hundred events, of which what stands was sent: one image, one prediction.
    expect(Number(await redis.client.get('racegraph:live:1:count'))).toBeLessThan(10)
  })

  test('a Redis that lost everything is told again what stands; subscribers are taken nothing', async () => {
    const worker = open()
    const api = listenTo(open())
    await there(api)
    worker.publish([odds(7, 1, 1, [1, 2], { whole: true }), raceEvent(7, 2)])
    await api.until((races) => races.race(7)?.sequence === 2)
    const epoch = api.races.epoch
    await redis.kill()
    await redis.start({ empty: true })
    await api.until((races) => races.epoch > epoch)
    expect(pricesOf(api.races, 7, 1)).toEqual([[1, 1], [2, 1]])
    worker.publish([odds(7, 1, 3, [2])])
    await api.until((races) => races.race(7)?.sequence === 3)
    const fresh = listenTo(open())
    await fresh.until((races) => races.race(7)?.sequence === 3)
    expect(pricesOf(fresh.races, 7, 1)).toEqual([[1, 1], [2, 3]])
    expect(fresh.races.race(7)?.changes.map(({ sequence }) => sequence)).toEqual([2])
  })

  test('a reader that missed batches begins anew with what stands', async () => {
    const api = listenTo(open())
    await there(api)
    const worker = open()
    worker.publish([odds(7, 1, 1, [1, 2], { whole: true })])
    await api.until((races) => races.race(7)?.sequence === 1)
    const epoch = api.races.epoch
    // As if the batch between had been trimmed away before it was read: what stands has it, the stream goes on after it.
    await redis.client.incr('racegraph:live:1:count')
    worker.publish([odds(7, 1, 2, [1])])
    await api.until((races) => races.epoch > epoch)
    expect(pricesOf(api.races, 7, 1)).toEqual([[1, 2], [2, 1]])
  })

  test('the stream and the hashes have an end', async () => {
    const worker = open({ maxBatches: 100, expiryMs: 60_000 })
    const api = listenTo(open())
    await there(api)
    for (let sequence = 1; sequence <= 500; sequence++) {
      worker.publish([odds(7, 1, sequence, [1], { whole: true })])
      await api.until((races) => races.race(7)?.sequence === sequence)
    }
    // Redis trims by whole nodes of 100 entries.
    expect(await redis.client.xlen('racegraph:live:1:events')).toBeLessThanOrEqual(200)
    expect(await redis.client.pttl('racegraph:live:1:race:7')).toBeGreaterThan(0)
  })

  test('Redis that is not there at first', async () => {
    await redis.kill()
    const worker = open()
    const api = listenTo(open())
    worker.publish([odds(7, 1, 1, [1], { whole: true })])
    await problem((now) => now?.includes('ECONNREFUSED') === true)
    expect(api.races.epoch).toBe(0)
    await redis.start()
    await api.until((races) => races.race(7)?.sequence === 1)
    expect(worker.problem).toBeNull()
  })

  test('what was published right before the end is there', async () => {
    const worker = open()
    worker.publish([odds(7, 1, 1, [1], { whole: true })])
    await worker.close()
    const api = listenTo(open())
    await there(api)
    expect(pricesOf(api.races, 7, 1)).toEqual([[1, 1]])
  })

  test('a wrong password is said, without the password', async () => {
    await redis.client.config('SET', 'requirepass', 'right')
    try {
      listenTo(open({ url: redis.url.replace('://', '://:wr0ng-secret@') }))
      await problem((now) => now?.includes('refuses the user or password') === true)
      expect(problems.join()).not.toContain('wr0ng-secret')
    } finally { await redis.client.config('SET', 'requirepass', '') }
  })

  test('a Redis that refuses to take more is said; nothing is lost', async () => {
    const worker = open()
    const api = listenTo(open())
    await there(api)
    worker.publish([odds(7, 1, 1, [1], { whole: true })])
    await api.until((races) => races.race(7)?.sequence === 1)
    await redis.client.config('SET', 'maxmemory', '1')
    worker.publish([odds(7, 1, 2, [1])])
    await problem((now) => now?.includes('refuses what is published') === true)
    await redis.client.config('SET', 'maxmemory', '0')
    await api.until((races) => races.race(7)?.sequence === 2)
    await problem((now) => now === null)
  })
})

test('a server that takes connections and never answers is said, left and tried again', async () => {
  const sockets: Socket[] = []
  const silent = createServer()
  const again = new Promise<void>((resolve) => { silent.on('connection', (socket) => { if (sockets.push(socket) === 2) resolve() }) })
  await new Promise<void>((resolve) => { silent.listen(0, '127.0.0.1', resolve) })
  const { port } = silent.address() as AddressInfo
  const problems: (string | null)[] = []
  const bus = redisBus({ url: `redis://127.0.0.1:${port}`, answerWithinMs: 20, onChange: (problem) => problems.push(problem) })
  bus.subscribe({ reset: () => { throw new Error('nothing can have come') }, events: () => undefined })
  await again
  expect(problems).toEqual([`Redis at redis://127.0.0.1:${port} (REDIS_URL) cannot be used: it does not answer. It is tried again.`])
  await bus.close()
  for (const socket of sockets) socket.destroy()
  await new Promise((resolve) => { silent.close(resolve) })
})

test('rediss:// speaks TLS, and trusts nobody whom it does not know', async () => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }])
  const server = createTlsServer({ key, cert })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const { port } = server.address() as AddressInfo
  const said = new Promise<string | null>((resolve) => {
    const bus = redisBus({ url: `rediss://user:s3cret@127.0.0.1:${port}`, onChange: (problem) => { resolve(problem); void bus.close() } })
    bus.subscribe({ reset: () => undefined, events: () => undefined })
  })
  expect(await said).toMatch(new RegExp(`^Redis at rediss://127\\.0\\.0\\.1:${port} \\(REDIS_URL\\) cannot be used: .*self-signed certificate.* It is tried again\\.$`))
  await new Promise((resolve) => { server.close(resolve) })
})
