import type { Client } from 'pg'
import { AppError } from '../../domain/errors'

/** How long an import waits for another of its source: an import that was killed holds on until PostgreSQL notices. */
const PATIENCE_MS = 5_000
const NAMESPACE = 7_223_375

/** Held by the connection until it ends. */
export const lockSource = async (client: Client, source: string, patienceMs = PATIENCE_MS): Promise<void> => {
  try {
    await client.query(`SET lock_timeout = ${patienceMs}`)
    await client.query('SELECT pg_advisory_lock($1, hashtext($2))', [NAMESPACE, source])
    await client.query('SET lock_timeout = 0')
  } catch (cause) {
    if ((cause as { code?: string }).code !== '55P03') throw cause
    throw new AppError('IMPORT_FAILED', `Another import of ${source} is running on this database: wait for it to end, or stop it, then start this one again.`, { cause })
  }
}
