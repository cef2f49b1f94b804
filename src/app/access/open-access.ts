import type { Logger } from 'pino'
import { anonymousPrincipal, type Principal } from '../../access/principal'
import { ALL_BUT_ADMIN, isScope } from '../../access/scope'
import { AppError } from '../../domain/errors'
import type { Instant } from '../../domain/instant'
import { keyStore } from '../../storage/access/key-store'
import { createKeyDirectory } from '../../usecases/access/key-directory'
import { REAL_TIMERS } from '../../usecases/live/turns'
import { adminTokenOf } from '../config/admin-token'
import type { Config } from '../config/read-config'
import type { Access } from '../http/access'
import { createAccess } from './create-access'
import { createTokenVerifier, type TokenVerifier } from './verify-tokens'

export interface OpenAccessDeps {
  readonly config: Config
  /** Lends connections to the database. */
  readonly open: Parameters<typeof keyStore>[0]
  readonly now: () => Instant
  readonly logger: Logger
  readonly warn: (problem: string, error: unknown) => void
}
export interface OpenedAccess extends Access { close(): Promise<void> }

/** Who is let in, by the settings and the keys of the database. @throws AppError CONFIG_INVALID */
export function openAccess({ config, open, now, logger, warn }: OpenAccessDeps): OpenedAccess {
  const adminToken = adminTokenOf(config)
  const tokens = tokensOf(config, now, warn)
  const anonymous = anonymousOf(config)
  logger.info(anonymous === null ? 'whoever sends no key is refused; RACEGRAPH_ANONYMOUS=open lets everybody in' : `whoever sends no key may read ${anonymous.scopes.join(', ')}; RACEGRAPH_ANONYMOUS=closed refuses it`)
  const keys = createKeyDirectory({ store: keyStore(open), timers: REAL_TIMERS, now, ticks: () => performance.now(), staleMs: config.RACEGRAPH_KEYS_STALE_MS, warn })
  return { ...createAccess({ keys, adminToken, tokens, anonymous }), close: () => keys.close() }
}

function anonymousOf({ RACEGRAPH_ANONYMOUS: policy, RACEGRAPH_ANONYMOUS_SCOPES: scopes }: Config): Principal | null {
  if (policy === 'closed') return null
  return anonymousPrincipal(scopes.length === 0 ? ALL_BUT_ADMIN : scopes.filter(isScope))
}
function tokensOf({ RACEGRAPH_JWT_ISSUER: issuer, RACEGRAPH_JWT_AUDIENCE: audience, ...rest }: Config, now: () => Instant, warn: OpenAccessDeps['warn']): TokenVerifier | null {
  if (issuer === null) return null
  if (audience === null) throw new AppError('CONFIG_INVALID', 'RACEGRAPH_JWT_ISSUER is set and RACEGRAPH_JWT_AUDIENCE is not: without it, tokens that were made for other services would be taken. Set it.')
  return createTokenVerifier({
    issuer, audience, jwksUrl: rest.RACEGRAPH_JWT_JWKS_URL, scopeClaim: rest.RACEGRAPH_JWT_SCOPE_CLAIM, tierClaim: rest.RACEGRAPH_JWT_TIER_CLAIM, tier: rest.RACEGRAPH_JWT_TIER,
  }, { now, warn })
}
