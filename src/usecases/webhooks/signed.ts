import { randomBytes } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import type { Instant } from '../../domain/instant'
import type { Secrets } from './ports'

/** As Standard Webhooks has it: `whsec_` and base64 of 32 random bytes. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`

/** Headers of one attempt (Standard Webhooks 1.0.0). While a secret is exchanged there is a signature by each, the newer first; receivers take either. */
export function signedHeaders(id: string, at: Instant, body: string, { secret, previous }: Secrets): Readonly<Record<string, string>> {
  const seconds = Math.floor(at / 1_000)
  const signatures = [secret, ...(previous === null ? [] : [previous])].map((one) => new Webhook(one).sign(id, new Date(seconds * 1_000), body))
  return { 'content-type': 'application/json', 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': signatures.join(' ') }
}
