import type { IncomingMessage } from 'node:http'
import type { Instant } from '../../domain/instant'

export interface Granted {
  /** What may be read; subscriptions with other scopes are executed apart. */
  readonly scopes: readonly string[]
  /** When the client is sent away; null for never. */
  readonly expiresAt: Instant | null
}
/** In words for the client. */
export interface Refused { readonly refused: string }
/** Who may open a live connection. */
export interface Access {
  /** `params`: `connectionParams` of a WebSocket; empty for server-sent events, which bring headers alone. */
  authenticate(params: Readonly<Record<string, unknown>>, request: IncomingMessage): Promise<Granted | Refused>
}

/** Everybody, for ever, without a scope. */
export const anonymousAccess: Access = { authenticate: async () => ({ scopes: [], expiresAt: null }) }
