import type { Instant } from '../../domain/instant'
import { keyOwners } from '../../storage/webhooks/key-owners'
import { webhookStore } from '../../storage/webhooks/webhook-store'
import { createPool } from '../../storage/pool'
import { webhookDesk, type WebhookDesk } from '../../usecases/webhooks/desk'
import type { WebhookOwners } from '../../usecases/webhooks/ports'
import type { Clock } from '../clock'
import type { Config } from '../config/read-config'
import { packageVersion } from '../package-root'
import { createPost, urlProblem } from './post'

export interface DeskRun { readonly config: Config; readonly databaseUrl: string; readonly clock: Clock; readonly owners?: WebhookOwners }

/** Opens what is needed to look after webhooks by hand, and closes it. */
export async function withWebhookDesk<T>({ config, databaseUrl, clock, owners }: DeskRun, use: (desk: WebhookDesk) => Promise<T>): Promise<T> {
  const now = (): Instant => clock.now().getTime() as Instant
  const pool = createPool({ url: databaseUrl, size: 1, statementTimeoutMs: 0, applicationName: 'racegraph webhooks' })
  const allowPrivate = config.RACEGRAPH_WEBHOOKS_PRIVATE
  try {
    return await use(webhookDesk({
      store: webhookStore(pool, now), owners: owners ?? keyOwners(pool, now), now, urlProblem: (url) => urlProblem(url, allowPrivate),
      post: createPost({ timeoutMs: config.RACEGRAPH_WEBHOOKS_TIMEOUT_MS, allowPrivate, userAgent: `racegraph/${packageVersion()}`, now }),
    }))
  } finally { await pool.end() }
}
