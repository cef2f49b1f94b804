import { setTimeout as sleep } from 'node:timers/promises'
import { createLiveRaces, type LiveRacesState } from '../../live/state/live-races'
import type { Webhook } from '../../live/feeds/http/webhook-feed'
import { feedsOf } from './feeds-of'
import type { LiveSideDeps } from './live-deps'
import { openLine } from './open-line'
import { startWorker, type Worker } from './worker'

export interface LiveSide {
  /** What subscribers are told from. Nothing is in it in the role of a worker. */
  readonly races: LiveRacesState
  readonly webhook: Webhook | null
  /** Null in the role of an API process. */
  readonly worker: Worker | null
  /** Why this process should get no traffic now, as far as live data go. */
  reasons(): readonly string[]
  close(): Promise<void>
}
/** `worker`: feeds, books, storage and predictions. `api`: subscribers. `all`: both. */
export type Role = 'all' | 'worker' | 'api'

/** Redis has told what stands within this, or it is not waited for, milliseconds. */
const STANDING_WITHIN_MS = 3_000

/** Puts the live side together. What connects the roles is Redis where REDIS_URL is set, else this process alone. */
export async function composeLive(deps: LiveSideDeps & { readonly role: Role }): Promise<LiveSide> {
  const { config, logger, meter, role } = deps
  const asked = role === 'api' ? null : feedsOf(deps)
  const line = openLine(config, logger, role !== 'api')
  const races = createLiveRaces()
  const first = new Promise<void>((resolve) => { races.onReset(resolve) })
  const heard = role === 'worker' ? null : line.bus.subscribe(races)
  // Who comes first is to be told what stands, and numbers are to go on above others; without Redis things start without.
  await Promise.all([line.known, heard === null ? null : Promise.race([first, sleep(STANDING_WITHIN_MS, undefined, { ref: false })])])
  meter.gauge('live_races', 'Races of which live state is kept for subscribers.', () => races.size)
  try {
    const worker = asked === null ? null : await startWorker({ ...deps, bus: line.bus, leases: line.leases, sequences: line.sequences, feeds: [...asked.feeds, ...deps.feeds ?? []] })
    return {
      races, worker, webhook: asked?.webhook ?? null,
      reasons: () => (line.problem === null ? [] : [line.problem]),
      close: async () => {
        await worker?.close()
        heard?.close()
        await line.close()
      },
    }
  } catch (error) {
    heard?.close()
    await line.close()
    throw error
  }
}
