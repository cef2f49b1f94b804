import { createRemoteJWKSet, customFetch, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose'
import type { Principal } from '../../access/principal'
import { isScope } from '../../access/scope'
import type { Instant } from '../../domain/instant'
import type { Refused } from '../http/access'

export interface TokenSettings {
  /** As in `iss`; where no `jwksUrl` is given, its `/.well-known/openid-configuration` says it. */
  readonly issuer: string
  readonly audience: string
  readonly jwksUrl: string | null
  /** Claims that say scopes (words with spaces between, or a list) and the tier. */
  readonly scopeClaim: string
  readonly tierClaim: string
  /** Of those whose token says none. */
  readonly tier: string
}
export interface TokenVerifier { verify(token: string): Promise<Principal | Refused> }
export interface TokenVerifierDeps { readonly now: () => Instant; readonly warn: (problem: string, error: unknown) => void }

/** Signed with a key of the issuer; never `none`, never a shared secret. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'EdDSA', 'Ed25519']
const [TOLERANCE_SECONDS, TIMEOUT_MS, LONGEST_SUBJECT] = [30, 3_000, 200]

/** JSON Web Tokens of an OpenID issuer, for pages that log their users in elsewhere. Keys of the issuer are fetched when one is needed, and kept. */
export function createTokenVerifier({ issuer, audience, jwksUrl, scopeClaim, tierClaim, tier }: TokenSettings, { now, warn }: TokenVerifierDeps): TokenVerifier {
  let keys: Promise<JWTVerifyGetKey> | null = null
  const keysOf = (): Promise<JWTVerifyGetKey> => keys ??= (async () => remoteKeys(jwksUrl ?? await discover(issuer)))().catch((error: unknown) => { keys = null; throw error })
  return {
    verify: async (token) => {
      try {
        const { payload } = await jwtVerify(token, await keysOf(), { issuer, audience, algorithms: ALGORITHMS, clockTolerance: TOLERANCE_SECONDS, currentDate: new Date(now()), requiredClaims: ['exp', 'sub'] })
        return principalOf(payload)
      } catch (error) {
        if (error instanceof errors.JWTExpired) return { refused: 'This token has expired: get a new one from its issuer.', status: 401 }
        if (error instanceof errors.JWTClaimValidationFailed) return { refused: `This token is not for here: its claim ${JSON.stringify(error.claim)} is missing or not the one that is asked for.`, status: 401 }
        if (error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout) && error.code !== 'ERR_JOSE_GENERIC') return { refused: 'This token is malformed, or not signed by the issuer that is trusted here.', status: 401 }
        warn('the keys of the token issuer cannot be fetched; tokens are refused', error)
        return { refused: 'Nobody can say now whether this token is right: try again in a moment.', status: 503 }
      }
    },
  }

  function principalOf(payload: JWTPayload): Principal {
    const said = payload[scopeClaim]
    const words = typeof said === 'string' ? said.split(' ') : Array.isArray(said) ? said.map(String) : []
    const own = payload[tierClaim]
    return {
      id: `token:${String(payload.sub).slice(0, LONGEST_SUBJECT)}`, kind: 'token', tier: typeof own === 'string' ? own : tier,
      scopes: [...new Set(words.filter(isScope))], expiresAt: (Number(payload.exp) * 1_000) as Instant, standing: () => null,
    }
  }
}

const fetched: typeof fetch = (url, init) => fetch(url, { ...init, redirect: 'error' })
const remoteKeys = (url: string): JWTVerifyGetKey => createRemoteJWKSet(new URL(url), { timeoutDuration: TIMEOUT_MS, [customFetch]: fetched })
async function discover(issuer: string): Promise<string> {
  const response = await fetched(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, { signal: AbortSignal.timeout(TIMEOUT_MS) })
  if (!response.ok) throw new Error(`the issuer answered ${response.status} when it was asked for its configuration`)
  const told = await response.json() as { readonly issuer?: unknown; readonly jwks_uri?: unknown }
  if (told.issuer !== issuer || typeof told.jwks_uri !== 'string') throw new Error('the configuration of the issuer names another issuer, or no keys')
  return told.jwks_uri
}
