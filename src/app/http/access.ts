import { createHash, timingSafeEqual } from 'node:crypto'
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
/** Who may ask, over any transport. */
export interface Access {
  /** `params`: `connectionParams` of a WebSocket; empty for everything else, which brings headers alone. */
  authenticate(params: Readonly<Record<string, unknown>>, request: IncomingMessage): Promise<Granted | Refused>
}

const EVERYBODY: Granted = { scopes: [], expiresAt: null }
/** Everybody, for ever, without a scope. */
export const anonymousAccess: Access = { authenticate: async () => EVERYBODY }

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest()
/** What is behind `Bearer`, in `connectionParams` or the header; null where nothing is sent. */
function bearerIn(params: Readonly<Record<string, unknown>>, { headers }: Pick<IncomingMessage, 'headers'>): string | null {
  const sent = params['authorization'] ?? params['Authorization'] ?? headers.authorization
  return typeof sent === 'string' ? sent.replace(/^Bearer +/iu, '').trim() : null
}

/** The same, and whoever sends the token may read what is for those who run the server (scope `admin`). Another token is refused. */
export const tokenAccess = (token: string | null): Access => {
  if (token === null) return anonymousAccess
  const right = digestOf(token)
  return {
    authenticate: async (params, request) => {
      const sent = bearerIn(params, request)
      if (sent === null) return EVERYBODY
      return timingSafeEqual(digestOf(sent), right) ? { scopes: ['admin'], expiresAt: null } : { refused: 'The token in Authorization is not one of this server: send the right one, or none.' }
    },
  }
}
