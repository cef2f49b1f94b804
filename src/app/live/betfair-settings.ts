import { readFileSync } from 'node:fs'
import { createSecureContext, type SecureContextOptions } from 'node:tls'
import { AppError } from '../../domain/errors'
import type { BetfairSettings } from '../../live/feeds/betfair/settings'
import type { Config } from '../config/read-config'

type Given = 'BETFAIR_APP_KEY' | 'BETFAIR_USERNAME' | 'BETFAIR_PASSWORD' | 'BETFAIR_CERT_FILE' | 'BETFAIR_KEY_FILE'
const CREDENTIALS: readonly Given[] = ['BETFAIR_APP_KEY', 'BETFAIR_USERNAME', 'BETFAIR_PASSWORD']
const CERTIFICATE: readonly Given[] = ['BETFAIR_CERT_FILE', 'BETFAIR_KEY_FILE']

const textOf = (name: string, path: string): string => {
  try { return readFileSync(path, 'utf8') } catch (cause) {
    throw new AppError('CONFIG_INVALID', `${name} names ${JSON.stringify(path)}, which cannot be read (${(cause as NodeJS.ErrnoException).code ?? 'unknown'}): name a PEM file that this user may read.`, { cause })
  }
}
/** What TLS cannot use is said at the start, not at every login. */
const assertUsable = (names: string, what: string, options: SecureContextOptions): void => {
  try { createSecureContext(options) } catch (cause) { throw new AppError('CONFIG_INVALID', `${names}: ${what} (${(cause as Error).message}).`, { cause }) }
}
const refuse = (set: readonly string[], missing: readonly string[]): never => {
  throw new AppError('CONFIG_INVALID', `${set.join(' and ')} ${set.length === 1 ? 'is' : 'are'} set, but ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing: set ${missing.length === 1 ? 'it' : 'them'} too, or unset all of BETFAIR_* to do without the Betfair feed.`)
}

/** Null where no BETFAIR_ credential is set: there is no Betfair feed then. @throws AppError CONFIG_INVALID for credentials that are half there, or files that cannot be read */
export function betfairSettingsOf(config: Config): BetfairSettings | null {
  const set = [...CREDENTIALS, ...CERTIFICATE].filter((name) => config[name] !== null)
  if (set.length === 0) return null
  const missing = CREDENTIALS.filter((name) => config[name] === null)
  const certificate = CERTIFICATE.filter((name) => config[name] === null)
  if (certificate.length === 1) missing.push(...certificate)
  const { BETFAIR_APP_KEY: appKey, BETFAIR_USERNAME: username, BETFAIR_PASSWORD: password, BETFAIR_CERT_FILE: cert, BETFAIR_KEY_FILE: key, BETFAIR_CA_FILE: ca } = config
  if (missing.length > 0 || appKey === null || username === null || password === null) return refuse(set, missing)
  const pair = cert === null || key === null ? null : { cert: textOf('BETFAIR_CERT_FILE', cert), key: textOf('BETFAIR_KEY_FILE', key) }
  if (pair !== null) assertUsable('BETFAIR_CERT_FILE and BETFAIR_KEY_FILE', 'they must name a certificate and its own key, both PEM without a passphrase', pair)
  const authority = ca === null ? null : textOf('BETFAIR_CA_FILE', ca)
  if (authority !== null && !authority.includes('-----BEGIN CERTIFICATE-----')) throw new AppError('CONFIG_INVALID', 'BETFAIR_CA_FILE must name a PEM file with a certificate in it.')
  return {
    appKey, username, password,
    certificate: pair,
    streamHost: config.BETFAIR_STREAM_HOST, streamPort: config.BETFAIR_STREAM_PORT,
    identityUrl: config.BETFAIR_IDENTITY_URL.replace(/\/+$/, ''), apiUrl: config.BETFAIR_API_URL, ca: authority,
    countries: config.BETFAIR_COUNTRIES, marketTypes: config.BETFAIR_MARKET_TYPES.length === 0 ? ['WIN', 'PLACE'] : config.BETFAIR_MARKET_TYPES,
    conflateMs: config.BETFAIR_CONFLATE_MS, heartbeatMs: config.BETFAIR_HEARTBEAT_MS, maxConnections: config.BETFAIR_MAX_CONNECTIONS,
  }
}
