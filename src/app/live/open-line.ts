import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { inProcessBus } from '../../live/bus/in-process-bus'
import { raceSequences } from '../../live/bus/race-sequences'
import { redisBus } from '../../live/bus/redis-bus'
import { alwaysLeased } from '../../live/lease/always'
import { redisLeases } from '../../live/lease/redis-leases'
import type { Config } from '../config/read-config'
import type { LiveLine } from './live-line'

export interface OpenLine extends LiveLine {
  /** Why events do not travel now; null while they do. */
  readonly problem: string | null
  close(): Promise<void>
}

/** By way of REDIS_URL's Redis where that is set, else within this process. */
export function openLine({ REDIS_URL: url }: Pick<Config, 'REDIS_URL'>, logger: Logger): OpenLine {
  const sequences = raceSequences()
  const say = (problem: string | null): void => {
    if (problem === null) logger.info('Redis can be used again')
    else logger.error({ problem }, 'Redis cannot be used; live events wait')
  }
  const [bus, leases] = url === null ? [Object.assign(inProcessBus(), { problem: null }), alwaysLeased()] : [redisBus({ url, onChange: say }), redisLeases({ url, owner: randomUUID() })]
  const heard = bus.subscribe({ reset: sequences.heard, events: sequences.heard })
  return {
    bus, leases, sequences,
    get problem() { return bus.problem },
    close: async () => {
      heard.close()
      await leases.close()
      await bus.close()
    },
  }
}
