import { createLimiter } from '../../../src/access/limits/limiter'
import { tiersOf } from '../../../src/access/limits/tiers'
import { createRedisStore, type RedisStore, type RedisStoreOptions } from '../../../src/app/access/limits/redis-store'
import type { Limiter } from '../../../src/access/limiter'
import { limiterRules } from '../../access/limits/limiter-rules'
import { callerOf, tierWith } from '../../support/limits'
import { describeWithRedis, testRedis, type TestRedis } from '../../support/redis'

describeWithRedis('limits in Redis', () => {
  let redis: TestRedis
  let count = 0
  beforeAll(async () => { redis = await testRedis() })
  afterAll(() => redis.close())
  const openStore = async (more: Partial<RedisStoreOptions> = {}): Promise<RedisStore> => {
    const store = createRedisStore({ url: redis.url, prefix: `test${count}`, leaseMs: 60_000, withoutRedis: 'local', onChange: () => undefined, now: Date.now, ...more })
    await store.ready()
    return store
  }
  const limiterOver = (store: RedisStore, whenUnavailable: 'closed' | 'open' = 'closed', now = Date.now): Limiter =>
    createLimiter({ store, tiers: tiersOf({ two: tierWith({ connections: 2 }), plain: tierWith({ costPerMinute: 60_000 }), day: tierWith({ costPerDay: 1_000 }) }, () => undefined), measureOnly: false, whenUnavailable, refused: () => undefined, now })
  beforeEach(() => { count++ })

  describe('as in memory', () => { limiterRules(async (now) => ({ store: await openStore({ now, clock: now }) })) })

  test('processes count together, by the clock of Redis', async () => {
    const stores = [await openStore({ now: () => 0 }), await openStore({ now: () => 9e12 })]
    const [one, two] = stores.map((store) => limiterOver(store)) as [Limiter, Limiter]
    const caller = callerOf('a', 'day')
    expect((await one.admit(caller, 'query', 600)).refused).toBeNull()
    expect((await two.admit(caller, 'query', 600)).refused).toMatchObject({ what: 'day' })
    const places = [await one.connect(callerOf('a', 'two')), await two.connect(callerOf('a', 'two'))]
    expect(places.map(({ refused }) => refused)).toEqual([null, null])
    expect((await one.connect(callerOf('a', 'two'))).refused).toMatchObject({ what: 'connections' })
    places[1]?.settle(0)
    // Behind it on the same line.
    await two.connect(callerOf('b', 'two'))
    expect((await one.connect(callerOf('a', 'two'))).refused).toBeNull()
    await Promise.all(stores.map((store) => store.close()))
  })
  test('one command for each operation: what the one before gives back goes with it', async () => {
    const limiter = limiterOver(await openStore())
    const caller = callerOf('a', 'plain')
    const commands = async (): Promise<number> => Number(/cmdstat_evalsha:calls=(\d+)/.exec(await redis.client.info('commandstats'))?.[1] ?? 0)
    const before = await commands()
    for (let i = 0; i < 10; i++) (await limiter.admit(caller, 'query', 100)).settle(100)
    expect(await commands() - before).toBe(10)
    for (let i = 0; i < 10; i++) (await limiter.admit(caller, 'query', 100)).settle(10)
    await limiter.admit(caller, 'query', 1)
    expect(await commands() - before).toBe(21)
    await limiter.close()
  })
  test('places of a process that was killed come back with its lease', async () => {
    let clock = 1_000_000
    const [dead, alive] = [await openStore({ clock: () => clock }), await openStore({ clock: () => clock })]
    const caller = callerOf('a', 'two')
    await limiterOver(dead).connect(caller)
    await limiterOver(dead).connect(caller)
    dead.abandon()
    clock += 59_999
    const limiter = limiterOver(alive)
    expect((await limiter.connect(caller)).refused).toMatchObject({ what: 'connections' })
    clock += 2
    expect((await limiter.connect(caller)).refused).toBeNull()
    expect((await limiter.connect(caller)).refused).toBeNull()
    expect((await limiter.connect(caller)).refused).toMatchObject({ what: 'connections' })
    await alive.close()
  })
  test('places of a process that was stopped come back at once', async () => {
    const [first, second] = [await openStore(), await openStore()]
    const caller = callerOf('a', 'two')
    await limiterOver(first).connect(caller)
    await limiterOver(first).connect(caller)
    await first.close()
    expect((await limiterOver(second).connect(caller)).refused).toBeNull()
    await second.close()
  })

  describe('while Redis is away', () => {
    const changes: (string | null)[] = []
    let heard: (() => void)[] = []
    const onChange = (problem: string | null): void => { changes.push(problem); heard.forEach((hear) => { hear() }); heard = [] }
    const change = (): Promise<void> => new Promise((resolve) => { heard.push(resolve) })
    const gone = async (): Promise<void> => {
      const told = change()
      await redis.kill()
      await told
    }
    const back = async (): Promise<void> => {
      await redis.start({ empty: true })
      while (changes.at(-1) !== null) await change()
    }
    test('each process counts by itself, and what it holds is told when Redis is back', async () => {
      const store = await openStore({ onChange, withoutRedis: 'local' })
      const limiter = limiterOver(store)
      const caller = callerOf('a', 'two')
      const held = [await limiter.connect(caller)]
      await gone()
      held.push(await limiter.connect(caller))
      expect(held.map(({ refused }) => refused)).toEqual([null, null])
      expect((await limiter.connect(caller)).refused).toMatchObject({ what: 'connections' })
      expect((await limiter.admit(callerOf('a', 'day'), 'query', 1_000)).refused).toBeNull()
      expect((await limiter.admit(callerOf('a', 'day'), 'query', 1_000)).refused).toMatchObject({ what: 'day' })
      await back()
      const other = await openStore()
      expect((await limiterOver(other).connect(caller)).refused).toMatchObject({ what: 'connections' })
      for (const place of held) place.settle(0)
      await limiter.connect(callerOf('b', 'two'))
      expect((await limiterOver(other).connect(caller)).refused).toBeNull()
      await Promise.all([store.close(), other.close()])
    })
    test('everything is refused, or nothing, where that is wanted', async () => {
      const store = await openStore({ onChange, withoutRedis: 'unavailable' })
      await gone()
      expect((await limiterOver(store, 'closed').admit(callerOf('a', 'plain'), 'query', 1)).refused).toMatchObject({ what: 'unavailable', retryAfterSeconds: 1 })
      expect((await limiterOver(store, 'open').admit(callerOf('a', 'plain'), 'query', 1e9)).refused).toBeNull()
      await back()
      expect((await limiterOver(store, 'closed').admit(callerOf('a', 'plain'), 'query', 1)).refused).toBeNull()
      await store.close()
    })
  })
})
