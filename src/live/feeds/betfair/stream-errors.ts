import { AppError } from '../../../domain/errors'

export type Remedy =
  /** No retry mends it. */
  | { readonly kind: 'fatal'; readonly error: AppError }
  /** The session is no good: a new one, then connect anew. */
  | { readonly kind: 'login' }
  /** Too many of us: a long pause. */
  | { readonly kind: 'crowded' }
  /** The connection stays; fewer markets. */
  | { readonly kind: 'narrow' }
  /** Subscribe afresh. */
  | { readonly kind: 'drop-clocks' }
  /** What we sent is not accepted, and will not be. */
  | { readonly kind: 'never-again' }
  | { readonly kind: 'reconnect' }

const SETTINGS: Readonly<Record<string, string>> = {
  NO_APP_KEY: 'Betfair had no application key from us: set BETFAIR_APP_KEY',
  INVALID_APP_KEY: 'Betfair does not know the application key: correct BETFAIR_APP_KEY',
  NOT_AUTHORIZED: 'this account or application key may not use the Exchange Stream API: have it enabled for the key in BETFAIR_APP_KEY and the user in BETFAIR_USERNAME',
}
const REMEDIES: Readonly<Record<string, Exclude<Remedy, { kind: 'fatal' }>['kind']>> = {
  NO_SESSION: 'login', INVALID_SESSION_INFORMATION: 'login',
  MAX_CONNECTION_LIMIT_EXCEEDED: 'crowded', TOO_MANY_REQUESTS: 'crowded',
  SUBSCRIPTION_LIMIT_EXCEEDED: 'narrow', INVALID_CLOCK: 'drop-clocks', INVALID_INPUT: 'never-again', INVALID_REQUEST: 'never-again',
  TIMEOUT: 'reconnect', CONNECTION_FAILED: 'reconnect', UNEXPECTED_ERROR: 'reconnect',
}
/** What the manual says is to be done; codes that it does not list are treated like a line that broke. */
export const remedyFor = (errorCode: string): Remedy => {
  const words = Object.hasOwn(SETTINGS, errorCode) ? SETTINGS[errorCode] : undefined
  if (words !== undefined) return { kind: 'fatal', error: new AppError('CONFIG_INVALID', `The Betfair stream refused us (${errorCode}): ${words}.`) }
  return { kind: (Object.hasOwn(REMEDIES, errorCode) ? REMEDIES[errorCode] : undefined) ?? 'reconnect' }
}
