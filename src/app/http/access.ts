import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { ADMIN, anonymousPrincipal, type Principal } from '../../access/principal'

/** In words for the client. `status`: 401 where other credentials help, 403 where they do not, 429 after too many that were wrong, 503 where nobody can say now. */
export interface Refused { readonly refused: string; readonly status: 401 | 403 | 429 | 503; readonly retryAfterSeconds?: number }
export const REFUSED_AS = { 401: 'UNAUTHENTICATED', 403: 'FORBIDDEN', 429: 'RATE_LIMITED', 503: 'OVERLOADED' } as const
/** Who may ask, over any transport. */
export interface Access {
  /** `params`: `connectionParams` of a WebSocket; empty for everything else, which brings headers alone. `address`: where the client is (`addressOf`). */
  authenticate(params: Readonly<Record<string, unknown>>, request: Pick<IncomingMessage, 'headers'>, address: string): Promise<Principal | Refused>
}

const ANYBODY = anonymousPrincipal()
/** Everybody, for ever; may read all but what is for those who run the server. */
export const everybody: Access = { authenticate: async () => ANYBODY }

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest()
/** What is behind `Bearer`, in `connectionParams` or the header; null where nothing is sent. */
function bearerIn(params: Readonly<Record<string, unknown>>, { headers }: Pick<IncomingMessage, 'headers'>): string | null {
  const sent = params['authorization'] ?? params['Authorization'] ?? headers.authorization
  return typeof sent === 'string' ? sent.replace(/^Bearer +/iu, '').trim() : null
}

/** The same, and whoever sends the token may read what is for those who run the server (scope `admin`). Another token is refused. */
export const tokenAccess = (token: string | null): Access => {
  if (token === null) return everybody
  const right = digestOf(token)
  return {
    authenticate: async (params, request) => {
      const sent = bearerIn(params, request)
      if (sent === null) return ANYBODY
      return timingSafeEqual(digestOf(sent), right) ? ADMIN : { refused: 'The token in Authorization is not one of this server: send the right one, or none.', status: 401 }
    },
  }
}
