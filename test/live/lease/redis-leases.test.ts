import { redisLeases, type RedisLeases } from '../../../src/live/lease/redis-leases'
import { describeWithRedis, testRedis, type TestRedis } from '../../support/redis'

const LEASE_MS = 400

interface Worker { readonly leases: RedisLeases; readonly lost: readonly string[]; untilLost(market: string): Promise<void>; untilReady(): Promise<void> }

describeWithRedis('leases in Redis', () => {
  let redis: TestRedis
  const opened: RedisLeases[] = []
  const worker = (leaseMs = LEASE_MS): Worker => {
    const lost: string[] = []
    const checks = new Set<() => void>()
    const look = (): void => { for (const check of checks) check() }
    const leases = redisLeases({ url: redis.url, leaseMs, onChange: look })
    opened.push(leases)
    leases.onLost((market) => { lost.push(market); look() })
    const until = (isSo: () => boolean): Promise<void> => new Promise((resolve) => {
      const check = (): void => { if (isSo()) { checks.delete(check); resolve() } }
      checks.add(check)
      check()
    })
    return { leases, lost, untilLost: (market) => until(() => lost.includes(market)), untilReady: () => until(() => leases.problem === null) }
  }
  /** Asks until it is given, as ingest does. */
  const takeOver = async ({ leases }: Worker, market: string): Promise<void> => { while (!(await leases.take(market))) await redis.client.ping() }
  beforeAll(async () => { redis = await testRedis() })
  beforeEach(() => redis.client.flushall())
  afterEach(async () => { await Promise.all(opened.splice(0).map((leases) => leases.close())) })
  afterAll(() => redis.close())

  test('one holds a market at a time; it is given over when it is released or its holder stops', async () => {
    const [a, b] = [worker(), worker()]
    await Promise.all([a.untilReady(), b.untilReady()])
    expect(await Promise.all([a.leases.take('x'), a.leases.take('x')])).toEqual([true, true])
    expect(await b.leases.take('x')).toBe(false)
    expect([a.leases.holds('x'), b.leases.holds('x')]).toEqual([true, false])
    await a.leases.release('x')
    expect([a.lost, await b.leases.take('x'), await a.leases.take('x')]).toEqual([['x'], true, false])
    await b.leases.close()
    expect([b.leases.holds('x'), await a.leases.take('x')]).toEqual([false, true])
  })

  test('hundreds of markets go in one round trip, and are renewed beyond their time', async () => {
    const [a, b] = [worker(), worker()]
    await Promise.all([a.untilReady(), b.untilReady()])
    const markets = Array.from({ length: 700 }, (_, i) => `m${i}`)
    await redis.client.config('RESETSTAT')
    expect((await Promise.all(markets.map((market) => a.leases.take(market)))).every(Boolean)).toBe(true)
    const calls = Number(/cmdstat_eval:calls=(\d+)/.exec(await redis.client.info('commandstats'))?.[1])
    expect(calls).toBe(2)
    // Another asks for longer than the lease lasts.
    const end = performance.now() + 2 * LEASE_MS
    while (performance.now() < end) expect(await b.leases.take('m699')).toBe(false)
    expect([a.lost, markets.every((market) => a.leases.holds(market))]).toEqual([[], true])
  })

  test('another takes over when the holder dies without a word', async () => {
    const [dead, b] = [worker(), worker()]
    await Promise.all([dead.untilReady(), b.untilReady()])
    await dead.leases.take('x')
    // As a process that was killed: it renews nothing and gives nothing back.
    await redis.client.call('CLIENT', 'KILL', 'ID', String((await redis.client.client('LIST') as string).split('\n').find((line) => line.includes('name=racegraph-lease'))?.match(/id=(\d+)/)?.[1]))
    await redis.client.set('racegraph:live:1:lease:x', 'of the dead', 'PX', LEASE_MS)
    await takeOver(b, 'x')
    expect(b.leases.holds('x')).toBe(true)
    await dead.untilLost('x')
  })

  test('a lease that somebody else has is told as lost at the next renewal', async () => {
    const a = worker()
    await a.untilReady()
    await a.leases.take('x')
    await a.leases.take('y')
    await redis.client.set('racegraph:live:1:lease:x', 'somebody else')
    await a.untilLost('x')
    expect([a.leases.holds('x'), a.leases.holds('y'), a.lost]).toEqual([false, true, ['x']])
  })

  test('Redis that is away for longer than the lease: all are lost, none can be taken; then they can', async () => {
    const a = worker()
    await a.untilReady()
    await a.leases.take('x')
    await redis.kill()
    await a.untilLost('x')
    expect([a.leases.holds('x'), await a.leases.take('x')]).toEqual([false, false])
    expect(a.leases.problem).toMatch(/cannot be used/)
    await redis.start()
    await a.untilReady()
    await takeOver(a, 'x')
    expect(a.leases.holds('x')).toBe(true)
  })

  test.each([{ empty: false }, { empty: true }])('Redis that restarts within the lease (%o): the holder keeps it', async (how) => {
    const [a, b] = [worker(60_000), worker(60_000)]
    await Promise.all([a.untilReady(), b.untilReady()])
    await a.leases.take('x')
    await redis.kill()
    await redis.start(how)
    await a.untilReady()
    // Renewed as soon as the line is back.
    while ((await redis.client.get('racegraph:live:1:lease:x')) === null) await redis.client.ping()
    await b.untilReady()
    expect([await b.leases.take('x'), a.leases.holds('x'), a.lost]).toEqual([false, true, []])
  })

  test('a process that slept past its lease knows at once', async () => {
    let now = 0
    const leases = redisLeases({ url: redis.url, leaseMs: 60_000, onChange: () => { ready() }, now: () => now })
    opened.push(leases)
    let ready = (): void => undefined
    await new Promise<void>((resolve) => { ready = () => { if (leases.problem === null) resolve() } })
    expect([await leases.take('x'), leases.holds('x')]).toEqual([true, true])
    now = 60_000
    expect(leases.holds('x')).toBe(false)
  })
})
