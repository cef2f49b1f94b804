import type { Pool } from 'pg'
import { isScope } from '../../access/scope'
import type { Instant } from '../../domain/instant'
import type { WebhookOwners } from '../../usecases/webhooks/ports'
import { at } from './in-transaction'

const STANDS = `SELECT scopes FROM api_keys WHERE id = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ${at('$2')})`
const KEY = 'key:'

/** Keys as the database has them now; nobody but keys can own webhooks. Rejects when the database cannot be asked: nothing is sent then. */
export const keyOwners = (pool: Pool, now: () => Instant): WebhookOwners => ({
  of: async (principal) => {
    if (!principal.startsWith(KEY)) return 'gone'
    const { rows: [key] } = await pool.query<{ readonly scopes: readonly string[] }>(STANDS, [principal.slice(KEY.length), now()])
    return key === undefined ? 'gone' : { scopes: key.scopes.filter(isScope) }
  },
})
