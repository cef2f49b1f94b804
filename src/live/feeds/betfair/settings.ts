/** What the feed needs to know of an account and of what is wanted. Nothing of it may stand in a log or an error but the names of settings. */
export interface BetfairSettings {
  readonly appKey: string
  readonly username: string
  readonly password: string
  /** PEM; null: interactive login, without a client certificate. */
  readonly certificate: { readonly cert: string; readonly key: string } | null
  readonly streamHost: string
  readonly streamPort: number
  /** e.g. `https://identitysso.betfair.com`. */
  readonly identityUrl: string
  /** e.g. `https://api.betfair.com/exchange/betting/json-rpc/v1`. */
  readonly apiUrl: string
  /** PEM of an authority to be trusted instead of those that Node knows; null: those. */
  readonly ca: string | null
  /** ISO 3166 alpha-2; empty: all. */
  readonly countries: readonly string[]
  /** Betfair's words, e.g. WIN, PLACE; empty: all. */
  readonly marketTypes: readonly string[]
  readonly conflateMs: number
  readonly heartbeatMs: number
  /** Most connections at once; each holds 200 markets. */
  readonly maxConnections: number
}

/** Where a client certificate is shown: `identitysso-cert` beside `identitysso`; any other host does both itself. */
export const certificateUrl = (identityUrl: string): string => identityUrl.replace('://identitysso.', '://identitysso-cert.')

const MINUTE_MS = 60_000
/** How long a session lives without a keepAlive: 20 minutes in Italy and Spain, else at least 12 hours. */
export const sessionLifeMs = (identityUrl: string): number => (/\.(it|es)$/.test(new URL(identityUrl).hostname) ? 20 : 12 * 60) * MINUTE_MS
