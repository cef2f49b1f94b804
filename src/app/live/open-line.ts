import { setTimeout as sleep } from 'node:timers/promises'
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
  /** Resolves once it is known which numbers races were given before, and races can be taken; after three seconds in any case, for Redis may come later. */
  readonly known: Promise<void>
  close(): Promise<void>
}

const KNOWN_WITHIN_MS = 3_000

/** By way of REDIS_URL's Redis where that is set, else within this process. `holds`: whether this process holds races; one that only serves needs no leases. */
export function openLine(config: Pick<Config, 'REDIS_URL' | 'RACEGRAPH_REDIS_PREFIX' | 'RACEGRAPH_LEASE_MS'>, logger: Logger, holds = true): OpenLine {
  const { REDIS_URL: url, RACEGRAPH_REDIS_PREFIX: prefix, RACEGRAPH_LEASE_MS: leaseMs } = config
  const sequences = raceSequences()
  const say = (problem: string | null): void => {
    if (problem === null) logger.info('Redis can be used')
    else logger.error({ problem }, 'Redis cannot be used; live events wait')
  }
  const bus = url === null ? { ...inProcessBus(), problem: null } : redisBus({ url, prefix, onChange: say })
  const leases = url === null || !holds ? { ...alwaysLeased(), problem: null, ready: () => Promise.resolve() } : redisLeases({ url, prefix, leaseMs, onChange: say })
  // Numbers go on above what other workers gave.
  const heard = !holds ? null : new Promise<void>((resolve) => {
    bus.subscribe({ reset: (events) => { sequences.heard(events); resolve() }, events: sequences.heard })
  })
  const known = Promise.race([Promise.all([heard, leases.ready()]).then(() => undefined), sleep(KNOWN_WITHIN_MS, undefined, { ref: false })])
  return {
    bus, leases, sequences, known,
    get problem() { return bus.problem ?? leases.problem },
    close: async () => {
      await leases.close()
      await bus.close()
    },
  }
}
