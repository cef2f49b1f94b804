import type { IncomingMessage } from 'node:http'
import { anonymousPrincipal, type Principal } from '../../access/principal'

/** In words for the client. `status`: 401 where other credentials help, 403 where they do not, 429 after too many that were wrong, 503 where nobody can say now. */
export interface Refused { readonly refused: string; readonly status: 401 | 403 | 429 | 503; readonly retryAfterSeconds?: number }
export const REFUSED_AS = { 401: 'UNAUTHENTICATED', 403: 'FORBIDDEN', 429: 'RATE_LIMITED', 503: 'OVERLOADED' } as const
/** Who may ask, over any transport. */
export interface Access {
  /** `params`: `connectionParams` of a WebSocket; empty for everything else, which brings headers alone. `address`: where the client is (`addressOf`). */
  authenticate(params: Readonly<Record<string, unknown>>, request: Pick<IncomingMessage, 'headers'> & { readonly url?: string | undefined }, address: string): Promise<Principal | Refused>
}

const ANYBODY = anonymousPrincipal()
/** Everybody, for ever; may read all but what is for those who run the server. */
export const everybody: Access = { authenticate: async () => ANYBODY }
