import type { Instant } from '../../domain/instant'
import { pauseAfter } from './back-off'
import { SCOPES_OF_EVENT, type AttemptEnd, type ClaimedDelivery, type DeliveryQueue, type PostOutcome, type PostWebhook, type WebhookOwners } from './ports'
import { signedHeaders } from './signed'

export interface SenderDeps {
  readonly queue: Pick<DeliveryQueue, 'claim' | 'end' | 'disable'>
  readonly owners: WebhookOwners
  readonly post: PostWebhook
  /** Names this process among those that send. */
  readonly name: string
  readonly now: () => Instant
  readonly random: () => number
  readonly retriesMs: readonly number[]
  /** A claim ends by itself after this, for whoever holds it may be dead. Longer than a request may take, milliseconds. */
  readonly leaseMs: number
  /** Requests of this process at once, of all webhooks together. */
  readonly mostAtOnce: number
  /** Something ended: there may be room for more, or something that waited for it. */
  readonly ended: () => void
  readonly warn: (problem: string, cause: unknown, about: Readonly<Record<string, string>>) => void
}
export interface Sender {
  /** Claims what is due and begins to send it; how many. */
  send(): Promise<number>
  /** Resolves when nothing is under way. */
  settle(): Promise<void>
}

/** When nobody can say whether the owner of a webhook stands, its deliveries wait so long. */
const ASK_AGAIN_MS = 15_000

/** Sends what is due, each delivery by whoever claims it. An attempt that is cut off by the death of its process is made again once its claim ends: at least once, and always with the same `webhook-id`. */
export function createSender({ queue, owners, post, name, now, random, retriesMs, leaseMs, mostAtOnce, ended, warn }: SenderDeps): Sender {
  const underway = new Set<Promise<void>>()

  const refused = async ({ principal, event, webhookId }: ClaimedDelivery): Promise<AttemptEnd | 'disabled' | null> => {
    if (principal === null) return null
    const owner = await owners.of(principal)
    if (owner === 'unknown') return { kind: 'postponed', until: (now() + ASK_AGAIN_MS) as Instant, why: 'nobody can say now whether its key stands' }
    if (owner === 'gone') { await queue.disable(webhookId, 'its key was revoked, or has expired'); return 'disabled' }
    const missing = SCOPES_OF_EVENT[event].filter((scope) => !owner.scopes.includes(scope))
    return missing.length === 0 ? null : { kind: 'dead', status: null, error: `the key has no scope ${missing.join(', ')}` }
  }
  const endOf = ({ status, error, retryAfterMs, stopped }: PostOutcome, attempts: number): AttemptEnd => {
    if (stopped) return { kind: 'postponed', until: now(), why: 'the process that sent it stopped' }
    if (error === null && status !== null) return { kind: 'delivered', status }
    const why = error ?? 'no answer'
    const pause = status === 410 ? null : pauseAfter(attempts, retriesMs, retryAfterMs, random)
    return pause === null ? { kind: 'dead', status, error: why } : { kind: 'again', at: (now() + pause) as Instant, status, error: why }
  }
  const attempt = async (delivery: ClaimedDelivery): Promise<void> => {
    const { id, webhookId, url, payload, attempts } = delivery
    const no = await refused(delivery)
    if (no === 'disabled') return
    if (no !== null) return queue.end(id, name, no)
    const outcome = await post(url, signedHeaders(id, now(), payload, delivery), payload)
    await queue.end(id, name, endOf(outcome, attempts + 1))
    if (outcome.status === 410) await queue.disable(webhookId, 'the receiver answered 410 Gone')
  }
  const begin = (delivery: ClaimedDelivery): void => {
    const running: Promise<void> = attempt(delivery)
      .catch((error: unknown) => { warn('the end of a webhook delivery could not be noted; it is sent again once its claim ends', error, { delivery: delivery.id, webhook: delivery.webhookId }) })
      .finally(() => { underway.delete(running); ended() })
    underway.add(running)
  }
  return {
    send: async () => {
      const room = mostAtOnce - underway.size
      if (room <= 0) return 0
      const claimed = await queue.claim(name, room, leaseMs)
      claimed.forEach(begin)
      return claimed.length
    },
    settle: async () => { while (underway.size > 0) await Promise.all(underway) },
  }
}
