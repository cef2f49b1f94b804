import type { Pool, PoolClient } from 'pg'

/** On a connection of its own; everything or nothing. */
export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('BEGIN')
    const made = await work(client)
    await client.query('COMMIT')
    return made
  } catch (error) {
    await client.query('ROLLBACK').catch((lost: Error) => { broken = lost })
    throw error
  } finally { client.release(broken) }
}
/** Milliseconds since 1970 of a column, and an instant from such a parameter. */
export const ms = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::float8`
export const at = (parameter: string): string => `to_timestamp(${parameter}::float8 / 1000)`
