import type { Logger } from 'pino'
import { NO_LIMITS, type Limiter } from '../../../access/limiter'
import { createLimiter } from '../../../access/limits/limiter'
import { createMemoryStore } from '../../../access/limits/memory-store'
import type { LimitStore } from '../../../access/limits/store'
import { tiersOf } from '../../../access/limits/tiers'
import type { Instant } from '../../../domain/instant'
import type { Config } from '../../config/read-config'
import type { Metrics } from '../../metrics'
import { readTiers } from './read-tiers'
import { createRedisStore } from './redis-store'

export interface OpenLimiterDeps {
  readonly config: Pick<Config, 'RACEGRAPH_LIMITS' | 'RACEGRAPH_LIMITS_FAIL' | 'RACEGRAPH_TIERS_FILE' | 'RACEGRAPH_MAX_COST' | 'REDIS_URL' | 'RACEGRAPH_REDIS_PREFIX' | 'RACEGRAPH_LEASE_MS'>
  readonly logger: Logger
  readonly metrics: Pick<Metrics, 'limited' | 'meter'>
  readonly now: () => Instant
}

/** In Redis where REDIS_URL is set, else of this process alone. @throws AppError CONFIG_INVALID */
export function openLimiter({ config, logger, metrics, now }: OpenLimiterDeps): Limiter {
  const tiers = tiersOf(config.RACEGRAPH_TIERS_FILE === null ? {} : readTiers(config.RACEGRAPH_TIERS_FILE), (tier, instead) => { logger.warn({ tier, instead }, `there is no tier "${tier}": whoever has it is held to "${instead}"; RACEGRAPH_TIERS_FILE can name it`) })
  if (config.RACEGRAPH_LIMITS === 'off') {
    logger.warn('RACEGRAPH_LIMITS is off: nobody is held to a budget')
    return NO_LIMITS
  }
  for (const name of tiers.names) {
    const { costPerMinute } = tiers.of(name).tier
    if (costPerMinute !== null && costPerMinute < config.RACEGRAPH_MAX_COST) logger.warn({ tier: name, costPerMinute, maxCost: config.RACEGRAPH_MAX_COST }, `operations that RACEGRAPH_MAX_COST lets pass can be over what the tier "${name}" has a minute, and are then always refused`)
  }
  return createLimiter({
    store: storeOf(config, logger, metrics, now), tiers, now, measureOnly: config.RACEGRAPH_LIMITS === 'measure',
    whenUnavailable: config.RACEGRAPH_LIMITS_FAIL === 'open' ? 'open' : 'closed', refused: metrics.limited,
  })
}

function storeOf({ REDIS_URL: url, RACEGRAPH_REDIS_PREFIX: prefix, RACEGRAPH_LEASE_MS: leaseMs, RACEGRAPH_LIMITS_FAIL: fail }: OpenLimiterDeps['config'], logger: Logger, metrics: OpenLimiterDeps['metrics'], now: () => Instant): LimitStore {
  if (url === null) return createMemoryStore(now)
  let down = 1
  metrics.meter.gauge('limits_without_redis', '1 while limits cannot be counted in Redis, and RACEGRAPH_LIMITS_FAIL holds.', () => down)
  const meanwhile = { local: 'each process counts by itself meanwhile', closed: 'everything is refused meanwhile', open: 'nothing is refused meanwhile' }[fail]
  return createRedisStore({
    url, prefix, leaseMs, now, withoutRedis: fail === 'local' ? 'local' : 'unavailable',
    onChange: (problem) => {
      const before = down
      down = problem === null ? 0 : 1
      if (problem === null) logger.info('limits are counted in Redis')
      else if (before === 0) logger.error({ problem }, `limits cannot be counted in Redis: ${meanwhile}`)
      else logger.warn({ problem }, `limits still cannot be counted in Redis: ${meanwhile}`)
    },
  })
}
