import pino from 'pino'
import { NO_LIMITS, type Limiter } from '../../../src/access/limiter'
import { openLimiter } from '../../../src/app/access/limits/open-limiter'
import { readConfig } from '../../../src/app/config/read-config'
import { createMetrics, type Metrics } from '../../../src/app/metrics'
import type { Instant } from '../../../src/domain/instant'
import { callerOf } from '../../support/limits'
import { describeWithRedis, testRedis } from '../../support/redis'

const NOW = 1_800_000_000_000 as Instant
interface Opened { readonly limiter: Limiter; readonly metrics: Metrics; readonly log: { level: number; msg: string }[]; readonly said: (pattern: RegExp) => Promise<void> }
function open(env: Readonly<Record<string, string>>): Opened {
  const log: Opened['log'] = []
  let waiting: (() => void)[] = []
  const logger = pino({ level: 'info' }, { write: (line: string) => { log.push(JSON.parse(line) as Opened['log'][0]); waiting.forEach((wake) => { wake() }); waiting = [] } })
  const metrics = createMetrics()
  const limiter = openLimiter({ config: readConfig(env), logger, metrics, now: () => NOW })
  return { limiter, metrics, log, said: async (pattern) => { while (!log.some(({ msg }) => pattern.test(msg))) await new Promise<void>((resolve) => { waiting.push(resolve) }) } }
}
const line = async ({ metrics }: Opened, name: string): Promise<string | undefined> => (await metrics.text()).split('\n').find((one) => one.startsWith(name))?.slice(name.length).trim()

test('off counts nothing, and says so', () => {
  const { limiter, log } = open({ RACEGRAPH_LIMITS: 'off' })
  expect(limiter).toBe(NO_LIMITS)
  expect(log.map(({ msg }) => msg)).toEqual(['RACEGRAPH_LIMITS is off: nobody is held to a budget'])
})
test.each([['enforce', 'minute'], ['measure', null]])('%s: what is over is told in the metrics', async (mode, what) => {
  const opened = open({ RACEGRAPH_LIMITS: mode })
  expect((await opened.limiter.admit(callerOf('anonymous', 'anonymous'), 'query', 50_000)).refused).toBeNull()
  expect((await opened.limiter.admit(callerOf('anonymous', 'anonymous'), 'query', 50_000)).refused?.what ?? null).toBe(what)
  expect(await line(opened, 'racegraph_limits_refused_total{what="minute",tier="anonymous"}')).toBe('1')
})
test('an unknown tier of a key is told once', async () => {
  const { limiter, log } = open({})
  for (let i = 0; i < 3; i++) await limiter.admit(callerOf('a', 'gold'), 'query', 1)
  expect(log.map(({ msg }) => msg)).toEqual(['there is no tier "gold": whoever has it is held to "anonymous"; RACEGRAPH_TIERS_FILE can name it'])
})
test('a tier that has less a minute than one operation may cost is warned of', () => {
  expect(open({ RACEGRAPH_MAX_COST: '100000' }).log.map(({ msg }) => msg)).toEqual(['operations that RACEGRAPH_MAX_COST lets pass can be over what the tier "anonymous" has a minute, and are then always refused'])
})

describeWithRedis('with Redis', () => {
  test('its coming and going is told once each, in the log and the metrics', async () => {
    const redis = await testRedis()
    const opened = open({ REDIS_URL: redis.url, RACEGRAPH_REDIS_PREFIX: 'open-limiter' })
    try {
      await opened.said(/counted in Redis$/)
      expect(await line(opened, 'racegraph_limits_without_redis ')).toBe('0')
      await redis.kill()
      await opened.said(/cannot be counted in Redis: each process counts by itself meanwhile/)
      for (let i = 0; i < 20; i++) {
        const { refused, settle } = await opened.limiter.admit(callerOf('a', 'free'), 'query', 1)
        expect(refused).toBeNull()
        settle(1)
      }
      expect(await line(opened, 'racegraph_limits_without_redis ')).toBe('1')
      expect(opened.log.filter(({ level }) => level === 50)).toHaveLength(1)
    } finally {
      await opened.limiter.close()
      await redis.close()
    }
  })
})
