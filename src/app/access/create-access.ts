import { createHash, timingSafeEqual } from 'node:crypto'
import { holdsKey } from '../../access/api-key'
import { ADMIN, type Principal } from '../../access/principal'
import type { KeyDirectory, KeyRefusal } from '../../usecases/access/key-directory'
import type { Access, Refused } from '../http/access'
import type { TokenVerifier } from './verify-tokens'

export interface AccessDeps {
  readonly keys: Pick<KeyDirectory, 'authenticate'>
  /** The token of the server; null: there is none. */
  readonly adminToken: string | null
  /** Null: no issuer is trusted. */
  readonly tokens: TokenVerifier | null
  /** Whoever sends nothing; null: is refused. */
  readonly anonymous: Principal | null
}

const STATUS: Readonly<Record<KeyRefusal['why'], Refused['status']>> = { unknown: 401, elsewhere: 403, unsure: 503 }
const CLOSED: Refused = { refused: 'This server answers those who have a key: send it as "Authorization: Bearer rg_..." or "x-api-key: rg_...", over WebSocket in connectionParams.', status: 401 }
const TWO: Refused = { refused: 'Send one key or token, not several.', status: 401 }
const IN_URL: Refused = { refused: 'A key in a URL is in logs by now: have it revoked, and send another one as "Authorization: Bearer ..." or "x-api-key".', status: 401 }
const OTHER: Refused = { refused: 'What was sent as a key or token is none that this server knows: send the right one, or none.', status: 401 }
const LONGEST = 8_192

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest()
const looksLikeToken = (text: string): boolean => text.split('.').length === 3
const NAMES_IN_URL = /[?&](api[-_]?key|x-api-key|access_token|authorization)=/i

/** Keys, the token of the server, tokens of an issuer, or nothing: who asks, over any transport. Nothing that was sent is in an answer or a log. */
export function createAccess({ keys, adminToken, tokens, anonymous }: AccessDeps): Access {
  const admin = adminToken === null ? null : digestOf(adminToken)
  return {
    authenticate: async (params, request, address) => {
      if (request.url !== undefined && request.url.includes('?') && (NAMES_IN_URL.test(request.url) || holdsKey(request.url))) return IN_URL
      const { headers } = request
      const sent = [...new Set([params['authorization'] ?? params['Authorization'], params['apiKey'] ?? params['x-api-key'], headers.authorization, headers['x-api-key']].filter((text) => text !== undefined).map(bare))]
      if (sent.length > 1) return TWO
      const [text] = sent
      if (text === undefined) return anonymous ?? CLOSED
      if (text === null || text.length > LONGEST) return OTHER
      if (admin !== null && timingSafeEqual(digestOf(text), admin)) return ADMIN
      if (tokens !== null && looksLikeToken(text)) return tokens.verify(text)
      if (!text.startsWith('rg_')) return OTHER
      const answer = await keys.authenticate(text, headers.origin, address)
      return 'why' in answer ? { refused: answer.message, status: STATUS[answer.why] } : answer
    },
  }
}
/** Null for what is no text. */
const bare = (value: unknown): string | null => (typeof value === 'string' ? value.replace(/^Bearer +/iu, '').trim() : null)
