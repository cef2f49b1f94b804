import type { Instant } from '../../domain/instant'
import { tiersOf } from '../../access/limits/tiers'
import { keyStore } from '../../storage/access/key-store'
import { createPool } from '../../storage/pool'
import { withRunner } from '../../storage/sql-runner'
import { keyDesk, type KeyDesk } from '../../usecases/access/key-desk'
import type { Clock } from '../clock'
import type { Config } from '../config/read-config'
import { readTiers } from './limits/read-tiers'

export interface KeyRun { readonly config: Config; readonly databaseUrl: string; readonly clock: Clock }

/** Opens what is needed to look after keys by hand, and closes it. */
export async function withKeyDesk<T>({ config, databaseUrl, clock }: KeyRun, use: (desk: KeyDesk) => Promise<T>): Promise<T> {
  const pool = createPool({ url: databaseUrl, size: 1, applicationName: 'racegraph keys' })
  const { names } = tiersOf(config.RACEGRAPH_TIERS_FILE === null ? {} : readTiers(config.RACEGRAPH_TIERS_FILE), () => undefined)
  try { return await use(keyDesk({ store: keyStore((work) => withRunner(pool, work)), tiers: names, now: () => clock.now().getTime() as Instant })) } finally { await pool.end() }
}
