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
  /** Resolves once it is known which numbers were given to races before. */
  readonly known: Promise<void>
  close(): Promise<void>
}

/** By way of REDIS_URL's Redis where that is set, else within this process. */
export function openLine(config: Pick<Config, 'REDIS_URL' | 'RACEGRAPH_REDIS_PREFIX' | 'RACEGRAPH_LEASE_MS'>, logger: Logger): OpenLine {
  const { REDIS_URL: url, RACEGRAPH_REDIS_PREFIX: prefix, RACEGRAPH_LEASE_MS: leaseMs } = config
  const sequences = raceSequences()
  const say = (problem: string | null): void => {
    if (problem === null) logger.info('Redis can be used')
    else logger.error({ problem }, 'Redis cannot be used; live events wait')
  }
  const [bus, leases] = url === null
    ? [Object.assign(inProcessBus(), { problem: null }), Object.assign(alwaysLeased(), { problem: null })]
    : [redisBus({ url, prefix, onChange: say }), redisLeases({ url, prefix, leaseMs, onChange: say })]
  let tellKnown = (): void => undefined
  const known = new Promise<void>((resolve) => { tellKnown = resolve })
  const heard = bus.subscribe({ reset: (events) => { sequences.heard(events); tellKnown() }, events: sequences.heard })
  return {
    bus, leases, sequences, known,
    get problem() { return bus.problem ?? leases.problem },
    close: async () => {
      heard.close()
      await leases.close()
      await bus.close()
    },
  }
}
