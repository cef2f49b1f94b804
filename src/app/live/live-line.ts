import type { LiveBus } from '../../live/bus/ports'
import type { HeardSequences } from '../../live/bus/race-sequences'
import type { MarketLeases } from '../../live/lease/ports'

/** What connects workers and those who serve subscribers. */
export interface LiveLine { readonly bus: LiveBus; readonly leases: MarketLeases; readonly sequences: HeardSequences }
