import { randomUUID } from 'node:crypto'
import { openRedisLine } from '../bus/redis-line'
import { redisKeys } from '../bus/redis-keys'
import type { MarketLeases } from './ports'

export interface RedisLeasesOptions {
  readonly url: string
  readonly prefix?: string
  /** How long a lease lasts that is not renewed: after a worker died, another takes over within this and its next asking, milliseconds. */
  readonly leaseMs: number
  /** Told in words when Redis cannot be used, and null when it can again. */
  readonly onChange: (problem: string | null) => void
  /** Milliseconds that only rise. */
  readonly now?: () => number
}
export interface RedisLeases extends MarketLeases {
  /** Why nothing can be taken now; null while it can. */
  readonly problem: string | null
  /** Resolves when leases can be taken. */
  ready(): Promise<void>
}

/** KEYS: lease:. ARGV: token, milliseconds, names. 1 for each that is ours now. A lease that is gone with Redis's memory is ours again unless somebody was quicker. */
const TAKE = `
local got = {}
for i = 3, #ARGV do
  local key = KEYS[1] .. ARGV[i]
  local owner = redis.call('GET', key)
  if not owner or owner == ARGV[1] then
    redis.call('SET', key, ARGV[1], 'PX', ARGV[2])
    got[#got + 1] = 1
  else got[#got + 1] = 0 end
end
return got`
const RELEASE = `
for i = 2, #ARGV do
  if redis.call('GET', KEYS[1] .. ARGV[i]) == ARGV[1] then redis.call('DEL', KEYS[1] .. ARGV[i]) end
end
return 0`

/** Names in one command: Redis does nothing else meanwhile. */
const AT_ONCE = 500
const chunks = (names: readonly string[]): readonly (readonly string[])[] => Array.from({ length: Math.ceil(names.length / AT_ONCE) }, (_, i) => names.slice(i * AT_ONCE, (i + 1) * AT_ONCE))

/**
 * Leases in Redis, each with the token of this process, renewed together at a third of their time. Whoever holds one holds it until `leaseMs` after the last renewal was sent, by
 * its own clock: it gives up no later than Redis does, also when Redis cannot be reached. While Redis is away nothing can be taken.
 */
export function redisLeases({ url, prefix = 'racegraph', leaseMs, onChange, now = () => performance.now() }: RedisLeasesOptions): RedisLeases {
  const key = redisKeys(prefix).lease
  const token = randomUUID()
  /** Until when, by `now`. */
  const held = new Map<string, number>()
  const asked = new Map<string, readonly ((got: boolean) => void)[]>()
  const told = new Set<(market: string) => void>()
  let [closed, deadline]: [boolean, NodeJS.Timeout | undefined] = [false, undefined]
  const line = openRedisLine({ url, name: 'racegraph-lease', answerWithinMs: Math.max(100, leaseMs / 2), onChange: (problem) => { onChange(problem); if (problem === null) void renew() } })

  const lose = (market: string): void => { if (held.delete(market)) for (const listener of told) listener(market) }
  const isHeld = (market: string): boolean => (held.get(market) ?? -Infinity) > now()
  const watch = (): void => {
    clearTimeout(deadline)
    if (held.size === 0 || closed) return
    const first = Math.min(...held.values())
    deadline = setTimeout(() => {
      for (const [market] of held) if (!isHeld(market)) lose(market)
      watch()
    }, Math.max(1, Math.ceil(first - now()))).unref()
  }
  /** Which of them are ours; null where Redis does not say. */
  const take = async (names: readonly string[]): Promise<readonly boolean[] | null> => {
    try {
      const got = await line.redis.eval(TAKE, 1, key, token, leaseMs, ...names)
      return Array.isArray(got) ? got.map((one) => one === 1) : null
    } catch (error) {
      line.failed(error)
      return null
    }
  }
  const ask = async (): Promise<void> => {
    const open = [...asked]
    asked.clear()
    await Promise.all(chunks(open.map(([name]) => name)).map(async (names, chunk) => {
      const until = now() + leaseMs
      const got = await take(names)
      names.forEach((name, i) => {
        const isOurs = got?.[i] === true && !closed
        if (isOurs) held.set(name, until)
        for (const tell of open[chunk * AT_ONCE + i]?.[1] ?? []) tell(isOurs && isHeld(name))
      })
    }))
    watch()
  }
  const renew = async (): Promise<void> => {
    await Promise.all(chunks([...held.keys()]).map(async (names) => {
      const until = now() + leaseMs
      const got = await take(names)
      names.forEach((name, i) => {
        if (got?.[i] === false) lose(name)
        else if (got !== null && held.has(name)) held.set(name, until)
      })
    }))
    watch()
  }
  const renewing = setInterval(() => { void renew() }, leaseMs / 3).unref()
  const release = async (names: readonly string[]): Promise<void> => {
    // A lease that cannot be given back now runs out by itself.
    await Promise.all(chunks(names).map((some) => line.redis.eval(RELEASE, 1, key, token, ...some))).catch((error: unknown) => { line.failed(error) })
  }

  return {
    take: (market) => {
      if (isHeld(market)) return Promise.resolve(true)
      if (closed || line.redis.status !== 'ready') return Promise.resolve(false)
      return new Promise((resolve) => {
        if (asked.size === 0) setImmediate(() => { void ask() })
        asked.set(market, [...asked.get(market) ?? [], resolve])
      })
    },
    holds: isHeld,
    onLost: (listener) => { told.add(listener) },
    release: async (market) => {
      if (!held.has(market)) return
      lose(market)
      await release([market])
    },
    get problem() { return line.problem },
    ready: line.ready,
    close: async () => {
      if (closed) return
      closed = true
      clearInterval(renewing)
      clearTimeout(deadline)
      const names = [...held.keys()]
      held.clear()
      if (line.redis.status === 'ready') await release(names)
      line.close()
    },
  }
}
