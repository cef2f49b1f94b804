import { AppError } from '../../domain/errors'
import type { SqlRunner } from '../../usecases/ports'
import { toGlobalId } from '../node/global-id'
import type { Args, Values, Wanted } from '../read/mapping'
import type { Scope } from '../read/scope'
import type { WebhookDelivery } from './webhook-delivery.type'

const MOST = 200
const at = (column: string): string => `(extract(epoch FROM d.${column}) * 1000)::float8`
const DELIVERIES = `
SELECT d.id, d.webhook_id, d.event, d.race_id, d.state, d.attempts, ${at('next_attempt_at')}, d.last_status, d.last_error, ${at('created_at')}, ${at('ended_at')}
FROM webhook_deliveries d JOIN webhooks w ON w.id = d.webhook_id WHERE ($1::text IS NULL OR w.principal = $1) AND ($2::text IS NULL OR d.state = $2) ORDER BY d.sequence DESC LIMIT $3::int`
const instant = (ms: number | null): Date | null => (ms === null ? null : new Date(ms))

/** Of whoever asks; of all with the scope `admin`; none of those who own no webhooks. @throws AppError BAD_USER_INPUT */
export async function loadWebhookDeliveries(db: SqlRunner, parents: readonly Values[], args: Args, _wanted: Wanted, { scopes, principal }: Scope): Promise<readonly (readonly WebhookDelivery[])[]> {
  const first = (args['first'] ?? 50) as number
  if (first < 1 || first > MOST) throw new AppError('BAD_USER_INPUT', `webhookDeliveries: first is ${first}; ask for 1 to ${MOST}.`)
  const isAdmin = scopes.includes('admin')
  const rows = isAdmin || principal?.startsWith('key:') === true ? await db.rows(DELIVERIES, [isAdmin ? null : principal, args['state'] ?? null, first]) : []
  const told = rows.map(([id, webhook, event, race, state, attempts, next, lastStatus, lastError, created, ended]): WebhookDelivery => ({
    id, webhook, event, raceId: toGlobalId('Race', race), state, attempts, nextAttemptAt: state === 'PENDING' ? instant(next) : null, lastStatus, lastError, createdAt: new Date(created), endedAt: instant(ended),
  }))
  return parents.map(() => told)
}
