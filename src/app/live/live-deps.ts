import type { Logger } from 'pino'
import type { Pool } from 'pg'
import type { Feed } from '../../live/feed'
import type { LiveMeter } from '../../usecases/live/meter'
import type { LoadedModels } from '../../usecases/prediction'
import type { Clock } from '../clock'
import type { Config } from '../config/read-config'

/** What both roles of the live side are given. */
export interface LiveSideDeps {
  readonly config: Config
  readonly clock: Clock
  readonly logger: Logger
  readonly pool: Pool
  readonly databaseUrl: string
  readonly models: LoadedModels
  readonly meter: LiveMeter
  /** Feeds beside those that the settings name, e.g. a recording. */
  readonly feeds?: readonly Feed[]
  /** Markets that no card knows get races of their own. */
  readonly createRaces?: boolean
}
