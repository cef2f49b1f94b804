import type { Logger } from 'pino'
import type { Pool } from 'pg'
import type { LlmClient } from '../../llm/llm'
import { llmLedger } from '../../storage/llm/llm-ledger'
import { createPool } from '../../storage/pool'
import { withRunner } from '../../storage/sql-runner'
import type { LiveMeter } from '../../usecases/live/meter'
import type { Clock } from '../clock'
import type { Config } from '../config/read-config'
import { openLlm } from './open-llm'
import { startStandIn } from './start-stand-in'

export interface LlmSideDeps {
  readonly config: Config
  readonly clock: Clock
  readonly logger: Logger
  readonly databaseUrl: string
  readonly meter: Pick<LiveMeter, 'gauge'>
}
export interface LlmSide {
  readonly client: LlmClient
  /** What is read and written around the model: queries do not draw from it, for those that wait hold a connection already. */
  readonly pool: Pool
  close(): Promise<void>
}
const CONNECTIONS = 3

/** The language model of the settings, its ledger, and connections of its own. @throws AppError CONFIG_INVALID */
export async function openLlmSide({ config, clock, logger, databaseUrl, meter }: LlmSideDeps): Promise<LlmSide> {
  const pool = createPool({
    url: databaseUrl, size: CONNECTIONS, acquireTimeoutMs: config.RACEGRAPH_ACQUIRE_TIMEOUT_MS, statementTimeoutMs: config.RACEGRAPH_STATEMENT_TIMEOUT_MS, applicationName: 'racegraph commentary', pipeline: true,
    onError: (err) => { logger.warn({ err }, 'an idle database connection of commentary broke; it will be replaced') },
  })
  try {
    const client = await openLlm({ config, clock, logger, ledger: llmLedger((use) => withRunner(pool, use)), meter, startStandIn })
    return { client, pool, close: async () => { await client.close(); await pool.end() } }
  } catch (error) {
    await pool.end()
    throw error
  }
}
