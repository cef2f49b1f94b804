import type { Instant } from '../domain/instant'
import { ALL_BUT_ADMIN, SCOPES, type Scope } from './scope'

/** Who asks: what is limited and metered together, and what it may read. */
export interface Principal {
  /** `key:<id>`, `token:<subject>`, `admin` or `anonymous`; stays when a key is rotated. */
  readonly id: string
  readonly kind: 'key' | 'token' | 'admin' | 'anonymous'
  /** Name of its tier (`tier.ts`). */
  readonly tier: string
  readonly scopes: readonly Scope[]
  /** When it is sent away; null for never. */
  readonly expiresAt: Instant | null
  /** Null while it stands; else why it does not any more, in words for the client, e.g. because its key was revoked. Cheap: open connections ask it every second or more often. */
  standing(): string | null
}
const stands = (): null => null

/** Whoever sends nothing, where that is allowed. */
export const anonymousPrincipal = (scopes: readonly Scope[] = ALL_BUT_ADMIN, tier = 'anonymous'): Principal => ({ id: 'anonymous', kind: 'anonymous', tier, scopes, expiresAt: null, standing: stands })
/** Whoever has the token of the server. */
export const ADMIN: Principal = { id: 'admin', kind: 'admin', tier: 'unlimited', scopes: SCOPES, expiresAt: null, standing: stands }

/** The program that asks, as it names itself (`apollographql-client-name` and `-version`, or `x-client-name` and `-version`); cut and cleaned. */
export interface ClientInfo { readonly name: string | null; readonly version: string | null }
/** Who asks, from where, with what. */
export interface Caller { readonly principal: Principal; readonly address: string; readonly client: ClientInfo }
