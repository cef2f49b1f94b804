import { Client } from 'pg'
import { connectionProblem } from './connection-problem'

/** One connection outside any pool, for what is done once. @throws AppError DATABASE_UNREACHABLE when it cannot be made */
export const withClient = async <T>(url: string, use: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000, application_name: 'racegraph' })
  client.on('error', () => undefined)
  try {
    try { await client.connect() } catch (cause) { throw connectionProblem(url, cause) }
    return await use(client)
  } finally { await client.end().catch(() => undefined) }
}
